import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { rememberList } from '#web/pages/opened-list.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import { premisesCodeField } from '#shared/texts/codes.ts'
import { premisesQueuePage, renderPremisesQueue, renderWanted, wantedPage } from './page.ts'

/** Query of the waiting list. An invalid code shows the list of all premises. */
const waitingQuery = z.object({
  premises: premisesCodeField.optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1),
})

/** Routes of the waiting list, for all premises that somebody waits for or for one of them. */
export function waitingRoutes({ cases, premises }: Pick<Services, 'cases' | 'premises'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/applications/waiting', staff('reviewer', 'decider', 'administrator'), async (req, res) => {
    const { premises: code, page } = waitingQuery.parse(req.query)
    const reader = readerAt(res)
    if (code) {
      const [found, known] = await Promise.all([
        cases.places.waitingFor(code, page),
        premises.summaries.several([code]),
      ])
      const queue = premisesQueuePage(reader, { code, found, standing: known.get(code) })
      rememberList(res, queue.rows)
      renderPremisesQueue(res, queue)
      return
    }
    const wantedPremises = await cases.places.wanted()
    renderWanted(
      res,
      wantedPage(reader, wantedPremises, await premises.summaries.several(wantedPremises.map(({ code }) => code))),
    )
  })

  return router
}
