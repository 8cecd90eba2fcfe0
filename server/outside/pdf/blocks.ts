/** A piece of a sentence: plain, strong or a link (http, https or mailto; anything else is printed without one). */
export type PdfPiece = string | { text: string; href?: string; strong?: boolean }
export type PdfText = string | readonly PdfPiece[]

export type PdfTable = {
  kind: 'table'
  /** Column heads, repeated on every page of the table. */
  head?: readonly string[]
  rows: readonly (readonly PdfText[])[]
  /** Alignment per column, left by default; numbers are aligned right. */
  align?: readonly ('left' | 'right')[]
  /** Shares of the page's width per column; by default as wide as the texts need. */
  widths?: readonly number[]
  /** The first cell of a row names the row. */
  rowHeads?: boolean
  /** The last row is a sum: strong, below a line. */
  total?: boolean
}

/** A rectangle of a drawing, in points from its upper left corner. `pattern` tells neighbours apart without colour. */
export type PdfShape = {
  x: number
  y: number
  width: number
  height: number
  fill: string
  pattern?: PdfPattern
}
export type PdfPattern = 'plain' | 'rising' | 'falling' | 'upright' | 'level' | 'cross' | 'grid' | 'dots'

/** Labels with their values: a table of two columns without a head. */
export type PdfFacts = { kind: 'facts'; rows: readonly (readonly [label: string, value: PdfText])[] }

type PdfHeading = { kind: 'heading'; level: 1 | 2 | 3; text: string }
export type PdfParagraph = { kind: 'paragraph'; text: PdfText; tone?: 'muted' }

/**
 * The issuer, large and in red as the authorities of the city print it, below it the number of the document, then a red
 * rule.
 */
export type PdfLetterhead = {
  kind: 'letterhead'
  /** Names of the office, the first one largest: in Chinese, then in the reader's language. */
  issuer: readonly string[]
  number: string
  /** Address and telephone, in small letters below the rule. */
  contact: string
}

/** Issuer, place and date of a document, below its text at the right; the office's seal is printed over these lines. */
export type PdfClosing = { kind: 'closing'; lines: readonly string[]; seal: PdfSeal | null }
/** Picture of a seal, as PNG, with a description for people who cannot see it. */
export type PdfSeal = { png: Buffer; description: string }

/** The first page, without a page number: a row of shops on a band of colour with the title, `paragraphs` below it. */
export type PdfCover = {
  kind: 'cover'
  /** Publisher of the document. */
  name: string
  title: string
  paragraphs: readonly PdfParagraph[]
}

/** A page that lists the headings after it, below the first level, with links and page numbers. */
export type PdfContents = { kind: 'contents'; title: string }

/** Lines with the QR code of an address at their right; `path` is SVG on a grid of `size` units. */
export type PdfCode = {
  kind: 'code'
  code: { size: number; path: string }
  /** Description for people who cannot see the code. */
  description: string
  paragraphs: readonly PdfParagraph[]
}

export type PdfBlock =
  | PdfCover
  | PdfContents
  | PdfCode
  | PdfHeading
  | PdfLetterhead
  | PdfClosing
  | PdfParagraph
  /** Paragraphs about one thing: kept on one page if they fit on one. */
  | { kind: 'together'; paragraphs: readonly PdfParagraph[] }
  | { kind: 'list'; items: readonly PdfText[]; ordered?: boolean }
  | PdfFacts
  | PdfTable
  /** Starts a new page. */
  | { kind: 'new-page' }
  /** A drawing with a description for people who cannot see it. `labels` are one line each, positioned at their baseline. */
  | {
      kind: 'drawing'
      description: string
      height: number
      shapes: readonly PdfShape[]
      labels: readonly { x: number; y: number; text: string; strong?: boolean }[]
    }
