import { Router } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { colleagueLinksFor } from '#features/premises/colleague-links.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { renderCards } from '../card.ts'
import { planPage, renderPlan } from '../plan/plan-page.ts'
import {
  codePath,
  conditionsParameter,
  isFormQuery,
  mergeConditions,
  planParameters,
  planSearch,
  premisesSearch,
} from './input.ts'
import { searchHref } from './links.ts'
import { premisesListPage, renderPremisesList } from './list-page.ts'
import { publicPartOf } from './public-part.ts'
import { resultCards } from './result-cards.ts'
import { premisesPage, renderPremises } from './premises-page.ts'
import { premisesDiscovery } from './structured-data.ts'
import { tableRows } from './table.ts'
import { viewingBlock } from './viewing-block.ts'

const similarShown = 4
const timesShown = 3
const searchParameters = Object.keys(premisesSearch.in.shape)

type RequiredServices = Pick<Services, 'catalogue' | 'incentives' | 'programme' | 'viewings'>

/** Routes of the public catalogue, open to anyone. */
export function premisesRoutes({ catalogue, incentives, programme, viewings }: RequiredServices): Router {
  const router = Router({ caseSensitive: true })

  router.get('/premises', anyone, cachePage(...searchParameters, conditionsParameter), async (req, res) => {
    const merged = mergeConditions(req.query)
    const search = premisesSearch.parse(merged ?? req.query)
    if (merged || isFormQuery(req.query)) {
      res.redirect(302, searchHref(res.locals.locale, search, { page: search.page }))
      return
    }
    const saved = await res.locals.saved()
    const found = await catalogue.search(search)
    const part = publicPartOf(res.locals, { search, found })
    const inTable = search.view === 'table'
    const { favourites } = saved
    const cards = inTable ? [] : await resultCards(res.locals, part, { found, catalogue, favourites })
    const table = inTable ? await tableRows(res.locals, found, catalogue) : null
    renderPremisesList(res, premisesListPage(res.locals, { search, found, part, saved, cards, table }))
  })

  router.get('/premises/:code', anyone, cachePage(), async (req, res) => {
    const { code } = readPath(codePath, req.params)
    const found = await catalogue.byCode(code)
    if (!found) throw notFound('premises.not-found')
    if (found.premises.code !== code) {
      res.redirect(301, pathTo(res.locals.locale, '/premises/:code', { code: found.premises.code }))
      return
    }
    const [street, applying, similar, assumptions, times] = await Promise.all([
      catalogue.plan(),
      incentives.forZone(found.premises.zone),
      catalogue.similar(code, similarShown),
      programme.settings(),
      viewings.visits.freeSlots(code, timesShown),
    ])
    const saved = await res.locals.saved()
    const work = colleagueLinksFor(res.locals, res.locals.account, found.premises)
    const page = premisesPage(res.locals, {
      ...found,
      today: catalogue.today(),
      street,
      incentives: applying,
      assumptions,
      similar: await renderCards(res.locals, similar, catalogue, saved.favourites),
      saved: saved.favourites.has(code),
      atWork: work,
    })
    const viewing = viewingBlock(res.locals, { premises: found.premises, times, atWork: work })
    renderPremises(res, { ...page, ...premisesDiscovery(res.locals, found), viewing })
  })

  router.get('/plan', anyone, cachePage(...searchParameters, ...planParameters), async (req, res) => {
    const { filter, ...search } = premisesSearch.parse(req.query)
    // The floor of a plan decides only what is drawn; matches are found on all floors.
    delete filter.floor
    const everyFloor = { ...search, filter }
    const found = await catalogue.search(everyFloor)
    renderPlan(res, planPage(res.locals, { search: everyFloor, found, asked: planSearch.parse(req.query) }))
  })

  return router
}
