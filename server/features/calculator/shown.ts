import { costParts, grainsPerFen, type CostPart, type Grains, type PlaceCosts } from './rules.ts'
import type { Scenario } from './scenario.ts'

/**
 * What a table shows of one place, in whole fen per unit. Bigint, because the largest inputs together exceed what a `number`
 * holds exactly.
 */
export type ShownCosts = { parts: Record<CostPart, bigint>; total: bigint }

/**
 * Converts exact costs to whole fen. The total is rounded half up, and the fen left over from rounding the parts down go to
 * the parts that lost most, so the parts shown always add up to the total shown.
 */
export function shownCosts({ parts, total }: PlaceCosts, scenario: Scenario): ShownCosts {
  const fen = grainsPerFen(scenario)
  const whole = roundToFen(total, scenario)
  const shown = Object.fromEntries(costParts.map(part => [part, parts[part] / fen])) as Record<CostPart, bigint>
  const over = whole - costParts.reduce((sum, part) => sum + shown[part], 0n)
  const byLoss = [...costParts].sort((one, other) => compareGrains(parts[other] % fen, parts[one] % fen))
  for (const part of byLoss.slice(0, Number(over))) shown[part] += 1n
  return { parts: shown, total: whole }
}

/** Rounds to whole fen, half up. */
export function roundToFen(amount: Grains, scenario: Scenario): bigint {
  const fen = grainsPerFen(scenario)
  return (2n * amount + fen) / (2n * fen)
}

/** How much more all units of a month cost than those of the cheapest place, in fen, rounded half up. */
export const monthlyFen = (perUnit: Grains, scenario: Scenario): bigint =>
  roundToFen(perUnit * BigInt(scenario.unitsPerMonth), scenario)

const compareGrains = (one: Grains, other: Grains): number => (one < other ? -1 : one > other ? 1 : 0)
