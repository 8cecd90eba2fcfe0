import type { RequestHandler } from 'express'
import type { Slice, SliceParts } from '#server/slice.ts'
import { sessionCookieOf } from '#web/access/session.ts'
import { unlessSlow } from '#web/requests/time-limits.ts'
import { wordingRoutes } from './manage/routes.ts'

/** Sentences of the site that the office words itself. */
export const wordingSlice = ({ services }: SliceParts): Slice => ({
  name: 'wording',
  doors: () => ({
    open: [askAhead(services)],
    beforePages: [wordsOfNow(services)],
    pages: [wordingRoutes(services)],
  }),
})

/** Whoever brings a cookie waits for the session: the words are asked for meanwhile. */
const askAhead =
  ({ wording, programme }: SliceParts['services']): RequestHandler =>
  (req, _res, next) => {
    if (sessionCookieOf(req)) Promise.all([wording.refresh(), programme.refresh()]).catch(() => undefined)
    next()
  }

/** Without a database the words are those of a moment ago; whether the page needs it as well is the page's to find out. */
const wordsOfNow =
  ({ wording, programme }: SliceParts['services']): RequestHandler =>
  async (req, res, next) => {
    const asking = Promise.all([wording.refresh(), programme.refresh()]).catch((error: unknown) => {
      req.log.warn({ err: error }, 'words not asked for')
    })
    if (!res.locals.waitedInVain) await unlessSlow(asking)
    next()
  }
