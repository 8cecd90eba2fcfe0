import { Router, type RequestHandler } from 'express'
import { notFound } from '#shared/errors.ts'
import { buildingsOf, isWithinScope } from '#features/accounts/scope.ts'
import type { ListingRecords } from '../listings-service.ts'
import { buildingPath } from '../buildings/input.ts'
import { premisesPath } from './input.ts'

/**
 * Runs before all routes about one premises or one building, whichever slice adds them. For a listing manager limited to
 * some buildings, those of others are "not found". Routes about several at once call `isWithinScope` themselves.
 */
export function requireOwnBuildings({ records }: { records: Pick<ListingRecords, 'get'> }): Router {
  const router = Router({ caseSensitive: true })

  const requireOwnPremises: RequestHandler = async (req, res, next) => {
    const { account } = res.locals
    const path = premisesPath.safeParse(req.params)
    if (account && buildingsOf(account) && path.success) {
      const { buildingCode } = await records.get(path.data.code)
      if (!isWithinScope(account, buildingCode)) throw notFound()
    }
    next()
  }

  const requireOwnBuilding: RequestHandler = (req, res, next) => {
    const { account } = res.locals
    const path = buildingPath.safeParse(req.params)
    // "new" is not a code: a manager limited to some buildings cannot create any.
    if (account && buildingsOf(account) && !(path.success && isWithinScope(account, path.data.code))) throw notFound()
    next()
  }

  router.use('/staff/premises/:code', requireOwnPremises)
  router.use('/staff/buildings/:code', requireOwnBuilding)
  return router
}
