import { readDayAndTime } from '#shared/days/parse-day.ts'
import { locales, type Translate, translatorFor, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { readNumber } from '#shared/texts/parse-number.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { askOf, type CellAsk, type Column, formerWordsOf, wordOf, columns } from './columns.ts'

/** Value as typed into the form's control. Cells pass the same rules as the form. */
type Typed = string | string[]

// Texts that a spreadsheet would run: `=1+1`, also in full-width characters (OWASP, "CSV Injection").
const risky = /^'*[=+\-@\t\r\n＝＋－＠]/

/** Adds an apostrophe, because no spreadsheet runs such a cell. `withoutFormulaGuard` removes only this one (IN6). */
export const guarded = (text: string): string => (risky.test(text) ? `'${text}` : text)
export const withoutFormulaGuard = (cell: string): string =>
  cell.startsWith("'") && risky.test(cell) ? cell.slice(1) : cell

/** Normalises a word: upper and lower case, width and kinds of space and hyphen make no difference. */
const bare = (word: string): string =>
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
  ...locales.map(locale => bare(yesIn(locale, true))),
])
const noWords = new Set(['', 'no', 'false', 'ложь', '0', '-', ...locales.map(locale => bare(yesIn(locale, false)))])

function yesIn(locale: (typeof locales)[number], yes: boolean): string {
  return translatorFor(locale)(yes ? 'transfer.yes' : 'transfer.no')
}

type Listed = Extract<CellAsk, { ask: 'choice' | 'several' }>
const dictionaries = new Map<string, Map<string, string>>()

/** Returns the values of a list by themselves and by their words in three languages, current and former. */
function dictionaryOf({ words, values }: Listed): Map<string, string> {
  const known = dictionaries.get(words)
  if (known) return known
  const made = new Map(
    values.flatMap(value =>
      [
        value,
        ...formerWordsOf(words, value),
        ...locales.map(locale => wordOf(translatorFor(locale), words, value)),
      ].map((word): [string, string] => [bare(word), value]),
    ),
  )
  dictionaries.set(words, made)
  return made
}

/** Returns a cell in the form's values. Text that is not understood is kept; the form's rules then complain about it. */
export function typedOfCell(column: Column, cell: string): Typed {
  const ask = askOf(column)
  const text = withoutFormulaGuard(cell)
  switch (ask.ask) {
    case 'flag':
      return flagOf(text)
    case 'choice':
      return dictionaryOf(ask).get(bare(text)) ?? text.trim()
    case 'several':
      return severalOf(ask, text)
    case 'day':
      return typedDay(text)
    case 'instant':
      return typedInstant(text)
    default:
      return text
  }
}

function flagOf(text: string): string {
  const word = bare(text)
  if (yesWords.has(word)) return 'yes'
  return noWords.has(word) ? '' : text.trim()
}

const severalOf = (ask: Listed, text: string): string[] =>
  text
    .split(/[,;，；、|\n]/)
    .filter(part => part.trim() !== '')
    .map(part => dictionaryOf(ask).get(bare(part)) ?? part.trim())

/** Returns the cell for a form value, in the reader's words. Numbers are numbers, so that spreadsheets can calculate. */
export function cellOfTyped(t: Translate, column: Column, typed: Typed | undefined): string | number {
  const ask = askOf(column)
  const list = [typed ?? ''].flat()
  const text = list[0] ?? ''
  if (ask.ask === 'flag') return t(text === 'yes' ? 'transfer.yes' : 'transfer.no')
  if (ask.ask === 'choice' || ask.ask === 'several')
    return list.map(value => (value === '' ? '' : wordOf(t, ask.words, value))).join('; ')
  return plainCell(ask, text)
}

function plainCell(ask: CellAsk, text: string): string | number {
  if (ask.ask === 'instant') return text.replace('T', ' ')
  return isNumber(ask, text) ? Number(text) : guarded(text)
}

const isNumber = (ask: CellAsk, text: string): boolean =>
  ask.ask === 'line' && ask.decimal !== undefined && /^\d+(\.\d+)?$/.test(text)

/** Checks whether a cell equals the stored value. `91.3` equals `91.30`, and the last binary digit is ignored. */
export function isSame(column: Column, typed: Typed, stored: Typed | undefined): boolean {
  const [one, other] = [[typed].flat(), [stored ?? ''].flat()]
  const ask = askOf(column)
  const same = ask.ask === 'line' && ask.decimal !== undefined ? isSameNumber : Object.is
  return one.length === other.length && one.every((text, index) => same(text, other[index] ?? ''))
}

const isSameNumber = (one: string, other: string): boolean => one === other || (amount(one) ?? one) === amount(other)

function amount(text: string): string | null {
  const read = readNumber(text, { locale: null, decimals: mostDecimals })
  return read.ok ? read.value.toPrecision(12) : null
}

/** Decimals of a number as spreadsheets store it, including its last binary digit. */
const mostDecimals = 20

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
const typedDay = (cell: string): string => dayIn(cell)?.day ?? cell.trim()

/** Returns a day with a time, `2026-12-01T09:00`, or a day alone. */
function typedInstant(cell: string): string {
  const found = dayIn(cell)
  if (!found) return cell.trim()
  return found.time === null ? found.day : `${found.day}T${found.time}`
}

function dayIn(cell: string): { day: string; time: string | null } | null {
  const text = cell.trim()
  return serialDay.test(text) ? fromSerial(Number(text)) : readDayAndTime(text, null)
}

/** Converts days since the epoch; the fraction is the time of day. */
function fromSerial(number: number): { day: string; time: string | null } {
  const at = new Date(epochMs + Math.round((number * dayMs) / minuteMs) * minuteMs).toISOString()
  return { day: at.slice(0, 10), time: Number.isInteger(number) ? null : at.slice(11, 16) }
}

type Exported = ListingFacts & { code: string; buildingCode: string; status: string; version: number }

/** Returns a premises as a row of a file that can be imported again, in the reader's language. */
export function exportedRow({ t }: Pick<Reader, 't'>, premises: Exported): (string | number)[] {
  const typed = valuesOf(premises)
  const own: Partial<Record<Column, string | number>> = {
    code: premises.code,
    building: premises.buildingCode,
    status: wordOf(t, 'status', premises.status),
    version: premises.version,
  }
  return columns.map(column => own[column] ?? cellOfTyped(t, column, typed[column]))
}

/** Returns the CSV separator that spreadsheets of the reader's country expect. Russian files also use a decimal comma. */
export const csvSeparatorFor = (locale: Locale): string => (locale === 'ru' ? ';' : ',')

export const csvRow = (locale: Locale, cells: (string | number)[]): string[] =>
  cells.map(cell => (locale === 'ru' && typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell)))
