import { comparePlaces, costsIn, type Grains } from './rules.ts'
import { limits, places, type Place, type Scenario, type ZoneDuty } from './scenario.ts'

/** The variable: cost of an hour of work in one place (fen), or duty on the finished product (basis points). */
export type Variable = { kind: 'labour'; place: Place } | { kind: 'duty' }

/** A value of the variable at which another place becomes the cheapest, and which. */
export type Flip = { at: number; cheapest: Place[] }
/** The nearest such values above and below the current one; null where there is none within the limits. */
export type BreakEven = { variable: Variable; now: number; above: Flip | null; below: Flip | null }

/** Returns the break-even values of all variables; none on a tie, where any change decides. */
export function breakEvens(scenario: Scenario): BreakEven[] {
  if (comparePlaces(scenario).cheapest.length > 1) return []
  const variables: Variable[] = [...places.map(place => ({ kind: 'labour' as const, place })), { kind: 'duty' }]
  return variables.map(variable => breakEven(scenario, variable))
}

/**
 * Solves for the break-even value. The cost of each place is linear in one variable (for the zone, if it may choose its
 * duty, the lower of two lines), so the order changes only where two lines cross: x = (b₀ − a₀) ÷ (aₛ − bₛ). Results are
 * whole fen or basis points: each is the first value at which the current cheapest place is no longer among the cheapest,
 * verified by comparing at that value.
 */
export function breakEven(scenario: Scenario, variable: Variable): BreakEven {
  const now = valueOf(scenario, variable)
  const [winner] = comparePlaces(scenario).cheapest
  const lines = linesOf(scenario, variable)
  const crossings = lines
    .filter(line => line.place === winner)
    .flatMap(own => lines.filter(line => line.place !== winner).flatMap(other => crossing(own, other)))

  const flipAt = (at: number): Flip | null => {
    const { cheapest } = comparePlaces(withValue(scenario, variable, at))
    return winner && !cheapest.includes(winner) ? { at, cheapest } : null
  }
  const most = BigInt(variable.kind === 'duty' ? limits.percent : limits.money)
  const above = crossings.map(x => x.floor + 1n).filter(at => at > BigInt(now) && at <= most)
  const below = crossings.map(x => -x.negativeFloor - 1n).filter(at => at < BigInt(now) && at >= 0n)
  return {
    variable,
    now,
    above: findFirstFlip(ascending(above), flipAt),
    below: findFirstFlip(ascending(below).reverse(), flipAt),
  }
}

type Line = { place: Place; start: Grains; slope: Grains }

/** Lines are given by two points: the cost at 0 and at 1. */
function linesOf(scenario: Scenario, variable: Variable): Line[] {
  return places.flatMap(place =>
    branches(scenario, place).map(zoneDuty => {
      const costAt = (value: number) => costsIn(place, { ...withValue(scenario, variable, value), zoneDuty }).total
      return { place, start: costAt(0), slope: costAt(1) - costAt(0) }
    }),
  )
}

const branches = ({ zoneDuty }: Scenario, place: Place): ZoneDuty[] =>
  place === 'zone' && zoneDuty === 'lower' ? ['components', 'product'] : [zoneDuty]

/** Returns where two lines cross as ⌊x⌋ and ⌊−x⌋, both exact; empty for parallel lines. */
function crossing(one: Line, other: Line): { floor: bigint; negativeFloor: bigint }[] {
  const over = one.slope - other.slope
  if (over === 0n) return []
  const numerator = other.start - one.start
  return [{ floor: floorDivide(numerator, over), negativeFloor: floorDivide(-numerator, over) }]
}

function floorDivide(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor
  const exact = quotient * divisor === numerator
  return exact || numerator < 0n === divisor < 0n ? quotient : quotient - 1n
}

const ascending = (values: bigint[]): number[] => [...new Set(values.map(Number))].sort((one, other) => one - other)

function findFirstFlip(values: number[], flipAt: (value: number) => Flip | null): Flip | null {
  for (const value of values) {
    const flip = flipAt(value)
    if (flip) return flip
  }
  return null
}

const valueOf = (scenario: Scenario, variable: Variable): number =>
  variable.kind === 'duty' ? scenario.dutyBp : scenario.hourlyFen[variable.place]

/** Returns the scenario with another value of the variable. */
export function withValue(scenario: Scenario, variable: Variable, value: number): Scenario {
  if (variable.kind === 'duty') return { ...scenario, dutyBp: value }
  return { ...scenario, hourlyFen: { ...scenario.hourlyFen, [variable.place]: value } }
}
