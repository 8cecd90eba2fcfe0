import type { PdfText } from './blocks.ts'
import type { Face, RunsOf } from './fonts.ts'
import { unbreakablePieces } from './line-breaking.ts'
import {
  cutWord,
  joinRuns,
  wordFrom,
  type Measure,
  type SetRun,
  type Word,
  paragraphsOf,
  takeFrom,
  type Piece,
} from './words.ts'

export type Style = {
  /** Size in points. */ size: number
  /** Line height as a multiple of the size. */ leading: number
  colour: string
  strong?: boolean
}
/** One line as it will be printed. `width` is without a trailing space. */
export type Line = { runs: SetRun[]; width: number }
export type WidthOf = (face: Face, text: string, size: number) => number

/** Breaks texts into lines. Pure, apart from asking the fonts how wide a text is; all widths are points. */
export function createTypesetter(runsOf: RunsOf, widthOf: WidthOf) {
  const measureIn =
    ({ size }: Style): Measure =>
    run => ({ ...run, width: widthOf(run.face, run.text, size) })

  function wordsOf(pieces: Piece[], style: Style): Word[] {
    const rest = pieces.map(piece => ({ ...piece, strong: piece.strong || style.strong === true }))
    return unbreakablePieces(pieces.map(piece => piece.text).join('')).map(word =>
      wordFrom(takeFrom(rest, word.length), runsOf, measureIn(style)),
    )
  }

  return {
    /** Returns lines no wider than `width`. A single word that is wider is cut between letters. */
    lines(text: PdfText, style: Style, width: number): Line[] {
      return paragraphsOf(text).flatMap(pieces =>
        fill(
          wordsOf(pieces, style).flatMap(word =>
            word.visibleWidth > width ? cutWord(word, width, measureIn(style)) : [word],
          ),
          width,
        ),
      )
    },

    /** Returns the width of the widest word and of the whole text on one line, from which a table computes its columns. */
    extent(text: PdfText, style: Style): { least: number; most: number } {
      const paragraphs = paragraphsOf(text).map(pieces => wordsOf(pieces, style))
      return {
        least: Math.max(0, ...paragraphs.flat().map(word => word.visibleWidth)),
        most: Math.max(0, ...paragraphs.map(words => words.reduce((sum, word) => sum + word.width, 0))),
      }
    },
  }
}
export type Typesetter = ReturnType<typeof createTypesetter>

function fill(words: Word[], width: number): Line[] {
  const lines: Word[] = []
  let line: Word = { runs: [], width: 0, visibleWidth: 0 }
  for (const word of words) {
    if (line.runs.length > 0 && line.width + word.visibleWidth > width) {
      lines.push(line)
      line = { runs: [], width: 0, visibleWidth: 0 }
    }
    line = {
      runs: joinRuns(line.runs, word.runs),
      width: line.width + word.width,
      visibleWidth: line.width + word.visibleWidth,
    }
  }
  return [...lines, line].map(({ runs, visibleWidth }) => ({ runs, width: visibleWidth }))
}
