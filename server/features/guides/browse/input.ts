import { z } from 'zod'
import { guideSlugs } from '#models/guides/guide.ts'

export const editionPath = z.object({ slug: z.enum(guideSlugs), edition: z.iso.date() })
