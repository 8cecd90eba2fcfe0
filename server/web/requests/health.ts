import { Router, type RequestHandler } from 'express'
import { pingDatabase } from '#outside/database/database.ts'
import { AppError } from '#shared/errors.ts'
import { anyone } from '../access/access.ts'

/** Returns why the site cannot serve pages yet, in one or two words without names; null once it can. */
export type ReadinessCheck = () => string | null

/** For supervisors and load balancers. `healthz`: the process lives. `readyz`: it can serve pages, or why it cannot. */
export function healthRoutes(notReady: ReadinessCheck): Router {
  const router = Router({ caseSensitive: true })
  router.get('/healthz', anyone, (_req, res) => {
    res.set('Cache-Control', 'no-store').type('text').send('ok')
  })
  router.get('/readyz', anyone, async (_req, res) => {
    const reason = notReady() ?? ((await pingDatabase()) ? null : 'database away')
    res
      .set('Cache-Control', 'no-store')
      .status(reason === null ? 200 : 503)
      .type('text')
      .send(reason ?? 'ready')
  })
  return router
}

/** Throws `unavailable` until the site is ready, because its data may be half migrated. */
export function refuseUntilReady(notReady: ReadinessCheck): void {
  const reason = notReady()
  if (reason !== null) throw new AppError('unavailable', 'error.unavailable', { facts: { reason } })
}

export const requireReady =
  (notReady: ReadinessCheck): RequestHandler =>
  (_req, _res, next) => {
    refuseUntilReady(notReady)
    next()
  }
