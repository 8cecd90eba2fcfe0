import { formatNumber } from './format.ts'
import type { Locale } from './i18n.ts'

/** Unit of a field. Only its own unit may stand beside the number: nothing is converted, for example from dollars. */
export type Unit = 'yuan' | 'square-metres' | 'metres' | 'kilowatts' | 'percent' | 'hours' | 'people' | 'months'

export type NumberOptions = {
  /** Language of the page on which it was typed; null when unknown, as in a file or in stored answers. */
  locale: Locale | null
  /** Largest number of decimals. */
  decimals: number
  unit?: Unit
  /** Whether negative numbers are accepted; only coordinates need them. */
  signed?: boolean
}

/** `plain` is the number as `Number()` reads it: `48.5`. */
export type ParsedNumber =
  | { ok: true; value: number; plain: string }
  | { ok: false; reason: 'empty' | 'not-a-number' | 'below-zero' | 'ambiguous' | 'too-many-decimals' }

/** Unit words after NFKC: `м²` has become `м2`, `㎡` has become `m2`. */
const unitWords: Record<Unit, RegExp> = {
  yuan: /^(?:¥|cny|rmb)\s*|\s*(?:¥|元|cny|rmb|yuan|юан(?:ь|я|ей)|юан\.?)$/giu,
  'square-metres': /\s*(?:м2|кв\.? ?м\.?|m2|sq\.? ?m\.?|sqm|平方米|平米)$/giu,
  metres: /\s*(?:м\.?|m|米)$/giu,
  kilowatts: /\s*(?:квт|kw|千瓦)$/giu,
  percent: /\s*%$/gu,
  hours: /\s*(?:ч\.?|час(?:а|ов)?|h|hours?|小时)$/giu,
  people: /\s*(?:чел\.?|человек|people|人)$/giu,
  months: /\s*(?:мес\.?|месяц(?:а|ев)?|months?|个月)$/giu,
}

/** Words for thousands and more, with the zeros they add. Only money has them: `20 k` in a field for kW is not 20,000 kW. */
const scaleWords: readonly [word: RegExp, noughts: number][] = [
  [/(?<=\d) ?(?:тыс\.?|тысяч[аи]?|k|thousand|千)$/iu, 3],
  [/(?<=\d) ?万$/u, 4],
  [/(?<=\d) ?(?:млн\.?|миллион(?:а|ов)?|million|mln|百万)$/iu, 6],
  [/(?<=\d) ?亿$/u, 8],
]
/** Three digits after a mark, before a word for thousands: decimals to some, thousands to others. */
const ambiguousGroup = /^\d{1,3}[.,]\d{3}$/

/** A comma that may separate thousands or decimals: `20,000`. */
const loneGroup = /^([1-9]\d{0,2}),(\d{3})$/
/** Thousands separated by spaces, and a comma or a point before the decimals: `250 000,50`. */
const spaced = /^(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/
/** Thousands clearly separated by commas: two commas, or a point after one: `1,250,000`, `1,250.50`. */
const commas = /^(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/
const simple = /^(\d+)(?:[.,](\d+))?$/
const maxDigits = 12
/** Longest text that may be a number; the rest of it is ignored. */
const maxInputLength = 100

/**
 * Reads a number as people who write Russian, English or Chinese type it, in the browser as on the server. Full-width digits
 * and every kind of space count as their plain form, and the field's own unit may stand beside it.
 *
 * A point is always before decimals. A comma is before decimals too, unless it separates thousands. A lone comma before
 * exactly three digits (`20,000`) separates thousands in English and Chinese, as this site prints them; in Russian it is
 * before decimals. Where the language is not known, or where the field does not take three decimals, the meaning is unclear:
 * then the result is `ambiguous`, never a guess. Money may be in thousands and more (`12 тыс.`, `1,5 млн`, `20k`, `25万`).
 */
export function readNumber(input: string, { locale, decimals, unit, signed = false }: NumberOptions): ParsedNumber {
  const text = withoutUnit(input.slice(0, maxInputLength), unit)
  if (text === '') return { ok: false, reason: 'empty' }
  const sign = /^[-−]/.test(text) ? '-' : ''
  const number = sign ? text.slice(1) : text
  const parts = unit === 'yuan' ? moneyParts(number, locale) : partsOf(number, locale)
  if (parts === null) return { ok: false, reason: 'not-a-number' }
  if (sign && !signed) return { ok: false, reason: 'below-zero' }
  return parts === 'ambiguous' ? { ok: false, reason: 'ambiguous' } : numberOf(parts, { number, sign, decimals })
}

type WrittenNumber = { number: string; sign: string; decimals: number }

function numberOf([whole, fraction]: Parts, { number, sign, decimals }: WrittenNumber): ParsedNumber {
  if (whole.length > maxDigits) return { ok: false, reason: 'not-a-number' }
  if (fraction.length > decimals)
    return { ok: false, reason: loneGroup.test(number) ? 'ambiguous' : 'too-many-decimals' }
  const plain = plainOf(sign, whole, fraction)
  return { ok: true, value: Number(plain), plain }
}

const withoutUnit = (input: string, unit: Unit | undefined): string => {
  const text = input.normalize('NFKC').replace(/\s+/g, ' ').trim()
  return unit ? text.replace(unitWords[unit], '').trim() : text
}

/** Returns the parts of an amount, with a word for thousands or more applied. */
function moneyParts(text: string, locale: Locale | null): ReturnType<typeof partsOf> {
  const [word, noughts = 0] = scaleWords.find(([one]) => one.test(text)) ?? []
  if (!word) return partsOf(text, locale)
  const number = text.replace(word, '')
  const parts = ambiguousGroup.test(number) ? 'ambiguous' : partsOf(number, locale)
  return parts === null || parts === 'ambiguous' ? parts : shiftDecimals(parts, noughts)
}

type Parts = [whole: string, fraction: string]

function partsOf(text: string, locale: Locale | null): Parts | 'ambiguous' | null {
  const lone = loneGroup.exec(text)
  if (lone) {
    const [, before = '', after = ''] = lone
    if (locale === null) return 'ambiguous'
    return locale === 'ru' ? [before, after] : [before + after, '']
  }
  // `0,125` cannot begin with a thousands group.
  const zero = /^0,\d{3}$/.test(text)
  const [, whole, fraction = ''] = spaced.exec(text) ?? (zero ? null : commas.exec(text)) ?? simple.exec(text) ?? []
  return whole === undefined ? null : [whole.replace(/[ ,]/g, ''), fraction]
}

/** Moves the decimal point to the right by this many places. */
const shiftDecimals = ([whole, fraction]: Parts, places: number): Parts => [
  (whole + fraction.slice(0, places).padEnd(places, '0')).replace(/^0+(?=\d)/, ''),
  fraction.slice(places),
]

function plainOf(sign: string, whole: string, fraction: string): string {
  const ending = fraction.replace(/0+$/, '')
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${ending && '.'}${ending}`
  return plain === '0' ? plain : sign + plain
}

/**
 * Formats a plain number for a field in the page's language: `48,5` in Russian. Without thousands separators, because it is
 * there to be edited. Anything else is returned unchanged: invalid input stays as it was typed.
 */
export const formatFieldNumber = (locale: Locale, plain: string): string =>
  locale === 'ru' && /^-?\d{1,12}\.\d{1,8}$/.test(plain) ? plain.replace('.', ',') : plain

/** Formats a plain number in the page's language, so that `readNumber` reads it back; returns anything else unchanged. */
export const formatPlainNumber = (locale: Locale, plain: string): string =>
  /^-?\d{1,12}(\.\d{1,8})?$/.test(plain) ? formatNumber(locale, Number(plain), 8) : plain
