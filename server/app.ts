import compression from 'compression'
import express, { Router, type Express, type RequestHandler } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Config } from './config.ts'
import type { Log } from './outside/log.ts'
import type { Services } from './services.ts'
import type { Doors, Slice } from './slice.ts'
import { jobsOf } from './slices.ts'
import { locales } from './shared/texts/i18n.ts'
import { assetRoutes, useAssets } from './web/pages/assets.ts'
import { metrics } from './web/requests/metrics.ts'
import { serveCachedPages } from './web/pages/page-memory.ts'
import { redirectToFormPages, pagesOfForms } from './web/forms/pages-of-forms.ts'
import { handleError, pageNotFound, readRefusedForms } from './web/requests/error-handler.ts'
import { healthRoutes, requireReady, refuseUntilReady, type ReadinessCheck } from './web/requests/health.ts'
import { useLocale, usePreferredLocale } from './web/pages/locale.ts'
import { logRequests, runWithRequestOrigin } from './web/requests/request-log.ts'
import { noMarks } from './web/locals.ts'
import { sameOriginOnly } from './web/access/same-origin.ts'
import { safeHeaders } from './web/requests/safe-headers.ts'
import { sessionMiddleware } from './web/access/session.ts'
import { useHandlebars } from './web/pages/templates.ts'

export type AppParts = {
  config: Config
  services: Pick<Services, 'publicStamp' | 'status'>
  slices: readonly Slice[]
  log: Log
  sessionSecret: string
  /** Returns why the site cannot serve pages yet, null when it is ready. Until then its data may be half-migrated. */
  notReady?: ReadinessCheck
  /** Returns true while the process shuts down: pages are still served, but no new requests should come. */
  leaving?: () => boolean
}

/** Creates the Express application, with its middleware in the order in which a request meets it. */
export function createApp(parts: AppParts): Express {
  const { config, services, slices, log, sessionSecret, notReady = () => null, leaving = () => false } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustProxy)
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)
  useAssets(app, { cache: !config.development })
  useHandlebars(app, { cache: !config.development })

  const { measure, routes: metricsRoutes } = metrics(config.metricsToken, () => services.status.gauges(jobsOf(slices)))
  app.use(logRequests(log))
  app.use(measure)
  // Health checks come before anything that waits for the database.
  const safe = safeHeaders(config.publicUrl)
  app.use(['/healthz', '/readyz'], safe)
  app.use(healthRoutes(() => (leaving() ? 'shutting down' : notReady())))
  if (config.pageMemory) app.use(serveCachedPages(() => stampWhenReady(services, notReady)))
  app.use(runWithRequestOrigin)
  app.use(safe)
  app.use((_req, res, next) => {
    res.locals.account = null
    res.locals.saved = noMarks
    res.locals.rate = null
    res.locals.publicUrl = config.publicUrl
    next()
  })
  app.use(usePreferredLocale)
  app.use(metricsRoutes)
  app.use(compression())
  app.use(assetRoutes())
  app.use(requireReady(notReady))
  const meet = createMounter(parts)
  meet('open', app)
  app.use(sessionMiddleware({ secret: sessionSecret, publicUrl: config.publicUrl }))
  meet('visitor', app)
  meet('acts', app)
  app.use(sameOriginOnly(config.publicUrl))
  meet('beforePages', app)
  const readForms = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 2000 })
  app.use(readForms)
  meet('front', app)

  const site = Router({ caseSensitive: true })
  meet('pages', site)
  const pages = pagesOfForms(site)
  site.use(redirectToFormPages(pages))
  for (const locale of locales) app.use(pathTo(locale, '/'), useLocale(locale), site)

  app.use(pageNotFound)
  app.use(readRefusedForms(config.publicUrl, readForms))
  app.use(handleError(pages))
  return app
}

/**
 * Returns a function that mounts the handlers of one place (`open`, `pages` …) of all slices, in the order of the slices.
 */
function createMounter({ slices, sessionSecret }: AppParts) {
  const sliceHandlers = slices.map(slice => slice.doors?.({ sessionSecret }) ?? {})
  return (place: keyof Doors, on: { use(handler: RequestHandler): unknown }): void => {
    for (const offered of sliceHandlers) for (const handler of offered[place] ?? []) on.use(handler)
  }
}

async function stampWhenReady(services: AppParts['services'], notReady: ReadinessCheck): Promise<string> {
  refuseUntilReady(notReady)
  return services.publicStamp()
}
