const space = /[^\S\u00a0\u202f\u2007]/
/** Scripts that may break between any two signs, with their punctuation. */
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u
/** Never begins a line. */
const closing = /[\p{Pe}\p{Pf}!%),.:;?\]}¢°’”‰′″…—、。々〉》」』】〕！％），．：；？］｝～·]/u
/** Never ends a line. */
const opening = /[\p{Ps}\p{Pi}$£¥“‘№（［｛￥＄]/u
/** Holds its neighbours together. */
const glue = /[\u00a0\u202f\u2007\u2060]/
const joint = /[-‐–/?&=_]/

/**
 * Cuts a paragraph where a line may end, in the manner of Unicode's UAX #14 as far as Russian, English and Chinese need
 * it: after spaces, after hyphens and slashes inside words, and between Chinese signs, except before closing and after
 * opening punctuation. The pieces joined are the text again. No line ends are expected in it.
 */
export function unbreakablePieces(text: string): string[] {
  const signs = Array.from(text)
  const pieces: string[] = []
  let piece = ''
  signs.forEach((sign, index) => {
    piece += sign
    const next = signs[index + 1]
    if (next !== undefined && !mayBreak(sign, next, signs[index - 1])) return
    pieces.push(piece)
    piece = ''
  })
  return pieces
}

function mayBreak(before: string, after: string, earlier: string | undefined): boolean {
  if (space.test(after)) return false
  if (space.test(before)) return true
  if (joint.test(before)) return isLetter(earlier) && isLetter(after)
  return (eastAsian.test(before) || eastAsian.test(after)) && mayPart(before, after)
}

const mayPart = (before: string, after: string): boolean =>
  !glue.test(before) && !glue.test(after) && !closing.test(after) && !opening.test(before)

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** What a reader sees as single signs: where a word that is wider than its line is cut at last. */
export function visibleSigns(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
