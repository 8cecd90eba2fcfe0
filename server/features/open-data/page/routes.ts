import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import { openDataPage, renderOpenData } from './page.ts'

/** The page about the open data. The frame in it shows the newest available premises. */
export function openDataPageRoutes(
  { catalogue }: Pick<Services, 'catalogue'>,
  { apiRequestsPerMinute }: { apiRequestsPerMinute: number },
): Router {
  const router = Router({ caseSensitive: true })

  router.get('/open-data', anyone, cachedPage(), async (_req, res) => {
    const codes = await catalogue.published.newest({ use: [], status: [], feature: [] }, 1)
    const [newest] = await catalogue.published.read(codes)
    const example = newest ? { code: newest.premises.code, demo: newest.premises.demo } : null
    renderOpenData(res, openDataPage(res.locals, { example, requestsPerMinute: apiRequestsPerMinute }))
  })

  return router
}
