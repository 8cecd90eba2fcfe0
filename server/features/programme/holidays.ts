import { addDays, type CityDay } from '#shared/days/city-day.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'

const consecutiveDays = (first: CityDay, days: number): CityDay[] =>
  Array.from({ length: days }, (_, index) => addDays(first, index))

/**
 * China's holidays of 2026 as the State Council announced them on 4 November 2025 (国务院办公厅关于2026年部分节假日安排的通知). Those of the
 * next year are announced each autumn and then set by an administrator.
 */
export const announcedHolidays: WorkingCalendar = {
  daysOff: [
    ...consecutiveDays('2026-01-01', 3),
    ...consecutiveDays('2026-02-15', 9),
    ...consecutiveDays('2026-04-04', 3),
    ...consecutiveDays('2026-05-01', 5),
    ...consecutiveDays('2026-06-19', 3),
    ...consecutiveDays('2026-09-25', 3),
    ...consecutiveDays('2026-10-01', 7),
  ],
  makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
}
