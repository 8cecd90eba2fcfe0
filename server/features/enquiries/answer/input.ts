import { z } from 'zod'
import { replyWays } from '#models/enquiries/enquiry.ts'
import { id, text } from '#web/forms/forms.ts'
import { requiredWords, type Extent } from '#web/writing/extent.ts'
import { hasOpenGap } from '#shared/texts/filling.ts'
import { canonicalCode, canonicalReference, typedOrNone } from '#shared/texts/codes.ts'
import { enquiryScopes } from '../list.ts'

export const enquiryPath = z.object({ id })
export const textPath = z.object({ id, textId: id })
/** The text that is to be sent with its translation. */
export const enquiryQuery = z.object({ text: id.optional().catch(undefined) })

/** The list forgives. */
export const enquiryFilter = z.object({
  status: z.enum(enquiryScopes).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type EnquiryFilter = z.output<typeof enquiryFilter>

export const enquiryForm = z.object({
  version: z.coerce.number().int().nonnegative(),
  note: text(5000).default(''),
  mention: id.or(z.literal('')).catch(''),
  answered: z
    .literal('yes')
    .optional()
    .transform(answer => (answer ? ('answered' as const) : ('new' as const))),
})

/** What the sender reads. */
export const replyExtent: Extent = { longest: 5000 }

const version = z.coerce.number().int().nonnegative()
export const replyForm = z.object({
  version,
  text: requiredWords(replyExtent).refine(typed => !hasOpenGap(typed), 'enquiries.gap-open'),
  way: z.enum(replyWays, 'form.choose').default('mail'),
})
/** Empty gives it back to all. */
export const assignmentForm = z.object({ version, assignee: id.or(z.literal('')).default('') })
export const spamForm = z.object({ version, spam: z.enum(['yes', 'no'], 'form.choose') })

export const linksForm = z.object({
  version,
  premisesCode: text(40).pipe(typedOrNone(canonicalCode, 'contact.premises.wrong')).default(null),
  reference: text(40).pipe(typedOrNone(canonicalReference, 'enquiries.links.reference-wrong')).default(null),
})

/** The button beside the ready-made answers, which stands in the form of the reply: what is typed there comes with it. */
export const insertion = z.object({ insert: z.literal('yes'), ready: id.optional().catch(undefined) })
