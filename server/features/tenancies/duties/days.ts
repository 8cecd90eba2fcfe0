import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Clock } from '#outside/clock.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'

/** Days ahead within which deadlines and planned days must lie: a mistyped year would hide them from everybody. */
export const maxDaysAhead = 366

/** Returns checks of typed days, by the calendar of Suifenhe. */
export function createDayChecks(clock: Clock) {
  const today = (): CityDay => cityDayOf(clock.now())

  /** Throws a conflict unless a recorded day lies between the handover and today. */
  function requirePast(day: CityDay, { handoverOn }: Pick<Tenancy, 'handoverOn'>): void {
    if (day > today()) throw conflict('tenancy.day-future')
    if (day < handoverOn) throw conflict('tenancy.day-before-handover')
  }

  /** Throws a conflict unless a planned day lies within `maxDaysAhead` from today. `about`: which of several days it is. */
  function requireFuture(day: CityDay, about: { finding?: number | undefined } = {}): void {
    if (day < today()) throw conflict('tenancy.day-past', { facts: about })
    if (day > addDays(today(), maxDaysAhead)) throw conflict('tenancy.day-far', { facts: about })
  }

  return { today, requirePast, requireFuture }
}
