/**
 * Which texts each slot is described with, as one long list: texts are counted in the order in which they are met, and a slot
 * has the stretch from its own start to that of the next.
 */
export function createTextColumn() {
  const placeOf = new Map<number, number>()
  let starts = new Uint32Array(512)
  let list = new Uint32Array(4_096)
  let slots = 0

  /** Slots come one after another. */
  function put(slot: number, numbers: readonly number[]): void {
    const start = starts[slot] ?? 0
    if (slot + 2 > starts.length) starts = larger(starts, slot + 2)
    if (start + numbers.length > list.length) list = larger(list, start + numbers.length)
    numbers.forEach((number, index) => (list[start + index] = placeFor(number)))
    starts[slot + 1] = start + numbers.length
    slots = slot + 1
  }

  function placeFor(number: number): number {
    const known = placeOf.get(number)
    if (known !== undefined) return known
    placeOf.set(number, placeOf.size)
    return placeOf.size - 1
  }

  /** Raises each slot of `best` to the greatest worth of its texts; `worth` is by the places of `placeOf`. */
  function raise(best: Uint8Array, worth: Uint8Array): void {
    const upTo = Math.min(best.length, slots)
    for (let slot = 0; slot < upTo; slot += 1) {
      best[slot] = greatest(worth, starts[slot] ?? 0, { end: starts[slot + 1] ?? 0, least: best[slot] ?? 0 })
    }
  }

  function greatest(worth: Uint8Array, start: number, { end, least }: { end: number; least: number }): number {
    let most = least
    for (let at = start; at < end; at += 1) most = Math.max(most, worth[list[at] ?? 0] ?? 0)
    return most
  }

  return {
    put,
    raise,
    placeOf: (number: number) => placeOf.get(number),
    has: (number: number) => placeOf.has(number),
    size: () => placeOf.size,
  }
}

function larger(column: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(least, column.length * 2))
  grown.set(column)
  return grown
}
