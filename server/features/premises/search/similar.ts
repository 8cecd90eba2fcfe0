import { premisesStatuses } from '../../../../models/parts/premises-vocabulary.ts'
import type { CatalogueIndex } from './catalogue-index.ts'

type Visible = { index: CatalogueIndex; hidden: Uint8Array }

const available = premisesStatuses.indexOf('available')

/** Slots of available premises with a use in common, the nearest in size first; the same floor counts a little. */
export function similarTo(code: string, count: number, { index, hidden }: Visible): number[] {
  const { columns } = index
  const own = columns.codes.lastIndexOf(code)
  const candidates: { slot: number; distance: number }[] = []
  for (let slot = 0; slot < columns.size; slot += 1) {
    const shares = ((columns.uses[slot] ?? 0) & (columns.uses[own] ?? 0)) !== 0
    if (hidden[slot] === 0 && slot !== own && shares && columns.status[slot] === available) {
      candidates.push({ slot, distance: distanceOf(columns, own, slot) })
    }
  }
  return candidates
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ slot }) => slot)
}

function distanceOf({ area, floor, uses }: CatalogueIndex['columns'], own: number, other: number): number {
  const size = Math.abs(Math.log((area[other] ?? 1) / (area[own] ?? 1)))
  return size + (floor[own] === floor[other] ? 0 : 0.25) + (uses[own] === uses[other] ? 0 : 0.15)
}
