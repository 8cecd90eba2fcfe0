import { z } from 'zod'
import { answerSections } from '#models/cases/application.ts'
import { id, text } from '#web/forms/forms.ts'
import { canonicalCode, premisesCodeField } from '#shared/texts/codes.ts'

export const casePath = z.object({ id })
export const answerPath = z.object({ id, section: z.enum(answerSections) })
export const documentPath = z.object({ id, documentId: id })

/** One code, or several as a comparison posts them. Duplicates and invalid codes are dropped; the order is kept. */
const codes = z
  .union([z.string(), z.array(z.string()).max(20)])
  .transform(input => [...new Set([input].flat().flatMap(one => canonicalCode(one) ?? []))])

/** Form of the button "apply" on the page of a premises or a comparison. */
export const startForm = z.object({
  premises: codes.refine(some => some.length > 0),
  /** `last` starts with the answers of the last submitted application. */
  from: z.literal('last').optional().catch(undefined),
})
/** Query with the same codes, kept across a sign-in. Invalid values are ignored. */
export const startSearch = z.object({ premises: codes.catch([]).default([]) })

/** Moves that applicants can make with their own case. */
export const actForm = z.object({
  to: z.enum(['accepted', 'declined', 'withdrawn', 'answered']),
  note: text(4000).optional().default(''),
  /** The offer that the page showed (`shownOfferOf`). Forms of an earlier release do not say it. */
  offer: z.string().max(40).optional().catch(undefined),
  /** The terms of the offer that the page showed (`nameOfTerms`). */
  terms: z.string().max(40).optional().catch(undefined),
})

/** Fields of a section's form besides its answers. A form without a revision is always saved. */
export const sectionForm = z.object({
  sectionRevision: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .nullable()
    .catch(null),
  /** Saves and returns to this field, for totals and suggestions without JavaScript. */
  stay: z.enum(['cashPlan', 'nameCyrillic']).optional().catch(undefined),
  /** Writes one amount into all months of the cash plan. */
  fill: z.literal('cashPlan').optional().catch(undefined),
  revenueEach: z.string().max(100).catch(''),
  costsEach: z.string().max(100).catch(''),
  /** Puts the ticked premises into the empty rows of the choice. */
  take: z.literal('premises').optional().catch(undefined),
  code: z.preprocess(value => [value ?? []].flat(), z.array(premisesCodeField)).catch([]),
  /** Sent by the script that saves during typing; answered in JSON. */
  autosave: z.literal('yes').optional().catch(undefined),
  /** Whose answers to keep after two tabs have saved different ones. */
  keep: z.enum(['mine', 'other', 'chosen']).optional().catch(undefined),
})
