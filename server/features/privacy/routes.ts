import { Router } from 'express'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { explainedRoutes } from './explained/routes.ts'
import { keepRoutes } from './keep/routes.ts'
import { ownPrivacyRoutes } from './own/routes.ts'

/** Every door of the slice. */
export function privacyRoutes(services: Pick<Services, 'accounts' | 'privacy' | 'programme'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  router.use(explainedRoutes(services), ownPrivacyRoutes(services, clock), keepRoutes(services))
  return router
}
