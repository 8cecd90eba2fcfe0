import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { readerAt } from '#features/cases/desk/words.ts'
import { waitingQuery } from './input.ts'
import { premisesQueuePage, renderPremisesQueue, renderWanted, wantedPage } from './page.ts'

/** Who waits for what: every premises that is waited for, or one of them with its queue. */
export function waitingRoutes({ applications }: Pick<Services, 'applications'>): Router {
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

  return router
}
