import type { Premises } from '#models/premises/premises.ts'
import { cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { intentOf, type Intended } from '#features/premises/listing/intent.ts'
import { canApply, hidden, isPublic } from '#features/premises/rules.ts'

/** The look of each status of a listing. */
const toneOf = {
  draft: 'calm',
  available: 'available',
  held: 'held',
  let: 'let',
  paused: 'paused',
  archived: 'calm',
} as const

type Shown = Intended & Pick<Premises, 'publishAt' | 'expiresAt'>
export type PublicVisibility = 'shown' | 'later' | 'over' | 'hidden'

/** Whether the public sees a listing; of one it does not see, whether only the days it is shown in are to come or over. */
export function publicVisibilityOf(listing: Shown, now: Date): PublicVisibility {
  const { publishAt } = listing
  if (isPublic(listing, now)) return 'shown'
  if (hidden.includes(intentOf(listing)) || !publishAt) return 'hidden'
  return publishAt > now ? 'later' : 'over'
}

/** Whom a page is made for, and when. */
export type ReaderNow = Reader & { now: Date }

type Look = { tone: string; label: string; note: string }

/**
 * The status as the staff see it: it looks live only while the public sees it and may apply, and `note` says since or until
 * when not.
 */
export function statusLook(listing: Shown & Pick<Premises, 'applicationWindow'>, reader: ReaderNow): Look {
  const { t, locale, now } = reader
  const showing = publicVisibilityOf(listing, now)
  const at = showing === 'later' ? listing.publishAt : showing === 'over' ? listing.expiresAt : null
  const label = t(`premises.status.${listing.status}`)
  if (!at) {
    const closed = closedNote(listing, reader)
    return { tone: closed ? 'calm' : toneOf[listing.status], label, note: closed }
  }
  return {
    tone: 'calm',
    label,
    note: t(`listing.showing.${showing as 'later' | 'over'}`, { at: formatInstant(locale, at) }),
  }
}

/** Available, and nobody can apply for it: the window for applications is older than the tenancy that has ended, perhaps. */
function closedNote(listing: Parameters<typeof statusLook>[0], { t, locale, now }: ReaderNow): string {
  const { to } = listing.applicationWindow
  const verdict = canApply(listing, { now, day: cityDayOf(now) })
  if (verdict.ok || verdict.reason !== 'closed' || !to) return ''
  return t('listing.showing.closed', { day: formatDay(locale, startOfCityDay(to)) })
}
