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
  /** Marks a cached card: its code, title and use, not its drawing. */
  inCard: (html: string) => string
}

type SearchedTerms = { stems: ReadonlySet<string>; han: readonly string[]; codes: readonly string[] }

/** Returns a marker for the words of a search; null when there is nothing to mark. */
export function createMarker(queryWords: readonly QueryWord[], { t }: Pick<Reader, 't'>): Marker | null {
  if (queryWords.length === 0) return null
  const stems = queryWords.flatMap(({ variants }) => variants.map(({ stem }) => stem))
  const uses = stems.reduce((bits, stem) => bits | (usesByStem.get(stem) ?? 0), 0)
  // The labels of matching uses are marked, so that a visitor who searched for a shop sees why a retail unit is shown.
  const labels = useClasses.filter((_, place) => (uses & (1 << place)) !== 0).map(use => t(`premises.use.${use}`))
  const all = [...queryWords.flatMap(soughtOf), ...wordsOf(...labels).map(stemOf)]
  const sought = {
    stems: new Set(all),
    han: all.filter(isHan),
    codes: queryWords.flatMap(({ code }) => (code === null ? [] : [code])),
  }
  const inHtml = (escaped: string) => markText(escaped, sought)
  return { inHtml, inText: text => inHtml(Handlebars.escapeExpression(text)), inCard: html => inCard(html, inHtml) }
}

/** A single Chinese character is found in many pairs, so only the character is marked. */
const soughtOf = ({ word, variants }: QueryWord): string[] =>
  isHan(word) && word.length === 1 ? [word] : variants.map(({ stem }) => stem)

/** Codes, entities (left unchanged), runs of Chinese, words. */
const pieces = /[A-Z]{3}-[A-Z]-\d{4,7}|&#?\w+;|\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu

function markText(escaped: string, sought: SearchedTerms): string {
  return escaped.replace(pieces, piece => {
    if (piece.startsWith('&')) return piece
    if (piece.includes('-')) return markedCode(piece, sought)
    if (isHan(piece)) return markedHan(piece, sought)
    return stemsIn(piece).some(stem => sought.stems.has(stem)) ? `<mark>${piece}</mark>` : piece
  })
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

/** Marks the words of a card, which lie between its drawing and its measures. */
function inCard(html: string, inHtml: Marker['inHtml']): string {
  const from = html.lastIndexOf('<p', html.indexOf('<h2'))
  const to = html.indexOf('<dl')
  if (from < 0 || to < from) return html
  const markedPart = html.slice(from, to).replace(/>[^<]+</g, inHtml)
  return html.slice(0, from) + markedPart + html.slice(to)
}
