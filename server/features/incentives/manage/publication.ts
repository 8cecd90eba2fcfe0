import { pathTo } from '#server/paths.ts'
import type { Incentive } from '#models/incentives/incentive.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Reader } from '#shared/texts/i18n.ts'

/** Publication state of an incentive, and the actions on it. */
export type Publication = {
  /** Address that discards the draft. */
  discard: string
  version: string
  /** What the button does. It also sends everything typed. */
  act: 'publish' | 'unpublish'
  label: string
  status: { tone: 'good' | 'calm'; label: string }
  publicHref: string
  preview: string
  published: boolean
  /** Whether there is a draft beside the published content. */
  draft: boolean
}
export type HistoryLine = { what: string; when: string; who: string }

export function publicationOf({ t, locale }: Reader, incentive: Incentive): Publication {
  const { _id, slug, status, version, draft } = incentive
  const published = status === 'published'
  return {
    discard: pathTo(locale, '/staff/incentives/:id/discard', { id: _id.toHexString() }),
    version: String(version),
    act: published ? 'unpublish' : 'publish',
    label: t(published ? 'incentives.staff.unpublish' : 'incentives.staff.publish'),
    status: { tone: published ? 'good' : 'calm', label: t(`incentives.staff.status.${status}`) },
    publicHref: published ? pathTo(locale, '/incentives/:slug', { slug }) : '',
    preview: pathTo(locale, '/staff/incentives/:id/preview', { id: _id.toHexString() }),
    published,
    draft: Boolean(draft),
  }
}

/** Returns the history, the newest entry first. */
export const historyOf = ({ t, locale }: Reader, events: readonly HistoryEvent[]): HistoryLine[] =>
  events.toReversed().map(({ kind, at, by, reason }) => {
    const key = `incentives.staff.event.${kind}`
    const what = isMessageKey(key) ? t(key) : kind
    return {
      what: [what, reason].filter(Boolean).join(t('list.colon')),
      when: formatInstant(locale, at),
      who: by.name ?? t('incentives.staff.by-system'),
    }
  })
