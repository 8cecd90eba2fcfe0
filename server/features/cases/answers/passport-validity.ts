import { readDay } from '#shared/days/parse-day.ts'
import type { CityDay } from '#shared/days/city-day.ts'

/**
 * Checks whether a passport has expired on a day in Suifenhe. It is valid through the day up to which it is issued; an
 * unreadable day counts as not expired.
 */
export function hasPassportExpired(expiry: string | string[] | undefined, today: CityDay): boolean {
  const day = typeof expiry === 'string' ? readDay(expiry, null) : null
  return day !== null && day < today
}
