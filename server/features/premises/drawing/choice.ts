/** 32-bit FNV-1a of a text: the same premises always draws the same numbers. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/** A stream of choices that depends on the text alone. `pick(n)` gives 0 … n − 1. */
export function choicesFor(text: string) {
  let state = hashOf(text)
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { pick: (options: number) => Math.floor(next() * options) }
}
export type Choices = ReturnType<typeof choicesFor>
