import { describe, expect, it } from 'vitest'
import { canBeAway, coverRoles, overlap, standInOf, type Absent } from '#features/accounts/absence/rules.ts'

const absences = (...cover: [string, string][]): Map<string, Absent> =>
  new Map(cover.map(([id, by]) => [id, { id, role: 'reviewer', cover: by }]))

describe('who covers', () => {
  const everybody = () => 'reviewer' as const
  const find = (all: Map<string, Absent>, id: string, roleOf: Parameters<typeof standInOf>[2] = everybody) =>
    standInOf(all.get(id)!, all, roleOf)

  it('is the one who was named, or theirs where that one is away, too', () => {
    expect(find(absences(['a', 'b']), 'a')).toBe('b')
    expect(find(absences(['a', 'b'], ['b', 'c']), 'a')).toBe('c')
  })

  it('is nobody where it leads in a circle', () => {
    const circle = absences(['a', 'b'], ['b', 'a'])
    expect([find(circle, 'a'), find(circle, 'b')]).toEqual([null, null])
  })

  it('is nobody who has left or has another kind of work by now', () => {
    expect(find(absences(['a', 'b']), 'a', () => null)).toBeNull()
    expect(find(absences(['a', 'b']), 'a', () => 'listing_manager')).toBeNull()
  })

  it('is of the same kind of work', () => {
    expect(coverRoles('reviewer')).toEqual(['reviewer', 'decider'])
    expect(coverRoles('listing_manager')).toEqual(['listing_manager', 'administrator'])
    expect(coverRoles('applicant')).toEqual([])
  })
})

describe('days away', () => {
  it.each([
    ['2026-12-01', '2026-11-30', 'ends-before'],
    ['2026-11-01', '2026-11-27', 'past'],
    ['2026-12-01', '2027-12-02', 'too-long'],
  ])('from %s to %s are refused: %s', (from, to, reason) => {
    expect(canBeAway({ from, to }, '2026-11-28')).toEqual({ ok: false, reason })
  })

  it('that run now are changed or cancelled first: none begin after them, which would end them', () => {
    const said = { from: '2026-11-27', to: '2026-11-30' }
    const refused = { ok: false, reason: 'running' }
    expect(canBeAway({ from: '2026-12-10', to: '2026-12-12' }, '2026-11-28', said)).toEqual(refused)
    expect(canBeAway({ from: '2026-11-27', to: '2026-12-12' }, '2026-11-28', said).ok).toBe(true)
    expect(canBeAway({ from: '2026-12-10', to: '2026-12-12' }, '2026-12-01', said).ok).toBe(true)
    expect(canBeAway({ from: '2026-12-10', to: '2026-12-12' }, '2026-11-26', said).ok).toBe(true)
  })

  it('may have begun, and may be one', () => {
    expect(canBeAway({ from: '2026-11-01', to: '2026-11-28' }, '2026-11-28').ok).toBe(true)
    expect(canBeAway({ from: '2026-12-01', to: '2027-12-01' }, '2026-11-28').ok).toBe(true)
  })

  it('overlap when they share one', () => {
    const week = { from: '2026-12-01', to: '2026-12-07' }
    expect(overlap(week, { from: '2026-12-07', to: '2026-12-09' })).toBe(true)
    expect(overlap(week, { from: '2026-12-08', to: '2026-12-09' })).toBe(false)
  })
})
