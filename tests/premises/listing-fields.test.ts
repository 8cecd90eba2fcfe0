import { describe, expect, it } from 'vitest'
import {
  parseListingChanges,
  listingFields,
  parseListing,
  type ListingField,
} from '#features/premises/fields/listing-fields.ts'
import { fields } from '#features/premises/fields/shape.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import { readForm } from '#web/forms/forms.ts'

const typed = {
  ...Object.fromEntries(listingFields.map(name => [name, ''])),
  'title.zh': '临街店铺',
  'title.ru': 'Магазин\nу входа',
  'reviewed.zh': 'yes',
  areaGrossSqM: '72',
  areaUsableSqM: '64.5',
  ceilingHeightM: '3.6',
  frontageM: '8.4',
  floor: '1',
  shopWindows: '2',
  layout: 'open',
  condition: 'basic',
  'entrance.sharing': 'own',
  'entrance.side': 'street',
  mainUse: 'retail',
  allowedUses: ['retail', 'office'],
  prohibitedUses: [],
  electricityKw: '10.5',
  electricityPhases: '3',
  heating: 'central',
  water: 'yes',
  parkingSpaces: '0',
  rentFreeMonths: '36',
  marketRentPerSqMMonth: '91.30',
  managementFeePerSqMMonth: '15.50',
  heatingFeePerSqMSeason: '44.70',
  deposit: '3000',
  'applicationWindow.from': '2026-12-01',
  publishAt: '2026-12-01T09:30',
  expiresAt: '2027-03-31T23:59',
  'position.row': 'north',
  'position.offsetM': '10',
  'position.widthM': '8.4',
  'position.depth': 'whole',
}

function parseField(field: ListingField, input: string | readonly string[] | undefined) {
  const read = readForm(fields.shape[field], input ?? '')
  return read.ok ? read : { ok: false, error: Object.values(read.errors)[0] ?? 'form.required' }
}

describe('the fields of a listing', () => {
  it('are shown in the form exactly as they are parsed', () => {
    const read = parseListing(typed)
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    expect(read.value.publishAt?.toISOString()).toBe('2026-12-01T01:30:00.000Z')
    expect(read.value.expiresAt?.toISOString()).toBe('2027-03-31T15:59:59.999Z')
    expect(read.value.depositFen).toBe(300_000)
    expect(valuesOf(read.value)).toEqual(typed)
  })

  it.each(['0', '121'])('refuse %s rent-free months with the limits of the contract', rentFreeMonths => {
    expect(parseListing({ ...typed, rentFreeMonths })).toMatchObject({
      ok: false,
      errors: { rentFreeMonths: 'listing.form.rent-free' },
    })
  })

  it.each([
    ['allowedUses', 'retail, office；warehouse', ['retail', 'office', 'warehouse']],
    ['water', 'no', false],
    ['water', undefined, false],
    ['deposit', '3 000,50', 300_050],
    ['availableFrom', '', null],
    ['publishAt', '2026-12-01', new Date('2026-11-30T16:00:00Z')],
    ['expiresAt', '2026-12-01', new Date('2026-12-01T15:59:59.999Z')],
    ['expiresAt', '2026-12-01 18:00', new Date('2026-12-01T10:00:00Z')],
  ] as const)('parse %s from "%s"', (field, text, value) => {
    expect(parseField(field, text)).toEqual({ ok: true, value })
  })

  it.each([
    ['water', 'maybe', 'form.choose'],
    ['allowedUses', 'retail, castle', 'form.choose'],
    ['availableFrom', '2026-02-31', 'form.date'],
    ['publishAt', '2026-12-01T25:00', 'listing.form.instant'],
    ['publishAt', '2026-02-31T10:00', 'listing.form.instant'],
    ['deposit', '', 'form.required'],
    ['deposit', '1.234', 'form.number'],
    ['floor', '0', 'listing.form.range'],
    ['floor', '-1', 'listing.form.range'],
    ['deposit', '-100', 'listing.form.range'],
    ['title.ru', 'я'.repeat(121), 'form.too-long'],
  ] as const)('refuse %s with "%s"', (field, text, error) => {
    expect(parseField(field, text)).toEqual({ ok: false, error })
  })

  it('change one by one and stay consistent with each other', () => {
    const before = parseListing(typed)
    if (!before.ok) throw new Error(JSON.stringify(before.errors))
    expect(parseListingChanges(before.value, { deposit: '10' })).toEqual({
      ok: true,
      value: { ...before.value, depositFen: 1_000 },
    })
    expect(parseListingChanges(before.value, { areaUsableSqM: '90' })).toMatchObject({
      errors: { areaUsableSqM: 'listing.form.usable-over-gross' },
    })
    expect(parseListingChanges(before.value, { expiresAt: '2026-11-01' })).toMatchObject({
      errors: { expiresAt: 'listing.form.expiry-order' },
    })
  })
})
