import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import { explainedPage, renderExplained } from './page.ts'

/** How the site treats people's data, for anyone. */
export function explainedRoutes({ programme }: Pick<Services, 'programme'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/privacy', anyone, cachedPage(), async (_req, res) => {
    renderExplained(res, explainedPage(res.locals, await programme.settings()))
  })

  return router
}
