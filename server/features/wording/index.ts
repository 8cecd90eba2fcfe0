import type { Request, RequestHandler } from 'express'
import type { Slice, SliceParts } from '#server/slice.ts'
import { sessionCookieOf } from '#web/access/session.ts'
import { withTimeout } from '#web/requests/time-limits.ts'
import { editionChecks } from './checks.ts'
import { wordingRoutes } from './manage/routes.ts'

type Needed = Pick<SliceParts['services'], 'wording' | 'programme'>

/** Sentences of the site that the office words itself. */
export const wordingSlice = ({ services }: SliceParts): Slice => ({
  name: 'wording',
  checks: [editionChecks()],
  doors: () => ({
    open: [prefetchWordings(services)],
    beforePages: [applyCurrentWordings(services)],
    pages: [wordingRoutes(services)],
  }),
})

declare global {
  namespace Express {
    interface Locals {
      /** Promise of the wordings and settings, requested when this request arrived. */
      askedAhead?: Promise<unknown>
    }
  }
}

const refreshWordings = ({ wording, programme }: Needed, req: Request): Promise<unknown> =>
  Promise.all([wording.refresh(), programme.refresh()]).catch((error: unknown) => {
    req.log.warn({ err: error }, 'words not asked for')
  })

/** Requests the wordings while the session of a request with a cookie is being read; they apply to this request. */
const prefetchWordings =
  (services: Needed): RequestHandler =>
  (req, res, next) => {
    if (sessionCookieOf(req)) res.locals.askedAhead = refreshWordings(services, req)
    next()
  }

/** Without a database the wordings read last are used; whether the page needs the database is left to the page. */
const applyCurrentWordings =
  (services: Needed): RequestHandler =>
  async (req, res, next) => {
    const asking = res.locals.askedAhead ?? refreshWordings(services, req)
    if (!res.locals.waitedInVain) await withTimeout(asking)
    next()
  }
