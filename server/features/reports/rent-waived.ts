import { addDays, addMonths, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import type { Period } from './period.ts'

/** Rent-free time of a tenancy, as far as it has passed. */
export type FreeTime = {
  /** Day of handover. */
  from: CityDay
  /** Last rent-free day on which the tenant had the premises. */
  to: CityDay
  /** Pauses of the rent-free time, both days included; these days are not used up. */
  pauses: readonly { from: CityDay; to: CityDay }[]
}

/** Multiple of 28, 29, 30 and 31: a daily share of a month's rent is then a whole number of these parts of a fen. */
const partsOfFen = 755_160

/**
 * Rent that was waived, in whole fen. Each rent-free day counts as the month's market rent divided by the days of that
 * month, so that a whole month is exactly one month's rent (ADR 40).
 */
export function rentWaivedFen(time: FreeTime, monthlyRentFen: number, { from, to }: Period): number {
  let fen = 0
  let parts = 0
  for (const month of monthsIn(later(time.from, from), earlier(time.to, to))) {
    const share = monthlyRentFen * daysIn(month, time.pauses)
    const rest = share % month.length
    fen += (share - rest) / month.length
    parts += rest * (partsOfFen / month.length)
  }
  return fen + Math.round(parts / partsOfFen)
}

/** Counts the rent-free days in a period. */
export const freeDays = (time: FreeTime, { from, to }: Period): number =>
  monthsIn(later(time.from, from), earlier(time.to, to)).reduce((sum, month) => sum + daysIn(month, time.pauses), 0)

type MonthPart = Period & { length: number }

/** Empty where the first day is after the last, within one month too. */
function monthsIn(from: CityDay, to: CityDay): MonthPart[] {
  const parts: MonthPart[] = []
  if (from > to) return parts
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) {
    const next = addMonths(first, 1)
    parts.push({ from: later(first, from), to: earlier(addDays(next, -1), to), length: daysBetween(first, next) })
  }
  return parts
}

const daysIn = (part: Period, pauses: FreeTime['pauses']): number =>
  pauses.reduce((days, pause) => days - overlap(part, pause), daysBetween(part.from, part.to) + 1)

const overlap = (one: Period, other: Period): number =>
  Math.max(0, daysBetween(later(one.from, other.from), earlier(one.to, other.to)) + 1)

const later = (a: CityDay, b: CityDay): CityDay => (a > b ? a : b)
const earlier = (a: CityDay, b: CityDay): CityDay => (a < b ? a : b)
