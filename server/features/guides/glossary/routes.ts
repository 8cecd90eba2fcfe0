import { Router } from 'express'
import { anyone } from '#web/access/access.ts'
import { kept } from '#web/pages/page-memory.ts'
import { glossaryPage, renderGlossary } from './page.ts'

/** The words of the programme in three languages: for anyone. */
export function glossaryRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/glossary', anyone, kept(), (_req, res) => {
    renderGlossary(res, glossaryPage(res.locals))
  })

  return router
}
