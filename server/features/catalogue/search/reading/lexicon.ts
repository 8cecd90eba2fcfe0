import { stemOf } from '#features/premises/text/tokens.ts'
import { once } from '#shared/once.ts'
import { hasHan, normaliseText, tokensOf } from './tokens.ts'
import { featureWords, fillerWords, goodsWords } from './words/features.ts'
import { kindWords } from './words/kinds.ts'
import { measureWords } from './words/measures.ts'
import { numberWords } from './words/numbers.ts'
import type { Sense, Words } from './words/senses.ts'

/** Trie of phrases; each branch is a stem. */
type Branch = { senses: Sense[]; next: Map<string, Branch> }
const branch = (): Branch => ({ senses: [], next: new Map() })

/**
 * Returns the key of a word: its stem (`юрадреса` has that of `юрадрес`). Short English words are their own key, because
 * their stems collide: `one`, `on`.
 */
export const keyOf = (word: string): string =>
  /^\p{L}/u.test(word) && !/^[a-z]{1,3}$/.test(word) ? stemOf(word) : word

/** Returns genitive forms with a fleeting vowel, which the stemmer does not know: `игрушек`, `сумок`, `пекарен`. */
function genitivesOf(word: string): string[] {
  const [, root = '', ending = ''] = /^([а-я]{3,})(к[аи]|ь?ня|йня)$/.exec(word) ?? []
  if (root === '') return []
  return ending.startsWith('к') ? [`${root}ок`, `${root.replace(/[ьй]$/, '')}ек`] : [`${root}ен`]
}

const phrasesOf = (words: Words): [Sense, string][] =>
  words.flatMap(([sense, phrases]) =>
    phrases.split(/[,\n]/).flatMap((phrase): [Sense, string][] => {
      const text = normaliseText(phrase.trim())
      return text === '' ? [] : [text, ...genitivesOf(text)].map(form => [sense, form])
    }),
  )

/** Stemming all words takes as long as a twentieth of a start, and only searches by words need them. */
const lexicon = once(() => {
  const root = branch()
  /** Phrases as written here, because `stationer` and `station` have the same stem and different meanings. */
  const exact = new Map<string, Sense[]>()
  const han = new Map<string, Sense[]>()
  const stems = new Set<string>()
  let maxHanLength = 1

  function add(text: string, sense: Sense): void {
    if (hasHan(text)) {
      han.set(text, [...(han.get(text) ?? []), sense])
      maxHanLength = Math.max(maxHanLength, text.length)
      return
    }
    const words = tokensOf(text).map(token => token.text)
    const end = words.reduce((at, word) => branchBelow(at, keyOf(word)), root)
    end.senses.push(sense)
    exact.set(words.join(' '), [...(exact.get(words.join(' ')) ?? []), sense])
  }

  function branchBelow(at: Branch, key: string): Branch {
    stems.add(key)
    const next = at.next.get(key) ?? branch()
    at.next.set(key, next)
    return next
  }

  // Words added first give the first of several senses.
  const guessable = phrasesOf([...featureWords, ...kindWords])
  for (const [sense, text] of [
    ...guessable,
    ...phrasesOf([...goodsWords, ...measureWords, ...numberWords, ...fillerWords]),
  ]) {
    add(text, sense)
  }
  return { root, exact, han, stems, maxHanLength, guessable }
})

/** Checks whether a stem occurs in some phrase. */
export const isKnownStem = (stem: string): boolean => lexicon().stems.has(stem)

/** Words for kinds of business, features and floors with their stems: those worth guessing. */
export function guessableWords(): ReadonlyMap<string, string> {
  // For slips such as `этоже`. English has too many words close to "floor": flour is one.
  const russianFloors = phrasesOf(measureWords).filter(
    ([sense, text]) => sense.is === 'unit' && sense.unit === 'floor' && /^[а-я]{4,}$/.test(text),
  )
  return new Map(
    [...lexicon().guessable, ...russianFloors].flatMap(([, text]) =>
      tokensOf(text).flatMap(token => (token.is === 'word' ? [[token.text, keyOf(token.text)] as const] : [])),
    ),
  )
}

type Phrase = { length: number; senses: readonly Sense[] }

/** Returns the longest phrase at the beginning of the list and its number of words; null when there is none. */
export function longestPhrase(words: readonly { text: string; key: string }[]): Phrase | null {
  const { root, exact } = lexicon()
  let at: Branch | undefined = root
  let best: Phrase | null = null
  for (const [index, { key }] of words.entries()) {
    at = at.next.get(key)
    if (!at) break
    if (at.senses.length > 0) best = { length: index + 1, senses: at.senses }
  }
  if (!best) return null
  const phraseWords = words.slice(0, best.length).map(({ text }) => text)
  return { ...best, senses: exact.get(phraseWords.join(' ')) ?? best.senses }
}

/** Returns the longest Chinese phrase at the beginning of a run; `fits` may refuse one in its place. */
export function longestHanPhrase(run: string, fits: (senses: readonly Sense[]) => boolean): string | null {
  const { han, maxHanLength } = lexicon()
  for (let length = Math.min(maxHanLength, run.length); length > 0; length -= 1) {
    const senses = han.get(run.slice(0, length))
    if (senses && fits(senses)) return run.slice(0, length)
  }
  return null
}

export const hanSenses = (text: string): readonly Sense[] => lexicon().han.get(text) ?? []
