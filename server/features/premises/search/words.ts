import { wordsOf } from '../rules.ts'

/** Which slots a word stands in. Words are found by their beginnings: `магаз` finds магазин. */
export function createWordIndex() {
  const slotsOf = new Map<string, number[]>()
  let sorted: string[] | null = null

  function add(slot: number, keywords: string): void {
    for (const word of keywords.split(' ')) {
      const slots = slotsOf.get(word)
      if (slots) slots.push(slot)
      else {
        slotsOf.set(word, [slot])
        sorted = null
      }
    }
  }

  /** 1 for each slot that has all words of the query; null when the query has no words. */
  function find(query: string, size: number): Uint8Array | null {
    const words = wordsOf(query).slice(0, 8).map(stemOf)
    if (words.length === 0) return null
    const found = new Uint8Array(size)
    words.forEach((word, index) => {
      const slots = like(word).flatMap(known => slotsOf.get(known) ?? [])
      for (const slot of slots) if (found[slot] === index) found[slot] = index + 1
    })
    return found.map(count => Number(count === words.length))
  }

  function like(beginning: string): string[] {
    sorted ??= [...slotsOf.keys()].toSorted()
    if (/^\p{Script=Han}$/u.test(beginning)) return sorted.filter(word => word.includes(beginning))
    const from = firstNotBefore(sorted, beginning)
    let to = from
    while (sorted[to]?.startsWith(beginning)) to += 1
    return sorted.slice(from, to)
  }

  return { add, find }
}
export type WordIndex = ReturnType<typeof createWordIndex>

function firstNotBefore(words: readonly string[], word: string): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((words[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}

const russianEnding =
  /(ами|ями|ого|его|ому|ему|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ах|ях|ам|ям|ом|ем|а|я|о|е|ы|и|у|ю|ь)$/

/** Cuts the ending, so that `магазины`, `магазинов` and `shops` find what is called магазин and shop. */
export function stemOf(word: string): string {
  const stem = /^[а-я]/.test(word) ? word.replace(russianEnding, '') : word.replace(/^([a-z]{3,})s$/, '$1')
  return stem.length >= 4 || /^[a-z]/.test(word) ? stem : word
}
