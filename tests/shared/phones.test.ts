import { describe, expect, it } from 'vitest'
import { toDialablePhone } from '#shared/texts/phones.ts'

describe('a telephone number as it is stored', () => {
  it.each([
    ['8 914 555-12-34', '+7 914 555-12-34'],
    ['8(914)5551234', '+7 (914)5551234'],
    ['8-423-200-00-00', '+7 423-200-00-00'],
    ['89145551234', '+7 9145551234'],
    ['8.914.555.12.34', '+7 914 555 12 34'],
    ['8 (914) 555.12.34', '+7 (914) 555 12 34'],
    ['8 (863) 200-00-00', '+7 (863) 200-00-00'],
    ['88632000000', '+7 8632000000'],
  ])('begins with the country when %j was typed', (typed, stored) => {
    expect(toDialablePhone(typed)).toBe(stored)
  })

  it('has spaces in place of dots', () => {
    expect(toDialablePhone('+86 453.392.0000')).toBe('+86 453 392 0000')
    expect(toDialablePhone('+7.914.555.12.34')).toBe('+7 914 555 12 34')
  })

  it.each(['886 3 200 0000', '84 912 345 678', '886-3-2000000', '(886) 3200 0000', '+886 3 200 0000'])(
    'is not taken for one of Russia when %j begins with another country',
    typed => {
      expect(toDialablePhone(typed)).toBe(typed)
    },
  )

  it.each(['+7 914 555-12-34', '+86 453 392-0000', '8 914 555', '8613900000000', '13900000000', '86453920000', ''])(
    'stays as it was typed: %j',
    typed => {
      expect(toDialablePhone(typed)).toBe(typed)
    },
  )
})
