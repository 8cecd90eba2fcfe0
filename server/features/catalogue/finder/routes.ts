import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { searchAddress } from '../search-address.ts'
import { finderHref, finderParameters, finderSearch, isFormQuery, isEmpty, searchFilterOf } from './input.ts'
import { finderPage, renderFinder } from './page.ts'

/** Routes of the finder: six questions, and the units that fit the answers best. The whole state is in the URL. */
export function finderRoutes({ catalogue }: Pick<Services, 'catalogue'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/finder', anyone, cachePage(...finderParameters), async (req, res) => {
    const { locale } = res.locals
    const answers = finderSearch.parse(req.query)
    if (isFormQuery(req.query)) {
      // A visitor who skips all questions wants to see everything.
      res.redirect(302, isEmpty(answers) ? searchAddress(locale, searchFilterOf(answers)) : finderHref(locale, answers))
      return
    }
    const today = catalogue.today()
    const fitting = isEmpty(answers) ? null : await catalogue.fitting(answers)
    const cards = fitting ? await catalogue.cards(fitting.best.map(({ item }) => item.id)) : []
    const saved = await res.locals.saved()
    renderFinder(res, finderPage(res.locals, { answers, fitting, cards, saved, today }))
  })

  return router
}
