import LineBreaker from 'linebreak'

/**
 * Cuts a paragraph where a line may end, by Unicode's UAX #14. The pieces joined are the text again. No line ends are
 * expected in it.
 */
export function unbreakablePieces(text: string): string[] {
  const breaker = new LineBreaker(withSidedQuotes(text))
  const pieces: string[] = []
  let from = 0
  for (let at = breaker.nextBreak(); at; at = breaker.nextBreak()) {
    pieces.push(text.slice(from, at.position))
    from = at.position
  }
  return pieces
}

const chinese = '[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef…—]'
const opening = new RegExp(`(?<=${chinese})[“‘]|[“‘](?=${chinese})`, 'gu')
const closing = new RegExp(`(?<=${chinese})[”’]|[”’](?=${chinese})`, 'gu')

/** Beside Chinese a quotation mark has a side, as the brackets put here for it: rule LB19a, which the library does not know yet. */
const withSidedQuotes = (text: string): string => text.replace(opening, '「').replace(closing, '」')

/** What a reader sees as single signs: where a word that is wider than its line is cut at last. */
export function visibleSigns(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
