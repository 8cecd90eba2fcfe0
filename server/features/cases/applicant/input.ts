import { z } from 'zod'
import { answerSections } from '#models/cases/application.ts'
import { id, text } from '#web/forms/forms.ts'
import { canonicalCode, typedPremisesCode } from '#shared/texts/codes.ts'

export const casePath = z.object({ id })
export const answerPath = z.object({ id, section: z.enum(answerSections) })
export const documentPath = z.object({ id, documentId: id })

/** One code, or several as a comparison sends them: each once, in their order. What is no code is left out. */
const codes = z
  .union([z.string(), z.array(z.string()).max(20)])
  .transform(typed => [...new Set([typed].flat().flatMap(one => canonicalCode(one) ?? []))])

/** The button "apply" on a premises' page or a comparison. */
export const startForm = z.object({
  premises: codes.refine(some => some.length > 0),
  /** Whether it begins with the answers of the application handed in before. */
  from: z.literal('last').optional().catch(undefined),
})
/** The same, carried over a sign-in; anything else is ignored. */
export const startSearch = z.object({ premises: codes.catch([]).default([]) })

/** What an applicant may do to their own case; each is a move of the table. */
export const actForm = z.object({
  to: z.enum(['accepted', 'declined', 'withdrawn', 'answered']),
  note: text(4000).optional().default(''),
})

/** What a section's form says besides its answers; a form without it is saved as it comes. */
export const sectionForm = z.object({
  sectionRevision: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .nullable()
    .catch(null),
  /** Saves and comes back to this field, for sums and suggestions without a script. */
  stay: z.enum(['cashPlan', 'nameCyrillic']).optional().catch(undefined),
  /** Writes one amount into all months of the cash plan. */
  fill: z.literal('cashPlan').optional().catch(undefined),
  revenueEach: z.string().max(100).catch(''),
  costsEach: z.string().max(100).catch(''),
  /** Puts the ticked premises into the empty rows of the choice. */
  take: z.literal('premises').optional().catch(undefined),
  code: z.preprocess(value => [value ?? []].flat(), z.array(typedPremisesCode)).catch([]),
  /** Sent by a script while somebody types; it is answered in JSON. */
  autosave: z.literal('yes').optional().catch(undefined),
  /** After two tabs have quarrelled: whose answers stay. */
  keep: z.enum(['mine', 'other', 'chosen']).optional().catch(undefined),
})
