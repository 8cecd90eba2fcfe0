import { z } from 'zod'
import { lineField } from '#features/premises/fields/number-fields.ts'

export const versionPath = z.object({
  version: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number),
})
export const versionsSearch = z.object({
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
/** `now` is the version that the user saw as the present one. */
export const restoreForm = z.object({ now: z.coerce.number().int().min(0), reason: lineField(500) })
