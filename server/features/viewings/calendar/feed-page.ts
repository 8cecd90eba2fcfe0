import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { formatDay } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'

export type FeedPage = {
  title: string
  breadcrumb: Breadcrumb
  addresses: { id: string; label: string; url: string }[] | null
  since: string
  has: boolean
  action: string
  end: string
}
export const renderFeed = view<FeedPage>('viewings/calendar/feed')

type Subject = { renewedAt: Date | null; token?: string; publicUrl: string }

export function feedPage({ t, locale }: Reader, { renewedAt, token, publicUrl }: Subject): FeedPage {
  const base = pathTo(locale, '/staff/viewings')
  const url = `${publicUrl}${base}/feed/${token ?? ''}.ics`
  return {
    title: t('viewings.feed'),
    breadcrumb: [
      { label: t('nav.staff'), href: pathTo(locale, '/staff') },
      { label: t('viewings.title'), href: base },
      { label: t('viewings.feed') },
    ],
    addresses: token
      ? [
          { id: 'feed-all', label: t('viewings.feed.all'), url },
          { id: 'feed-own', label: t('viewings.feed.own'), url: `${url}?show=own` },
        ]
      : null,
    since: renewedAt ? t('viewings.feed.since', { day: formatDay(locale, renewedAt) }) : t('viewings.feed.none'),
    has: renewedAt !== null,
    action: pathTo(locale, '/staff/viewings/feed'),
    end: pathTo(locale, '/staff/viewings/feed/end'),
  }
}
