import { readDayAndTime } from '#shared/days/parse-day.ts'
import { locales, type Translate, translatorFor, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { readNumber } from '#shared/texts/parse-number.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { definitionOf, type CellDefinition, type Column, formerWordsOf, wordOf, columns } from './columns.ts'

/** Value as typed into the form's control. Cells pass the same rules as the form. */
type FieldValue = string | string[]

// Texts that a spreadsheet would run: `=1+1`, also in full-width characters (OWASP, "CSV Injection").
const formulaPattern = /^'*[=+\-@\t\r\n＝＋－＠]/

/** Adds an apostrophe, because no spreadsheet runs such a cell. `withoutFormulaGuard` removes only this one (IN6). */
export const withFormulaGuard = (text: string): string => (formulaPattern.test(text) ? `'${text}` : text)
export const withoutFormulaGuard = (cell: string): string =>
  cell.startsWith("'") && formulaPattern.test(cell) ? cell.slice(1) : cell

/** Normalises a word: upper and lower case, width and kinds of space and hyphen make no difference. */
const normalizeWord = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u2010\u2011]+/g, character => (/\s/.test(character) ? ' ' : '-'))
    .trim()

const yesWords = new Set([
  'yes',
  'true',
  'истина',
  '1',
  '+',
  'x',
  '√',
  '✓',
  ...locales.map(locale => normalizeWord(yesWord(locale, true))),
])
const noWords = new Set([
  '',
  'no',
  'false',
  'ложь',
  '0',
  '-',
  ...locales.map(locale => normalizeWord(yesWord(locale, false))),
])

function yesWord(locale: (typeof locales)[number], yes: boolean): string {
  return translatorFor(locale)(yes ? 'transfer.yes' : 'transfer.no')
}

type ListDefinition = Extract<CellDefinition, { ask: 'choice' | 'several' }>
const dictionaries = new Map<string, Map<string, string>>()

/** Returns the values of a list by themselves and by their words in three languages, current and former. */
function dictionaryOf({ words, values }: ListDefinition): Map<string, string> {
  const cached = dictionaries.get(words)
  if (cached) return cached
  const dictionary = new Map(
    values.flatMap(value =>
      [
        value,
        ...formerWordsOf(words, value),
        ...locales.map(locale => wordOf(translatorFor(locale), words, value)),
      ].map((word): [string, string] => [normalizeWord(word), value]),
    ),
  )
  dictionaries.set(words, dictionary)
  return dictionary
}

/** Returns a cell in the form's values. Text that is not understood is kept; the form's rules then complain about it. */
export function parseCell(column: Column, cell: string): FieldValue {
  const definition = definitionOf(column)
  const text = withoutFormulaGuard(cell)
  switch (definition.ask) {
    case 'flag':
      return parseFlag(text)
    case 'choice':
      return dictionaryOf(definition).get(normalizeWord(text)) ?? text.trim()
    case 'several':
      return parseList(definition, text)
    case 'day':
      return parseDay(text)
    case 'instant':
      return parseInstant(text)
    default:
      return text
  }
}

function parseFlag(text: string): string {
  const word = normalizeWord(text)
  if (yesWords.has(word)) return 'yes'
  return noWords.has(word) ? '' : text.trim()
}

const parseList = (definition: ListDefinition, text: string): string[] =>
  text
    .split(/[,;，；、|\n]/)
    .filter(part => part.trim() !== '')
    .map(part => dictionaryOf(definition).get(normalizeWord(part)) ?? part.trim())

/** Returns the cell for a form value, in the reader's words. Numbers are numbers, so that spreadsheets can calculate. */
export function formatCell(t: Translate, column: Column, fieldValue: FieldValue | undefined): string | number {
  const definition = definitionOf(column)
  const list = [fieldValue ?? ''].flat()
  const text = list[0] ?? ''
  if (definition.ask === 'flag') return t(text === 'yes' ? 'transfer.yes' : 'transfer.no')
  if (definition.ask === 'choice' || definition.ask === 'several')
    return list.map(value => (value === '' ? '' : wordOf(t, definition.words, value))).join('; ')
  return formatPlainCell(definition, text)
}

function formatPlainCell(definition: CellDefinition, text: string): string | number {
  if (definition.ask === 'instant') return text.replace('T', ' ')
  return isNumber(definition, text) ? Number(text) : withFormulaGuard(text)
}

const isNumber = (definition: CellDefinition, text: string): boolean =>
  definition.ask === 'line' && definition.decimal !== undefined && /^\d+(\.\d+)?$/.test(text)

/** Checks whether a cell equals the stored value. `91.3` equals `91.30`, and the last binary digit is ignored. */
export function isSame(column: Column, value: FieldValue, stored: FieldValue | undefined): boolean {
  const one = [value].flat()
  const other = [stored ?? ''].flat()
  const definition = definitionOf(column)
  const same = definition.ask === 'line' && definition.decimal !== undefined ? isSameNumber : Object.is
  return one.length === other.length && one.every((text, index) => same(text, other[index] ?? ''))
}

const isSameNumber = (one: string, other: string): boolean =>
  one === other || (normalizeNumber(one) ?? one) === normalizeNumber(other)

function normalizeNumber(text: string): string | null {
  const read = readNumber(text, { locale: null, decimals: maxDecimals })
  return read.ok ? read.value.toPrecision(12) : null
}

/** Decimals of a number as spreadsheets store it, including its last binary digit. */
const maxDecimals = 20

/**
 * First day of spreadsheet calendars, chosen so that 61 is 1 March 1900 (Excel counts a day before it that never existed).
 */
const epochMs = Date.UTC(1899, 11, 30)
const dayMs = 86_400_000
const minuteMs = 60_000
const serialDay = /^\d{5}(\.\d+)?$/

/**
 * Returns a day in the form's notation, `2026-12-01`, from the notations of spreadsheets. Returns other text unchanged: the
 * language of the file is unknown, so `1/2/2027` stays as it is.
 */
const parseDay = (cell: string): string => readDay(cell)?.day ?? cell.trim()

/** Returns a day with a time, `2026-12-01T09:00`, or a day alone. */
function parseInstant(cell: string): string {
  const found = readDay(cell)
  if (!found) return cell.trim()
  return found.time === null ? found.day : `${found.day}T${found.time}`
}

function readDay(cell: string): { day: string; time: string | null } | null {
  const text = cell.trim()
  return serialDay.test(text) ? fromSerial(Number(text)) : readDayAndTime(text, null)
}

/** Converts days since the epoch; the fraction is the time of day. */
function fromSerial(number: number): { day: string; time: string | null } {
  const at = new Date(epochMs + Math.round((number * dayMs) / minuteMs) * minuteMs).toISOString()
  return { day: at.slice(0, 10), time: Number.isInteger(number) ? null : at.slice(11, 16) }
}

type ExportedPremises = ListingFacts & { code: string; buildingCode: string; status: string; version: number }

/** Returns a premises as a row of a file that can be imported again, in the reader's language. */
export function toExportRow({ t }: Pick<Reader, 't'>, premises: ExportedPremises): (string | number)[] {
  const values = valuesOf(premises)
  const own: Partial<Record<Column, string | number>> = {
    code: premises.code,
    building: premises.buildingCode,
    status: wordOf(t, 'status', premises.status),
    version: premises.version,
  }
  return columns.map(column => own[column] ?? formatCell(t, column, values[column]))
}

/** Returns the CSV separator that spreadsheets of the reader's country expect. Russian files also use a decimal comma. */
export const csvSeparatorFor = (locale: Locale): string => (locale === 'ru' ? ';' : ',')

export const toCsvRow = (locale: Locale, cells: (string | number)[]): string[] =>
  cells.map(cell => (locale === 'ru' && typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell)))
