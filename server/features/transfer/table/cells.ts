import { readDayAndTime } from '#shared/days/parse-day.ts'
import { locales, type Translate, translatorFor, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { readNumber } from '#shared/texts/parse-number.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import { askOf, type CellAsk, type Column, formerWordsOf, wordOf, columns } from './columns.ts'

/** What is typed into the form's control: nothing a cell says passes by the rules of the form. */
type Typed = string | string[]

// What a spreadsheet would run: `=1+1`, and the same in full-width characters (OWASP, "CSV Injection").
const risky = /^'*[=+\-@\t\r\n＝＋－＠]/

/** No spreadsheet runs a cell that begins with an apostrophe; `unguarded` takes it away again, and no other (IN6). */
export const guarded = (text: string): string => (risky.test(text) ? `'${text}` : text)
export const withoutFormulaGuard = (cell: string): string =>
  cell.startsWith("'") && risky.test(cell) ? cell.slice(1) : cell

/** Case, width and kind of space make no difference between words. */
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

/** Each value by itself and by its word in the three languages, as it is or was. */
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

/** What a cell says in the words of the form. What is not understood stays as it is, and the form says what is wrong with it. */
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

/** The cell that says what is typed, in the words of the reader; a number where a spreadsheet may count with it. */
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

/** Whether a cell says what is there already: of a number `91.3` is `91.30`, and a last binary digit is nothing. */
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

/** Of a number as spreadsheets keep it, its last binary digit included. */
const mostDecimals = 20

/** The first day of a spreadsheet's calendar, such that 61 is 1 March 1900 (before it Excel counts a day that never was). */
const epochMs = Date.UTC(1899, 11, 30)
const dayMs = 86_400_000
const minuteMs = 60_000
const serialDay = /^\d{5}(\.\d+)?$/

/**
 * A day as the form takes it, `2026-12-01`, from how spreadsheets show or keep it; anything else as it is. Nobody knows in
 * which language a file was written: `1/2/2027` is left alone.
 */
const typedDay = (cell: string): string => dayIn(cell)?.day ?? cell.trim()

/** A day with a time, `2026-12-01T09:00`, or a day alone. */
function typedInstant(cell: string): string {
  const found = dayIn(cell)
  if (!found) return cell.trim()
  return found.time === null ? found.day : `${found.day}T${found.time}`
}

function dayIn(cell: string): { day: string; time: string | null } | null {
  const text = cell.trim()
  return serialDay.test(text) ? fromSerial(Number(text)) : readDayAndTime(text, null)
}

/** Days since the epoch, the time as a fraction of a day. */
function fromSerial(number: number): { day: string; time: string | null } {
  const at = new Date(epochMs + Math.round((number * dayMs) / minuteMs) * minuteMs).toISOString()
  return { day: at.slice(0, 10), time: Number.isInteger(number) ? null : at.slice(11, 16) }
}

type Exported = ListingFacts & { code: string; buildingCode: string; status: string; version: number }

/** A premises as a row of a file that can be imported again: the words are the reader's. */
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

/** As the spreadsheets of the reader's country expect CSV: the Russian ones a semicolon and a decimal comma. */
export const csvSeparatorFor = (locale: Locale): string => (locale === 'ru' ? ';' : ',')

export const csvRow = (locale: Locale, cells: (string | number)[]): string[] =>
  cells.map(cell => (locale === 'ru' && typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell)))
