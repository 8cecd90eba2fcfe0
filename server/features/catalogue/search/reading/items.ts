import { isStopWord } from '#features/premises/text/tokens.ts'
import { toLatinCode } from '#shared/texts/codes.ts'
import { toOtherKeyboard } from '../text/query-words.ts'
import { hanSenses, isKnownStem, keyOf, longestHanPhrase, longestPhrase } from './lexicon.ts'
import { shortRussian, correctSlip, fromTransliteration } from './slips.ts'
import { normaliseText, tokensOf, type Token } from './tokens.ts'
import { chineseNumber, hanNumber } from './words/numbers.ts'
import type { Sense } from './words/senses.ts'

/** A piece of the query with its possible meanings; without senses it is an unknown word. */
export type Item = {
  text: string
  senses: readonly Sense[]
  /** Written in digits, not as a word. */
  digits?: boolean
  /** Ends a clause. */
  ends?: boolean
  dash?: boolean
  code?: string
  building?: string
  /** Corrected: typed on another keyboard or with a slip. */
  guessed?: boolean
}

type Word = Token & { key: string; guessed: boolean; transliterated: boolean }

/** Splits a query into items. */
export function itemsOf(query: string): Item[] {
  const right = onRightKeyboard(normaliseText(query))
  const words = tokensOf(right.text)
    .filter(({ text }) => !ignored.has(text))
    .map(token => wordOf(token, right.corrected.has(token.text)))
  joinTransliterated(words)
  const items: Item[] = []
  for (let at = 0; at < words.length;) at += takeItem(words, at, items)
  return items
}

const ignored = new Set(['.', '"', '«', '»', '“', '”', "'", '’', '/', '\\', '*', '#', '№', ':', '_', '|'])

/** Corrects chunks whose words are unknown and whose keys on the other keyboard give known words: `rfat` is кафе. */
function onRightKeyboard(text: string): { text: string; corrected: ReadonlySet<string> } {
  const corrected = new Set<string>()
  const right = text.replace(/\S+/g, chunk => {
    const other = normaliseText(toOtherKeyboard(chunk))
    if (isKnown(chunk) || !isKnown(other)) return chunk
    for (const token of tokensOf(other)) corrected.add(token.text)
    return other
  })
  return { text: right, corrected }
}

function isKnown(chunk: string): boolean {
  const words = tokensOf(chunk).filter(({ is }) => is === 'word')
  return words.length > 0 && words.every(({ text }) => isKnownStem(keyOf(text)) || isStopWord(text))
}

/** Reads short words as Russian, too, beside Russian words in Latin letters: `kafe s vytyazhkoy`. */
function joinTransliterated(words: Word[]): void {
  if (!words.some(({ transliterated: is }) => is)) return
  for (const word of words) word.key = shortRussian[word.text] ?? word.key
}

function wordOf(token: Token, corrected: boolean): Word {
  const key = keyOf(token.text)
  const known = token.is !== 'word' || isKnownStem(key) || isStopWord(token.text) || /\d/.test(token.text)
  const slip = known ? null : correctSlip(token.text)
  const russian = known || slip !== null ? null : fromTransliteration(token.text)
  const meant = slip ?? russian
  return { ...token, key: meant ?? key, guessed: corrected || meant !== null, transliterated: russian !== null }
}

/** Adds the item that begins at a word; returns how many words it takes. */
function takeItem(words: readonly Word[], at: number, items: Item[]): number {
  const word = words[at]
  if (!word) return 1
  const { is, text } = word
  if (is === 'han') return takeHan(text, words[at + 1], items)
  if (is === 'number') return takeNumber(words, at, items)
  if (is === 'code') items.push({ text, senses: [], code: completeCode(text) })
  else return takeWords(words, at, items)
  return 1
}

function takeWords(words: readonly Word[], at: number, items: Item[]): number {
  const some = words.slice(at, at + longestPhraseWords)
  const keyed = withoutHyphens(some)
  const found = longestPhrase(keyed)
  if (found) {
    const last = keyed[found.length - 1]
    const length = last ? some.indexOf(last) + 1 : 1
    const taken = some.slice(0, length)
    const guessed = taken.some(one => one.guessed)
    items.push({ text: taken.map(({ text }) => text).join(' '), senses: found.senses, guessed })
    return length
  }
  items.push(unknown(words, at))
  return 1
}

/** Drops hyphens within a phrase, where they count as spaces: `wi-fi`, `e-commerce`. */
const withoutHyphens = (words: readonly Word[]): Word[] =>
  words.filter(({ text, glued }, index) => index === 0 || !(hyphens.has(text) && glued))

const longestPhraseWords = 9
const hyphens = new Set(['-', '‐', '‑', '–', '—', '−'])
const ends = new Set([',', ';', '!', '?', '(', ')', '。', '…', '；', '·'])
const buildingCode = /^[a-h]\d{1,2}$/

function unknown(words: readonly Word[], at: number): Item {
  const { text = '', guessed = false } = words[at] ?? {}
  if (hyphens.has(text)) return { text, senses: [], dash: true }
  if (ends.has(text)) return { text, senses: [], ends: true }
  const code = toLatinCode(text)
  if (buildingCode.test(code)) return { text, senses: [], building: code.toUpperCase() }
  return { text, senses: isStopWord(text) ? [{ is: 'filler' }] : [], guessed }
}

/**
 * Reads a number: an ordinal such as `1-й`, `2nd`, or a number with a decimal comma or point, and spaces or commas between
 * thousands.
 */
function takeNumber(words: readonly Word[], at: number, items: Item[]): number {
  const found = longestPhrase(withoutHyphens(words.slice(at, at + longestPhraseWords)))
  if (found && found.length > 1) return takeWords(words, at, items)
  const input = words[at]?.text ?? ''
  const ending = ordinalEnding(words.slice(at + 1, at + 3))
  items.push({ text: input, digits: true, senses: [{ is: 'number', value: valueOf(input), ordinal: ending > 0 }] })
  return 1 + ending
}

/** Returns how many words after the digits form the ending of an ordinal: `-й`, `nd`; 0 when there is none. */
function ordinalEnding([next, after]: readonly Word[]): number {
  if (next?.glued !== true) return 0
  if (!hyphens.has(next.text)) return ordinals.test(next.text) ? 1 : 0
  return after?.glued === true && ordinalsAfterHyphen.test(after.text) ? 2 : 0
}

const ordinals = /^(?:й|ый|ой|ом|ем|го|st|nd|rd|th)$/
const ordinalsAfterHyphen = /^(?:й|я|е|м|х|ый|ой|ом|ем|ий|го|ого|му|st|nd|rd|th)$/

function valueOf(input: string): number {
  const grouped = /^\d{1,3}(?:[ ,'’]\d{3})+$/.test(input)
  return Number(grouped ? input.replace(/\D/g, '') : input.replace(',', '.'))
}

const zoneOfCode = 'SFH'

/** Completes a code as it is on a door, `A-0107`, with the first of the zones. */
function completeCode(input: string): string {
  const signs = toLatinCode(input)
    .replace(/[^a-z\d]/g, '')
    .toUpperCase()
  const [, zone = '', row = '', digits = ''] = /^([A-Z]{3})?([A-Z])(\d+)$/.exec(signs) ?? []
  return `${zone || zoneOfCode}-${row}-${digits}`
}

/** Splits a run of Chinese into the longest known phrases; what lies between them is one unknown word. */
function takeHan(run: string, next: Word | undefined, items: Item[]): number {
  let lost = ''
  const addUnknown = () => {
    if (lost !== '') items.push({ text: lost, senses: [] })
    lost = ''
  }
  for (let at = 0; at < run.length;) {
    const rest = run.slice(at)
    const counts = lost === '' && items.at(-1)?.senses[0]?.is === 'number'
    const number = numberBefore(rest, next)
    const phrase = number ?? hanPhrase(rest, { counts, lost: lost !== '' })
    if (phrase === null) lost += rest.slice(0, 1)
    else {
      addUnknown()
      const phraseSenses: readonly Sense[] =
        number === null ? hanSenses(phrase) : [{ is: 'number', value: chineseNumber(phrase) }]
      items.push({ text: phrase, senses: phraseSenses, digits: number !== null })
    }
    at += phrase?.length ?? 1
  }
  addUnknown()
  return 1
}

/** Returns the longest phrase. A single joining character may be part of an unknown word: 为 in 华为专卖店. */
function hanPhrase(rest: string, { counts, lost }: { counts: boolean; lost: boolean }): string | null {
  const phrase = longestHanPhrase(rest, senses => counts || senses.some(sense => !countsOnly(sense)))
  if (phrase?.length !== 1 || joins.has(phrase) || !hanSenses(phrase).every(({ is }) => is === 'filler')) return phrase
  const after = rest.slice(1)
  const isFollowed = after === '' || longestHanPhrase(after, () => true) !== null || hanNumber.test(after)
  return lost || !isFollowed ? null : phrase
}
const joins = new Set('的要有带开租在里')

const countsOnly = ({ is }: Sense): boolean => is === 'unit'

/** Returns a number in Chinese signs that a unit follows: 一楼, 五十平, but not 三相电. */
function numberBefore(rest: string, next: Word | undefined): string | null {
  const [signs = ''] = hanNumber.exec(rest) ?? []
  const phrase = longestHanPhrase(rest, senses => senses.some(sense => !countsOnly(sense)))
  if (signs === '' || (phrase?.length ?? 0) > signs.length) return null
  return isCounted(rest.slice(signs.length), next) ? signs : null
}

/** Checks whether a unit, or the other end of a range, comes next. */
function isCounted(after: string, next: Word | undefined): boolean {
  if (after === '') return next !== undefined && areaUnits.test(next.text)
  if (/^[到至]/.test(after)) return hanNumber.test(after.slice(1)) || (after.length === 1 && next?.is === 'number')
  const unit = longestHanPhrase(after, () => true)
  return unit !== null && hanSenses(unit).some(countsOnly)
}
const areaUnits = /^(?:m2|sqm|m|м2)$/
