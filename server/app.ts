import compression from 'compression'
import express, { Router, type Express } from 'express'
import { deletingRoutes } from './features/applications/apply/deleting/routes.ts'
import { documentRoutes } from './features/applications/apply/documents/routes.ts'
import { interviewRoutes } from './features/applications/apply/interview/routes.ts'
import { messageRoutes } from './features/applications/apply/messages/routes.ts'
import { applicationRoutes } from './features/applications/apply/routes.ts'
import { requestItemRoutes } from './features/applications/apply/requests/routes.ts'
import { sectionRoutes } from './features/applications/apply/sections/routes.ts'
import { startingRoutes } from './features/applications/apply/starting/routes.ts'
import { buildingRoutes } from './features/premises/manage/buildings/routes.ts'
import { managePhotoRoutes } from './features/premises/manage/photos/routes.ts'
import { tableRoutes } from './features/premises/manage/table/routes.ts'
import { historyRoutes } from './features/premises/manage/history/routes.ts'
import { ownBuildingsOnly } from './features/premises/manage/own-buildings.ts'
import { exportRoutes } from './features/premises/transfer/export/routes.ts'
import { staffApiRoutes } from './features/premises/transfer/api/routes.ts'
import { importRoutes } from './features/premises/transfer/import/routes.ts'
import { manageRoutes } from './features/premises/manage/routes.ts'
import { acceptanceRoutes } from './features/applications/apply/acceptance/routes.ts'
import { acceptanceDeskRoutes } from './features/applications/desk/acceptance/routes.ts'
import { paperRoutes } from './features/applications/documents/paper-routes.ts'
import { applicationDocumentRoutes } from './features/applications/documents/routes.ts'
import { decidingRoutes } from './features/applications/desk/deciding/routes.ts'
import { noticeRoutes } from './features/applications/notice/routes.ts'
import { letterRoutes } from './features/applications/letters/routes.ts'
import { auditRoutes } from './features/audit/browse/routes.ts'
import { deskRoutes } from './features/desk/routes.ts'
import { correspondenceRoutes } from './features/applications/desk/correspondence/routes.ts'
import { translationRoutes } from './features/applications/desk/translations/routes.ts'
import { interviewDeskRoutes } from './features/applications/desk/interviews/routes.ts'
import { handlingRoutes } from './features/applications/desk/handling/routes.ts'
import { caseDocumentRoutes } from './features/applications/desk/documents/routes.ts'
import { caseRequestRoutes } from './features/applications/desk/requests/routes.ts'
import { rubricRoutes } from './features/applications/review/settings/routes.ts'
import { keysRoutes } from './features/applications/desk/keys/routes.ts'
import { bulkRoutes } from './features/applications/desk/bulk/routes.ts'
import { caseRoutes } from './features/applications/desk/routes.ts'
import { waitingActRoutes } from './features/applications/desk/waiting/acting-routes.ts'
import { waitingRoutes } from './features/applications/desk/waiting/routes.ts'
import { mediaRoutes } from './features/premises/media/routes.ts'
import type { Config } from './config.ts'
import { accountsRoutes } from './features/accounts/routes.ts'
import { enquiryDeskRoutes } from './features/enquiries/answer/routes.ts'
import { answerTemplateRoutes } from './features/enquiries/templates/routes.ts'
import { inboundMailRoutes } from './features/enquiries/inbound/routes.ts'
import { calculatorRoutes } from './features/calculator/compare/routes.ts'
import { contactRoutes } from './features/enquiries/ask/routes.ts'
import { keepTrail } from './web/access/acting.ts'
import { frontDoorRoutes } from './features/home/front-door.ts'
import { helpBeside, helpRoutes } from './features/help/routes.ts'
import { homeRoutes } from './features/home/routes.ts'
import { compareRoutes } from './features/premises/compare/routes.ts'
import { premisesRoutes } from './features/premises/browse/routes.ts'
import { outboxRoutes } from './features/outbox/routes.ts'
import { figuresRoutes } from './features/figures/browse/routes.ts'
import { guideRoutes } from './features/guides/browse/routes.ts'
import { incentiveRoutes } from './features/incentives/browse/routes.ts'
import { zoneDeskRoutes } from './features/incentives/manage-zones/routes.ts'
import { incentiveDeskRoutes } from './features/incentives/manage/routes.ts'
import { zoneRoutes } from './features/incentives/zones/routes.ts'
import { privacyRoutes } from './features/privacy/routes.ts'
import { brandRoutes } from './features/programme/brand/public-routes.ts'
import { brandDeskRoutes } from './features/programme/brand/routes.ts'
import { programmeSettingsRoutes } from './features/programme/settings/routes.ts'
import { earlierRoutes } from './features/tenancies/earlier/routes.ts'
import { leaseRoutes } from './features/tenancies/manage/routes.ts'
import { tenancyRoutes } from './features/tenancies/tenant/routes.ts'
import { searchRoutes } from './features/search/routes.ts'
import { reportRoutes } from './features/reports/show/routes.ts'
import { savedRoutes } from './features/saved/own/routes.ts'
import { bringSaved, noMarks, recogniseSaved } from './features/saved/own/visitor.ts'
import { unsubscribeRoutes } from './features/saved/unsubscribe/routes.ts'
import { openDataPageRoutes } from './features/open-data/page/routes.ts'
import { openDataRoutes } from './features/open-data/routes.ts'
import { wordingRoutes } from './features/wording/manage/routes.ts'
import { bookingRoutes } from './features/viewings/book/routes.ts'
import { viewingCalendarRoutes } from './features/viewings/calendar/routes.ts'
import type { Clock } from './outside/clock.ts'
import type { Log } from './outside/log.ts'
import { bySettings, linkable, namesOf } from './joints.ts'
import type { Services } from './services.ts'
import { locales } from './shared/texts/i18n.ts'
import { assetRoutes, useAssets } from './web/pages/assets.ts'
import { metrics } from './web/requests/metrics.ts'
import { answerFromMemory } from './web/pages/page-memory.ts'
import { soon } from './web/requests/patience.ts'
import { leadToPages, pagesOfForms } from './web/forms/pages-of-forms.ts'
import { handleError, pageNotFound } from './web/requests/error-handler.ts'
import { healthRoutes, pagesWhenReady, refuseUntilReady, type NotReady } from './web/requests/health.ts'
import { speak, speakPreferred } from './web/pages/locale.ts'
import { logRequests } from './web/requests/request-log.ts'
import { sameOriginOnly } from './web/access/same-origin.ts'
import { safeHeaders } from './web/requests/safe-headers.ts'
import { recogniseAccount, sessions } from './web/access/session.ts'
import { useHandlebars } from './web/pages/view-engine.ts'

export type AppParts = {
  config: Config
  services: Services
  clock: Clock
  log: Log
  sessionSecret: string
  /** Until it says null, there are no pages: what they would read is half-migrated. */
  notReady?: NotReady
}

/** The site, in the order a request meets it. */
export function createApp(parts: AppParts): Express {
  const { config, services, clock, log, sessionSecret, notReady = () => null } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustProxy)
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)
  useAssets(app, { cache: !config.development })
  useHandlebars(app, { cache: !config.development })

  const { measure, routes: metricsRoutes } = metrics(config.metricsToken)
  app.use(logRequests(log))
  app.use(measure)
  // Before anything that waits for the database.
  const safe = safeHeaders(config.publicUrl)
  app.use(['/healthz', '/readyz'], safe)
  app.use(healthRoutes(notReady))
  if (config.pageMemory) app.use(answerFromMemory(() => stampWhenReady(services, notReady)))
  app.use(safe)
  app.use((_req, res, next) => {
    res.locals.account = null
    res.locals.saved = noMarks
    res.locals.publicUrl = config.publicUrl
    next()
  })
  app.use(speakPreferred)
  app.use(metricsRoutes)
  app.use(compression())
  app.use(assetRoutes())
  app.use(pagesWhenReady(notReady))
  app.use(mediaRoutes(services), brandRoutes(services))
  app.use(staffApiRoutes(services, config), openDataRoutes(services, config), inboundMailRoutes(services, config))
  app.use(sessions({ secret: sessionSecret, publicUrl: config.publicUrl }))
  app.use(recogniseAccount(bySettings(services), clock))
  app.use(keepTrail(services.audit))
  app.use(sameOriginOnly(config.publicUrl))
  app.use(recogniseSaved(services, sessionSecret))
  app.use(async (req, res, next) => {
    // Without a database the words are those of a moment ago; whether the page needs it as well is the page's to find out.
    const asking = Promise.all([services.wording.refresh(), services.programme.refresh()]).catch((error: unknown) => {
      req.log.warn({ err: error }, 'words not asked for')
    })
    if (!res.locals.waitedInVain) await soon(asking)
    next()
  })
  app.use(express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 2000 }))

  app.use(frontDoorRoutes(services, config.publicUrl))
  const site = siteRoutes(services, clock)
  site.use(openDataPageRoutes(services, config))
  site.use(privacyRoutes(services, clock), programmeSettingsRoutes(services, config), brandDeskRoutes(services))
  const pages = pagesOfForms(site)
  site.use(leadToPages(pages))
  for (const locale of locales) app.use(`/${locale}`, speak(locale), site)

  app.use(pageNotFound)
  app.use(handleError(pages))
  return app
}

async function stampWhenReady(services: Services, notReady: NotReady): Promise<string> {
  refuseUntilReady(notReady)
  return services.publicStamp()
}

/** The pages below `/:l`, slice by slice. */
function siteRoutes(services: Services, clock: Clock): Router {
  const site = Router({ caseSensitive: true })
  site.use(helpBeside, homeRoutes(services))
  site.use(accountsRoutes(services, clock, { arrived: bringSaved(services), buildings: namesOf(services) }))
  site.use(deskRoutes(services, clock), reportRoutes(services), helpRoutes({ clock }), searchRoutes(services))
  site.use(importRoutes(services), exportRoutes(services), ownBuildingsOnly(services))
  const timed = { ...services, clock }
  site.use(tableRoutes(timed), manageRoutes(timed), managePhotoRoutes(timed))
  site.use(historyRoutes(services), buildingRoutes(services))
  site.use(premisesRoutes(services), compareRoutes(services))
  site.use(savedRoutes(services))
  site.use(unsubscribeRoutes(services))
  site.use(incentiveRoutes(services))
  site.use(zoneRoutes(services), wordingRoutes(services))
  site.use(incentiveDeskRoutes(services, clock), zoneDeskRoutes(services, clock))
  site.use(guideRoutes(services))
  site.use(figuresRoutes(services), auditRoutes(services), outboxRoutes(services))
  site.use(calculatorRoutes({ clock }))
  site.use(contactRoutes(services, clock))
  site.use(answerTemplateRoutes(services), enquiryDeskRoutes(services, linkable(services)))
  site.use(bookingRoutes(services))
  site.use(viewingCalendarRoutes(services))
  site.use(startingRoutes(services), deletingRoutes(services))
  site.use(applicationRoutes(services))
  site.use(messageRoutes(services), interviewRoutes(services))
  site.use(documentRoutes(services))
  site.use(applicationDocumentRoutes(services))
  site.use(acceptanceRoutes(services))
  site.use(paperRoutes(services))
  site.use(letterRoutes(services))
  site.use(noticeRoutes(services, clock))
  site.use(decidingRoutes(services))
  site.use(requestItemRoutes(services))
  site.use(sectionRoutes(services))
  site.use(tenancyRoutes(services))
  site.use(waitingRoutes(services))
  site.use(waitingActRoutes(services))
  site.use(caseRequestRoutes(services))
  site.use(keysRoutes(services))
  site.use(bulkRoutes(timed))
  site.use(caseRoutes(timed))
  site.use(caseDocumentRoutes(services))
  site.use(correspondenceRoutes(services), interviewDeskRoutes(services), translationRoutes(services))
  site.use(acceptanceDeskRoutes(services))
  site.use(handlingRoutes(services))
  site.use(rubricRoutes(services))
  site.use(earlierRoutes(services))
  site.use(leaseRoutes(services))
  return site
}
