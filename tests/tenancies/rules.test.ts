import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clockOf,
  milestonesAfterPause,
  milestonesOf,
  milestonesUntil,
  numberMilestones,
  quarterOf,
  readClock,
  remindersDue,
  rentFreeEndOf,
} from '#features/tenancies/rules.ts'
import { addDays, addMonths, cityDayOf, daysBetween, endOfCityDay } from '#shared/days/city-day.ts'

describe('the rent-free clock', () => {
  it.each([
    ['2026-03-01', '2029-02-28', 'an ordinary start'],
    ['2025-03-01', '2028-02-29', 'ends on a leap day'],
    ['2024-02-29', '2027-02-27', 'starts on a leap day: the 36th month ends on 28 February, its eve is free'],
    ['2026-01-01', '2028-12-31', 'a year end'],
    ['2026-12-31', '2029-12-30', 'starts on a year end'],
    ['2026-08-31', '2029-08-30', 'a long month'],
  ])('starts on %s and is free until %s: %s', (start, end) => {
    expect(rentFreeEndOf(start, 36)).toBe(end)
  })

  it('counts months of different lengths up to the last day of the shorter one', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29')
    expect(rentFreeEndOf('2026-08-31', 6)).toBe('2027-02-27')
  })

  it('counts the first and the last day as free', () => {
    const term = { startOn: '2026-03-01', freeUntil: '2029-02-28' }
    expect(readClock(term, '2026-03-01')).toMatchObject({ totalDays: 1096, usedDays: 1, leftDays: 1095, over: false })
    expect(readClock(term, '2029-02-28')).toMatchObject({ usedDays: 1096, leftDays: 0, usedShare: 1, over: false })
    expect(readClock(term, '2029-03-01')).toMatchObject({ leftDays: 0, usedShare: 1, over: true })
    expect(readClock(term, '2026-02-01')).toMatchObject({ usedDays: 0, usedShare: 0, over: false })
  })

  it('changes days at midnight in the city, not in Greenwich', () => {
    expect(cityDayOf(new Date('2026-02-28T16:00:00Z'))).toBe('2026-03-01')
    expect(cityDayOf(new Date('2026-02-28T15:59:59Z'))).toBe('2026-02-28')
    expect(endOfCityDay('2026-12-31').toISOString()).toBe('2026-12-31T15:59:59.999Z')
  })
})

describe('a pause', () => {
  it.each([
    ['2026-03-01', 36, [{ from: '2026-06-01', to: '2026-06-10' }], '2029-03-10', 'ten days'],
    ['2024-02-29', 12, [{ from: '2024-03-01', to: '2024-03-01' }], '2025-02-28', 'one day, from a leap day'],
    ['2027-03-01', 12, [{ from: '2028-02-28', to: '2028-03-01' }], '2028-03-03', 'over 29 February'],
    ['2026-08-31', 6, [{ from: '2026-12-30', to: '2027-01-02' }], '2027-03-03', 'over the year’s end'],
    ['2026-08-31', 6, [{ from: '2027-02-27', to: '2027-03-05' }], '2027-03-06', 'over the end itself'],
    ['2026-08-31', 6, [{ from: '2027-02-28', to: '2027-03-05' }], '2027-02-27', 'after the end: nothing changes'],
    [
      '2026-01-01',
      12,
      [
        { from: '2026-12-31', to: '2027-01-01' },
        { from: '2026-05-01', to: '2026-05-31' },
      ],
      '2027-02-02',
      'two, in any order',
    ],
  ])('of a tenancy from %s over %i months, %o, moves the end to %s (%s)', (start, months, pauses, end) => {
    expect(rentFreeEndOf(start, months, pauses)).toBe(end)
  })

  const day = fc.integer({ min: 0, max: 3_000 }).map(days => addDays('2024-01-01', days))

  it('leaves as many rent-free days as there would have been', () => {
    const cases = fc.record({
      start: day,
      months: fc.integer({ min: 1, max: 60 }),
      after: fc.nat(2_000),
      length: fc.integer({ min: 1, max: 400 }),
    })
    fc.assert(
      fc.property(cases, ({ start, months, after, length }) => {
        const end = rentFreeEndOf(start, months)
        const from = addDays(start, after)
        const pause = { from, to: addDays(from, length - 1) }
        const moved = rentFreeEndOf(start, months, [pause])
        expect(daysBetween(end, moved)).toBe(from > end ? 0 : length)
        const pauses = [{ ...pause, reason: '', endBefore: end, endAfter: moved }]
        const clock = clockOf({ handoverOn: start, rentFreeUntil: moved, pauses }, addDays(pause.to, 1))
        const eve = clockOf({ handoverOn: start, rentFreeUntil: end }, addDays(from, -1))
        expect(clock.totalDays).toBe(eve.totalDays)
        if (from <= end) expect(clock.leftDays).toBe(Math.max(0, eve.leftDays - 1))
      }),
    )
  })

  it('stops the clock at the day before it began', () => {
    const pauses = [{ from: '2026-12-31', reason: '', endBefore: '2027-02-27' }]
    const tenancy = { handoverOn: '2026-08-31', rentFreeUntil: '2027-02-27', pauses }
    const eve = clockOf({ ...tenancy, pauses: [] }, '2026-12-30')
    expect(clockOf(tenancy, '2026-12-31')).toEqual(eve)
    expect(clockOf(tenancy, '2027-06-01')).toEqual(eve)
  })

  it('moves obligations that are open and not yet due, and keeps their names', () => {
    const before = milestonesOf('2026-08-31', 12).map(milestone =>
      milestone.kind === 'licence' ? { ...milestone, doneOn: '2026-10-01' } : milestone,
    )
    const after = milestonesAfterPause(before, { from: '2026-11-30', to: '2026-12-09' })
    expect(after.filter(({ dueOn }, index) => dueOn !== before[index]?.dueOn).map(({ kind }) => kind)).toEqual([
      ...['quarterly_report', 'quarterly_report', 'quarterly_report', 'quarterly_report', 'yearly_assessment'],
    ])
    expect(after[2]).toMatchObject({ dueOn: '2026-12-10' })
    expect(numberMilestones(after).map(({ id }) => id)).toEqual(numberMilestones(before).map(({ id }) => id))
  })
})

describe('reminders', () => {
  it.each([
    ['2028-02-29', 12, '2027-02-28'],
    ['2027-08-31', 6, '2027-02-28'],
    ['2028-08-31', 6, '2028-02-29'],
    ['2027-01-31', 3, '2026-10-31'],
    ['2027-01-31', 1, '2026-12-31'],
  ])('of the end on %s, %i months before, are due on %s', (end, months, day) => {
    expect(remindersDue(end, [], addDays(day, -1))).not.toContain(months)
    expect(remindersDue(end, [], day)).toContain(months)
  })

  it('come nearest first, once each, and never after the end', () => {
    expect(remindersDue('2027-01-31', [], '2027-01-10')).toEqual([1, 3, 6, 12])
    expect(remindersDue('2027-01-31', [12, 6], '2026-11-01')).toEqual([3])
    expect(remindersDue('2027-01-31', [], '2027-02-01')).toEqual([])
  })
})

const repeatedKinds = ['quarterly_report', 'yearly_assessment']

describe('the obligations of a tenancy', () => {
  const milestones = milestonesOf('2026-08-31', 36)

  it('include the licence by day 60 and the opening by day 90', () => {
    expect(milestones.find(milestone => milestone.kind === 'licence')?.dueOn).toBe('2026-10-30')
    expect(milestones.find(milestone => milestone.kind === 'opening')?.dueOn).toBe('2026-11-29')
  })

  it('include twelve quarterly reports that do not drift through short months', () => {
    const reports = milestones.filter(milestone => milestone.kind === 'quarterly_report').map(({ dueOn }) => dueOn)
    expect(reports).toHaveLength(12)
    expect(reports.slice(0, 5)).toEqual(['2026-11-30', '2027-02-28', '2027-05-31', '2027-08-31', '2027-11-30'])
  })

  it('include an assessment each year, even over the leap day', () => {
    const yearly = milestonesOf('2024-02-29', 36).filter(milestone => milestone.kind === 'yearly_assessment')
    expect(yearly.map(({ dueOn }) => dueOn)).toEqual(['2025-02-28', '2026-02-28', '2027-02-27'])
  })

  it('put the last ones on the last day, not after it', () => {
    const last = milestones.slice(-2)
    expect(last.map(({ dueOn }) => dueOn)).toEqual(['2029-08-30', '2029-08-30'])
    expect(rentFreeEndOf('2026-08-31', 36)).toBe('2029-08-30')
    expect(milestonesOf('2026-08-31', 36).every(({ dueOn }) => dueOn <= '2029-08-30')).toBe(true)
  })

  it('continue in the same rhythm after a renewal, up to the new last day', () => {
    const was = { handoverOn: '2026-08-31', rentFreeUntil: '2029-08-30', milestones }
    const more = milestonesUntil(was, '2030-08-30').slice(milestones.length)
    expect(more.map(({ kind, dueOn }) => `${kind} ${dueOn}`)).toEqual([
      ...['quarterly_report 2029-11-30', 'quarterly_report 2030-02-28', 'quarterly_report 2030-05-31'],
      ...['quarterly_report 2030-08-30', 'yearly_assessment 2030-08-30'],
    ])
    expect(milestonesUntil(was, '2029-10-30')).toHaveLength(milestones.length)
  })

  it('begin their rhythm after a renewal if the first term was too short, later by the days of a pause', () => {
    const short = (months: number, changes = {}) => {
      const was = {
        handoverOn: '2026-03-01',
        rentFreeUntil: rentFreeEndOf('2026-03-01', months),
        pauses: [],
        ...changes,
      }
      const before = milestonesOf('2026-03-01', months)
      return milestonesUntil({ ...was, milestones: before }, '2027-08-31')
        .filter(({ kind }) => repeatedKinds.includes(kind))
        .map(({ kind, dueOn }) => `${kind} ${dueOn}`)
    }
    expect(short(6)).toEqual([
      ...['quarterly_report 2026-06-01', 'quarterly_report 2026-08-31', 'quarterly_report 2026-12-01'],
      ...['quarterly_report 2027-03-01', 'yearly_assessment 2027-03-01', 'quarterly_report 2027-06-01'],
      'quarterly_report 2027-08-31',
    ])
    expect(short(0).slice(0, 2)).toEqual(['quarterly_report 2026-06-01', 'quarterly_report 2026-09-01'])
    const pauses = [{ from: '2026-04-01', to: '2026-04-10', endBefore: '2026-04-30', reason: '' }]
    expect(short(2, { rentFreeUntil: '2026-05-10', pauses })[0]).toBe('quarterly_report 2026-06-11')
  })

  it('have quarters that begin at the handover and follow one another up to the last day', () => {
    const was = { handoverOn: '2026-11-30', rentFreeUntil: '2027-11-29', milestones: milestonesOf('2026-11-30', 12) }
    expect([1, 2, 3, 4, 5].map(number => quarterOf(was, number))).toEqual([
      { from: '2026-11-30', to: '2027-02-27', dueOn: '2027-02-28' },
      { from: '2027-02-28', to: '2027-05-29', dueOn: '2027-05-30' },
      { from: '2027-05-30', to: '2027-08-29', dueOn: '2027-08-30' },
      { from: '2027-08-30', to: '2027-11-29', dueOn: '2027-11-29' },
      null,
    ])
  })

  it('are in order of date', () => {
    const days = milestones.map(({ dueOn }) => dueOn)
    expect(days).toEqual([...days].sort())
  })
})
