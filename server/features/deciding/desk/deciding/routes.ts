import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { reasonForm, groundsShape, groundsForm, misfitShape } from '#features/cases/desk/input.ts'
import { objectionOutcomes } from '#models/cases/parts/public-notice.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { optionalTextField, requiredTextField } from '#web/writing/extent.ts'
import { reopeningTargets } from '#features/cases/states.ts'

const noticeForm = z.object({
  premises: z.string('form.choose').min(1, 'form.choose'),
  ...groundsShape('offered'),
  ...misfitShape,
})

const reopenForm = z.object({ to: z.enum(reopeningTargets, 'form.choose'), reason: requiredTextField(extents.reason) })

/** Checks whether a ready text says that an objection is right; the others say that it is not. */
const upholds = (code: string): boolean => code === 'record_differs' || code === 'rule_missed'

const hasReasonOrText = (codes: readonly string[] | undefined, answer: string | undefined): boolean =>
  (codes?.length ?? 0) > 0 || Boolean(answer)

/** Form for the answer to one objection. */
const objectionForm = z
  .object({
    objection: z.string('form.choose').regex(/^[0-9a-f]{24}$/, 'form.choose'),
    outcome: z.enum(objectionOutcomes, 'form.choose'),
    reasonCodes: groundsShape('objection').reasonCodes,
    answer: optionalTextField(extents.objectionAnswer),
  })
  // Also checked while no outcome is chosen, so that both errors are shown at once.
  .refine(({ reasonCodes, answer }) => hasReasonOrText(reasonCodes, answer), {
    ...{ path: ['answer'], error: 'form.required', when: () => true },
  })
  .refine(({ outcome, reasonCodes }) => reasonCodes.every(code => upholds(code) === (outcome === 'upheld')), {
    ...{ path: ['reasonCodes'], error: 'notice.reason-of-other-outcome' },
  })
  .transform(({ answer, ...made }) => ({ ...made, text: answer }))

/** Routes of decisions besides offer and rejection: the public notice, endings by the office, and reopening. */
export function decidingRoutes(parts: Pick<Services, 'cases' | 'deciding'>, desk: CaseDesk): Router {
  const { moves } = parts.cases
  const { notices, objections } = parts.deciding
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  router.post(`${at}/notice`, staff('reviewer', 'decider'), act('notice', noticeForm, notices.publish))

  const answer = act('objection', objectionForm, objections.answer)
  router.post(`${at}/objection`, staff('reviewer', 'decider'), answer)

  const again = act('review-again', reasonForm, (id, actor, texts) => moves.move(id, 'review', actor, texts))
  router.post(`${at}/review-again`, staff('reviewer', 'decider'), again)

  const fail = act('conditions-not-met', groundsForm('conditions_not_met'), (id, actor, texts) =>
    moves.move(id, 'conditions_not_met', actor, texts),
  )
  router.post(`${at}/conditions-not-met`, staff('reviewer', 'decider'), fail)

  const reopen = act('reopen', reopenForm, moves.reopen)
  router.post(`${at}/reopen`, staff('administrator'), reopen)

  return router
}
