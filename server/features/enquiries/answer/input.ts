import { z } from 'zod'
import { enquiryStatuses } from '../../../../models/enquiry.ts'
import { id, text } from '../../../web/forms.ts'

export const enquiryPath = z.object({ id })

/** The list forgives. */
export const enquiryFilter = z.object({
  status: z.enum(enquiryStatuses).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type EnquiryFilter = z.output<typeof enquiryFilter>

export const enquiryForm = z.object({
  version: z.coerce.number().int().nonnegative(),
  note: text(5000).default(''),
  answered: z
    .literal('yes')
    .optional()
    .transform(answer => (answer ? ('answered' as const) : ('new' as const))),
})
