import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePlaces, costParts, costsIn } from '#features/calculator/rules.ts'
import { places, type Place, type Scenario } from '#features/calculator/scenario.ts'
import { monthlyFen, shownCosts } from '#features/calculator/shown.ts'
import { plain, scenarios } from './scenarios.ts'

const shownIn = (place: Place, scenario: Scenario) => shownCosts(costsIn(place, scenario), scenario)
const dutyIn = (place: Place, scenario: Scenario) => {
  const { parts } = costsIn(place, scenario)
  return parts['component-duty'] + parts['product-duty']
}

describe('the cost of a unit', () => {
  it('follows the formulas: China outside the zone, for China', () => {
    expect(shownIn('china', plain())).toEqual({
      parts: {
        components: 12_000n,
        'component-duty': 500n,
        labour: 4_000n,
        overhead: 2_000n,
        premises: 1_000n,
        freight: 500n,
        'product-duty': 0n,
        vat: 2_600n,
      },
      total: 22_600n,
    })
  })

  it('follows the formulas: Russia, for China, with duty at both borders', () => {
    const { parts, total } = shownIn('russia', plain())
    // 12000 + 140 + 6000 + 3000 + 1000 + 1000 = 23140; duty 10 %; VAT 13 %.
    expect(parts).toMatchObject({ 'component-duty': 140n, 'product-duty': 2_314n, vat: 3_309n })
    expect(total).toBe(28_763n)
  })

  it('includes no duty on components in the zone when the product is exported', () => {
    const { parts } = shownIn('zone', plain({ market: 'ru' }))
    // 12000 + 4000 + 2000 + 500 = 18500; Russia takes its duty of 10 %.
    expect(parts).toMatchObject({ 'component-duty': 0n, premises: 0n, 'product-duty': 1_850n })
  })

  it.each([
    ['components', 500n, 0n],
    ['product', 0n, 1_800n],
    ['lower', 500n, 0n],
  ] as const)('includes the zone’s duty for China on %s', (zoneDuty, onComponents, onProduct) => {
    const { parts } = shownIn('zone', plain({ zoneDuty }))
    expect(parts).toMatchObject({ 'component-duty': onComponents, 'product-duty': onProduct })
  })

  it('includes no duty on a product sold where it was assembled', () => {
    expect(shownIn('russia', plain({ market: 'ru' })).parts['product-duty']).toBe(0n)
    expect(shownIn('china', plain({ market: 'cn' })).parts['product-duty']).toBe(0n)
    expect(shownIn('china', plain({ market: 'asia' })).parts['product-duty']).toBeGreaterThan(0n)
  })

  it('includes rent in the zone only after the rent-free years', () => {
    expect(shownIn('zone', plain({ rentFree: false })).parts.premises).toBe(1_000n)
    expect(shownIn('zone', plain({ rentFree: true })).parts.premises).toBe(0n)
  })

  it('is lowest in every place that shares the lowest cost', () => {
    const nothing = { russia: 0, china: 0, zone: 0 }
    const free = plain({ components: [], hourlyFen: nothing, freightFen: nothing, premisesFen: nothing })
    expect(comparePlaces(free).cheapest).toEqual([...places])
    expect(comparePlaces(plain()).cheapest).toEqual(['zone'])
  })

  it('is multiplied to a month without rounding each unit', () => {
    const scenario = plain({ unitsPerMonth: 3, premisesFen: { russia: 100, china: 100, zone: 100 } })
    const { total } = costsIn('china', scenario)
    // 3 × (12000 + 500 + 4000 + 2000 + 500) + 100 = 57100, with 13 % VAT.
    expect(monthlyFen(total, scenario)).toBe(64_523n)
  })
})

describe('for any figures', () => {
  it('totals equal the sum of their parts, exactly and as shown', () => {
    fc.assert(
      fc.property(scenarios, scenario => {
        for (const costs of comparePlaces(scenario).costs) {
          expect(costParts.reduce((sum, part) => sum + costs.parts[part], 0n)).toBe(costs.total)
          const shown = shownCosts(costs, scenario)
          expect(costParts.reduce((sum, part) => sum + shown.parts[part], 0n)).toBe(shown.total)
        }
      }),
    )
  })

  it('no part is negative, duty least of all', () => {
    fc.assert(
      fc.property(scenarios, scenario => {
        for (const { parts } of comparePlaces(scenario).costs) {
          for (const part of costParts) expect(parts[part]).toBeGreaterThanOrEqual(0n)
        }
      }),
    )
  })

  it('the zone never has more duty than China outside it for the same inputs', () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom('lower', 'components'), (scenario, zoneDuty) => {
        const same = <Value>(values: Record<Place, Value>) => ({ ...values, zone: values.china })
        const inputs = {
          ...scenario,
          zoneDuty: zoneDuty,
          hourlyFen: same(scenario.hourlyFen),
          freightFen: same(scenario.freightFen),
          premisesFen: same(scenario.premisesFen),
        }
        expect(dutyIn('zone', inputs)).toBeLessThanOrEqual(dutyIn('china', inputs))
        expect(costsIn('zone', inputs).total).toBeLessThanOrEqual(costsIn('china', inputs).total)
      }),
    )
  })

  it('“whichever is cheaper” is the lower of the two duties of the zone', () => {
    fc.assert(
      fc.property(scenarios, scenario => {
        const [lower, components, product] = (['lower', 'components', 'product'] as const).map(
          zoneDuty => costsIn('zone', { ...scenario, zoneDuty }).total,
        )
        expect(lower).toBe(components! < product! ? components : product)
      }),
    )
  })

  it('no cost falls when an input rises', () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(...places), (scenario, more, at) => {
        const raised = (values: Record<Place, number>) => ({ ...values, [at]: values[at] + more })
        const dearer: Partial<Scenario>[] = [
          { hourlyFen: raised(scenario.hourlyFen) },
          { freightFen: raised(scenario.freightFen) },
          { premisesFen: raised(scenario.premisesFen) },
          { labourHundredths: scenario.labourHundredths + more },
          { overheadBp: scenario.overheadBp + more },
          { dutyBp: scenario.dutyBp + more },
          { vatBp: scenario.vatBp + more },
          ...(['costFen', 'dutyRussiaBp', 'dutyChinaBp'] as const).map(what => ({
            components: scenario.components.map(component => ({ ...component, [what]: component[what] + more })),
          })),
        ]
        for (const change of dearer) {
          const raisedCosts = { ...scenario, ...change }
          for (const place of places) {
            expect(costsIn(place, raisedCosts).total).toBeGreaterThanOrEqual(costsIn(place, scenario).total)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
