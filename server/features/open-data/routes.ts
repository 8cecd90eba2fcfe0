import { Router } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { isEmbedded } from '#outside/database/database.ts'
import { locales } from '#shared/texts/i18n.ts'
import { useLocale } from '#web/pages/locale.ts'
import { limitRequests } from '#web/requests/rate-limit.ts'
import { apiRoutes } from './api/routes.ts'
import { embedRoutes } from './embed/routes.ts'
import { feedRoutes } from './feed/routes.ts'
import { pictureRoutes } from './pictures/routes.ts'

type Settings = { publicUrl: string; mongoUri: string; apiRequestsPerMinute: number }

/** What other sites and programs read. All of it stands before sessions, so nobody gets a cookie by it. */
export function openDataRoutes(
  services: Pick<Services, 'catalogue' | 'listings' | 'incentives'>,
  { publicUrl, mongoUri, apiRequestsPerMinute: perMinute }: Settings,
): Router {
  const router = Router({ caseSensitive: true })
  const counted = limitRequests({ name: 'open-data', perMinute, shared: !isEmbedded(mongoUri) })
  router.use(apiRoutes(services, { publicUrl, counted }))
  router.use(pictureRoutes(services))
  router.use(embedRoutes(services, publicUrl))
  const feeds = feedRoutes(services, counted)
  for (const locale of locales) router.use(pathTo(locale, '/'), useLocale(locale), feeds)
  return router
}
