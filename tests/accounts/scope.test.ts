import { describe, expect, it } from 'vitest'
import { buildingsOf, mayTouch } from '../../server/features/accounts/scope.ts'

describe('a limit to buildings', () => {
  const manager = (...buildings: string[]) => ({ role: 'listing_manager' as const, buildings })

  it('keeps a listing manager to the buildings named, and to none when none is named', () => {
    expect(mayTouch(manager('A1', 'B2'), 'B2')).toBe(true)
    expect(mayTouch(manager('A1'), 'B2')).toBe(false)
    expect(mayTouch(manager(), 'B2')).toBe(true)
    expect(buildingsOf(manager('A1'))).toEqual(['A1'])
    expect(buildingsOf(manager())).toBeNull()
  })

  it('is nothing to the other roles, whatever is left on the account from before', () => {
    for (const role of ['reviewer', 'decider', 'administrator'] as const)
      expect(mayTouch({ role, buildings: ['A1'] }, 'B2')).toBe(true)
  })
})
