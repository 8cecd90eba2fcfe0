import { addDays, addMonths, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import type { Period } from './period.ts'

/** The rent-free clock of a tenancy, as far as it has run. */
export type FreeTime = {
  /** The day of handover. */
  from: CityDay
  /** The last day without rent on which the tenant had the premises. */
  to: CityDay
  /** Days on which the clock stood still, both included; they are not used up. */
  pauses: readonly { from: CityDay; to: CityDay }[]
}

/** 28 · 29 · 30 · 31: so many parts of a fen are a whole number of parts of a month's, however long that is. */
const partsOfFen = 755_160

/**
 * Rent that was not paid, in whole fen: each day without rent counts as the month's market rent divided by the days of
 * its month, so that a whole month is exactly one month's rent (ADR 40).
 */
export function rentWaivedFen(time: FreeTime, monthlyRentFen: number, { from, to }: Period): number {
  let [fen, parts] = [0, 0]
  for (const month of monthsIn(later(time.from, from), earlier(time.to, to))) {
    const share = monthlyRentFen * daysIn(month, time.pauses)
    const rest = share % month.length
    fen += (share - rest) / month.length
    parts += rest * (partsOfFen / month.length)
  }
  return fen + Math.round(parts / partsOfFen)
}

/** Days without rent in a period. */
export const freeDays = (time: FreeTime, { from, to }: Period): number =>
  monthsIn(later(time.from, from), earlier(time.to, to)).reduce((sum, month) => sum + daysIn(month, time.pauses), 0)

type MonthPart = Period & { length: number }

/** None where the first day is after the last, in the same month as well. */
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
