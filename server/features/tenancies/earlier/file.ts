import type { z } from 'zod'
import { earlierRents } from '#models/tenancies/earlier-tenancy.ts'
import { occupiedStatuses } from '#models/premises/occupancy.ts'
import { isUtf8, readCsv, separatorOf } from '#outside/tables/csv-reading.ts'
import { isBlank, UnreadableTable, type TableRow } from '#outside/tables/table.ts'
import { readXlsx } from '#outside/tables/xlsx-reading.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formerLabels } from '#shared/texts/former-labels.ts'
import { isMessageKey, locales, translatorFor, type MessageKey, type Translate } from '#shared/texts/i18n.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { withInputLanguage } from '#web/forms/form-schemas.ts'
import { findStartError } from './days.ts'
import { earlierFields, earlierForm } from './form.ts'
import type { EarlierFacts } from './service.ts'

/** Maximum number of rows; they are checked and written during the request. */
export const maxRows = 1_000
export type Complaint = { cell: string; problem: string }
type ReadResult =
  | { ok: true; rows: EarlierFacts[] }
  | { ok: false; error: string }
  | { ok: false; complaints: Complaint[] }
type Field = (typeof earlierFields)[number]
/** What the rows of a file are checked against. */
type FileContext = {
  today: CityDay
  /** Returns, by code, whether each of these premises can be taken; unknown ones and those out of reach are left out. */
  takeable(codes: readonly string[]): Promise<Map<string, boolean>>
  /** Returns the day on which the last past tenancy of each of them ended (`lastMoveOut`). */
  left(codes: readonly string[]): Promise<Map<string, CityDay>>
}

/** Returns the rows of a file, or all its errors by cell, named as in a spreadsheet. */
export async function readEarlier(
  t: Translate,
  { bytes, extension }: { bytes: Buffer; extension: string },
  context: FileContext,
): Promise<ReadResult> {
  const table = await readTable(bytes, extension)
  if (!table) return { ok: false, error: t('earlier.import.unreadable') }
  const [head, ...lines] = table
  const columns = columnsOf(head?.cells ?? [])
  const missing = earlierFields.find(field => !columns.has(field) && !optionalFields.includes(field))
  if (missing) return { ok: false, error: t('earlier.import.column', { column: t(`earlier.field.${missing}`) }) }
  if (lines.length === 0) return { ok: false, error: t('earlier.import.empty') }
  if (lines.length > maxRows) return { ok: false, error: t('earlier.import.too-many', { most: maxRows }) }
  return checkLines(t, { columns, lines }, context)
}

/** Columns that may be missing; their values are empty then. */
const optionalFields: readonly Field[] = ['until', 'rentFreeUntil', 'terms']

type Lines = { columns: Map<Field, number>; lines: TableRow[] }

async function checkLines(t: Translate, { columns, lines }: Lines, about: FileContext): Promise<ReadResult> {
  const codes = lines.map(({ cells }) => canonicalCode(cellOf(cells, columns, 'premises')) ?? '')
  const known = await about.takeable(codes)
  const left = await about.left(codes)
  const codesInFile = new Set<string>()
  const findRowProblem = ({ premises: code, taken, since }: EarlierFacts): { field: Field; problem: string | null } => {
    const problem = (text: string | null) => ({ field: 'premises' as const, problem: text })
    if (codesInFile.has(code)) return problem(t('earlier.import.twice'))
    if (!known.has(code)) return problem(t('earlier.no-premises'))
    if (!known.get(code)) return problem(t('earlier.import.taken'))
    const day = left.get(code)
    const wrong = findStartError({ taken, since }, { today: about.today, left: day })
    return wrong ? { field: 'since', problem: t(wrong, { day: day ?? '' }) } : problem(null)
  }
  const complaints: Complaint[] = []
  const rows: EarlierFacts[] = []
  for (const { row, cells } of lines) {
    // The language in which the file was written is unknown.
    const parsed = withInputLanguage(null, () => earlierForm.safeParse(readCells(cells, columns)))
    const wrong = parsed.success
      ? [findRowProblem(parsed.data)]
      : firstIssuePerField(parsed.error.issues).map(({ path, message }) => ({
          field: path,
          problem: describeProblem(t, path, message),
        }))
    complaints.push(
      ...wrong.flatMap(({ field, problem }) =>
        problem === null ? [] : [{ cell: `${lettersOf(columns.get(field) ?? 0)}${row}`, problem }],
      ),
    )
    if (!parsed.success) continue
    codesInFile.add(parsed.data.premises)
    rows.push(parsed.data)
  }
  return complaints.length > 0 ? { ok: false, complaints } : { ok: true, rows }
}

const cellOf = (cells: readonly string[], columns: Lines['columns'], field: Field): string =>
  cells[columns.get(field) ?? -1] ?? ''

const readCells = (cells: readonly string[], columns: Lines['columns']) =>
  Object.fromEntries(earlierFields.map(field => [field, valueOf(field, cellOf(cells, columns, field).trim())]))

/** Returns the value of a choice, typed as the value itself or as its label in one of the languages. */
function valueOf(field: Field, input: string): string {
  if (field !== 'taken' && field !== 'rent') return input
  const values: readonly string[] = field === 'taken' ? occupiedStatuses : earlierRents
  const matchingValue = values.find(value => sameWord(value, input) || isLabelOf(`earlier.${field}.${value}`, input))
  return matchingValue ?? input
}

const sameWord = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()
const isLabelOf = (key: string, input: string): boolean =>
  isMessageKey(key) &&
  [...formerLabels(key), ...locales.map(locale => translatorFor(locale)(key))].some(word => sameWord(word, input))

function columnsOf(head: readonly string[]): Map<Field, number> {
  const columns = new Map<Field, number>()
  for (const field of earlierFields) {
    const at = head.findIndex(cell => sameWord(cell, field) || isLabelOf(`earlier.field.${field}`, cell))
    if (at >= 0) columns.set(field, at)
  }
  return columns
}

/** Returns the first error of each field; further ones only follow from it. */
function firstIssuePerField(issues: readonly z.core.$ZodIssue[]): { path: Field; message: string }[] {
  const found = new Map<Field, string>()
  for (const { path, message } of issues) {
    const field = earlierFields.find(one => one === path[0])
    if (field && !found.has(field)) found.set(field, message)
  }
  return earlierFields.flatMap(path => (found.has(path) ? [{ path, message: found.get(path) ?? '' }] : []))
}

const choiceValues = { taken: occupiedStatuses, rent: earlierRents } as const
const errorMessages: Partial<Record<string, MessageKey>> = {
  'form.required': 'earlier.import.needed',
  'form.date': 'earlier.import.day',
  'form.too-long': 'earlier.import.long',
}

function describeProblem(t: Translate, field: Field, message: string): string {
  if (field === 'taken' || field === 'rent') {
    const labels = choiceValues[field].map(value => t(`earlier.${field}.${value}` as MessageKey))
    return t('earlier.import.word', { words: labels.join(dot) })
  }
  const key = errorMessages[message] ?? message
  return isMessageKey(key) ? t(key) : t('earlier.import.needed')
}

async function readTable(bytes: Buffer, extension: string): Promise<TableRow[] | null> {
  try {
    if (extension === 'xlsx') return await readFilledRows(readXlsx(bytes))
    if (!(await isUtf8(streamOnce(bytes)))) return null
    const separator = separatorOf(bytes.toString('utf8', 0, 4_096).split('\n')[0] ?? '')
    return await readFilledRows(readCsv(streamOnce(bytes), { encoding: 'utf-8', separator }))
  } catch (error) {
    if (error instanceof UnreadableTable) return null
    throw error
  }
}

/** Reads the heading and one row more than the maximum, which is enough to know that there are too many. */
async function readFilledRows(source: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const row of source) {
    if (!isBlank(row.cells)) rows.push(row)
    if (rows.length > maxRows + 1) break
  }
  return rows
}

async function* streamOnce(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}

/** Returns the name of a column in a spreadsheet: A to Z, then AA and so on. */
function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : `${lettersOf(Math.floor(column / 26) - 1)}${letter}`
}
