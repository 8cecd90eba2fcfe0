import { Router, type Response } from 'express'
import type { ListingsService } from '../service.ts'
import type { Clock } from '#outside/clock.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { scopeOf } from '#features/premises/scope.ts'
import { premisesBulkRoutes } from '../bulk/routes.ts'
import { rowRoutes } from '../row/routes.ts'
import { columnRoutes } from './columns/routes.ts'
import { readTableSearch } from './input.ts'
import { renderTable, tablePage } from './page.ts'
import { opening } from './views-part.ts'
import { viewRoutes } from './views/routes.ts'

type Parts = Pick<ListingsService, 'bulk' | 'records' | 'buildings' | 'table' | 'tableChoices'> & { clock: Clock }

/** The table of all premises, where listing managers do most of their work, and what is done from it. */
export function tableRoutes({ bulk, records, buildings, table, tableChoices, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })
  router.use(premisesBulkRoutes({ bulk, table }), rowRoutes({ records, buildings }))
  router.use(columnRoutes({ tableChoices }), viewRoutes({ tableChoices }))
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/premises', manager, async (req, res) => {
    const asked = readTableSearch(req.query)
    const arrangement = await tableChoices.of(accountOf(res).id)
    const elsewhere = opening(res.locals.locale, arrangement, asked)
    if (elsewhere) {
      res.redirect(elsewhere)
      return
    }
    // Where a view opens by itself, links to fewer conditions must not lead into it.
    const search = { ...(arrangement.opens ? { view: 'none' } : {}), ...asked }
    const scope = scopeOf(accountOf(res))
    const [found, all] = await Promise.all([table.page({ ...search, scope }), table.buildingCodes(scope)])
    renderTable(res, tablePage(readerAt(res), { search, found, buildings: all, arrangement }))
  })

  const readerAt = ({ locals: { t, locale } }: Response) => ({ t, locale, now: clock.now() })

  return router
}
