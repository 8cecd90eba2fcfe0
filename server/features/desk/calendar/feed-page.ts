import { pathTo } from '#server/paths.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'

type FeedPage = {
  title: string
  breadcrumb: Breadcrumb
  addresses: { id: string; label: string; url: string }[] | null
  since: string
  has: boolean
  /** Says what the calendars with the names of visitors are for. */
  withNames: boolean
  action: string
  end: string
}
export const renderFeed = view<FeedPage>('desk/feed')

/** `token` is given once, by the answer that makes it. */
type Subject = { madeAt: Date | null; token: string | null; publicUrl: string; showsViewings: boolean }

export function feedPage(reader: Reader, subject: Subject): FeedPage {
  const { t, locale } = reader
  const { madeAt, token, showsViewings } = subject
  return {
    title: t('viewings.feed'),
    breadcrumb: [
      { label: t('nav.staff'), href: pathTo(locale, '/staff') },
      { label: t('calendar.title'), href: pathTo(locale, '/staff/calendar') },
      { label: t('viewings.feed') },
    ],
    addresses: token ? addressesOf(reader, token, subject) : null,
    since: madeAt ? t('viewings.feed.since', { day: formatDay(locale, madeAt) }) : t('viewings.feed.none'),
    has: madeAt !== null,
    withNames: showsViewings,
    action: pathTo(locale, '/staff/calendar/feed'),
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
