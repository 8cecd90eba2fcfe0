import { describe, expect, it } from 'vitest'
import { statusAt } from '#features/premises/occupancy/occupancy-days.ts'
import { countHistory } from '#features/reports/case-histories.ts'
import { periodOf, presetPeriod, yearBefore } from '#features/reports/period.ts'
import { freeDays, rentWaivedFen } from '#features/reports/rent-waived.ts'

const at = (day: string) => new Date(`${day}T10:00:00+08:00`)

describe('the period of a report', () => {
  it('is the current month, quarter or year up to today, or the previous one', () => {
    const today = '2026-11-25'
    expect(presetPeriod('month', today)).toEqual({ from: '2026-11-01', to: today })
    expect(presetPeriod('quarter', today)).toEqual({ from: '2026-10-01', to: today })
    expect(presetPeriod('last_quarter', today)).toEqual({ from: '2026-07-01', to: '2026-09-30' })
    expect(presetPeriod('last_year', today)).toEqual({ from: '2025-01-01', to: '2025-12-31' })
    expect(presetPeriod('last_month', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
  })

  it('is compared with the same days of the year before, whole months with whole ones', () => {
    expect(yearBefore({ from: '2026-11-01', to: '2026-11-25' })).toEqual({ from: '2025-11-01', to: '2025-11-25' })
    expect(yearBefore({ from: '2029-02-01', to: '2029-02-28' })).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(yearBefore({ from: '2028-02-01', to: '2028-02-29' })).toEqual({ from: '2027-02-01', to: '2027-02-28' })
    expect(yearBefore({ from: '2028-02-01', to: '2028-02-28' })).toEqual({ from: '2027-02-01', to: '2027-02-28' })
  })

  it('is refused if it is invalid, and ends today if its last day is in the future', () => {
    const today = '2026-11-25'
    expect(periodOf('2026-11-10', '2026-12-31', today)).toEqual({ from: '2026-11-10', to: today })
    for (const [from, to] of [
      ['2026-11-10', '2026-11-09'],
      ['2026-11-26', '2026-11-30'],
      ['2026-02-30', '2026-03-01'],
      ['1990-01-01', today],
      ['', today],
    ] as const)
      expect(periodOf(from, to, today)).toBeNull()
  })
})

describe('rent waived', () => {
  const free = { from: '2026-01-16', to: '2028-12-31', pauses: [] }
  it('is exactly a month’s rent for a whole month, and its share by days for a part', () => {
    expect(rentWaivedFen(free, 310_000, { from: '2026-01-01', to: '2026-01-31' })).toBe(160_000)
    expect(rentWaivedFen(free, 300_000, { from: '2026-02-01', to: '2026-03-31' })).toBe(600_000)
    expect(freeDays(free, { from: '2026-01-01', to: '2026-02-28' })).toBe(44)
  })
  it('rounds the total once, half a fen up', () => {
    // 3,082,451.5 fen; in floating point the sum of thirtieths and thirty-firsts is slightly less.
    const whole = { from: '2025-04-18', to: '2026-11-02', pauses: [] }
    expect(rentWaivedFen(whole, 166_619, { from: '2025-01-01', to: '2026-12-31' })).toBe(3_082_452)
  })
  it('excludes days on which the rent-free period was paused, and days outside it', () => {
    const paused = { ...free, to: '2026-02-28', pauses: [{ from: '2026-02-01', to: '2026-02-14' }] }
    expect(rentWaivedFen(paused, 280_000, { from: '2026-02-01', to: '2026-12-31' })).toBe(140_000)
    expect(rentWaivedFen(paused, 280_000, { from: '2025-01-01', to: '2026-01-15' })).toBe(0)
  })
  it.each([
    ['ended', { from: '2026-01-10', to: '2026-03-14' }, { from: '2026-03-20', to: '2026-03-31' }],
    ['begins', { from: '2026-03-25', to: '2026-03-10' }, { from: '2026-03-01', to: '2026-03-10' }],
    ['has no free day', { from: '2026-03-15', to: '2026-03-14' }, { from: '2026-03-20', to: '2026-03-31' }],
  ])('is zero in a part of the month in which it %s', (_how, time, period) => {
    expect(freeDays({ ...time, pauses: [] }, period)).toBe(0)
    expect(rentWaivedFen({ ...time, pauses: [] }, 310_000, period)).toBe(0)
  })
})

describe('the history of a case', () => {
  const moves = [
    { to: 'submitted', at: at('2026-11-02') },
    { to: 'screening', at: at('2026-11-03') },
    { to: 'information_requested', at: at('2026-11-06') },
    { to: 'screening', at: at('2026-11-10') },
    { to: 'review', at: at('2026-11-11') },
    { to: 'decision', at: at('2026-12-01') },
    { to: 'waitlisted', at: at('2026-12-02') },
  ]
  const calendar = { daysOff: ['2026-11-04'], makeUpDays: [] }
  it('counts in the month of its submission, and its times in the months in which steps ended', () => {
    const course = { submittedAt: at('2026-11-02'), premises: [], moves }
    const november = countHistory(course, { from: '2026-11-01', to: '2026-11-30' }, calendar)
    expect(november.cohort).toEqual({ reached: ['submitted', 'screening', 'review', 'decision'], now: 'waitlisted' })
    expect(november.passages.map(({ stage, workingDays }) => [stage, workingDays])).toEqual([
      ['submitted', 1],
      ['screening', 2],
      ['information_requested', 2],
      ['screening', 1],
    ])
    const december = countHistory(course, { from: '2026-12-01', to: '2026-12-31' }, calendar)
    expect(december.cohort).toBeNull()
    expect(december.passages.map(({ stage, calendarDays }) => [stage, calendarDays])).toEqual([
      ['review', 20],
      ['decision', 1],
    ])
  })
})

describe('the status of a unit on a past day', () => {
  const told = {
    status: 'let' as const,
    createdAt: at('2026-03-01'),
    events: [
      { at: at('2026-03-01'), kind: 'created' },
      { at: at('2026-03-05'), kind: 'published' },
      { at: at('2026-04-01'), kind: 'edited' },
      { at: at('2026-05-01'), kind: 'held' },
      { at: at('2026-06-01'), kind: 'let' },
    ],
  }
  it('follows from its history, and is unknown if nothing was recorded', () => {
    expect(statusAt(told, at('2026-02-01'))).toBe('absent')
    expect(statusAt(told, at('2026-04-15'))).toBe('available')
    expect(statusAt(told, at('2026-05-15'))).toBe('held')
    expect(statusAt(told, at('2026-12-01'))).toBe('let')
    expect(statusAt({ ...told, events: told.events.slice(3) }, at('2026-04-15'))).toBe('unknown')
    expect(statusAt({ ...told, events: [] }, at('2026-02-15'))).toBe('absent')
    // Paused today, and the start of the pause was not recorded.
    expect(statusAt({ ...told, status: 'paused' }, at('2026-05-15'))).toBe('held')
    expect(statusAt({ ...told, status: 'paused' }, at('2026-12-01'))).toBe('unknown')
  })
})
