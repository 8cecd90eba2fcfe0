import { Router } from 'express'
import type { Services } from '../../services.ts'
import { apiRoutes } from './api/routes.ts'
import { pictureRoutes } from './pictures/routes.ts'

type Settings = { publicUrl: string; apiRequestsPerMinute: number }

/** What other sites and programs read. All of it stands before sessions, so nobody gets a cookie by it. */
export function openDataRoutes(
  services: Pick<Services, 'premises' | 'photos' | 'incentives'>,
  { publicUrl, apiRequestsPerMinute }: Settings,
): Router {
  const router = Router({ caseSensitive: true })
  router.use(apiRoutes(services, { publicUrl, requestsPerMinute: apiRequestsPerMinute }))
  router.use(pictureRoutes(services))
  return router
}
