import type { Premises } from '#models/premises/premises.ts'
import { cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { intentOf, type IntentFacts } from '#features/premises/listing/intent.ts'
import { canApply, nonPublicIntents, isPublic } from '#features/premises/rules.ts'

/** Look of each status of a listing. */
const toneOf = {
  draft: 'calm',
  available: 'available',
  held: 'held',
  let: 'let',
  paused: 'paused',
  archived: 'calm',
} as const

type VisibleListing = IntentFacts & Pick<Premises, 'publishAt' | 'expiresAt'>
export type PublicVisibility = 'shown' | 'later' | 'over' | 'hidden'

/**
 * Returns whether the public can see a listing. For a hidden one, tells whether it is only before its publication or after
 * its expiry.
 */
export function publicVisibilityOf(listing: VisibleListing, now: Date): PublicVisibility {
  const { publishAt } = listing
  if (isPublic(listing, now)) return 'shown'
  if (nonPublicIntents.includes(intentOf(listing)) || !publishAt) return 'hidden'
  return publishAt > now ? 'later' : 'over'
}

/** Reader of a page and the current time. */
export type ReaderNow = Reader & { now: Date }

type Look = { tone: string; label: string; note: string }

/**
 * Returns the status as the staff see it. It looks live only while the public can see the listing and apply; otherwise
 * `note` says since when or until when.
 */
export function statusLook(listing: VisibleListing & Pick<Premises, 'applicationWindow'>, reader: ReaderNow): Look {
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

/**
 * Returns a note for an available premises that nobody can apply for, for example because its application window predates a
 * tenancy that has ended.
 */
function closedNote(listing: Parameters<typeof statusLook>[0], { t, locale, now }: ReaderNow): string {
  const { to } = listing.applicationWindow
  const verdict = canApply(listing, { now, day: cityDayOf(now) })
  if (verdict.ok || verdict.reason !== 'closed' || !to) return ''
  return t('listing.showing.closed', { day: formatDay(locale, startOfCityDay(to)) })
}
