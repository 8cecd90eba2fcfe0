import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import { eligibilityPage, renderEligibility } from './eligibility-page.ts'
import { eligibilityAnswers, incentiveFilter, slugPath } from './input.ts'
import { incentiveListPage, incentivePage, renderIncentive, renderIncentiveList } from './page.ts'

/** What founders get and on what it rests: for anyone. */
export function incentiveRoutes({ incentives }: Pick<Services, 'incentives'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/incentives', anyone, cachedPage('zone', 'category', 'audience'), async (req, res) => {
    const filter = incentiveFilter.parse(req.query)
    const [found, all] = await Promise.all([incentives.list(filter), incentives.list()])
    const categories = new Set(all.map(incentive => incentive.category))
    renderIncentiveList(res, incentiveListPage(res.locals, { filter, incentives: found, categories }))
  })

  router.get('/incentives/:slug', anyone, cachedPage(), async (req, res) => {
    const { slug } = readPath(slugPath, req.params)
    const [incentive, all, history] = await Promise.all([
      incentives.bySlug(slug),
      incentives.list(),
      incentives.historyOf(slug),
    ])
    if (!incentive) throw notFound()
    renderIncentive(res, incentivePage(res.locals, { incentive, all, history }))
  })

  /** Answers come in the address and go with it: nothing is stored, and the page is not kept either. */
  router.get('/eligibility', anyone, async (req, res) => {
    const answers = eligibilityAnswers.parse(req.query)
    renderEligibility(res, eligibilityPage(res.locals, { answers, incentives: await incentives.list() }))
  })

  return router
}
