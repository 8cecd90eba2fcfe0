import { isHan, isSilent, wordsOf } from '#features/premises/text/tokens.ts'
import { latinCode } from '#shared/texts/codes.ts'
import type { Variant, Vocabulary } from './vocabulary.ts'

/** A word of the query, with its variants known to the catalogue, or the beginning of a code. All words must be found. */
export type TypedWord = {
  word: string
  variants: readonly Variant[]
  /** In upper case, as codes are stored: `SFH-A-01`, or only the digits `0107`. */
  code: string | null
  /** True when the word was unknown as typed and `variants` are guesses. */
  guessed: boolean
}

const mostWords = 8
const wholeCode = /^[a-z]{3}(?:-(?:[a-z](?:-\d{0,7})?)?)?$/
const digits = /^\d{2,7}$/

/** Splits a query at spaces; a code keeps its hyphens. Stop words are left out unless there is nothing else. */
export function typedWords(query: string, vocabulary: Vocabulary): TypedWord[] {
  const words = query
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, mostWords)
    .flatMap(chunk => wordsIn(chunk, vocabulary))
  const telling = words.filter(({ word }) => !isSilent(word))
  return (telling.length > 0 ? telling : words).slice(0, mostWords)
}

function wordsIn(chunk: string, vocabulary: Vocabulary): TypedWord[] {
  const code = latinCode(chunk)
  if (wholeCode.test(code) && (code.includes('-') || zoneLetters.has(code))) return [codeWord(chunk, code)]
  const typed = readable(chunk, vocabulary)
  if (typed.every(isFound)) return typed
  const slipped = readable(otherKeyboard(chunk), vocabulary)
  if (slipped.length > 0 && slipped.every(isFound)) return slipped.map(word => ({ ...word, guessed: true }))
  return typed.map(word => (isFound(word) ? word : guess(word, vocabulary)))
}

const zoneLetters = new Set(['sfh', 'hei', 'hrb'])
const codeWord = (word: string, code: string): TypedWord => ({
  word,
  code: code.toUpperCase(),
  variants: [],
  guessed: false,
})

const isFound = ({ word, variants, code }: TypedWord): boolean => variants.length > 0 || code !== null || isSilent(word)

function readable(chunk: string, vocabulary: Vocabulary): TypedWord[] {
  const words = wordsOf(chunk)
  const typed = words.map(word => ({
    word,
    variants: vocabulary.like(/\d/.test(word) ? latinCode(word) : word),
    code: digits.test(word) ? word : null,
    guessed: false,
  }))
  return typed.filter(one => isFound(one) || !joinsTwo(one.word, typed))
}

/**
 * Checks for a pair that only joins two others. `店铺门面` without a space gives the pair 铺门, which no text has; it is dropped
 * when both its characters belong to known pairs.
 */
function joinsTwo(pair: string, typed: readonly TypedWord[]): boolean {
  if (!isHan(pair) || pair.length !== 2) return false
  const found = typed.filter(isFound).map(({ word }) => word)
  return Array.from(pair).every(character => found.some(word => word.includes(character)))
}

function guess(typed: TypedWord, vocabulary: Vocabulary): TypedWord {
  const variants = vocabulary.near(typed.word)
  return { ...typed, variants, guessed: variants.length > 0 }
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
export const otherKeyboard = (typed: string): string =>
  Array.from(typed.toLowerCase(), letter => slips.get(letter) ?? letter).join('')
