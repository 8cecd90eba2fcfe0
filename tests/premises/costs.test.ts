import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import {
  billOf,
  consumptionOf,
  costParts,
  roundedBillOf,
  utilityRate,
  type UtilityRates,
} from '#features/premises/costs.ts'
import { rentTerms } from '#features/tenancies/rules.ts'
import { formatRoundMoney } from '#shared/texts/format.ts'
import { costBars } from '#features/catalogue/browse/money.ts'

const rates: UtilityRates = {
  utilitiesUsualPerSqMMonthFen: 600,
  utilitiesIntensivePerSqMMonthFen: 1_800,
  utilitiesStoragePerSqMMonthFen: 200,
}
const shop = {
  areaUsableSqM: 64.5,
  rentFreeMonths: 36,
  marketRentPerSqMMonthFen: 9_130,
  managementFeePerSqMMonthFen: 1_550,
  heatingFeePerSqMSeasonFen: 4_470,
  depositFen: 300_000,
  allowedUses: ['retail' as const],
}

describe('the cost of a unit', () => {
  it('consists of fees and an estimate in the first year, and includes the market rent after the free months', () => {
    const bill = billOf(shop, rates)
    expect(bill.firstYear).toEqual({
      management: 99_975,
      heating: 24_026,
      utilities: 38_700,
      rent: 0,
      billedFen: 124_001,
      totalFen: 162_701,
    })
    expect(bill.later.rent).toBe(588_885)
    expect(bill.later.totalFen).toBe(162_701 + 588_885)
    expect(bill).toMatchObject({ freeMonths: 36, rentWaivedFen: 588_885 * 36, depositFen: 300_000 })
  })

  it('is a rate times an area, with half a fen rounded up', () => {
    // 863,894.5 fen; in floating point the product is slightly less.
    const fees = {
      ...shop,
      areaUsableSqM: 66.71,
      marketRentPerSqMMonthFen: 12_950,
      managementFeePerSqMMonthFen: 12_950,
    }
    const { later } = billOf(fees, { ...rates, utilitiesUsualPerSqMMonthFen: 12_950 })
    expect(later).toMatchObject({ rent: 863_895, management: 863_895, utilities: 863_895 })
    expect(rentTerms(fees).rentMonthFen).toBe(863_895)
  })

  it.each([
    [0, 588_885],
    [6, 294_443],
    [11, 49_074],
    [12, 0],
    [60, 0],
  ])('averages the rent left by %i free months over the first year', (rentFreeMonths, rent) => {
    const bill = billOf({ ...shop, rentFreeMonths }, rates)
    expect(bill.firstYear.rent).toBe(rent)
    expect(bill.rentWaivedFen).toBe(588_885 * rentFreeMonths)
    expect(bill.later).toEqual(billOf(shop, rates).later)
  })

  it('estimates electricity and water by the main use', () => {
    expect(utilityRate({ allowedUses: ['catering', 'retail'] }, rates)).toBe(1_800)
    expect(utilityRate({ allowedUses: ['retail', 'catering'] }, rates)).toBe(600)
    expect(utilityRate({ allowedUses: ['warehouse'] }, rates)).toBe(200)
    expect(consumptionOf({ allowedUses: [] })).toBe('usual')
  })

  const fen = fc.integer({ min: 0, max: 10_000_000 })
  const premises = fc.record({
    areaUsableSqM: fc.integer({ min: 100, max: 10_000_000 }).map(hundredths => hundredths / 100),
    rentFreeMonths: fc.integer({ min: 0, max: 120 }),
    marketRentPerSqMMonthFen: fen,
    managementFeePerSqMMonthFen: fen,
    heatingFeePerSqMSeasonFen: fen,
    depositFen: fen,
    allowedUses: fc.uniqueArray(fc.constantFrom(...useClasses)),
  })
  const anyRates = fc.record({
    utilitiesUsualPerSqMMonthFen: fen,
    utilitiesIntensivePerSqMMonthFen: fen,
    utilitiesStoragePerSqMMonthFen: fen,
  })

  it('is shown in parts of whole yuan that add up to the bill and to the total', () => {
    const shown = (fen: number) => Number(formatRoundMoney('en', fen).replaceAll(/[^\d]/g, ''))
    fc.assert(
      fc.property(premises, anyRates, (one, assumed) => {
        const bill = roundedBillOf(one, assumed)
        const exact = billOf(one, assumed)
        for (const month of ['firstYear', 'later'] as const) {
          const { management, heating, rent, utilities, billedFen, totalFen } = bill[month]
          expect(shown(management) + shown(heating) + shown(rent)).toBe(shown(billedFen))
          expect(shown(billedFen) + shown(utilities)).toBe(shown(totalFen))
          expect(billedFen).toBe(Math.round(exact[month].billedFen / 100) * 100)
          for (const part of costParts) expect(Math.abs(bill[month][part] - exact[month][part])).toBeLessThan(100)
        }
      }),
    )
  })

  it('is the sum of its parts, in whole fen, and never negative', () => {
    fc.assert(
      fc.property(premises, anyRates, (one, assumed) => {
        const bill = billOf(one, assumed)
        for (const month of [bill.firstYear, bill.later]) {
          expect(month.totalFen).toBe(costParts.reduce((sum, part) => sum + month[part], 0))
          expect(month.billedFen).toBe(month.totalFen - month.utilities)
          for (const part of costParts) {
            expect(Number.isSafeInteger(month[part])).toBe(true)
            expect(month[part]).toBeGreaterThanOrEqual(0)
          }
        }
        expect(bill.rentWaivedFen).toBe(bill.marketRentMonthlyFen * bill.freeMonths)
      }),
    )
  })

  it('is never higher in the first year than later, and never higher with more free months', () => {
    fc.assert(
      fc.property(premises, anyRates, fc.integer({ min: 1, max: 24 }), (one, assumed, more) => {
        const bill = billOf(one, assumed)
        const longer = billOf({ ...one, rentFreeMonths: one.rentFreeMonths + more }, assumed)
        expect(bill.firstYear.totalFen).toBeLessThanOrEqual(bill.later.totalFen)
        expect(longer.firstYear.totalFen).toBeLessThanOrEqual(bill.firstYear.totalFen)
      }),
    )
  })
})

describe('the bars of a bill', () => {
  it('draw each paid part to one scale and never exceed their width', () => {
    const { firstYear, later } = billOf(shop, rates)
    const svg = costBars([
      { label: 'First <year>', total: '¥1,627', bill: firstYear },
      { label: 'Later', total: '¥7,516', bill: later },
    ])
    const spans = [...svg.matchAll(/class="cost-(\w+)" d="M([\d.]+) [\d.]+h([\d.]+)/g)].map(([, part, x, width]) => ({
      part,
      end: Number(x) + Number(width),
    }))
    expect(spans.map(({ part }) => part)).toEqual([
      'management',
      'heating',
      'utilities',
      'management',
      'heating',
      'utilities',
      'rent',
    ])
    expect(Math.max(...spans.map(({ end }) => end))).toBeLessThanOrEqual(320)
    expect(spans[2]?.end).toBeCloseTo((162_701 / 751_586) * 320, -1)
    expect(svg).toContain('First &lt;year&gt;')
    expect(svg).not.toMatch(/NaN|undefined|style=/)
  })
})
