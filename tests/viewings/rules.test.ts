import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translatorFor } from '#shared/texts/i18n.ts'
import { inVladivostok, timeSpan, whenInWords } from '#shared/days/city-time.ts'
import { quartersOf } from '#features/viewings/bookings/claims.ts'
import { mondayOf, weekdayOf } from '#shared/days/city-day.ts'
import {
  canBeViewed,
  canChange,
  canNoteOutcome,
  canPublish,
  reminderTimeOf,
  slotsOf,
  type Plan,
} from '#features/viewings/rules.ts'

const now = new Date('2026-11-25T12:00:00+08:00')
const plan = (changes: Partial<Plan> = {}): Plan => ({
  day: '2026-11-26',
  from: 600,
  to: 720,
  minutes: 30,
  weekdays: [],
  weeks: 1,
  premises: ['SFH-A-0101'],
  ...changes,
})
const starts = (asked: Partial<Plan>) => slotsOf(plan(asked), now).map(({ startsAt }) => startsAt.toISOString())

describe('the slots of a plan', () => {
  it('fill its time, without a partial slot at the end', () => {
    expect(starts({})).toEqual([
      '2026-11-26T02:00:00.000Z',
      '2026-11-26T02:30:00.000Z',
      '2026-11-26T03:00:00.000Z',
      '2026-11-26T03:30:00.000Z',
    ])
    expect(starts({ minutes: 45 })).toHaveLength(2)
  })

  it('are repeated on the chosen weekdays from the first day on', () => {
    const days = slotsOf(plan({ weekdays: [1, 4], weeks: 2, to: 630 }), now).map(({ startsAt }) =>
      new Date(startsAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
    )
    expect(days).toEqual(['2026-11-26', '2026-11-30', '2026-12-03'])
  })

  it('alternate between several units', () => {
    const codes = slotsOf(plan({ premises: ['A', 'B', 'C'] }), now).map(({ premises }) => premises)
    expect(codes).toEqual(['A', 'B', 'C', 'A'])
  })

  it('never start in the past', () => {
    expect(starts({ day: '2026-11-25', from: 690, to: 780 })).toEqual(['2026-11-25T04:30:00.000Z'])
  })

  it('stay within a day in the city and never overlap', () => {
    const at = fc.integer({ min: 0, max: 96 }).map(quarter => quarter * 15)
    const minutes = fc.constantFrom(15, 30, 45, 60, 90)
    fc.assert(
      fc.property(at, at, minutes, fc.subarray([1, 2, 3, 4, 5, 6, 7]), (from, to, length, weekdays) => {
        const slots = slotsOf(plan({ from, to, minutes: length, weekdays, weeks: 3 }), now)
        const quarters = slots.flatMap(quartersOf)
        expect(new Set(quarters).size).toBe(quarters.length)
        for (const { startsAt, endsAt } of slots) {
          const day = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10)
          expect(day(endsAt.getTime() - 1)).toBe(day(startsAt.getTime()))
          expect(endsAt.getTime() - startsAt.getTime()).toBe(length * 60_000)
        }
      }),
    )
  })
})

describe('a plan of viewings', () => {
  it.each([
    [{ to: 600 }, 'ends-before'],
    [{ to: 615 }, 'too-short'],
    [{ day: '2026-11-24' }, 'past'],
    [{ from: 0, to: 1440, minutes: 15, weekdays: [1, 2, 3, 4, 5], weeks: 3 }, 'too-many'],
    [{ day: '2027-11-24' }, 'too-far'],
  ] as const)('is refused for %o as %s', (changes, reason) => {
    expect(canPublish(plan(changes), now)).toEqual({ ok: false, reason })
  })
  it('is accepted otherwise', () => expect(canPublish(plan(), now)).toEqual({ ok: true }))
})

it('overlapping slots always claim a common quarter of an hour', () => {
  const minute = fc.integer({ min: 0, max: 600 })
  fc.assert(
    fc.property(
      minute,
      minute,
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 120 }),
      (a, b, first, second) => {
        const span = (from: number, length: number) => ({
          startsAt: new Date(now.getTime() + from * 60_000),
          endsAt: new Date(now.getTime() + (from + length) * 60_000),
        })
        const one = new Set(quartersOf(span(a, first)))
        const shared = quartersOf(span(b, second)).some(quarter => one.has(quarter))
        const overlap = a < b + second && b < a + first
        expect(shared || !overlap).toBe(true)
      },
    ),
  )
})

it('weeks count from Monday', () => {
  expect([mondayOf('2026-11-29'), mondayOf('2026-11-30'), weekdayOf('2026-11-29')]).toEqual([
    '2026-11-23',
    '2026-11-30',
    7,
  ])
})

it('a viewing can be changed before it begins, and gets an outcome afterwards', () => {
  const soon = { state: 'booked' as const, startsAt: new Date(now.getTime() + 1) }
  const begun = { state: 'booked' as const, startsAt: now }
  expect(canChange(soon, now)).toEqual({ ok: true })
  expect(canChange(begun, now)).toEqual({ ok: false, reason: 'begun' })
  expect(canChange({ ...soon, state: 'free' }, now)).toEqual({ ok: false, reason: 'not-booked' })
  expect(canNoteOutcome(begun, now)).toEqual({ ok: true })
  expect(canNoteOutcome(soon, now)).toEqual({ ok: false, reason: 'not-begun' })
  expect(canNoteOutcome({ ...begun, state: 'cancelled' }, now)).toEqual({ ok: false, reason: 'not-booked' })
  expect((['available', 'held', 'paused', 'let', null] as const).map(canBeViewed)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

it('the reminder is due a day before, or not at all if that has passed', () => {
  const startsAt = new Date('2026-11-27T10:00:00+08:00')
  expect(reminderTimeOf(startsAt, now)?.toISOString()).toBe('2026-11-26T02:00:00.000Z')
  expect(reminderTimeOf(startsAt, new Date('2026-11-26T10:00:00+08:00'))).toBeNull()
})

describe('the time of a viewing in words', () => {
  const span = { startsAt: new Date('2026-12-01T22:30:00+08:00'), endsAt: new Date('2026-12-02T00:00:00+08:00') }

  it('is the time in the city, and in Vladivostok with its own day after midnight', () => {
    const words = { t: translatorFor('ru'), locale: 'ru' } as const
    expect(timeSpan('ru', span)).toBe('22:30–24:00')
    expect(whenInWords(words, span)).toBe('вторник, 1 декабря, 22:30–24:00 (Суйфэньхэ, UTC+8)')
    expect(inVladivostok(words, span.startsAt)).toBe('во Владивостоке 00:30, среда, 2 декабря')
    expect(inVladivostok(words, new Date('2026-12-01T14:00:00+08:00'))).toBe('во Владивостоке 16:00')
  })

  it.each([
    ['en', 'Tuesday 1 December, 00:15–00:45 (Suifenhe, UTC+8)', '02:15 in Vladivostok'],
    ['zh', '12月1日星期二 00:15–00:45（绥芬河，UTC+8）', '符拉迪沃斯托克02:15'],
  ] as const)('is written in %s', (locale, when, local) => {
    const words = { t: translatorFor(locale), locale }
    const early = { startsAt: new Date('2026-12-01T00:15:00+08:00'), endsAt: new Date('2026-12-01T00:45:00+08:00') }
    expect(whenInWords(words, early)).toBe(when)
    expect(inVladivostok(words, early.startsAt)).toBe(local)
  })
})
