import { Router } from 'express'
import type { Slice, SliceParts } from '#server/slice.ts'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { isEmbedded } from '#outside/database/database.ts'
import { locales } from '#shared/texts/i18n.ts'
import { useLocale } from '#web/pages/locale.ts'
import { limitRequests } from '#web/requests/rate-limit.ts'
import { openDataPageRoutes } from './page/routes.ts'
import { apiRoutes } from './api/routes.ts'
import { embedRoutes } from './embed/routes.ts'
import { feedRoutes } from './feed/routes.ts'
import { pictureRoutes } from './pictures/routes.ts'

/** Open data: files, feeds, an API and frames for other sites. */
export const openDataSlice = ({ services, config }: SliceParts): Slice => ({
  name: 'open-data',
  doors: () => ({
    open: [openDataRoutes(services, config)],
    pages: [openDataPageRoutes(services, config)],
  }),
})

type Settings = { publicUrl: string; mongoUri: string; apiRequestsPerMinute: number }

/** Routes for other sites and programs. All are mounted before the session middleware, so none sets a cookie. */
function openDataRoutes(
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
