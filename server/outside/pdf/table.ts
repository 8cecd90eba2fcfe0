import type { PdfFacts, PdfTable, PdfText } from './blocks.ts'
import { heightOf, printLine, type Part } from './print-line.ts'
import { colours, type Sheet } from './sheet.ts'
import type { Line, Style, Typesetter } from './typeset.ts'

const cellStyle: Style = { size: 9.5, leading: 1.4, colour: colours.ink }
const strongStyle: Style = { ...cellStyle, strong: true }
/** Space around the text of a cell, in points. */
const padding = { x: 6, y: 4 }
/** Space above a table, in points. */
const above = 4

type Column = { x: number; width: number; right: boolean }
type Row = { cells: Line[][]; style: Style }

type Layout = { columns: Column[]; head: Row | null; rows: Row[] }
type AnyTable = PdfTable | PdfFacts

function layOut(sheet: Sheet, anyTable: AnyTable): Layout & { table: PdfTable } {
  const table: PdfTable = anyTable.kind === 'facts' ? tableOf(anyTable) : anyTable
  const columns = columnsOf(sheet, table)
  const set = (cells: readonly PdfText[], style: Style): Row => ({
    cells: columns.map(({ width }, index) => sheet.type.lines(cells[index] ?? '', style, width - 2 * padding.x)),
    style,
  })
  const head = table.head ? set(table.head, strongStyle) : null
  const rows = table.rows.map((cells, index) =>
    set(cells, table.total && index === table.rows.length - 1 ? strongStyle : cellStyle),
  )
  return { table, columns, head, rows }
}

/** Converts facts to a table. The values of all lists of facts begin at the same edge, whatever their labels are. */
const tableOf = ({ rows }: PdfFacts): PdfTable => ({ kind: 'table', rows, rowHeads: true, widths: [2, 3] })

/** Returns the height in points of the beginning of a table: all of a small one, otherwise its head and its first row. */
export const tableBeginning = (sheet: Sheet, table: AnyTable): number => above + beginning(sheet, layOut(sheet, table))

function beginning(sheet: Sheet, { head, rows }: Layout): number {
  const whole = rowHeight(head) + sum(rows.map(rowHeight))
  return whole <= sheet.height / 3 ? whole : rowHeight(head) + Math.min(rowHeight(rows[0]), sheet.height / 2)
}

/** Prints a table over as many pages as it needs. The head is repeated; a row is split only when it fits on no page. */
export function printTable(sheet: Sheet, anyTable: AnyTable): void {
  const layout = layOut(sheet, anyTable)
  const { table, columns, head, rows } = layout
  sheet.gap(above)
  sheet.ensure(beginning(sheet, layout))
  sheet.part('Table', sheet.root, part => {
    const start = { sheet, columns, table: part, rowHeads: table.rowHeads ?? false }
    if (head) printHead(start, head, part)
    rows.forEach((row, index) => {
      if (table.total && index === rows.length - 1) sheet.rule(sheet.y, colours.ink, 0.9)
      // Keeps the last two rows together: the last row alone on a page would tell little.
      printRow({ ...start, head, next: index === rows.length - 2 ? rowHeight(rows.at(-1)) : 0 }, row)
    })
  })
  sheet.y += 10
}

type Start = { sheet: Sheet; columns: Column[]; table: Part; rowHeads: boolean }

/** Prints the head; `table` is null where it is repeated on another page. */
function printHead({ sheet, columns }: Start, head: Row, table: Part | null): void {
  const height = rowHeight(head)
  sheet.decorate(() => sheet.doc.rect(sheet.left, sheet.y, sheet.width, height).fill(colours.frost))
  if (table) {
    sheet.part('TR', table, row => {
      columns.forEach((column, index) => {
        const cell = sheet.doc.struct('TH', scopeOf('Column'))
        row.add(cell)
        printCell(sheet, cell, { column, lines: head.cells[index] ?? [], style: head.style })
        cell.end()
      })
    })
  } else {
    sheet.decorate(() => {
      columns.forEach((column, index) =>
        printCell(sheet, null, { column, lines: head.cells[index] ?? [], style: head.style }),
      )
    })
  }
  sheet.y += height
}

/** Prints a row. `next` is the height in points of what has to be on the same page, if both fit on one. */
function printRow(start: Start & { head: Row | null; next: number }, row: Row): void {
  const { sheet, columns, table, rowHeads, head, next } = start
  const turned = () => head && printHead(start, head, null)
  const most = sheet.height - rowHeight(head)
  const needed = rowHeight(row) + next <= most ? rowHeight(row) + next : rowHeight(row)
  if (needed <= most && sheet.ensure(needed)) turned()
  sheet.part('TR', table, part => {
    const cells = columns.map((_, index) =>
      rowHeads && index === 0 ? sheet.doc.struct('TH', scopeOf('Row')) : sheet.doc.struct('TD'),
    )
    for (const cell of cells) part.add(cell)
    let rest = row
    while (rest.cells.some(lines => lines.length > 0)) {
      const fit = Math.floor((sheet.room() - 2 * padding.y) / heightOf(row.style))
      if (fit < 1) {
        sheet.turn()
        turned()
        continue
      }
      const slice = { ...row, cells: rest.cells.map(lines => lines.slice(0, fit)) }
      cells.forEach((cell, index) => {
        const column = columns[index]
        if (column) printCell(sheet, cell, { column, lines: slice.cells[index] ?? [], style: row.style })
      })
      sheet.y += rowHeight(slice)
      rest = { ...row, cells: rest.cells.map(lines => lines.slice(fit)) }
    }
    for (const cell of cells) cell.end()
  })
  sheet.rule(sheet.y)
}

type Cell = { column: Column; lines: Line[]; style: Style }

function printCell(sheet: Sheet, part: Part | null, { column, lines, style }: Cell): void {
  lines.forEach((line, index) => {
    const x = column.right ? column.x + column.width - padding.x - line.width : column.x + padding.x
    printLine(sheet.doc, part, line, { x, y: sheet.y + padding.y + index * heightOf(style), style })
  })
}

/** The types of pdfkit do not know the scope of a head. */
const scopeOf = (scope: 'Row' | 'Column') => ({ scope }) as PDFKit.Mixins.StructureElementOptions

const rowHeight = (row: Row | null | undefined): number =>
  row ? Math.max(...row.cells.map(lines => lines.length)) * heightOf(row.style) + 2 * padding.y : 0

function columnsOf(sheet: Sheet, table: PdfTable): Column[] {
  const all = [...(table.head ? [table.head] : []), ...table.rows]
  const count = Math.max(...all.map(row => row.length))
  const shares = table.widths ?? fittingWidths(sheet.type, all, { count, width: sheet.width })
  const total = sum(shares)
  let x = sheet.left
  return Array.from({ length: count }, (_, index) => {
    const width = (sheet.width * (shares[index] ?? 0)) / total
    const column = { x, width, right: table.align?.[index] === 'right' }
    x += width
    return column
  })
}

/**
 * Returns column widths as browsers compute them: each column gets its longest word, the rest is shared by the amount of
 * text.
 */
function fittingWidths(
  type: Typesetter,
  rows: readonly (readonly PdfText[])[],
  { count, width }: { count: number; width: number },
): number[] {
  const requestedWidths = Array.from({ length: count }, (_, index) => {
    const cells = rows.map(row => type.extent(row[index] ?? '', strongStyle))
    const around = 2 * padding.x + 1
    return {
      least: Math.max(...cells.map(cell => cell.least)) + around,
      most: Math.max(...cells.map(cell => cell.most)) + around,
    }
  })
  // Words that leave no room for the other columns are cut.
  const tooWide = sum(requestedWidths.map(column => column.least)) > width
  const least = requestedWidths.map(column => (tooWide ? Math.min(column.least, width / count) : column.least))
  const more = requestedWidths.map((column, index) => column.most - (least[index] ?? 0))
  const stretch = sum(more) === 0 ? 0 : Math.min(1, (width - sum(least)) / sum(more))
  return least.map((share, index) => share + (more[index] ?? 0) * stretch)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
