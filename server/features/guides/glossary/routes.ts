import { Router } from 'express'
import { anyone } from '#web/access/access.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import { glossaryPage, renderGlossary } from './page.ts'

/** The words of the programme in three languages: for anyone. */
export function glossaryRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/glossary', anyone, cachedPage(), (_req, res) => {
    renderGlossary(res, glossaryPage(res.locals))
  })

  return router
}
