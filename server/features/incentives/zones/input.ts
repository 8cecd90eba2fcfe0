import { z } from 'zod'
import { zonePages } from '#models/zone.ts'

export const zonePath = z.object({ slug: z.enum(zonePages) })
