import { addDays, weekdayOf, type CityDay } from './city-day.ts'

/** Differences from the usual week: holidays, and weekends that are worked in their place. */
export type WorkingCalendar = { daysOff: readonly CityDay[]; makeUpDays: readonly CityDay[] }

export const isWeekend = (day: CityDay): boolean => weekdayOf(day) > 5

/**
 * Checks for a working day: Monday to Friday except holidays, and the weekends that the State Council has declared working
 * days.
 */
export const isWorkingDay = (day: CityDay, { daysOff, makeUpDays }: WorkingCalendar): boolean =>
  !daysOff.includes(day) && (makeUpDays.includes(day) || !isWeekend(day))

/** Returns the day `count` working days after `day`; `day` itself does not count, and 0 returns it unchanged. */
export function addWorkingDays(day: CityDay, count: number, calendar: WorkingCalendar): CityDay {
  let reached = day
  for (let remaining = count; remaining > 0;) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached, calendar)) remaining -= 1
  }
  return reached
}

/** Returns the number of working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: CityDay, to: CityDay, calendar: WorkingCalendar): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1
  return count
}
