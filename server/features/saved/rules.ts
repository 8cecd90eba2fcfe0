import { createHash } from 'node:crypto'
import type { AlertRhythm } from '#models/saved/saved.ts'
import { cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** `query` as made by `queryOf`. */
export type SavedSearch = { key: string; query: string; alert: AlertRhythm }
/** Newest first. */
export type SavedList = { favourites: readonly string[]; searches: readonly SavedSearch[] }
export const nothingSaved: SavedList = { favourites: [], searches: [] }

/** Most entries of each list. */
export const maxSaved = { favourites: 200, searches: 30 } as const

/** Name of a search in addresses and forms; equal conditions have equal names. */
export const keyOf = (query: string): string => createHash('sha256').update(query).digest('base64url').slice(0, 16)

export const toSearch = (query: string): SavedSearch => ({ key: keyOf(query), query, alert: 'none' })

/** Checks that the lists are within their limits. */
export const canHold = ({ favourites, searches }: SavedList): Verdict<'too-many'> =>
  favourites.length <= maxSaved.favourites && searches.length <= maxSaved.searches ? yes : no('too-many')

/** Alerts are sent only to confirmed addresses. */
export const canAlert = (alert: AlertRhythm, verified: boolean): Verdict<'unverified'> =>
  alert === 'none' || verified ? yes : no('unverified')

const digestHour = 9
const hourMs = 3_600_000

/** Time of the latest daily mails: 09:00 in Suifenhe, 11:00 in Vladivostok. */
export function lastDigest(now: Date): Date {
  const today = new Date(startOfCityDay(cityDayOf(now)).getTime() + digestHour * hourMs)
  return today <= now ? today : new Date(today.getTime() - 24 * hourMs)
}

/** Checks whether a match found at `at` may be reported now. */
export function isDue(alert: AlertRhythm, at: Date, now: Date): boolean {
  if (alert === 'at_once') return true
  // A match in the future was noted before the clock was set back.
  return alert === 'daily' && (at < lastDigest(now) || at > now)
}
