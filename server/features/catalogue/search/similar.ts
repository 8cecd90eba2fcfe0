import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import type { CatalogueIndex } from './index/catalogue-index.ts'

type Visible = { index: CatalogueIndex; hidden: Uint8Array }

const available = premisesStatuses.indexOf('available')

/**
 * Returns slots of available premises with a common use, the nearest in size first; the same floor counts a little. Only the
 * best are kept during the scan, because sorting 100,000 took several times as long as the page.
 */
export function findSimilar(code: string, count: number, { index, hidden }: Visible): number[] {
  const { columns } = index
  const own = index.slotOf(code) ?? -1
  const best = nearest(count)
  for (let slot = 0; slot < columns.size; slot += 1) {
    const shares = ((columns.uses[slot] ?? 0) & (columns.uses[own] ?? 0)) !== 0
    if (hidden[slot] === 0 && slot !== own && shares && columns.status[slot] === available) {
      best.offer(slot, distanceOf(columns, own, slot))
    }
  }
  return best.slots()
}

/** Keeps the `count` slots with the least distance, in that order; of equal ones those offered first. */
function nearest(count: number) {
  const held: { slot: number; distance: number }[] = []
  return {
    offer(slot: number, distance: number): void {
      if (held.length === count && distance >= (held.at(-1)?.distance ?? 0)) return
      held.splice(held.findLastIndex(one => one.distance <= distance) + 1, 0, { slot, distance })
      if (held.length > count) held.pop()
    },
    slots: () => held.map(({ slot }) => slot),
  }
}

function distanceOf({ area, floor, uses }: CatalogueIndex['columns'], own: number, other: number): number {
  const size = Math.abs(Math.log((area[other] ?? 1) / (area[own] ?? 1)))
  return size + (floor[own] === floor[other] ? 0 : 0.25) + (uses[own] === uses[other] ? 0 : 0.15)
}
