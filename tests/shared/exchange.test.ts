import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  approximateHundredths,
  formatApproximate,
  isOldRate,
  formatOneYuan,
  type Rate,
} from '#shared/money/currencies.ts'
import type { Locale } from '#shared/texts/i18n.ts'

const day = { day: '2026-11-27', invented: false, old: false }
const roubles: Rate = { currency: 'RUB', perTenThousandYuan: 112_000, ...day }
const dollars: Rate = { currency: 'USD', perTenThousandYuan: 1_412, ...day }
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

const amounts = fc.integer({ min: 0, max: 1_000_000_000_000 })
const rates = fc.integer({ min: 1, max: 100_000_000 })

describe('an amount in another currency', () => {
  it.each<[Locale, Rate, number, string]>([
    ['ru', roubles, 109_900, '≈ 12 300 ₽'],
    ['en', roubles, 109_900, '≈ ₽12,300'],
    ['zh', roubles, 109_900, '≈ ₽12,300'],
    ['ru', dollars, 594, '≈ 0,84 $'],
    ['en', dollars, 5_940, '≈ $8.39'],
    ['en', dollars, 87_110, '≈ $123'],
    ['zh', dollars, 120_000_000, '≈ $169,000'],
  ])('is written in %s with its sign and three significant digits', (locale, rate, fen, text) => {
    expect(plain(formatApproximate({ locale, rate }, fen))).toBe(text)
  })

  it('is not shown in yuan alone, nor for zero', () => {
    expect(formatApproximate({ locale: 'ru', rate: null }, 100)).toBe('')
    expect(formatApproximate({ locale: 'ru', rate: roubles }, 0)).toBe('')
  })

  it('is off by at most half a per cent or half a hundredth', () => {
    fc.assert(
      fc.property(amounts, rates, (fen, rate) => {
        const exact = (fen * rate) / 10_000
        const off = Math.abs(approximateHundredths(fen, rate) - exact)
        expect(off).toBeLessThanOrEqual(Math.max(0.5, exact * 0.005) + exact * 1e-9)
      }),
    )
  })

  it('has three significant digits at most', () => {
    fc.assert(
      fc.property(amounts, rates, (fen, rate) => {
        expect(String(approximateHundredths(fen, rate)).replace(/0+$/, '').length).toBeLessThanOrEqual(3)
      }),
    )
  })

  it('never falls when the yuan rise, and is symmetric around zero', () => {
    fc.assert(
      fc.property(amounts, amounts, rates, (one, other, rate) => {
        const less = Math.min(one, other)
        const more = Math.max(one, other)
        expect(approximateHundredths(less, rate)).toBeLessThanOrEqual(approximateHundredths(more, rate))
        if (more > 0) expect(approximateHundredths(-more, rate)).toBe(-approximateHundredths(more, rate))
      }),
    )
  })
})

describe('an exchange rate', () => {
  it('is shown for one yuan with all its digits', () => {
    expect(plain(formatOneYuan('ru', roubles))).toBe('11,2 ₽')
    expect(formatOneYuan('en', dollars)).toBe('$0.1412')
  })

  it('counts as old after thirty days', () => {
    expect(isOldRate('2026-11-01', '2026-12-01')).toBe(false)
    expect(isOldRate('2026-11-01', '2026-12-02')).toBe(true)
  })
})
