import { z } from 'zod'
import { flag, line, message, whole } from '#features/premises/fields/number-fields.ts'

/** Another premises like one that is there: under another number, in the same building unless another is named. */
export const copyForm = z.object({
  building: line(20)
    .transform(code => code.toUpperCase())
    .pipe(z.string().regex(/^([A-Z]\d{1,5})?$/, message('listing.copy.no-building'))),
  unit: whole({ min: 1, max: 99_999 }),
  withPhotos: flag,
})
