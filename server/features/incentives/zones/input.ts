import { z } from 'zod'
import { zonePages } from '#models/incentives/zone.ts'

export const zonePath = z.object({ slug: z.enum(zonePages) })
