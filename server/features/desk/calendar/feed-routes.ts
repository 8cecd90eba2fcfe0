import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import type { Clock } from '#outside/clock.ts'
import { calendarType } from '#outside/mail/calendar.ts'
import type { DateSource } from '#shared/calendar-dates.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { notFound } from '#shared/errors.ts'
import { accountOf, anyone, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { createOnceId, onceForm } from '#web/forms/once.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { calendarFeed } from './feed.ts'

const feedPath = z.object({ token: z.string().regex(/^[\w-]{20,64}$/) })

type Parts = {
  dates: readonly DateSource[]
  feeds: Services['accounts']['calendarFeeds']
  programme: Pick<Services['programme'], 'settings'>
  office: () => Promise<string>
  clock: Clock
}

/** Calendar subscription: colleagues create a secret address, renew it or revoke it. */
export function calendarFeedRoutes({ dates, feeds, programme, office, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/calendar/feed', staff(), async (_req, res) => {
    await showFeed(res)
  })

  // Sent again, as when the page of the address is reloaded, a form makes no second address.
  // Not a redirect: the secret is not stored, so this response is the only page that can show it.
  router.post('/staff/calendar/feed', staff(), async (req, res) => {
    const token = await feeds.renew(accountOf(res).id, onceForm.parse(req.body ?? {}).once)
    await showFeed(res, { token, madeBefore: token === null })
  })

  router.post('/staff/calendar/feed/end', staff(), async (_req, res) => {
    await feeds.end(accountOf(res).id)
    flashNotice(res, 'viewings.feed.ended')
    res.redirect(303, pathTo(res.locals.locale, '/staff/calendar/feed'))
  })

  router.get('/staff/calendar/feed/:token.ics', anyone, async (req, res) => {
    const owner = await feeds.ownerOf(readPath(feedPath, req.params).token)
    if (!owner?.whole) throw notFound('viewing.feed.not-found')
    const now = clock.now()
    const { t, locale, publicUrl } = res.locals
    const [calendar, address] = await Promise.all([programme.settings(), office()])
    const subject = { now, today: cityDayOf(now), calendar, publicUrl, office: address }
    const file = await calendarFeed({ t, locale }, { sources: dates, colleague: owner }, subject)
    res.set({ 'Content-Type': calendarType, 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' })
    res.send(file)
  })

  async function showFeed(res: Response, made: Made = { token: null, madeBefore: false }): Promise<void> {
    const { id: account, role } = accountOf(res)
    const { publicUrl, t, locale } = res.locals
    const showsViewings = role === 'listing_manager' || role === 'administrator'
    renderFeed(res, feedPage({ t, locale }, { madeAt: await feeds.madeAt(account), ...made, publicUrl, showsViewings }))
  }

  return router
}

type FeedPage = {
  title: string
  breadcrumb: Breadcrumb
  addresses: { id: string; label: string; url: string }[] | null
  /** Why a form that was sent again shows no address, and what to do. */
  made: string | null
  since: string
  has: boolean
  /** Explains what calendars with the names of visitors are for. */
  withNames: boolean
  action: string
  once: string
  end: string
}
const renderFeed = view<FeedPage>('desk/feed')

/** `token` is present only in the response that creates it; `madeBefore` in one to the same form sent again. */
type Made = { token: string | null; madeBefore: boolean }
type Subject = Made & { madeAt: Date | null; publicUrl: string; showsViewings: boolean }

function feedPage(reader: Reader, subject: Subject): FeedPage {
  const { t, locale } = reader
  const { madeAt, token, madeBefore, showsViewings } = subject
  return {
    title: t('viewings.feed'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('calendar.title'), href: pathTo(locale, '/staff/calendar') },
      { label: t('viewings.feed') },
    ],
    addresses: token ? addressesOf(reader, token, subject) : null,
    made: madeBefore ? t('viewings.feed.made') : null,
    since: madeAt ? t('viewings.feed.since', { day: formatDay(locale, madeAt) }) : t('viewings.feed.none'),
    has: madeAt !== null,
    withNames: showsViewings,
    action: pathTo(locale, '/staff/calendar/feed'),
    once: createOnceId(),
    end: pathTo(locale, '/staff/calendar/feed/end'),
  }
}

function addressesOf({ t, locale }: Reader, token: string, { publicUrl, showsViewings }: Subject) {
  const calendar = `${publicUrl}${pathTo(locale, '/staff/calendar/feed/:token.ics', { token })}`
  const viewings = `${publicUrl}${pathTo(locale, '/staff/viewings/feed/:token.ics', { token })}`
  const whole = { id: 'feed-calendar', label: t('calendar.feed.whole'), url: calendar }
  if (!showsViewings) return [whole]
  return [
    whole,
    { id: 'feed-all', label: t('viewings.feed.all'), url: viewings },
    { id: 'feed-own', label: t('viewings.feed.own'), url: `${viewings}?show=own` },
  ]
}
