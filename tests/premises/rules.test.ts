import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { listingIntents, premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { canMove, listingMoves, type ListingMove } from '#features/premises/listing/intent.ts'
import { canApply, canPublish, costOf, featuresOf, isPublic } from '#features/premises/rules.ts'

const now = new Date('2026-11-25T04:00:00Z')
const before = new Date('2026-11-25T03:59:59Z')
const after = new Date('2026-11-25T04:00:01Z')

describe('the visibility of a listing to the public', () => {
  it.each([
    ['draft', false],
    ['available', true],
    ['held', true],
    ['let', true],
    ['paused', true],
    ['archived', false],
  ] as const)('for the status %s is %s', (status, seen) => {
    expect(isPublic({ status, publishAt: before, expiresAt: null }, now)).toBe(seen)
  })

  it('begins on the publish date and ends with the expiry', () => {
    expect(isPublic({ status: 'available', publishAt: null, expiresAt: null }, now)).toBe(false)
    expect(isPublic({ status: 'available', publishAt: after, expiresAt: null }, now)).toBe(false)
    expect(isPublic({ status: 'available', publishAt: now, expiresAt: after }, now)).toBe(true)
    expect(isPublic({ status: 'available', publishAt: before, expiresAt: now }, now)).toBe(false)
    expect(isPublic({ status: 'let', publishAt: before, expiresAt: now }, now)).toBe(true)
  })
})

describe('the moves of a listing', () => {
  const moves = Object.keys(listingMoves) as ListingMove[]
  const every = moves.flatMap(move => premisesStatuses.map(status => [move, status] as const))

  it.each(every)('decide whether %s is possible from %s', (move, status) => {
    const allowed: Record<ListingMove, string[]> = {
      publish: ['draft'],
      pause: ['available'],
      resume: ['paused'],
      archive: ['draft', 'available', 'paused'],
      restore: ['archived'],
    }
    expect(canMove({ status }, move).ok).toBe(allowed[move].includes(status))
  })

  it.each(listingIntents)('never remove an occupied unit: %s', intent => {
    const possible = moves.filter(move => canMove({ status: 'let', intent }, move).ok)
    expect(possible).toEqual({ draft: ['publish'], shown: [], paused: ['resume'], archived: [] }[intent])
  })

  it('do not publish a listing without a name, a use or alternative text of photos', () => {
    expect(canPublish({ title: {}, allowedUses: ['office'] })).toEqual({ ok: false, reason: 'no-title' })
    expect(canPublish({ title: { zh: '办公室' }, allowedUses: [] })).toEqual({ ok: false, reason: 'no-uses' })
    const office = { title: { zh: '办公室' }, allowedUses: ['office' as const] }
    expect(canPublish(office).ok).toBe(true)
    const alt = { ru: 'Вход', en: 'The entrance', zh: '入口' }
    expect(canPublish({ ...office, photos: [{ alt }, { alt: { ...alt, en: '' } }] })).toEqual({
      ok: false,
      reason: 'no-alt',
    })
    expect(canPublish({ ...office, photos: [{ alt }] }).ok).toBe(true)
  })
})

describe('applying', () => {
  const premises = { status: 'available', publishAt: before, expiresAt: null, applicationWindow: {} } as const
  const moment = { now, day: '2026-11-25' }

  it('is open without an application window, and on its first and last day', () => {
    expect(canApply(premises, moment).ok).toBe(true)
    const window = { from: '2026-11-25', to: '2026-11-25' }
    expect(canApply({ ...premises, applicationWindow: window }, moment).ok).toBe(true)
  })

  it.each([
    [{ status: 'draft' }, 'not-public'],
    [{ status: 'held' }, 'not-available'],
    [{ applicationWindow: { from: '2026-11-26' } }, 'not-open-yet'],
    [{ applicationWindow: { to: '2026-11-24' } }, 'closed'],
  ] as const)('is refused for %o', (change, reason) => {
    expect(canApply({ ...premises, ...change }, moment)).toEqual({ ok: false, reason })
  })
})

describe('the cost', () => {
  const premises = {
    areaUsableSqM: 64.5,
    rentFreeMonths: 36,
    marketRentPerSqMMonthFen: 9_130,
    managementFeePerSqMMonthFen: 1_550,
    heatingFeePerSqMSeasonFen: 4_470,
    depositFen: 300_000,
  }

  it('omits the rent and spreads management and heating over the year', () => {
    expect(costOf(premises)).toEqual({
      marketRentMonthlyFen: 588_885,
      rentWaivedFen: 21_199_860,
      managementMonthlyFen: 99_975,
      heatingSeasonFen: 288_315,
      heatingMonthlyFen: 24_026,
      firstYearMonthlyFen: 124_001,
      depositFen: 300_000,
    })
  })

  it('includes the rent of the months of the first year that are not free', () => {
    const short = costOf({ ...premises, rentFreeMonths: 6 })
    expect(short.rentWaivedFen).toBe(3_533_310)
    expect(short.firstYearMonthlyFen).toBe(124_001 + Math.round(588_885 / 2))
  })
})

describe('derived facts', () => {
  const bare = {
    usableAsRegisteredAddress: false,
    entrance: { sharing: 'shared', side: 'yard' },
    stepFree: false,
    shopWindows: 0,
    water: false,
    extraction: false,
    gas: false,
    electricityPhases: 1,
    internet: false,
    parkingSpaces: 0,
    fireAccepted: false,
    certificateNumber: null,
    insideBorderTradeZone: false,
  } as const

  it('include a feature only when its fact is there', () => {
    expect(featuresOf(bare)).toEqual([])
    expect(featuresOf({ ...bare, electricityPhases: 3, parkingSpaces: 2, certificateNumber: '№ 7' })).toEqual([
      'three_phase',
      'parking',
      'certificate',
    ])
    expect(featuresOf({ ...bare, entrance: { sharing: 'own', side: 'street' } })).toEqual([
      'own_entrance',
      'street_entrance',
    ])
  })
})

describe('the stored premises', () => {
  it('have indexes for the filters and orders of a search', () => {
    const indexed = PremisesModel.schema.indexes().map(([keys]) => Object.keys(keys)[0])
    expect(indexed).toEqual(expect.arrayContaining(['code', 'revision', 'building', 'zone', 'features', 'allowedUses']))
  })
})
