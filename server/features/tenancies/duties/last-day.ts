import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { clockOf, type RentFreeClock } from '../rules.ts'
import { isBeingTerminated, tenancyHasEnded } from '../states.ts'

/** When a tenancy has ended, or ends because somebody has said that they leave; null while it goes on. */
export function endsOn({ state, stateSince, leavesOn }: Tenancy): CityDay | null {
  if (tenancyHasEnded(state)) return cityDayOf(stateSince)
  return state === 'notice' ? (leavesOn ?? null) : null
}

/** The last day without rent that the tenant has or had: whoever leaves before the agreed one has no more. */
export function lastFreeDay(tenancy: Tenancy): CityDay {
  const end = endsOn(tenancy)
  return end && end < tenancy.rentFreeUntil ? end : tenancy.rentFreeUntil
}

/** Days that are left without rent; null of an ended tenancy, while a termination may take them, and where there are none. */
export const clockUntilEnd = (tenancy: Tenancy, today: CityDay): RentFreeClock | null =>
  tenancyHasEnded(tenancy.state) || isBeingTerminated(tenancy) || lastFreeDay(tenancy) < tenancy.handoverOn
    ? null
    : clockOf({ ...tenancy, rentFreeUntil: lastFreeDay(tenancy) }, today)
