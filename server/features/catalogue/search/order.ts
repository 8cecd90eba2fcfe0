import type { ColumnName, Columns } from './index/columns.ts'
import type { PremisesSort } from './filter.ts'

/** Orders of the public search, and additional ones of the staff's table. */
export type PlainSort = Exclude<PremisesSort, 'relevance' | 'near'> | 'status' | 'floor' | 'expiry' | 'changed'
type Compare = (a: number, b: number) => number

const sorts: readonly PlainSort[] = ['new', 'small', 'large', 'cheap', 'code', 'status', 'floor', 'expiry', 'changed']

/** Stored orders; each holds the first slots, as many as there were. */
export type StoredOrders = Partial<Record<PlainSort, Uint32Array>>

/** Creates the orders of the slots, one for each sort. An order is made on first use and kept sorted as slots are added. */
export function createOrders(columns: Columns, stored: StoredOrders = {}) {
  const orders = new Map<PlainSort, Uint32Array>(Object.entries(stored) as [PlainSort, Uint32Array][])

  const none = new Uint32Array(0)
  let near: { atM: number; order: Uint32Array } = { atM: Number.NaN, order: none }

  const byCode: Compare = (a, b) => compareNumbers(columns.code[a] ?? 0, columns.code[b] ?? 0)
  const by = (column: ColumnName, direction: 1 | -1): Compare => {
    const values = columns[column]
    return (a, b) => compareNumbers(values[a] ?? 0, values[b] ?? 0) * direction || byCode(a, b)
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

  function slotsBy(sort: PlainSort): Uint32Array {
    const order = complete(orders.get(sort) ?? none, compares[sort])
    orders.set(sort, order)
    return order
  }

  /** Returns the slots by their distance along the street to a place, in metres from its beginning. */
  function slotsNear(atM: number): Uint32Array {
    const { offset, width } = columns
    const distance = (slot: number) => Math.abs((offset[slot] ?? 0) + (width[slot] ?? 0) / 2 - atM)
    const compare: Compare = (a, b) => compareNumbers(distance(a), distance(b)) || byCode(a, b)
    near = { atM, order: complete(near.atM === atM ? near.order : none, () => compare) }
    return near.order
  }

  function complete(order: Uint32Array, compareOf: () => Compare): Uint32Array {
    if (order.length === columns.size) return order
    const added = new Uint32Array(columns.size - order.length)
    for (let index = 0; index < added.length; index += 1) added[index] = order.length + index
    return mergeOrder(order, added, compareOf())
  }

  /** Returns each order, complete, to be stored. */
  const all = (): StoredOrders => Object.fromEntries(sorts.map(sort => [sort, slotsBy(sort)]))

  return { slotsBy, slotsNear, all }
}

/**
 * Inserts added slots into an order. Existing slots are copied in whole stretches, because of a million slots only some
 * hundred change.
 */
function mergeOrder(order: Uint32Array, added: Uint32Array, compare: Compare): Uint32Array {
  added.sort(compare)
  const all = new Uint32Array(order.length + added.length)
  let from = 0
  for (const [index, slot] of added.entries()) {
    const to = insertionIndexOf(slot, order, compare)
    all.set(order.subarray(from, to), from + index)
    all[to + index] = slot
    from = to
  }
  all.set(order.subarray(from), from + added.length)
  return all
}

function insertionIndexOf(slot: number, slots: Uint32Array, compare: Compare): number {
  let low = 0
  let high = slots.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(slots[middle] ?? 0, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}

// Both may be infinite (never published), and their difference is NaN.
const compareNumbers = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)
