import { isHan, stemOf } from '#features/premises/text/tokens.ts'
import { typosBetween } from './distance.ts'

/** How a typed word and a known one agree; a closer match counts more. */
export type Likeness = 'same' | 'beginning' | 'typo'
export type Variant = { stem: string; likeness: Likeness }

/** Maximum number of variants, the shortest first: a beginning of two letters may have hundreds of continuations. */
const maxVariants = 60
const minPrefixLength = 2
/** A stem has lost its ending, so a shorter one would match too many words. */
const minStemPrefixLength = 4

/**
 * Creates the set of all stems that a premises or a building can be found by, in memory; typed words are resolved to them.
 */
export function createVocabulary() {
  const knownStems = new Set<string>()
  let sorted: string[] | null = null

  /** Adds terms as stored (`магазин/t`) or bare stems. */
  function add(terms: Iterable<string>): void {
    for (const term of terms) {
      const [stem = ''] = term.split('/', 1)
      if (knownStems.has(stem)) continue
      knownStems.add(stem)
      sorted = null
    }
  }

  function startingWith(beginning: string): string[] {
    sorted ??= [...knownStems].toSorted()
    const from = firstNotBefore(sorted, beginning)
    let to = from
    while (sorted[to]?.startsWith(beginning)) to += 1
    return sorted.slice(from, to)
  }

  /** Returns the stem itself and those that begin with it; for a single Chinese character, the pairs that contain it. */
  function like(word: string): Variant[] {
    const stem = stemOf(word)
    const same = [stem, ...otherStemsOf(stem)].filter(other => knownStems.has(other))
    const others = isHan(word) ? pairsWith(word) : continuations(word, stem)
    const longer = others.filter(other => !same.includes(other)).sort((a, b) => a.length - b.length)
    return [
      ...same.map(variant => ({ stem: variant, likeness: 'same' as const })),
      ...[...new Set(longer)].slice(0, maxVariants).map(variant => ({ stem: variant, likeness: 'beginning' as const })),
    ]
  }

  function continuations(word: string, stem: string): string[] {
    return [
      ...(word.length >= minPrefixLength ? startingWith(word) : []),
      ...(stem.length >= minStemPrefixLength ? startingWith(stem) : []),
    ]
  }

  const pairsWith = (character: string): string[] =>
    character.length === 1 ? [...knownStems].filter(word => word.includes(character) && isHan(word)) : []

  const near = (word: string): Variant[] => nearestOf(knownStems, word)

  return {
    add,
    like,
    near,
    has: (stem: string) => knownStems.has(stem),
    size: () => knownStems.size,
    stems: () => knownStems.values(),
  }
}
export type Vocabulary = ReturnType<typeof createVocabulary>

/**
 * Returns stems under which other forms of the same Russian word may be stored, because Snowball errs in two ways. A word
 * that ends like a verb loses more without an ending: `канал` gives кана, `каналы` канал. And a fleeting vowel stays:
 * `лавок` gives лавок, `лавка` лавк.
 */
function otherStemsOf(stem: string): string[] {
  if (stem.length < 3 || !/^[а-я]+$/.test(stem)) return []
  const withVowel = stem.replace(/(?<=[^аеиоуыэюя])[^аеиоуыэюяйъь]$/, last => `*${last}`)
  const nominatives = [stem, ...(withVowel === stem ? [] : ['о', 'е'].map(vowel => withVowel.replace('*', vowel)))]
  const withoutVowel = stem.replace(/(?<=[^аеиоуыэюя])[ое](?=[^аеиоуыэюяйъь]$)/, '')
  const all = new Set([...nominatives, ...nominatives.map(stemOf), withoutVowel])
  all.delete(stem)
  return [...all]
}

/** Returns the nearest words: one slip from four letters on, two from eight. Numbers and Chinese words have no variants. */
function nearestOf(candidates: Iterable<string>, word: string): Variant[] {
  const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
  if (most === 0 || notSpelt.test(word)) return []
  const stem = stemOf(word)
  const distances = Array.from(candidates)
    .filter(other => Math.abs(other.length - stem.length) <= most && !notSpelt.test(other))
    .map(other => ({ other, distance: typosBetween(stem, other, most) }))
  const least = distances.reduce((fewest, { distance }) => Math.min(fewest, distance), most)
  return distances
    .filter(({ distance }) => distance === least)
    .slice(0, maxVariants)
    .map(({ other }) => ({ stem: other, likeness: 'typo' as const }))
}
const notSpelt = /[\d\p{Script=Han}]/u

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
