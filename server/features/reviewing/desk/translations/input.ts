import { z } from 'zod'
import { translationLanguages } from '#models/cases/parts/translation.ts'
import { id, requiredText } from '#web/forms/forms.ts'

const longText = 8000

export const translationPath = z.object({
  id,
  question: z.string().regex(/^[A-Za-z]{1,40}$/),
  lang: z.enum(translationLanguages),
})

/** With the text what its writer had before them. */
export const translationForm = z.object({
  translation: requiredText(longText),
  of: z.string().regex(/^[0-9a-f]{64}$/),
  version: z.coerce.number().int().min(0).max(100_000),
})
