import { createNumberIndex } from '../index/number-index.ts'

/**
 * Creates the texts of each slot as one long list. Texts are numbered in the order in which they are first added, and a slot
 * has the stretch from its own start to that of the next.
 */
export function createTextColumn(stored?: StoredTexts) {
  let numbers = stored?.numbers ?? new Float64Array(512)
  let size = stored?.size ?? 0
  const places = createNumberIndex(place => numbers[place] ?? 0, stored?.places)
  let starts = stored?.starts ?? new Uint32Array(512)
  let list = stored?.list ?? new Uint32Array(4_096)
  let slots = stored?.slots ?? 0

  /** Slots must be added one after another. */
  function put(slot: number, texts: readonly number[]): void {
    const start = starts[slot] ?? 0
    if (slot + 2 > starts.length) starts = larger(starts, slot + 2)
    if (start + texts.length > list.length) list = larger(list, start + texts.length)
    texts.forEach((number, index) => (list[start + index] = placeFor(number)))
    starts[slot + 1] = start + texts.length
    slots = slot + 1
  }

  function placeFor(number: number): number {
    const existing = places.find(number)
    if (existing !== undefined) return existing
    if (size === numbers.length) numbers = larger(numbers, size + 1)
    numbers[size] = number
    places.set(number, size)
    size += 1
    return size - 1
  }

  /** Raises each slot of `best` to the highest value of its texts; `worth` is indexed by the places of `placeOf`. */
  function raise(best: Uint8Array, worth: Uint8Array): void {
    const upTo = Math.min(best.length, slots)
    for (let slot = 0; slot < upTo; slot += 1) {
      best[slot] = maxWorthOf(worth, starts[slot] ?? 0, { end: starts[slot + 1] ?? 0, least: best[slot] ?? 0 })
    }
  }

  function maxWorthOf(worth: Uint8Array, start: number, { end, least }: { end: number; least: number }): number {
    let most = least
    for (let at = start; at < end; at += 1) most = Math.max(most, worth[list[at] ?? 0] ?? 0)
    return most
  }

  return {
    put,
    raise,
    placeOf: places.find,
    has: (number: number) => places.find(number) !== undefined,
    size: () => size,
    /** Returns the current state to be stored, without copying it. */
    stored: (): StoredTexts => ({
      numbers,
      size,
      places: { table: places.table(), used: places.used() },
      starts,
      list,
      slots,
    }),
  }
}

/** State of a stored column of texts. */
export type StoredTexts = {
  /** Numbers of the texts in the order in which they were added; the first `size` count. */
  numbers: Float64Array
  size: number
  places: { table: Uint32Array; used: number }
  starts: Uint32Array
  list: Uint32Array
  slots: number
}

const maxGrowth = 262_144

function larger<Column extends Uint32Array | Float64Array>(column: Column, least: number): Column {
  const length = Math.max(least, column.length + Math.min(maxGrowth, column.length))
  const grown = new (column.constructor as new (length: number) => Column)(length)
  grown.set(column)
  return grown
}
