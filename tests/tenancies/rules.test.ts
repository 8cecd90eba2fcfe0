import { describe, expect, it } from 'vitest'
import { milestonesOf, readClock, rentFreeUntil } from '../../server/features/tenancies/rules.ts'
import { addMonths, cityDayOf, endOfCityDay } from '../../server/shared/city-day.ts'

describe('the rent-free clock', () => {
  it.each([
    ['2026-03-01', '2029-02-28', 'an ordinary start'],
    ['2025-03-01', '2028-02-29', 'ends on a leap day'],
    ['2024-02-29', '2027-02-27', 'starts on a leap day: the 36th month ends on 28 February, its eve is free'],
    ['2026-01-01', '2028-12-31', 'a year end'],
    ['2026-12-31', '2029-12-30', 'starts on a year end'],
    ['2026-08-31', '2029-08-30', 'a long month'],
  ])('handed over on %s it is free until %s: %s', (start, end) => {
    expect(rentFreeUntil(start, 36)).toBe(end)
  })

  it('counts months of different lengths to the last day of the shorter one', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29')
    expect(rentFreeUntil('2026-08-31', 6)).toBe('2027-02-27')
  })

  it('counts the first and the last day as free', () => {
    const term = { startOn: '2026-03-01', freeUntil: '2029-02-28' }
    expect(readClock(term, '2026-03-01')).toMatchObject({ totalDays: 1096, usedDays: 1, leftDays: 1095, over: false })
    expect(readClock(term, '2029-02-28')).toMatchObject({ usedDays: 1096, leftDays: 0, usedShare: 1, over: false })
    expect(readClock(term, '2029-03-01')).toMatchObject({ leftDays: 0, usedShare: 1, over: true })
    expect(readClock(term, '2026-02-01')).toMatchObject({ usedDays: 0, usedShare: 0, over: false })
  })

  it('turns its days at midnight in the city, not in Greenwich', () => {
    expect(cityDayOf(new Date('2026-02-28T16:00:00Z'))).toBe('2026-03-01')
    expect(cityDayOf(new Date('2026-02-28T15:59:59Z'))).toBe('2026-02-28')
    expect(endOfCityDay('2026-12-31').toISOString()).toBe('2026-12-31T15:59:59.999Z')
  })
})

describe('milestones', () => {
  const milestones = milestonesOf('2026-08-31', 36)

  it('asks for the licence by day 60 and the opening by day 90', () => {
    expect(milestones.find(milestone => milestone.kind === 'licence')?.dueOn).toBe('2026-10-30')
    expect(milestones.find(milestone => milestone.kind === 'opening')?.dueOn).toBe('2026-11-29')
  })

  it('asks for twelve quarterly reports without drifting through short months', () => {
    const reports = milestones.filter(milestone => milestone.kind === 'quarterly_report').map(({ dueOn }) => dueOn)
    expect(reports).toHaveLength(12)
    expect(reports.slice(0, 5)).toEqual(['2026-11-30', '2027-02-28', '2027-05-31', '2027-08-31', '2027-11-30'])
  })

  it('asks for an assessment each year, over the leap day too', () => {
    const yearly = milestonesOf('2024-02-29', 36).filter(milestone => milestone.kind === 'yearly_assessment')
    expect(yearly.map(({ dueOn }) => dueOn)).toEqual(['2025-02-28', '2026-02-28', '2027-02-28'])
  })

  it('is in order of date', () => {
    const days = milestones.map(({ dueOn }) => dueOn)
    expect(days).toEqual([...days].sort())
  })
})
