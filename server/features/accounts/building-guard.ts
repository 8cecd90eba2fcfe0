import type { RequestHandler } from 'express'
import { z } from 'zod'
import { notFound } from '#shared/errors.ts'
import { id } from '#web/forms/forms.ts'
import { buildingsOf, type Reach, type Scoped } from './scope.ts'

type GuardRules = {
  reachOf: (account: Scoped) => Promise<Reach>
  /** Checks whether the thing with this id is visible within that reach. */
  isVisibleTo: (id: string, reach: Reach) => Promise<boolean>
}
const idPath = z.object({ id })

/**
 * Guards all routes about one thing in a building, `/…/:id` and below, whichever slice adds them. For a listing manager who
 * is limited to some buildings, things in others do not exist (404).
 */
export const createBuildingGuard =
  ({ reachOf, isVisibleTo }: GuardRules): RequestHandler =>
  async (req, res, next) => {
    const { account } = res.locals
    const path = idPath.safeParse(req.params)
    const limited = account && buildingsOf(account) && path.success
    if (limited && !(await isVisibleTo(path.data.id, await reachOf(account)))) throw notFound()
    next()
  }
