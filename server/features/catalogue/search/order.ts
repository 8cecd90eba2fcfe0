import type { Columns } from './columns.ts'
import type { PremisesSort } from './filter.ts'

/** Those of the public search, and what the staff's table orders by besides. */
export type PlainSort = Exclude<PremisesSort, 'relevance'> | 'status' | 'floor' | 'expiry' | 'changed'
type Compare = (a: number, b: number) => number

/** Above this many new slots a fresh sort is cheaper than putting each in its place. */
const mostInserted = 500

/** Slots in the order of each sort, made when first asked for and kept in order as slots are added. */
export function createOrders(columns: Columns) {
  const orders = new Map<PlainSort, { slots: number[]; upTo: number }>()

  const byCode: Compare = (a, b) => compareText(columns.codes[a] ?? '', columns.codes[b] ?? '')
  const by = (column: keyof Columns, direction: 1 | -1): Compare => {
    const valueOf = (slot: number) => (columns[column] as ArrayLike<number>)[slot] ?? 0
    return (a, b) => compareNumbers(valueOf(a), valueOf(b)) * direction || byCode(a, b)
  }
  const compares: Record<PlainSort, () => Compare> = {
    new: () => by('publishAt', -1),
    small: () => by('area', 1),
    large: () => by('area', -1),
    cheap: () => by('cost', 1),
    code: () => byCode,
    status: () => by('status', 1),
    floor: () => by('floor', 1),
    expiry: () => by('expiresAt', 1),
    changed: () => by('updatedAt', 1),
  }

  function slotsBy(sort: PlainSort): readonly number[] {
    const compare = compares[sort]()
    const order = orders.get(sort) ?? { slots: [], upTo: 0 }
    const added = Array.from({ length: columns.size - order.upTo }, (_, index) => order.upTo + index)
    if (added.length > mostInserted) order.slots = [...order.slots, ...added].sort(compare)
    else for (const slot of added) order.slots.splice(placeOf(slot, order.slots, compare), 0, slot)
    order.upTo = columns.size
    orders.set(sort, order)
    return order.slots
  }

  return { slotsBy }
}

function placeOf(slot: number, slots: readonly number[], compare: Compare): number {
  let low = 0
  let high = slots.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(slots[middle] ?? 0, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}

// Both may be infinite (never published), whose difference is not a number.
const compareNumbers = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)
const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
