import type { Reader } from '#shared/texts/i18n.ts'
import writeXlsxFile from 'write-excel-file/node'
import { makePdf, type PdfBlock } from '#outside/pdf.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import type { CsvValue } from '#web/files/csv.ts'
import { occupancyDrawing } from './occupancy-drawing.ts'
import { plainValue, readable, type Cell } from './cells.ts'
import type { ReportFigures } from './service.ts'
import type { Table } from './tables.ts'

/** "From 1 November to 25 November 2026", and when it was made. */
export const headLines = ({ t, locale }: Reader, { period, madeAt }: ReportFigures): string[] => [
  t('report.period', {
    from: formatDay(locale, startOfCityDay(period.from)),
    to: formatDay(locale, startOfCityDay(period.to)),
  }),
  t('report.made', { at: formatInstant(locale, madeAt) }),
]

/** One figure a line, so that a program can read all tables of the file alike. */
export const csvHead = ({ t }: Reader): string[] =>
  (['table', 'row', 'column', 'value'] as const).map(name => t(`report.csv.${name}`))

export const csvRows = (tables: readonly Table[]): CsvValue[][] =>
  tables.flatMap(table => table.rows.flatMap(row => rowFigures(table, row)))

const rowFigures = ({ title, columns }: Table, [about, ...cells]: Table['rows'][number]): CsvValue[][] =>
  cells.map((cell, index) => [title, about ? plainValue(about) : '', columns[index + 1] ?? '', plainValue(cell)])

/** Of Excel, by what is counted. */
const formats = {
  ...{ count: '#,##0', hours: '#,##0.0', days: '#,##0.0', area: '#,##0.00' },
  ...{ share: '0.0"%"', money: '#,##0.00' },
} as const

function sheetCell(cell: Cell) {
  const value = plainValue(cell)
  if (value === null) return null
  // Texts are written as texts: nothing in them becomes a formula.
  return 'text' in cell
    ? { value: String(value), type: String }
    : { value: Number(value), type: Number, format: formats[cell.unit] }
}

const strong = (text: string) => ({ value: text, type: String, fontWeight: 'bold' as const })
const plain = (text: string) => ({ value: text, type: String })
/** Excel takes no longer name for a sheet, and no such signs. */
const sheetName = (title: string, number: number): string =>
  `${number} ${title.replaceAll(/[[\]:*?/\\]/g, ' ')}`.slice(0, 31)

/** A sheet for each table, with its note below the title. */
export function reportWorkbook(words: Reader, figures: ReportFigures, tables: readonly Table[]): Promise<Buffer> {
  const head = headLines(words, figures).map(line => [plain(line)])
  return writeXlsxFile(
    tables.map(({ title, note, columns, rows }, index) => ({
      sheet: sheetName(title, index + 1),
      columns: columns.map((_name, column) => ({ width: column === 0 ? 34 : 18 })),
      data: [[strong(title)], ...head, [plain(note)], [], columns.map(strong), ...rows.map(row => row.map(sheetCell))],
    })),
  ).toBuffer()
}

/** The report on paper, with the office's name and the pages numbered. */
export function reportPdf(words: Reader, figures: ReportFigures, tables: readonly Table[]): Promise<Buffer> {
  const { t, locale } = words
  const title = t('report.title')
  const [period = '', made = ''] = headLines(words, figures)
  return makePdf({
    title: `${title}. ${period}`,
    language: locale,
    author: t('site.name'),
    createdAt: figures.madeAt,
    footer: `${t('site.name')} · ${period}`,
    blocks: [
      { kind: 'heading', level: 1, text: title },
      { kind: 'paragraph', text: period },
      { kind: 'paragraph', text: made, tone: 'muted' },
      ...tables.flatMap(table => tableBlocks(words, table, figures)),
    ],
  })
}

function tableBlocks(words: Reader, { id, title, note, columns, rows }: Table, figures: ReportFigures): PdfBlock[] {
  const { t, locale } = words
  const shown: PdfBlock =
    rows.length === 0
      ? { kind: 'paragraph', text: t('report.empty') }
      : {
          kind: 'table',
          head: columns,
          rows: rows.map(row => row.map(cell => readable(locale, cell))),
          align: columns.map((_name, index) => (index === 0 ? 'left' : 'right')),
          rowHeads: true,
        }
  const drawing = id === 'occupancy' ? occupancyDrawing(words, figures) : []
  return [
    { kind: 'heading', level: 2, text: title },
    ...drawing,
    shown,
    { kind: 'paragraph', text: note, tone: 'muted' },
  ]
}
