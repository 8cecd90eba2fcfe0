import { addDays } from '../shared/days/city-day.ts'
import type { WorkingCalendar } from '../shared/days/working-days.ts'

const through = (first: string, days: number): string[] =>
  Array.from({ length: days }, (_, index) => addDays(first, index))

/** China's holidays of 2026 (国务院办公厅关于2026年部分节假日安排的通知), for sites that have stored none. */
const announced: WorkingCalendar = {
  daysOff: [
    ...through('2026-01-01', 3),
    ...through('2026-02-15', 9),
    ...through('2026-04-04', 3),
    ...through('2026-05-01', 5),
    ...through('2026-06-19', 3),
    ...through('2026-09-25', 3),
    ...through('2026-10-01', 7),
  ],
  makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
}

/** Returns the working calendar of stored settings, for migrations. Values that were never saved are the announced ones. */
export function calendarOf({ daysOff, makeUpDays }: Record<string, unknown>): WorkingCalendar {
  return {
    daysOff: (daysOff as string[] | undefined) ?? announced.daysOff,
    makeUpDays: (makeUpDays as string[] | undefined) ?? announced.makeUpDays,
  }
}
