import LineBreaker from 'linebreak'

/**
 * Splits a paragraph where a line may end, by Unicode's UAX #14. The joined pieces are the original text, which must not
 * contain line ends.
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

/**
 * Replaces quotation marks beside Chinese by brackets, which have a side: rule LB19a, which the library does not implement
 * yet.
 */
const withSidedQuotes = (text: string): string => text.replace(opening, '「').replace(closing, '」')

/** Splits into the characters that a reader sees: where a word wider than its line may be cut as a last resort. */
export function visibleSigns(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
