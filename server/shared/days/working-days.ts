import { addDays, weekdayOf, type CityDay } from './city-day.ts'

/** What differs from the usual week: holidays, and weekends that are worked in their stead. */
export type WorkingCalendar = { daysOff: readonly CityDay[]; makeUpDays: readonly CityDay[] }

export const isWeekend = (day: CityDay): boolean => weekdayOf(day) > 5

/** Monday to Friday but for holidays, and the weekends that the State Council has declared working days. */
export const isWorkingDay = (day: CityDay, { daysOff, makeUpDays }: WorkingCalendar): boolean =>
  !daysOff.includes(day) && (makeUpDays.includes(day) || !isWeekend(day))

/** The day on which `count` working days after `day` have gone by; `day` itself does not count, and 0 leaves it alone. */
export function addWorkingDays(day: CityDay, count: number, calendar: WorkingCalendar): CityDay {
  let reached = day
  for (let left = count; left > 0;) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached, calendar)) left -= 1
  }
  return reached
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: CityDay, to: CityDay, calendar: WorkingCalendar): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1
  return count
}
