import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakEven, breakEvens, withValue, type Variable } from '#features/calculator/break-even.ts'
import { comparePlaces } from '#features/calculator/rules.ts'
import { places } from '#features/calculator/scenario.ts'
import { plain, scenarios } from './scenarios.ts'

const variables: Variable[] = [...places.map(place => ({ kind: 'labour' as const, place })), { kind: 'duty' }]

describe('break-even values', () => {
  it('show how expensive work in the zone may become', () => {
    // Zone: 12000 + 500 + 3w + 500; China: 12000 + 500 + 3 × 2000 + 1000 + 500. Equal at w = 2333.33 fen.
    const { now, above, below } = breakEven(plain(), { kind: 'labour', place: 'zone' })
    expect({ now, above, below }).toEqual({ now: 2_000, above: { at: 2_334, cheapest: ['china'] }, below: null })
  })

  it('show how cheap work elsewhere must become', () => {
    const { above, below } = breakEven(plain(), { kind: 'labour', place: 'china' })
    expect({ above, below }).toEqual({ above: null, below: { at: 1_666, cheapest: ['china'] } })
  })

  it('may not exist', () => {
    const { above, below } = breakEven(plain(), { kind: 'labour', place: 'russia' })
    // Even with free labour, (12000 + 140 + 1000 + 1000) × 1.1 = 15554 is less than 19000 in the zone.
    expect(below).not.toBeNull()
    expect(above).toBeNull()
    expect(breakEven(plain({ labourHundredths: 0 }), { kind: 'labour', place: 'zone' })).toMatchObject({
      above: null,
      below: null,
    })
  })

  it('include the decisive duty on the product', () => {
    const scenario = plain({ market: 'ru', hourlyFen: { russia: 2_100, china: 2_000, zone: 2_000 } })
    const { above, below } = breakEven(scenario, { kind: 'duty' })
    expect(comparePlaces(scenario).cheapest).toEqual(['zone'])
    expect(below).toBeNull()
    expect(above?.cheapest).toEqual(['russia'])
  })

  it('are not computed for a tie', () => {
    const tie = plain({ market: 'asia', rentFree: false, components: [] })
    expect(comparePlaces(tie).cheapest).toEqual(['china', 'zone'])
    expect(breakEvens(tie)).toEqual([])
  })

  it('change the order, and are the first values that do', () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom(...variables), (scenario, variable) => {
        const [winner, ...ties] = comparePlaces(scenario).cheapest
        fc.pre(ties.length === 0)
        const { now, above, below } = breakEven(scenario, variable)
        const cheapestAt = (value: number) => comparePlaces(withValue(scenario, variable, value)).cheapest

        for (const [flip, back] of [[above, -1] as const, [below, 1] as const]) {
          if (!flip) continue
          expect(cheapestAt(flip.at)).not.toContain(winner)
          expect(cheapestAt(flip.at)).toEqual(flip.cheapest)
          expect(cheapestAt(flip.at + back)).toContain(winner)
        }
        if (above) expect(above.at).toBeGreaterThan(now)
        if (below) expect(below.at).toBeLessThan(now)
      }),
      { numRuns: 300 },
    )
  })

  it('are complete: without one, no value changes the order', () => {
    const values = fc.oneof(fc.nat({ max: 100_000 }), fc.nat({ max: 1_000_000_000 }))
    fc.assert(
      fc.property(scenarios, fc.constantFrom(...variables), values, (scenario, variable, value) => {
        const [winner, ...ties] = comparePlaces(scenario).cheapest
        fc.pre(ties.length === 0)
        const at = variable.kind === 'duty' ? value % 100_001 : value
        const { now, above, below } = breakEven(scenario, variable)
        const between = (above === null || at < above.at) && (below === null || at > below.at)
        fc.pre(between && (at > now || at < now))
        expect(comparePlaces(withValue(scenario, variable, at)).cheapest).toContain(winner)
      }),
      { numRuns: 300 },
    )
  })
})
