import { type Run, type RunsOf, printable } from './fonts.ts'
import { visibleSigns } from './line-breaking.ts'
import type { PdfPiece, PdfText } from './blocks.ts'

export type Piece = { text: string; strong: boolean; href?: string }

/** Splits a text at its line ends into paragraphs of pieces. */
export function paragraphsOf(text: PdfText): Piece[][] {
  const paragraphs: Piece[][] = [[]]
  for (const piece of typeof text === 'string' ? [text] : text) {
    const { text: raw, ...rest } = toPiece(piece)
    printable(raw)
      .split('\n')
      .forEach((part, index) => {
        if (index > 0) paragraphs.push([])
        paragraphs.at(-1)?.push({ text: part, ...rest })
      })
  }
  return paragraphs
}

function toPiece(piece: PdfPiece): Piece {
  if (typeof piece === 'string') return { text: piece, strong: false }
  const { text, strong = false, href } = piece
  return { text, strong, ...(href && /^(https?:\/\/|mailto:)/i.test(href) ? { href } : {}) }
}

/** Removes the next `length` characters from the front of the pieces and returns them. */
export function takeFrom(pieces: Piece[], length: number): Piece[] {
  const taken: Piece[] = []
  let missing = length
  for (const piece of pieces) {
    const text = piece.text.slice(0, missing)
    if (text !== '') taken.push({ ...piece, text })
    piece.text = piece.text.slice(text.length)
    missing -= text.length
  }
  return taken
}

export type SetRun = Run & { /** Width in points. */ width: number; href?: string }
/** Text between two places where a line may end. `visibleWidth` is without a trailing space. */
export type Word = { runs: SetRun[]; width: number; visibleWidth: number }
/** Adds the width of a run in the current size. */
export type Measure = (run: Omit<SetRun, 'width'>) => SetRun

/** Returns the pieces of a word as runs in their fonts. */
export function wordFrom(pieces: Piece[], runsOf: RunsOf, measure: Measure): Word {
  return wordOf(
    pieces.flatMap(({ text, strong, href }) =>
      runsOf(text, strong).map(run => measure({ ...run, ...(href ? { href } : {}) })),
    ),
    measure,
  )
}

function wordOf(runs: SetRun[], measure: Measure): Word {
  const last = runs.at(-1)
  const width = runs.reduce((sum, run) => sum + run.width, 0)
  const visibleLast = last && last.text !== last.text.trimEnd() ? measure({ ...last, text: last.text.trimEnd() }) : last
  return { runs, width, visibleWidth: width - (last?.width ?? 0) + (visibleLast?.width ?? 0) }
}

/**
 * Splits a word wider than its line, as a last resort, into parts no wider than `width` points, between visible characters.
 */
export function cutWord(word: Word, width: number, measure: Measure): Word[] {
  const parts: SetRun[][] = [[]]
  let used = 0
  for (const sign of word.runs.flatMap(run => visibleSigns(run.text).map(text => measure({ ...run, text })))) {
    if (used > 0 && used + sign.width > width) {
      parts.push([])
      used = 0
    }
    parts.at(-1)?.push(sign)
    used += sign.width
  }
  return parts.map(runs => wordOf(joinRuns([], runs), measure))
}

/** Joins neighbouring runs of one font and link, so that the file contains fewer of them. */
export function joinRuns(before: SetRun[], after: SetRun[]): SetRun[] {
  const runs = before.map(run => ({ ...run }))
  for (const run of after) {
    const last = runs.at(-1)
    if (last?.face === run.face && last.href === run.href) {
      last.text += run.text
      last.width += run.width
    } else runs.push({ ...run })
  }
  return runs
}
