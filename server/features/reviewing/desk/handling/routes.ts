import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { emptyForm } from '#features/cases/desk/input.ts'
import { nobody } from '#features/cases/review/staffing.ts'
import { requiredText } from '#web/forms/forms.ts'

const idField = z.string('form.choose').regex(/^[0-9a-f]{24}$/, 'form.choose')

/** Who had the case when the form was shown. Forms of an earlier release do not say it. */
const from = z
  .union([z.literal(nobody), idField])
  .optional()
  .catch(undefined)
const officerForm = z.object({ officer: idField, from })
const turnForm = z.object({ from })
const reviewerForm = z.object({ reviewer: idField })
const memberForm = z.object({ member: idField })
const conflictForm = z
  .object({ conflictNote: requiredText(4000) })
  .transform(({ conflictNote }) => ({ note: conflictNote }))

/** Routes for assignment and panel of a case. */
export function handlingRoutes(parts: Pick<Services, 'cases' | 'reviewing'>, desk: CaseDesk): Router {
  const { assignment, interests } = parts.reviewing
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  const give = act('assign', officerForm, (id, actor, { officer, from }) => assignment.assign(id, actor, officer, from))
  router.post(`${at}/assign`, staff('reviewer', 'decider', 'administrator'), give)
  const giveInTurn = act('assign-least', turnForm, assignment.assignInTurn)
  router.post(`${at}/assign-least`, staff('reviewer', 'decider', 'administrator'), giveInTurn)

  const join = act('seat', reviewerForm, (id, actor, { reviewer }) => assignment.seat(id, actor, reviewer))
  router.post(`${at}/seat`, staff('reviewer', 'decider', 'administrator'), join)
  const fill = act('fill-panel', emptyForm, (id, actor) => assignment.seat(id, actor, null))
  router.post(`${at}/fill-panel`, staff('reviewer', 'decider', 'administrator'), fill)
  const leave = act('unseat', memberForm, (id, actor, { member }) => assignment.unseat(id, actor, member))
  router.post(`${at}/unseat`, staff('reviewer', 'decider', 'administrator'), leave)

  router.post(`${at}/conflict`, staff('reviewer', 'decider'), act('conflict', conflictForm, interests.reportConflict))

  return router
}
