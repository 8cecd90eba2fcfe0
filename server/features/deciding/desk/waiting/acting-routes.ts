import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { acting } from '#features/cases/desk/acting.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { extensionForm, reasonForm } from '#features/cases/desk/input.ts'

/** What an officer does about an offer that is running and about a wait. */
export function waitingActRoutes(parts: Pick<Services, 'applications'>, desk: CaseDesk): Router {
  const { extendOffer, move } = parts.applications
  const router = Router({ caseSensitive: true })
  const act = acting(parts, desk)
  const at = '/staff/applications/:id'

  router.post(`${at}/extend-offer`, staff('reviewer', 'decider'), act('extend-offer', extensionForm, extendOffer))

  const lapse = act('lapse', reasonForm, (id, actor, words) => move(id, 'lapsed', actor, words))
  router.post(`${at}/lapse`, staff('reviewer', 'decider'), lapse)

  return router
}
