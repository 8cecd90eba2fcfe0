import { z } from 'zod'
import { auditOutcomes } from '../../../../models/audit-entry.ts'
import { subjectKinds } from '../../../outside/acting.ts'
import { isCityDay } from '../../../shared/city-day.ts'
import { id, searchText } from '../../../web/forms.ts'

const day = z.string().refine(isCityDay).optional().catch(undefined)
const number = z.coerce.number().int().min(1).max(1e12).optional().catch(undefined)

/** A code or a reference as somebody types it: in any case, with spaces around it. */
const subject = searchText.transform(typed =>
  /^([a-z]{2,4}-|[a-z]\d{1,5}$)/i.test(typed) ? typed.toUpperCase() : typed,
)

const filters = {
  who: z
    .union([z.literal('system'), id])
    .optional()
    .catch(undefined),
  action: z
    .string()
    .regex(/^[a-z0-9._-]{1,60}$/)
    .optional()
    .catch(undefined),
  kind: z.enum(subjectKinds).optional().catch(undefined),
  subject: subject.optional().catch(undefined),
  outcome: z.enum(auditOutcomes).optional().catch(undefined),
  from: day,
  to: day,
  request: searchText.optional().catch(undefined),
}

/** The filters forgive: an odd value in a link is dropped. */
export const auditFilter = z.object(filters)
export const auditPlace = z.object({ before: number, after: number })
export const entryPath = z.object({
  number: z
    .string()
    .regex(/^[1-9]\d{0,11}$/)
    .transform(Number),
})
export const exportPath = z.object({ format: z.enum(['csv', 'xlsx']) })
