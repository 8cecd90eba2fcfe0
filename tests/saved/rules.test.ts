import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { premisesFeatures, useClasses, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { conditionsOf, filterOf, queryOf, searchAddress } from '#features/catalogue/search-address.ts'
import { canAlert, canHold, isDue, keyOf, lastDigest, maxSaved, nothingSaved } from '#features/saved/rules.ts'
import { translatorFor } from '#shared/texts/i18n.ts'

describe('a saved search', () => {
  it('is the same search however its address is written', () => {
    expect(queryOf(filterOf('minArea=40&use=retail&use=retail&page=3&sort=cheap&view=table&odd=1'))).toBe(
      'use=retail&minArea=40',
    )
    expect(keyOf(queryOf(filterOf('use=retail&minArea=40')))).toBe(keyOf(queryOf(filterOf('minArea=40&use=retail'))))
    expect(queryOf(filterOf(''))).toBe('')
  })

  it('is read back unchanged', () => {
    const filters = fc.record(
      {
        q: fc.constantFrom('магазин у вокзала', '服装店', 'a&b=c#d', '%00?'),
        zone: fc.constantFrom(...zones),
        minArea: fc.integer({ min: 1, max: 1000 }),
        floor: fc.integer({ min: 1, max: 60 }),
        from: fc.constant('2026-12-05'),
        use: fc.subarray([...useClasses]),
        status: fc.constant([]),
        feature: fc.subarray([...premisesFeatures]),
      },
      { requiredKeys: ['use', 'status', 'feature'] },
    )
    fc.assert(
      fc.property(filters, filter => {
        expect(filterOf(queryOf(filter))).toEqual(filter)
      }),
    )
  })

  it('has a name in words and an address on the site', () => {
    const filter = filterOf('use=retail&minArea=40')
    expect(conditionsOf({ t: translatorFor('en'), locale: 'en' }, filter)).toEqual(['from 40\u00a0m²', 'Retail'])
    expect(searchAddress('en', filter)).toBe('/en/premises?use=retail&minArea=40')
  })
})

describe('the daily alert mail', () => {
  it.each([
    ['2026-11-25T08:59:59+08:00', '2026-11-24T09:00:00+08:00'],
    ['2026-11-25T09:00:00+08:00', '2026-11-25T09:00:00+08:00'],
    ['2026-11-25T23:30:00+08:00', '2026-11-25T09:00:00+08:00'],
    ['2026-03-01T00:10:00+08:00', '2026-02-28T09:00:00+08:00'],
  ])('was last due, seen at %s, at %s', (now, left) => {
    expect(lastDigest(new Date(now))).toEqual(new Date(left))
  })

  it('covers matches from before its time, while other alerts are sent at once or never', () => {
    const now = new Date('2026-11-25T12:00:00+08:00')
    expect(isDue('daily', new Date('2026-11-25T08:00:00+08:00'), now)).toBe(true)
    expect(isDue('daily', new Date('2026-11-25T10:00:00+08:00'), now)).toBe(false)
    expect(isDue('at_once', now, now)).toBe(true)
    // Recorded while the clock was a year ahead.
    expect(isDue('daily', new Date('2027-11-25T10:00:00+08:00'), now)).toBe(true)
    expect(isDue('none', new Date(0), now)).toBe(false)
  })
})

it('limits the saved list, and sends alerts to confirmed addresses only', () => {
  const favourites = Array.from({ length: maxSaved.favourites }, (_, at) => String(at))
  expect(canHold({ ...nothingSaved, favourites })).toEqual({ ok: true })
  expect(canHold({ ...nothingSaved, favourites: [...favourites, 'one more'] })).toEqual({
    ok: false,
    reason: 'too-many',
  })
  expect(canAlert('daily', false)).toEqual({ ok: false, reason: 'unverified' })
  expect(canAlert('none', false)).toEqual({ ok: true })
})
