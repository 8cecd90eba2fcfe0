import { z } from 'zod'
import { incentiveCategories } from '../../../../models/parts/content-vocabulary.ts'
import { zones } from '../../../../models/parts/premises-vocabulary.ts'

/** The list forgives: an odd value in a shared link is dropped. */
export const incentiveFilter = z.object({
  zone: z.enum(zones).optional().catch(undefined),
  category: z.enum(incentiveCategories).optional().catch(undefined),
})
export type IncentiveFilterInput = z.output<typeof incentiveFilter>

export const slugPath = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,80}$/) })
