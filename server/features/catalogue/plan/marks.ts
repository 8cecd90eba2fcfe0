import Handlebars from 'handlebars'
import { LRUCache } from 'lru-cache'
import type { Reader } from '#shared/texts/i18n.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { isHan, stemOf, wordsOf } from '#features/premises/text/tokens.ts'
import type { QueryWord } from '../search/text/query-words.ts'
import { usesByStem } from '../search/text/use-words.ts'

/** Puts `<mark>` around the words that a search found. */
export type Marker = {
  /** Marks text that is already escaped. */
  inHtml: (escaped: string) => string
  inText: (text: string) => string
  /** Marks a cached card: its code, title and use, not its drawing. Returns the card in pieces. */
  inCard: (card: Buffer) => readonly Buffer[]
}

type SearchedTerms = { stems: ReadonlySet<string>; han: readonly string[]; codes: readonly string[] }

/** Returns a marker for the words of a search; null when there is nothing to mark. */
export function createMarker(queryWords: readonly QueryWord[], { t }: Pick<Reader, 't'>): Marker | null {
  if (queryWords.length === 0) return null
  const stems = queryWords.flatMap(({ variants }) => variants.map(({ stem }) => stem))
  const uses = stems.reduce((bits, stem) => bits | (usesByStem.get(stem) ?? 0), 0)
  // The labels of matching uses are marked, so that a visitor who searched for a shop sees why a retail unit is shown.
  const labels = useClasses.filter((_, place) => (uses & (1 << place)) !== 0).map(use => t(`premises.use.${use}`))
  const all = [...queryWords.flatMap(soughtOf), ...labels.flatMap(stemsIn)]
  const sought = {
    stems: new Set(all),
    han: all.filter(isHan),
    codes: queryWords.flatMap(({ code }) => (code === null ? [] : [code])),
  }
  const inHtml = (escaped: string) => markPieces(piecesOf(escaped), sought)
  return { inHtml, inText: text => inHtml(Handlebars.escapeExpression(text)), inCard: card => markCard(card, sought) }
}

/** A single Chinese character is found in many pairs, so only the character is marked. */
const soughtOf = ({ word, variants }: QueryWord): string[] =>
  isHan(word) && word.length === 1 ? [word] : variants.map(({ stem }) => stem)

/** Tags and entities, which are left unchanged, codes, runs of Chinese, words. */
const tokens = /<[^>]*>|&#?\w+;|[A-Z]{3}-[A-Z]-\d{4,7}|\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu

/** A piece of escaped text: a word with its stems (null for codes and runs of Chinese), or what is between words. */
type Piece = string | { word: string; stems: readonly string[] | null }

function piecesOf(escaped: string): Piece[] {
  const pieces: Piece[] = []
  let taken = 0
  for (const { 0: token, index } of escaped.matchAll(tokens)) {
    if (token.startsWith('<') || token.startsWith('&')) continue
    if (index > taken) pieces.push(escaped.slice(taken, index))
    pieces.push({ word: token, stems: token.includes('-') || isHan(token) ? null : stemsIn(token) })
    taken = index + token.length
  }
  pieces.push(escaped.slice(taken))
  return pieces
}

const markPieces = (pieces: readonly Piece[], sought: SearchedTerms): string =>
  pieces.map(piece => (typeof piece === 'string' ? piece : markWord(piece, sought))).join('')

function markWord({ word, stems }: Exclude<Piece, string>, sought: SearchedTerms): string {
  if (stems) return stems.some(stem => sought.stems.has(stem)) ? `<mark>${word}</mark>` : word
  return word.includes('-') ? markedCode(word, sought) : markedHan(word, sought)
}

/** Cache of stems: listings repeat the same words, and stemming takes much longer than a lookup. */
const stemCache = new LRUCache<string, readonly string[]>({ max: 10_000 })

function stemsIn(piece: string): readonly string[] {
  const cached = stemCache.get(piece)
  if (cached) return cached
  const stems = wordsOf(piece).map(stemOf)
  stemCache.set(piece, stems)
  return stems
}

function markedCode(code: string, { codes }: SearchedTerms): string {
  const part = codes.find(one => code.includes(one))
  return part === undefined ? code : code.replace(part, `<mark>${part}</mark>`)
}

/** Marks found pairs, which may overlap: `创业街` is one mark when 创业 and 业街 were found. */
function markedHan(run: string, { han }: SearchedTerms): string {
  const characters = Array.from(run)
  const lit = characters.map((_, at) =>
    han.some(word => [0, 1].some(back => back < word.length && run.startsWith(word, at - back) && at >= back)),
  )
  return characters
    .map((character, at) => {
      const opens = lit[at] && !lit[at - 1] ? '<mark>' : ''
      const closes = lit[at] && !lit[at + 1] ? '</mark>' : ''
      return `${opens}${character}${closes}`
    })
    .join('')
}

/** The words of a card, which lie between its drawing and its measures. */
type CardWords = { before: Buffer; pieces: readonly Piece[]; after: Buffer }

/** A card is cut into words once, for all searches in which it is found. */
const wordsOfCards = new WeakMap<Buffer, CardWords>()

function markCard(card: Buffer, sought: SearchedTerms): readonly Buffer[] {
  let words = wordsOfCards.get(card)
  if (!words) wordsOfCards.set(card, (words = cutCard(card)))
  const marked = markPieces(words.pieces, sought)
  return marked.includes('<mark>') ? [words.before, Buffer.from(marked), words.after] : [card]
}

function cutCard(card: Buffer): CardWords {
  const from = card.lastIndexOf('<p', card.indexOf('<h2'))
  const to = card.indexOf('<dl')
  if (from < 0 || to < from) return { before: card, pieces: [], after: Buffer.alloc(0) }
  return { before: card.subarray(0, from), pieces: piecesOf(card.toString('utf8', from, to)), after: card.subarray(to) }
}
