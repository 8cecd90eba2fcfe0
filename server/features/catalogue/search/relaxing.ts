import { premisesFeatures, type PremisesFeature } from '#models/premises/parts/premises-vocabulary.ts'
import { bitsOf, type Columns } from './index/columns.ts'
import type { PremisesFilter } from './filter.ts'
import { filterPart } from './matching.ts'

/** A part of the filter, or one of its features, with the number of premises without it. */
export type Relaxation = { part: RelaxedPart; feature?: PremisesFeature; count: number }
export type RelaxedPart = Exclude<keyof typeof filterPart, 'hidden'>

const relaxedParts = Object.keys(filterPart).filter(name => name !== 'hidden') as RelaxedPart[]

/**
 * Returns for a search without a match which single condition to leave out, with the number of matches then. The largest
 * comes first.
 */
export function relaxationsOf(
  { feature }: PremisesFilter,
  failures: Uint16Array,
  columns: Pick<Columns, 'features'>,
): Relaxation[] {
  const alone = relaxedParts.map(name => ({
    part: name,
    count: countOf(failures, value => value === filterPart[name]),
  }))
  const requiredBits = bitsOf(premisesFeatures, feature)
  const singly = feature.map(one => {
    const others = requiredBits & ~bitsOf(premisesFeatures, [one])
    const passes = (value: number, slot: number) =>
      value === filterPart.feature && ((columns.features[slot] ?? 0) & others) === others
    return { part: 'feature' as const, feature: one, count: countOf(failures, passes) }
  })
  return [...alone.filter(one => one.part !== 'feature'), ...singly]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

function countOf(failures: Uint16Array, passes: (value: number, slot: number) => boolean): number {
  let count = 0
  for (let slot = 0; slot < failures.length; slot += 1) if (passes(failures[slot] ?? 0, slot)) count += 1
  return count
}
