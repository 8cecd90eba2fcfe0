import { z } from 'zod'
import { id, requiredText } from '#web/forms/forms.ts'

const longText = 4000

export const noteForm = z
  .object({ internalNote: requiredText(longText) })
  .transform(({ internalNote }) => ({ text: internalNote }))

export const messageForm = z
  .object({ publicMessage: requiredText(longText), once: id.optional().catch(undefined) })
  .transform(({ publicMessage, once }) => ({ text: publicMessage, once }))
