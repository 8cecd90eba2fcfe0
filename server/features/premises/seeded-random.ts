/** Returns the 32-bit FNV-1a hash of a text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/**
 * Returns a generator of random choices seeded by the text (mulberry32 over its hash). The same text always gives the same
 * choices.
 */
export function createChoices(text: string) {
  let state = hashOf(text)

  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** Returns a whole number from 0 to `options` − 1. */
  const pick = (options: number): number => Math.floor(next() * options)

  /** Returns true with a probability of `percent` per cent. */
  const chance = (percent: number): boolean => next() * 100 < percent

  /** Returns a number between `least` and `most`, rounded to `digits` decimals. */
  const between = (least: number, most: number, digits = 0): number =>
    Number((least + next() * (most - least)).toFixed(digits))

  function one<T>(options: readonly [T, ...T[]]): T {
    return options[pick(options.length)] ?? options[0]
  }

  /** Returns one of the keys; a key of weight 20 comes twice as often as one of weight 10. Throws when there are none. */
  function weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let remaining = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    const found = entries.find(([, weight]) => (remaining -= weight) < 0) ?? entries.at(-1)
    if (!found) throw new Error('nothing to choose from')
    return found[0]
  }

  return { pick, chance, between, one, weighted }
}
export type Choices = ReturnType<typeof createChoices>
