/** A row as people count them in their spreadsheet, from 1; the cells from the left, '' where there is nothing. */
export type TableRow = { row: number; cells: string[] }

/** Cells to the right of this are not read: no table of ours is so wide, and a file may claim sixteen thousand. */
export const mostColumns = 200

/** A file that cannot be read as a table, and where that showed. */
export class UnreadableTable extends Error {
  readonly reason: 'damaged' | 'too-large' | 'no-sheet' | 'old-dates' | 'quotes'
  readonly line: number | null

  constructor(reason: UnreadableTable['reason'], line: number | null = null, options: ErrorOptions = {}) {
    super(`unreadable table: ${reason}`, options)
    this.reason = reason
    this.line = line
  }
}

export const isBlank = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '')
