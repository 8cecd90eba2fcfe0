import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { acting } from '#features/cases/desk/acting.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { cancelForm, outcomeForm, slotForm } from './input.ts'

/** Talks with applicants. */
export function interviewDeskRoutes(parts: Pick<Services, 'applications'>, desk: CaseDesk): Router {
  const { proposeInterview, changeInterview, cancelInterview, closeInterview } = parts.applications
  const router = Router({ caseSensitive: true })
  const act = acting(parts, desk)
  const at = '/staff/applications/:id'

  const propose = act('interview', slotForm, proposeInterview)
  router.post(`${at}/interview`, staff('reviewer', 'decider'), propose)
  const change = act('interview-change', slotForm, changeInterview)
  router.post(`${at}/interview-change`, staff('reviewer', 'decider'), change)
  const cancel = act('interview-cancel', cancelForm, cancelInterview)
  router.post(`${at}/interview-cancel`, staff('reviewer', 'decider'), cancel)
  const close = act('interview-outcome', outcomeForm, closeInterview)
  router.post(`${at}/interview-outcome`, staff('reviewer', 'decider'), close)

  return router
}
