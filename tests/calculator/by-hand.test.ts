import { describe, expect, it } from 'vitest'
import { costsIn } from '#features/calculator/rules.ts'
import type { Market, Place, Scenario, ZoneDuty } from '#features/calculator/scenario.ts'
import { shownCosts } from '#features/calculator/shown.ts'
import { plain } from './scenarios.ts'

/**
 * One component of each origin, and rates in both columns of each. All sums below are fen, worked out on paper:
 *
 *     components                10000 + 2000 + 4000                = 16000
 *     duty on them in Russia    2000 × 7 % + 4000 × 10 %           =   540   (wood is Russian: its 3 % are nobody's)
 *     duty on them in China     10000 × 5 % + 4000 × 20 %          =  1300   (screws are Chinese: their 9 % are nobody's)
 *     at the gate of Russia     16000 + 540 + 6000 + 3000 + 1000   = 26540,  with freight 27500
 *     at the gate in China      16000 + 1300 + 4000 + 2000 + 1000  = 24300,  with freight 24800
 *     at the gate of the zone   16000 + 5000 + 2500                = 23500,  with freight 24100
 */
const bench = (changes: Partial<Scenario>): Scenario =>
  plain({
    hourlyFen: { russia: 3_000, china: 2_000, zone: 2_500 },
    freightFen: { russia: 960, china: 500, zone: 600 },
    vatBp: 2_000,
    components: [
      { name: 'Wood', origin: 'ru', costFen: 10_000, dutyRussiaBp: 300, dutyChinaBp: 500 },
      { name: 'Screws', origin: 'cn', costFen: 2_000, dutyRussiaBp: 700, dutyChinaBp: 900 },
      { name: 'Glass', origin: 'other', costFen: 4_000, dutyRussiaBp: 1_000, dutyChinaBp: 2_000 },
    ],
    ...changes,
  })

type Sums = { duties: [onComponents: bigint, onProduct: bigint]; vat: bigint; total: bigint }

const examples: [place: Place, market: Market, zoneDuty: ZoneDuty, sums: Sums][] = [
  // Sold in the country of assembly: duty on imported components, none on the product. VAT 20 % of everything.
  ['russia', 'ru', 'lower', { duties: [540n, 0n], vat: 5_500n, total: 33_000n }],
  ['china', 'cn', 'lower', { duties: [1_300n, 0n], vat: 4_960n, total: 29_760n }],
  // Sold abroad: 10 % of the value including freight.
  ['russia', 'cn', 'lower', { duties: [540n, 2_750n], vat: 6_050n, total: 36_300n }],
  ['russia', 'asia', 'lower', { duties: [540n, 2_750n], vat: 6_050n, total: 36_300n }],
  ['china', 'ru', 'lower', { duties: [1_300n, 2_480n], vat: 5_456n, total: 32_736n }],
  ['china', 'asia', 'lower', { duties: [1_300n, 2_480n], vat: 5_456n, total: 32_736n }],
  // From the zone: no duty on components; the other country takes its duty on the product.
  ['zone', 'ru', 'lower', { duties: [0n, 2_410n], vat: 5_302n, total: 31_812n }],
  ['zone', 'asia', 'components', { duties: [0n, 2_410n], vat: 5_302n, total: 31_812n }],
  // From the zone into China: duty on the components, or 10 % of the value at the gate, or the lower of the two.
  ['zone', 'cn', 'components', { duties: [1_300n, 0n], vat: 5_080n, total: 30_480n }],
  ['zone', 'cn', 'product', { duties: [0n, 2_350n], vat: 5_290n, total: 31_740n }],
  ['zone', 'cn', 'lower', { duties: [1_300n, 0n], vat: 5_080n, total: 30_480n }],
]

describe('the cost of a unit, against examples worked out by hand', () => {
  it.each(examples)('%s for the market %s, zone’s duty %s', (place, market, zoneDuty, sums) => {
    const scenario = bench({ market, zoneDuty })
    const shown = shownCosts(costsIn(place, scenario), scenario)
    const { components, 'component-duty': onComponents, 'product-duty': onProduct, vat } = shown.parts
    expect(components).toBe(16_000n)
    expect({ duties: [onComponents, onProduct], vat, total: shown.total }).toEqual(sums)
  })
})
