import { Router } from 'express'
import type { Clock } from '../../outside/clock.ts'
import type { Services } from '../../services.ts'
import { ownPrivacyRoutes } from './own/routes.ts'

/** Every door of the slice. */
export function privacyRoutes(services: Pick<Services, 'accounts' | 'privacy'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  router.use(ownPrivacyRoutes(services, clock))
  return router
}
