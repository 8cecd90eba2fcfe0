/** Random numbers that a seed reproduces (mulberry32), so that a failed run can be repeated. */
export function chanceOf(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    between: (least: number, most: number): number => least + below(most - least + 1),
    oneOf: <T>(items: readonly T[]): T => items[below(items.length)] as T,
    /** Returns true in `share` of 100 cases. */
    percent: (share: number): boolean => below(100) < share,
  }
}
export type Chance = ReturnType<typeof chanceOf>
