import type { PdfPiece, PdfText } from './blocks.ts'
import { printable } from './fonts.ts'

export type Piece = { text: string; strong: boolean; href?: string }

/** A text as paragraphs of pieces: line ends within it are kept. */
export function paragraphsOf(text: PdfText): Piece[][] {
  const paragraphs: Piece[][] = [[]]
  for (const piece of typeof text === 'string' ? [text] : text) {
    const { text: raw, ...rest } = asPiece(piece)
    printable(raw)
      .split('\n')
      .forEach((part, index) => {
        if (index > 0) paragraphs.push([])
        paragraphs.at(-1)?.push({ text: part, ...rest })
      })
  }
  return paragraphs
}

function asPiece(piece: PdfPiece): Piece {
  if (typeof piece === 'string') return { text: piece, strong: false }
  const { text, strong = false, href } = piece
  return { text, strong, ...(href && /^(https?:\/\/|mailto:)/i.test(href) ? { href } : {}) }
}

/** Takes the next `length` characters off the front of the pieces. */
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
