import { describe, expect, it } from 'vitest'
import { canPublish, missingOf, stateOf, statesOf } from '#features/incentives/rules.ts'

const fresh = {
  validFrom: null,
  expiresOn: null,
  checkedAt: '2026-11-25',
  confirmed: true,
  source: { date: '2026-11-01' },
}

describe('the state of an incentive on a day', () => {
  it.each([
    ['2026-12-31', '2026-10-01', 'valid'],
    ['2026-12-31', '2026-10-02', 'expires_soon'],
    ['2026-12-31', '2026-12-31', 'expires_soon'],
    ['2026-12-31', '2027-01-01', 'expired'],
    ['2027-12-31', '2028-01-01', 'expired'],
    ['2024-02-29', '2024-02-29', 'expires_soon'],
    ['2024-02-29', '2024-03-01', 'expired'],
  ])('with the last day %s is on %s: %s', (expiresOn, day, state) => {
    expect(stateOf({ ...fresh, checkedAt: day, expiresOn }, day)).toBe(state)
  })

  it.each([
    ['2026-11-24', 'upcoming'],
    ['2026-11-25', 'valid'],
  ])('that begins on 25 November is on %s: %s', (day, state) => {
    expect(stateOf({ ...fresh, checkedAt: day, validFrom: '2026-11-25' }, day)).toBe(state)
  })

  it.each([
    ['2027-05-23', 'valid'],
    ['2027-05-24', 'unchecked'],
    ['2030-01-01', 'unchecked'],
  ])('checked on 2026-11-25 is on %s: %s', (day, state) => {
    expect(stateOf(fresh, day)).toBe(state)
  })

  it.each([
    ['2011', null, 'dated'],
    ['2021', null, 'dated'],
    ['2021-12-31', null, 'dated'],
    ['2022-01', null, 'valid'],
    ['2011', '2027-12-31', 'valid'],
    ['', null, 'valid'],
  ])('known from a source of “%s”, with the last day %s, is in November 2026: %s', (date, expiresOn, state) => {
    expect(stateOf({ ...fresh, source: { date }, expiresOn }, '2026-11-25')).toBe(state)
  })

  it('lists all problems, the most serious first, and "valid" only alone', () => {
    const incentive = { ...fresh, expiresOn: '2026-09-14', checkedAt: '2026-01-01', confirmed: false }
    expect(statesOf(incentive, '2026-11-25')).toEqual(['expired', 'unchecked', 'unconfirmed'])
    expect(statesOf(fresh, '2026-11-25')).toEqual(['valid'])
  })

  it('is plausible even when the clock is a year slow', () => {
    expect(statesOf(fresh, '2025-11-25')).toEqual(['valid'])
  })
})

describe('publishing', () => {
  const whole = {
    title: { en: 'Free' },
    summary: { zh: '免租' },
    source: { name: { ru: 'Газета' }, date: '2021', url: null },
    checkedAt: '2026-11-20',
    zones: ['suifenhe' as const],
  }

  it('needs a title, a summary, a dated source, the day it was checked and a place', () => {
    expect(canPublish(whole)).toEqual({ ok: true })
    expect(canPublish({ ...whole, title: {} })).toEqual({ ok: false, reason: 'no-title' })
    expect(canPublish({ ...whole, summary: { ru: '' } })).toEqual({ ok: false, reason: 'no-summary' })
    expect(canPublish({ ...whole, source: { ...whole.source, name: {} } })).toEqual({ ok: false, reason: 'no-source' })
    expect(canPublish({ ...whole, zones: [] })).toEqual({ ok: false, reason: 'no-zone' })
    const undated = { ...whole, source: { ...whole.source, date: '' }, checkedAt: '' }
    expect(missingOf(undated)).toEqual(['no-source-date', 'no-checked'])
    expect(canPublish(undated)).toEqual({ ok: false, reason: 'no-source-date' })
  })
})
