import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { cancelForm, outcomeForm, slotForm } from './input.ts'

/** Talks with applicants. */
export function interviewDeskRoutes(parts: Pick<Services, 'cases' | 'reviewing'>, desk: CaseDesk): Router {
  const { interviews } = parts.reviewing
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  const propose = act('interview', slotForm, interviews.propose)
  router.post(`${at}/interview`, staff('reviewer', 'decider'), propose)
  const change = act('interview-change', slotForm, interviews.change)
  router.post(`${at}/interview-change`, staff('reviewer', 'decider'), change)
  const cancel = act('interview-cancel', cancelForm, interviews.cancel)
  router.post(`${at}/interview-cancel`, staff('reviewer', 'decider'), cancel)
  const close = act('interview-outcome', outcomeForm, interviews.close)
  router.post(`${at}/interview-outcome`, staff('reviewer', 'decider'), close)

  return router
}
