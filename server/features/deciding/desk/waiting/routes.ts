import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { acting } from '#features/cases/desk/acting.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { extensionForm, reasonForm } from '#features/cases/desk/input.ts'
import { readerAt } from '#features/cases/desk/words.ts'
import { waitingQuery } from './input.ts'
import { premisesQueuePage, renderPremisesQueue, renderWanted, wantedPage } from './page.ts'

/**
 * Who waits for what, every premises that is waited for or one of them with its queue; and what an officer does about an
 * offer that is running and about a wait.
 */
export function waitingRoutes(parts: Pick<Services, 'applications'>, desk: CaseDesk): Router {
  const { applications } = parts
  const router = Router({ caseSensitive: true })

  router.get('/staff/applications/waiting', staff('reviewer', 'decider', 'administrator'), async (req, res) => {
    const { premises, page } = waitingQuery.parse(req.query)
    const reader = readerAt(res)
    if (premises) {
      const [found, known] = await Promise.all([
        applications.waitingFor(premises, page),
        applications.premisesOf([premises]),
      ])
      renderPremisesQueue(res, premisesQueuePage(reader, { code: premises, found, standing: known.get(premises) }))
      return
    }
    const wanted = await applications.wantedPremises()
    renderWanted(res, wantedPage(reader, wanted, await applications.premisesOf(wanted.map(({ code }) => code))))
  })

  const { extendOffer, move } = applications
  const act = acting(parts, desk)
  const at = '/staff/applications/:id'

  router.post(`${at}/extend-offer`, staff('reviewer', 'decider'), act('extend-offer', extensionForm, extendOffer))

  const lapse = act('lapse', reasonForm, (id, actor, words) => move(id, 'lapsed', actor, words))
  router.post(`${at}/lapse`, staff('reviewer', 'decider'), lapse)

  return router
}
