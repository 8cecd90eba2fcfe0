/** A row as people count them in their spreadsheet, from 1; the cells from the left, '' where there is nothing. */
export type TableRow = { row: number; cells: string[] }

/** Cells to the right of this are not read: no table of ours is so wide, and a file may claim sixteen thousand. */
export const mostColumns = 200

/** A file of a few bytes can hold a table that takes minutes to read: nothing over these bounds is read on (ADR 55). */
export const tableBounds = {
  /** Rows with something in them, without the headings. */
  rows: 50_000,
  /** Rows with nothing in them, and remarks. */
  emptyRows: 50_000,
  /** Cells of one row: no spreadsheet has more columns. */
  columns: 16_384,
  /** Cells of the whole table, empty ones too: a hundred in each row. */
  cells: 5_000_000,
  /** Characters of one cell: no spreadsheet holds more, and the form refuses less. What is beyond is not read. */
  cellLength: 32_767,
}

/** A file that cannot be read as a table, and where that showed. */
export class UnreadableTable extends Error {
  readonly reason:
    | 'damaged'
    | 'too-large'
    | 'empty-rows'
    | 'too-wide'
    | 'too-many-cells'
    | 'no-sheet'
    | 'old-dates'
    | 'quotes'
    | 'long-row'
  readonly line: number | null

  constructor(reason: UnreadableTable['reason'], line: number | null = null, options: ErrorOptions = {}) {
    super(`unreadable table: ${reason}`, options)
    this.reason = reason
    this.line = line
  }
}

export const isBlank = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '')
