import { z } from 'zod'
import { photoFormats, photoSizes } from '../../../../models/parts/premises-vocabulary.ts'
import { id } from '../../../web/forms.ts'

export const mediaPath = z.object({ photoId: id, size: z.enum(photoSizes), format: z.enum(photoFormats) })
