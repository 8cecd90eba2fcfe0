import { z } from 'zod'
import { audiences, eligibilityTerms, incentiveCategories } from '#models/incentives/content-vocabulary.ts'
import { zones } from '#models/premises/parts/premises-vocabulary.ts'

/** Query parameters of the list. Invalid values in a shared link are dropped. */
export const incentiveFilter = z.object({
  zone: z.enum(zones).optional().catch(undefined),
  category: z.enum(incentiveCategories).optional().catch(undefined),
  audience: z.enum(audiences).optional().catch(undefined),
})
export type IncentiveFilterInput = z.output<typeof incentiveFilter>

/** The five answers of the eligibility check. "Not sure" is an empty value; invalid values count as no answer. */
export const eligibilityAnswers = z.object({
  citizenship: z.enum(eligibilityTerms.citizenship).optional().catch(undefined),
  company: z.enum(eligibilityTerms.company).optional().catch(undefined),
  activity: z.enum(eligibilityTerms.activity).optional().catch(undefined),
  zone: z.enum(zones).optional().catch(undefined),
  sales: z.enum(eligibilityTerms.sales).optional().catch(undefined),
})

export const slugPath = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,80}$/) })
