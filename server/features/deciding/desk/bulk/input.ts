import { z } from 'zod'
import { bulkActions, type BulkAction } from '#models/deciding/bulk-decision.ts'
import { id } from '#web/forms/forms.ts'
import type { Decision } from '#features/cases/notice/decision-reasons.ts'
import { groundsShape, groundsForm } from '#features/cases/desk/input.ts'

/** Maximum number of cases in one preview: two pages of the queue. */
const maxCases = 50

export const bulkPath = z.object({ id })

export const pastQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })

/** Cases ticked in the queue, and the button that was pressed. */
export const bulkChoice = z.object({
  action: z.enum(bulkActions),
  case: z
    .union([z.string(), z.array(z.string())])
    .transform(value => [...new Set([value].flat())])
    .pipe(z.array(id).min(1).max(maxCases)),
})

export const decisionOf: Record<BulkAction, Decision> = { reject: 'rejected', waitlist: 'waitlisted', offer: 'offered' }

/** Returns the form of the reasons, the same as for one case: an offer needs none. */
export const bulkGrounds = (action: BulkAction) =>
  action === 'offer' ? z.object(groundsShape('offered')) : groundsForm(decisionOf[action])

/** `case`: undoes only this one; all of them without it. */
export const undoForm = z.object({ case: id.optional() })
