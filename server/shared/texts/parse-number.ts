import { formatNumber } from './format.ts'
import type { Locale } from './i18n.ts'

/** What a field counts in: only its own unit may stand beside the number, for nobody converts dollars here. */
export type Unit = 'yuan' | 'square-metres' | 'metres' | 'kilowatts' | 'percent' | 'hours' | 'people' | 'months'

export type NumberOptions = {
  /** The language of the page on which it was typed; null where nobody knows it, as in a file or in stored answers. */
  locale: Locale | null
  /** How many decimals the field takes. */
  decimals: number
  unit?: Unit
  /** Coordinates may lie below zero; nothing else does. */
  signed?: boolean
}

/** `plain` is the number as `Number()` reads it: `48.5`. */
export type TypedNumber =
  | { ok: true; value: number; plain: string }
  | { ok: false; reason: 'empty' | 'not-a-number' | 'below-zero' | 'ambiguous' | 'too-many-decimals' }

/** As they are after NFKC: `м²` has become `м2`, `㎡` has become `m2`. */
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

/** How many noughts the word for thousands and more adds. Money alone has them: `20 k` in a field for kW is no 20,000 kW. */
const scaleWords: readonly [word: RegExp, noughts: number][] = [
  [/(?<=\d) ?(?:тыс\.?|тысяч[аи]?|k|thousand|千)$/iu, 3],
  [/(?<=\d) ?万$/u, 4],
  [/(?<=\d) ?(?:млн\.?|миллион(?:а|ов)?|million|mln|百万)$/iu, 6],
  [/(?<=\d) ?亿$/u, 8],
]
/** Three figures after a mark, before a word for thousands: decimals to some, thousands to others. */
const doubtfulGroup = /^\d{1,3}[.,]\d{3}$/

/** A comma that may part thousands or decimals: `20,000`. */
const loneGroup = /^([1-9]\d{0,2}),(\d{3})$/
/** Thousands parted by spaces, and a comma or a point before the decimals: `250 000,50`. */
const spaced = /^(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/
/** Thousands parted by commas, beyond doubt: two commas, or a point after one: `1,250,000`, `1,250.50`. */
const commas = /^(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/
const simple = /^(\d+)(?:[.,](\d+))?$/
const mostDigits = 12
/** Nothing longer is a number: the rest of it is not looked at. */
const longest = 100

/**
 * Reads a number as people who write Russian, English or Chinese type it, in the browser as on the server. Full-width
 * figures and every kind of space count as their plain form, and the field's own unit may stand beside it.
 *
 * A point is always before decimals. A comma is before decimals too, unless it parts thousands. A lone comma before exactly
 * three digits (`20,000`) parts thousands in English and Chinese, as this site prints them; in Russian it is before
 * decimals. Where the language is not known, or where the field has no three decimals, nobody can say which is meant:
 * then it is `ambiguous`, never a guess. Money may be in thousands and more (`12 тыс.`, `1,5 млн`, `20k`, `25万`).
 */
export function readNumber(typed: string, { locale, decimals, unit, signed = false }: NumberOptions): TypedNumber {
  const text = withoutUnit(typed.slice(0, longest), unit)
  if (text === '') return { ok: false, reason: 'empty' }
  const sign = /^[-−]/.test(text) ? '-' : ''
  const number = sign ? text.slice(1) : text
  const parts = unit === 'yuan' ? moneyParts(number, locale) : partsOf(number, locale)
  if (parts === null) return { ok: false, reason: 'not-a-number' }
  if (sign && !signed) return { ok: false, reason: 'below-zero' }
  return parts === 'ambiguous' ? { ok: false, reason: 'ambiguous' } : numberOf(parts, { number, sign, decimals })
}

type Written = { number: string; sign: string; decimals: number }

function numberOf([whole, fraction]: Parts, { number, sign, decimals }: Written): TypedNumber {
  if (whole.length > mostDigits) return { ok: false, reason: 'not-a-number' }
  if (fraction.length > decimals)
    return { ok: false, reason: loneGroup.test(number) ? 'ambiguous' : 'too-many-decimals' }
  const plain = plainOf(sign, whole, fraction)
  return { ok: true, value: Number(plain), plain }
}

const withoutUnit = (typed: string, unit: Unit | undefined): string => {
  const text = typed.normalize('NFKC').replace(/\s+/g, ' ').trim()
  return unit ? text.replace(unitWords[unit], '').trim() : text
}

/** The parts of an amount in full, also of one in thousands or more. */
function moneyParts(text: string, locale: Locale | null): ReturnType<typeof partsOf> {
  const [word, noughts = 0] = scaleWords.find(([one]) => one.test(text)) ?? []
  if (!word) return partsOf(text, locale)
  const number = text.replace(word, '')
  const parts = doubtfulGroup.test(number) ? 'ambiguous' : partsOf(number, locale)
  return parts === null || parts === 'ambiguous' ? parts : shifted(parts, noughts)
}

type Parts = [whole: string, fraction: string]

function partsOf(text: string, locale: Locale | null): Parts | 'ambiguous' | null {
  const lone = loneGroup.exec(text)
  if (lone) {
    const [, before = '', after = ''] = lone
    if (locale === null) return 'ambiguous'
    return locale === 'ru' ? [before, after] : [before + after, '']
  }
  // `0,125` starts no thousand.
  const zero = /^0,\d{3}$/.test(text)
  const [, whole, fraction = ''] = spaced.exec(text) ?? (zero ? null : commas.exec(text)) ?? simple.exec(text) ?? []
  return whole === undefined ? null : [whole.replace(/[ ,]/g, ''), fraction]
}

/** The same number with its mark so many places further to the right. */
const shifted = ([whole, fraction]: Parts, places: number): Parts => [
  (whole + fraction.slice(0, places).padEnd(places, '0')).replace(/^0+(?=\d)/, ''),
  fraction.slice(places),
]

function plainOf(sign: string, whole: string, fraction: string): string {
  const ending = fraction.replace(/0+$/, '')
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${ending && '.'}${ending}`
  return plain === '0' ? plain : sign + plain
}

/**
 * A plain number as it stands in a field of a page of this language: `48,5` in Russian. Without marks between thousands, for
 * it is there to be changed. Anything else as it is: what is wrong stays as it was typed.
 */
export const fieldNumber = (locale: Locale, plain: string): string =>
  locale === 'ru' && /^-?\d{1,12}\.\d{1,8}$/.test(plain) ? plain.replace('.', ',') : plain

/** A plain number as the page's language writes it, so that `readNumber` reads it back; anything else as it is. */
export const shownNumber = (locale: Locale, plain: string): string =>
  /^-?\d{1,12}(\.\d{1,8})?$/.test(plain) ? formatNumber(locale, Number(plain), 8) : plain
