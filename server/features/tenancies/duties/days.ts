import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Clock } from '#outside/clock.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'

/** Deadlines and plans lie within a year: a year typed wrongly would hide them from everybody. */
export const farDays = 366

/** Which days can be meant, on the city's calendar. */
export function sensibleDays(clock: Clock) {
  const today = (): CityDay => cityDayOf(clock.now())

  /** Nothing that is written down as done lies in the future or before the keys were given. */
  function requirePast(day: CityDay, { handoverOn }: Pick<Tenancy, 'handoverOn'>): void {
    if (day > today()) throw conflict('tenancy.day-future')
    if (day < handoverOn) throw conflict('tenancy.day-before-handover')
  }

  /** `about`: which of several such days it is, for whoever says what is wrong. */
  function requireFuture(day: CityDay, about: { finding?: number | undefined } = {}): void {
    if (day < today()) throw conflict('tenancy.day-past', { facts: about })
    if (day > addDays(today(), farDays)) throw conflict('tenancy.day-far', { facts: about })
  }

  return { today, requirePast, requireFuture }
}
