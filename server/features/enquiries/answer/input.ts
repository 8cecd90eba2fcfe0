import { z } from 'zod'
import { replyMethods } from '#models/enquiries/enquiry.ts'
import { id, text } from '#web/forms/forms.ts'
import { requiredTextField, type Extent } from '#web/writing/extent.ts'
import { hasOpenGap } from '#shared/texts/filling.ts'
import { canonicalCode, canonicalReference, optionalCodeField } from '#shared/texts/codes.ts'
import { enquiryScopes } from '../list.ts'

export const enquiryPath = z.object({ id })
export const textPath = z.object({ id, textId: id })
/** Query parameter with the id of the text to send with its translation. */
export const enquiryQuery = z.object({ text: id.optional().catch(undefined) })

/** Query parameters of the list. Invalid values are dropped. */
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

/** Limit of an answer to the sender. */
export const replyExtent: Extent = { longest: 5000 }

const version = z.coerce.number().int().nonnegative()
export const replyForm = z.object({
  version,
  text: requiredTextField(replyExtent).refine(input => !hasOpenGap(input), 'enquiries.gap-open'),
  way: z.enum(replyMethods, 'form.choose').default('mail'),
})
/** Form that assigns an enquiry. An empty value makes it unassigned. */
export const assignmentForm = z.object({ version, assignee: id.or(z.literal('')).default('') })
export const spamForm = z.object({ version, spam: z.enum(['yes', 'no'], 'form.choose') })

export const linksForm = z.object({
  version,
  premisesCode: text(40).pipe(optionalCodeField(canonicalCode, 'contact.premises.wrong')).default(null),
  reference: text(40).pipe(optionalCodeField(canonicalReference, 'enquiries.links.reference-wrong')).default(null),
})

/** Form of the button beside the ready-made answers. It is in the reply form, so it also sends the text typed so far. */
export const insertForm = z.object({ insert: z.literal('yes'), ready: id.optional().catch(undefined) })
