import { describe, expect, it } from 'vitest'
import { announcedHolidays } from '#features/programme/holidays.ts'
import { addWorkingDays, isWeekend, isWorkingDay, workingDaysBetween } from '#shared/days/working-days.ts'

const plain = { daysOff: [], makeUpDays: [] }
const china = announcedHolidays

describe('working days', () => {
  it.each([
    { name: 'a weekend in between', day: '2026-11-25', count: 3, calendar: plain, reached: '2026-11-30' },
    { name: 'from a Friday', day: '2026-11-27', count: 1, calendar: plain, reached: '2026-11-30' },
    { name: 'from a Saturday', day: '2026-11-28', count: 1, calendar: plain, reached: '2026-11-30' },
    { name: 'none at all', day: '2026-11-28', count: 0, calendar: plain, reached: '2026-11-28' },
    { name: 'over the year’s end', day: '2025-12-31', count: 1, calendar: china, reached: '2026-01-04' },
    {
      name: 'over a year’s end that nobody has set',
      day: '2026-12-31',
      count: 1,
      calendar: china,
      reached: '2027-01-01',
    },
    { name: 'into Spring Festival week', day: '2026-02-13', count: 1, calendar: china, reached: '2026-02-14' },
    { name: 'over Spring Festival week', day: '2026-02-14', count: 1, calendar: china, reached: '2026-02-24' },
    {
      name: 'over the Saturday that makes up for it',
      day: '2026-02-27',
      count: 1,
      calendar: china,
      reached: '2026-02-28',
    },
    { name: 'over National Day', day: '2026-09-30', count: 3, calendar: china, reached: '2026-10-10' },
    { name: 'across 29 February', day: '2028-02-28', count: 2, calendar: plain, reached: '2028-03-01' },
  ])('are counted: $name', ({ day, count, calendar, reached }) => {
    expect(addWorkingDays(day, count, calendar)).toBe(reached)
    expect(workingDaysBetween(day, reached, calendar)).toBe(count)
  })

  it('are zero for the same day or an earlier one', () => {
    expect(workingDaysBetween('2026-11-25', '2026-11-25', plain)).toBe(0)
    expect(workingDaysBetween('2026-11-25', '2026-11-20', plain)).toBe(0)
  })

  it('follow the State Council’s list for 2026, in which make-up days fall on weekends', () => {
    expect(china.daysOff).toHaveLength(33)
    expect(china.makeUpDays.every(isWeekend)).toBe(true)
    expect(isWorkingDay('2026-02-23', china)).toBe(false)
    expect(isWorkingDay('2026-02-28', china)).toBe(true)
  })
})
