import { z } from 'zod'
import { requiredLine, requiredText } from '#web/forms/forms.ts'

export const noticePath = z.object({ reference: z.string().regex(/^SS-\d{4}-\d{6}$/) })

export const objectionForm = z.object({
  name: requiredLine(100),
  contact: requiredLine(200),
  text: requiredText(5000),
})
