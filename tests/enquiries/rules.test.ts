import { describe, expect, it } from 'vitest'
import { minFormMs, isTooQuick, maxFormAgeMs } from '#features/enquiries/rules.ts'

describe('the check for spam programs', () => {
  const now = new Date('2026-11-25T04:00:00Z')
  it.each([
    ['just opened', 0, true],
    ['a moment too quick', minFormMs - 1, true],
    ['as quick as people are', minFormMs, false],
    ['open for a day', maxFormAgeMs, false],
    ['open for longer', maxFormAgeMs + 1, true],
    ['opened in the future', -60_000, true],
  ])('%s', (_what, age, expected) => {
    expect(isTooQuick({ openedAt: now.getTime() - age }, now)).toBe(expected)
  })

  it('rejects a form without its opening time', () => {
    expect(isTooQuick({ openedAt: null }, now)).toBe(true)
  })
})
