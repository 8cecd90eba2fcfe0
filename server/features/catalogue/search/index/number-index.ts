const minTableSize = 1_024

/**
 * Creates a lookup from distinct whole numbers to their places in a list. It takes 8 to 16 bytes a number, where a `Map`
 * takes 60, and can be transferred between threads. `keyAt` reads the list; `stored` is an earlier result of `table`.
 */
export function createNumberIndex(keyAt: (place: number) => number, stored?: { table: Uint32Array; used: number }) {
  // Open addressing: each cell holds a place counted from 1, at or after the hash of its number; 0 is free.
  let table = stored?.table ?? new Uint32Array(minTableSize)
  let used = stored?.used ?? 0

  function cellOf(key: number): number {
    const mask = table.length - 1
    let cell = scattered(key) & mask
    for (let place = table[cell] ?? 0; place !== 0 && keyAt(place - 1) !== key; place = table[cell] ?? 0)
      cell = (cell + 1) & mask
    return cell
  }

  function find(key: number): number | undefined {
    const place = table[cellOf(key)] ?? 0
    return place === 0 ? undefined : place - 1
  }

  /** Sets the place of a number. The list must already have the number there, and may still have it at its old place. */
  function set(key: number, place: number): void {
    const cell = cellOf(key)
    if (table[cell] === 0) used += 1
    table[cell] = place + 1
    if (used * 2 > table.length) grow()
  }

  function grow(): void {
    const before = table
    table = new Uint32Array(before.length * 2)
    for (const place of before) if (place !== 0) table[cellOf(keyAt(place - 1))] = place
  }

  return { find, set, table: () => table, used: () => used }
}

/** Mixes both halves of a number of up to 53 bits. */
function scattered(key: number): number {
  const mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 4_294_967_296) | 0, 0x85ebca6b)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
