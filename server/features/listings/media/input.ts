import { z } from 'zod'
import { cardSizes, photoFormats, photoSizes } from '#models/premises/parts/premises-vocabulary.ts'
import { id } from '#web/forms/forms.ts'

const cardSize = z.templateLiteral(['card-', z.int(), '-', z.int(), '-', z.enum(cardSizes)])

export const mediaPath = z.object({
  photoId: id,
  size: z.union([z.enum(photoSizes), cardSize]),
  format: z.enum(photoFormats),
})
