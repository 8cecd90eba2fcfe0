import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { makePdf, type PdfBlock, type PdfPattern, type PdfShape } from '#outside/pdf.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { formatDay, formatInstant, formatNumber } from '#shared/texts/format.ts'
import type { Sheet, SheetCell } from '#outside/tables/xlsx-writing.ts'
import type { CsvValue } from '#web/files/csv.ts'
import { plainValue, formatCell, type Cell } from './cells.ts'
import type { ReportFigures } from './service.ts'
import { type Table, dayName, describeEmptyTables, shownStatuses } from './tables.ts'

type Shown = (typeof shownStatuses)[number]

/** Colours of the statuses, each with a pattern of its own so that a grey copy is readable. */
const looks: Record<Shown, { fill: string; pattern: PdfPattern }> = {
  available: { fill: '#0f5f57', pattern: 'plain' },
  held: { fill: '#c98a1b', pattern: 'dots' },
  let: { fill: '#55606e', pattern: 'level' },
  paused: { fill: '#8a94a0', pattern: 'rising' },
}

/** Points; the text area of a page is 479 wide. */
const page = { label: 130, bar: 340, row: 20, high: 13, legend: 120 }
const maxBars = 14

/**
 * Draws the status of the street, a bar for each day, with the key below. Of many days as many as fit are shown, including
 * the last; incompletely known days are left out. Empty when no day is known.
 */
function occupancyDrawing(reader: Reader, { occupancy }: Pick<ReportFigures, 'occupancy'>): PdfBlock[] {
  const recordedDays = occupancy.filter(({ unknown, counts }) => unknown === 0 && sumOf(counts) > 0)
  const step = Math.ceil(recordedDays.length / maxBars)
  const days = recordedDays.filter((_day, index) => (recordedDays.length - 1 - index) % step === 0)
  if (days.length === 0) return []
  const most = Math.max(...days.map(({ counts }) => sumOf(counts)))
  const top = days.length * page.row + 6
  const { t, locale } = reader
  return [
    {
      kind: 'drawing',
      description: t('report.occupancy'),
      height: top + 18,
      shapes: [
        ...days.flatMap(({ counts }, index) => barOf(counts, most, index * page.row)),
        ...shownStatuses.map((status, index) => ({
          x: index * page.legend,
          y: top,
          width: 12,
          height: 10,
          ...looks[status],
        })),
      ],
      labels: [
        ...days.map((day, index) => ({ x: 0, y: index * page.row + 11, text: dayName(locale, day) })),
        ...shownStatuses.map((status, index) => ({
          x: index * page.legend + 17,
          y: top + 8.5,
          text: `${t(`premises.status.${status}`)} ${formatNumber(locale, days.at(-1)?.counts[status] ?? 0)}`,
        })),
      ],
    },
  ]
}

type Counts = ReportFigures['occupancy'][number]['counts']
const sumOf = (counts: Counts): number => shownStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)

function barOf(counts: Counts, most: number, y: number): PdfShape[] {
  let x = page.label
  return shownStatuses.flatMap(status => {
    const width = (page.bar * (counts[status] ?? 0)) / most
    const at = x
    x += width
    return width === 0 ? [] : [{ x: at, y, width: Math.max(0.5, width - 0.8), height: page.high, ...looks[status] }]
  })
}

/** Head of a file: the period, when it was made, and which tables have nothing to report. */
export const headLines = (reader: Reader, { period, madeAt }: ReportFigures, tables: readonly Table[]): string[] => {
  const { t, locale } = reader
  const quiet = describeEmptyTables(reader, tables)
  return [
    t('report.period', {
      from: formatDay(locale, startOfCityDay(period.from)),
      to: formatDay(locale, startOfCityDay(period.to)),
    }),
    t('report.made', { at: formatInstant(locale, madeAt) }),
    ...(quiet ? [quiet] : []),
  ]
}

/** One figure a line, so that a program can read all tables of the file the same way. */
export const csvHead = ({ t }: Reader): string[] =>
  (['table', 'row', 'column', 'value'] as const).map(name => t(`report.csv.${name}`))

export const csvRows = (tables: readonly Table[]): CsvValue[][] =>
  tables.flatMap(table => table.rows.flatMap(row => rowFigures(table, row)))

const rowFigures = ({ title, columns }: Table, [about, ...cells]: Table['rows'][number]): CsvValue[][] =>
  cells.map((cell, index) => [title, about ? plainValue(about) : '', columns[index + 1] ?? '', plainValue(cell)])

/** Excel number formats by unit. */
const formats = {
  count: '#,##0',
  hours: '#,##0.0',
  days: '#,##0.0',
  area: '#,##0.00',
  share: '0.0"%"',
  change: '+0"%";-0"%"',
  money: '#,##0.00',
} as const

function sheetCell(cell: Cell): SheetCell {
  const value = plainValue(cell)
  return typeof value === 'number' && 'unit' in cell ? { value, format: formats[cell.unit] } : value
}

const hasRows = ({ rows }: Table): boolean => rows.length > 0

/** Excel limits the length of sheet names and forbids these characters. */
const sheetName = (title: string, number: number): string =>
  `${number} ${title.replaceAll(/[[\]:*?/\\]/g, ' ')}`.slice(0, 31)

/**
 * Returns the sheets of the workbook: one for each table that has something to report, with its note below the title. A
 * workbook without any sheet does not open, so where nothing is recorded there is one that says so.
 */
export function reportSheets(reader: Reader, figures: ReportFigures, tables: readonly Table[]): Sheet[] {
  const lines = headLines(reader, figures, tables)
  const sheets = tables.filter(hasRows).map(({ title, note, columns, rows }, index) => ({
    name: sheetName(title, index + 1),
    columns: columns.map((_name, column) => ({ width: column === 0 ? 34 : 18 })),
    above: [title, ...lines, note],
    head: columns,
    rows: rows.map(row => row.map(sheetCell)),
  }))
  const title = reader.t('report.title')
  return sheets.length > 0
    ? sheets
    : [{ name: title, columns: [{ width: 34 }], above: [title, ...lines], head: [], rows: [] }]
}

/** Returns the report as a PDF with the office's name and page numbers. */
export function reportPdf(reader: Reader, figures: ReportFigures, tables: readonly Table[]): Promise<Buffer> {
  const { t, locale } = reader
  const title = t('report.title')
  const [period = '', ...others] = headLines(reader, figures, tables)
  return makePdf({
    title: `${title}. ${period}`,
    language: locale,
    author: t('site.name'),
    createdAt: figures.madeAt,
    footer: `${t('site.name')}${dot}${period}`,
    blocks: [
      { kind: 'heading', level: 1, text: title },
      { kind: 'paragraph', text: period },
      ...others.map((text): PdfBlock => ({ kind: 'paragraph', text, tone: 'muted' })),
      ...tables.filter(hasRows).flatMap(table => tableBlocks(reader, table, figures)),
    ],
  })
}

function tableBlocks(reader: Reader, { id, title, note, columns, rows }: Table, figures: ReportFigures): PdfBlock[] {
  const shown: PdfBlock = {
    kind: 'table',
    head: columns,
    rows: rows.map(row => row.map(cell => formatCell(reader.locale, cell))),
    align: columns.map((_name, index) => (index === 0 ? 'left' : 'right')),
    rowHeads: true,
  }
  const drawing = id === 'occupancy' ? occupancyDrawing(reader, figures) : []
  return [
    { kind: 'heading', level: 2, text: title },
    ...drawing,
    shown,
    { kind: 'paragraph', text: note, tone: 'muted' },
  ]
}
