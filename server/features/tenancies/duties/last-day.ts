import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { clockOf, type RentFreeClock } from '../rules.ts'
import { isBeingTerminated, tenancyHasEnded } from '../states.ts'

/** Returns the day on which a tenancy ended, or ends because notice was given; null while it continues. */
export function findEndDay({ state, stateSince, leavesOn }: Tenancy): CityDay | null {
  if (tenancyHasEnded(state)) return cityDayOf(stateSince)
  return state === 'notice' ? (leavesOn ?? null) : null
}

/** Returns the last rent-free day: the agreed one, or the end of the tenancy if that is earlier. */
export function findLastFreeDay(tenancy: Tenancy): CityDay {
  const end = findEndDay(tenancy)
  return end && end < tenancy.rentFreeUntil ? end : tenancy.rentFreeUntil
}

/**
 * Returns the clock up to the last rent-free day; null for an ended tenancy, while a termination may end it, and where there
 * are no rent-free days.
 */
export const clockUntilEnd = (tenancy: Tenancy, today: CityDay): RentFreeClock | null =>
  tenancyHasEnded(tenancy.state) || isBeingTerminated(tenancy) || findLastFreeDay(tenancy) < tenancy.handoverOn
    ? null
    : clockOf({ ...tenancy, rentFreeUntil: findLastFreeDay(tenancy) }, today)
