import { premisesStatuses, useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import type { CatalogueIndex } from './index/catalogue-index.ts'
import { bitsOf } from './index/columns.ts'

type Visible = { index: CatalogueIndex; hidden: Uint8Array }

const available = premisesStatuses.indexOf('available')
const retail = bitsOf(useClasses, ['retail'])
/** Usable area of a medium-sized shop, in m². */
const medium = { from: 50, to: 90 }
/** With fewer months without rent the first year contains rent. */
const wholeYear = 12

/**
 * Returns the slot of the available premises that serves as an example of what one pays: the first medium-sized shop by
 * code, otherwise the first premises, whose whole first year is rent-free. Null when there is none.
 */
export function typicalIn({ index, hidden }: Visible): number | null {
  const { status, rentFreeMonths, uses, area } = index.columns
  const fits = (slot: number) =>
    hidden[slot] === 0 && status[slot] === available && (rentFreeMonths[slot] ?? 0) >= wholeYear
  const isMedium = (slot: number) => (area[slot] ?? 0) >= medium.from && (area[slot] ?? 0) <= medium.to
  let first: number | null = null
  for (const slot of index.orders.slotsBy('code')) {
    if (!fits(slot)) continue
    if (((uses[slot] ?? 0) & retail) !== 0 && isMedium(slot)) return slot
    first ??= slot
  }
  return first
}
