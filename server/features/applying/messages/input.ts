import { z } from 'zod'
import { id, requiredText } from '#web/forms/forms.ts'

const longText = 4000

export const messageForm = z
  .object({ message: requiredText(longText), once: id.optional().catch(undefined) })
  .transform(({ message, once }) => ({ text: message, once }))
