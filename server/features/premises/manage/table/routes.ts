import { Router, type Response } from 'express'
import type { Services } from '../../../../services.ts'
import type { Clock } from '../../../../outside/clock.ts'
import { accountOf, staff } from '../../../../web/access.ts'
import { scopeOf } from '../../staff-table/scope.ts'
import { premisesBulkRoutes } from '../bulk/routes.ts'
import { rowRoutes } from '../row/routes.ts'
import { usualColumns } from './columns.ts'
import { readTableSearch } from './input.ts'
import { renderTable, tablePage } from './page.ts'

type Parts = Pick<Services, 'premises' | 'premisesBulk' | 'listings'> & { clock: Clock }

/** The table of all premises, where listing managers do most of their work, and what is done from it. */
export function tableRoutes({ premises, premisesBulk, listings, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })
  router.use(premisesBulkRoutes({ premises, premisesBulk }), rowRoutes({ listings }))
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/premises', manager, async (req, res) => {
    const search = readTableSearch(req.query)
    const scope = scopeOf(accountOf(res))
    const [found, all] = await Promise.all([
      premises.staff.page({ ...search, scope }),
      premises.staff.buildingCodes(scope),
    ])
    renderTable(res, tablePage(readerAt(res), { search, found, buildings: all, columns: usualColumns }))
  })

  const readerAt = ({ locals: { t, locale } }: Response) => ({ t, locale, now: clock.now() })

  return router
}
