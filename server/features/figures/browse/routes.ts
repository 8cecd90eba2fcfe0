import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import { figuresPage, renderFigures } from './page.ts'

/** The monthly figures of the programme, for anyone. */
export function figuresRoutes({ figures }: Pick<Services, 'figures'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/figures', anyone, cachedPage(), async (_req, res) => {
    renderFigures(res, figuresPage(res.locals, await figures.published()))
  })

  return router
}
