/** A row with its number in the spreadsheet, from 1, and its cells from the left; '' for an empty cell. */
export type TableRow = { row: number; cells: string[] }

/** Cells to the right of this are not read: no table of ours is so wide, and a file may claim sixteen thousand. */
export const maxColumns = 200

/** Limits at which reading stops (ADR 55): a file of a few bytes can contain a table that takes minutes to read. */
export const tableBounds = {
  /** Non-empty rows, without the headings. */
  rows: 50_000,
  /** Empty rows, and remarks. */
  emptyRows: 50_000,
  /** Cells of one row: no spreadsheet has more columns. */
  columns: 16_384,
  /** Cells of the whole table, empty ones too: a hundred in each row. */
  cells: 5_000_000,
  /** Characters of one cell: no spreadsheet allows more, and the form refuses less. The rest is ignored. */
  cellLength: 32_767,
}

/** Thrown for a file that cannot be read as a table; `line` is where that showed. */
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
