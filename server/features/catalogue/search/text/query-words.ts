import { isHan, isStopWord, wordsOf } from '#features/premises/text/tokens.ts'
import { toLatinCode } from '#shared/texts/codes.ts'
import type { Variant, Vocabulary } from './vocabulary.ts'

/** A word of the query, with its variants known to the catalogue, or the beginning of a code. All words must be found. */
export type QueryWord = {
  word: string
  variants: readonly Variant[]
  /** In upper case, as codes are stored: `SFH-A-01`, or only the digits `0107`. */
  code: string | null
  /** True when the word was unknown as typed and `variants` are guesses. */
  guessed: boolean
}

const maxWords = 8
const wholeCode = /^[a-z]{3}(?:-(?:[a-z](?:-\d{0,7})?)?)?$/
const digits = /^\d{2,7}$/

/** Splits a query at spaces; a code keeps its hyphens. Stop words are left out unless there is nothing else. */
export function parseQueryWords(query: string, vocabulary: Vocabulary): QueryWord[] {
  const words = query
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, maxWords)
    .flatMap(chunk => wordsIn(chunk, vocabulary))
  const contentWords = words.filter(({ word }) => !isStopWord(word))
  return (contentWords.length > 0 ? contentWords : words).slice(0, maxWords)
}

function wordsIn(chunk: string, vocabulary: Vocabulary): QueryWord[] {
  const code = toLatinCode(chunk)
  if (wholeCode.test(code) && (code.includes('-') || zoneLetters.has(code))) return [codeWord(chunk, code)]
  const queryWords = toQueryWords(chunk, vocabulary)
  if (queryWords.every(isFound)) return queryWords
  const slipped = toQueryWords(toOtherKeyboard(chunk), vocabulary)
  if (slipped.length > 0 && slipped.every(isFound)) return slipped.map(word => ({ ...word, guessed: true }))
  return queryWords.map(word => (isFound(word) ? word : guess(word, vocabulary)))
}

const zoneLetters = new Set(['sfh', 'hei', 'hrb'])
const codeWord = (word: string, code: string): QueryWord => ({
  word,
  code: code.toUpperCase(),
  variants: [],
  guessed: false,
})

const isFound = ({ word, variants, code }: QueryWord): boolean =>
  variants.length > 0 || code !== null || isStopWord(word)

function toQueryWords(chunk: string, vocabulary: Vocabulary): QueryWord[] {
  const words = wordsOf(chunk)
  const queryWords = words.map(word => ({
    word,
    variants: vocabulary.like(/\d/.test(word) ? toLatinCode(word) : word),
    code: digits.test(word) ? word : null,
    guessed: false,
  }))
  return queryWords.filter(one => isFound(one) || !isJoiningPair(one.word, queryWords))
}

/**
 * Checks for a pair that only joins two others. `店铺门面` without a space gives the pair 铺门, which no text has; it is dropped
 * when both its characters belong to known pairs.
 */
function isJoiningPair(pair: string, queryWords: readonly QueryWord[]): boolean {
  if (!isHan(pair) || pair.length !== 2) return false
  const found = queryWords.filter(isFound).map(({ word }) => word)
  return Array.from(pair).every(character => found.some(word => word.includes(character)))
}

function guess(queryWord: QueryWord, vocabulary: Vocabulary): QueryWord {
  const variants = vocabulary.near(queryWord.word)
  return { ...queryWord, variants, guessed: variants.length > 0 }
}

const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
const slips = new Map(
  Array.from(latin).flatMap((letter, key) => [
    [letter, russian[key] ?? ''],
    [russian[key] ?? '', letter],
  ]),
)

/** Returns what the same keys give on the other keyboard: `vfufpby` is магазин. */
export const toOtherKeyboard = (input: string): string =>
  Array.from(input.toLowerCase(), letter => slips.get(letter) ?? letter).join('')
