import { describe, expect, it } from 'vitest'
import { canBeAway, coverRoles, overlap, standInOf, type Absent } from '#features/accounts/absence/rules.ts'

const absences = (...cover: [string, string][]): Map<string, Absent> =>
  new Map(cover.map(([id, by]) => [id, { id, role: 'reviewer', cover: by }]))

describe('the cover of an absent colleague', () => {
  const everybody = () => 'reviewer' as const
  const find = (all: Map<string, Absent>, id: string, roleOf: Parameters<typeof standInOf>[2] = everybody) =>
    standInOf(all.get(id)!, all, roleOf)

  it('is the named colleague, or the cover of that colleague if also absent', () => {
    expect(find(absences(['a', 'b']), 'a')).toBe('b')
    expect(find(absences(['a', 'b'], ['b', 'c']), 'a')).toBe('c')
  })

  it('is nobody when the covers form a circle', () => {
    const circle = absences(['a', 'b'], ['b', 'a'])
    expect([find(circle, 'a'), find(circle, 'b')]).toEqual([null, null])
  })

  it('is nobody when the cover has left or now has another kind of work', () => {
    expect(find(absences(['a', 'b']), 'a', () => null)).toBeNull()
    expect(find(absences(['a', 'b']), 'a', () => 'listing_manager')).toBeNull()
  })

  it('must have a role with the same kind of work', () => {
    expect(coverRoles('reviewer')).toEqual(['reviewer', 'decider'])
    expect(coverRoles('listing_manager')).toEqual(['listing_manager', 'administrator'])
    expect(coverRoles('applicant')).toEqual([])
  })
})

describe('the days of an absence', () => {
  it.each([
    ['2026-12-01', '2026-11-30', 'ends-before'],
    ['2026-11-01', '2026-11-27', 'past'],
    ['2026-12-01', '2027-12-02', 'too-long'],
  ])('are refused from %s to %s: %s', (from, to, reason) => {
    expect(canBeAway({ from, to }, '2026-11-28')).toEqual({ ok: false, reason })
  })

  it('must be changed or cancelled while they run before later days can be recorded', () => {
    const said = { from: '2026-11-27', to: '2026-11-30' }
    const refused = { ok: false, reason: 'running' }
    expect(canBeAway({ from: '2026-12-10', to: '2026-12-12' }, '2026-11-28', said)).toEqual(refused)
    expect(canBeAway({ from: '2026-11-27', to: '2026-12-12' }, '2026-11-28', said).ok).toBe(true)
    expect(canBeAway({ from: '2026-12-10', to: '2026-12-12' }, '2026-12-01', said).ok).toBe(true)
    expect(canBeAway({ from: '2026-12-10', to: '2026-12-12' }, '2026-11-26', said).ok).toBe(true)
  })

  it('may already have begun and may be a single day', () => {
    expect(canBeAway({ from: '2026-11-01', to: '2026-11-28' }, '2026-11-28').ok).toBe(true)
    expect(canBeAway({ from: '2026-12-01', to: '2027-12-01' }, '2026-11-28').ok).toBe(true)
  })

  it('overlap when they share a day', () => {
    const week = { from: '2026-12-01', to: '2026-12-07' }
    expect(overlap(week, { from: '2026-12-07', to: '2026-12-09' })).toBe(true)
    expect(overlap(week, { from: '2026-12-08', to: '2026-12-09' })).toBe(false)
  })
})
