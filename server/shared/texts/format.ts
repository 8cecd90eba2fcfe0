import type { Locale } from './i18n.ts'

/** Time zone of Suifenhe: days are shown, and counted, in Asia/Shanghai. */
export const cityTimeZone = 'Asia/Shanghai'

const tags: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB', zh: 'zh-CN' }
/** Formats are created once for each language and set of options: creating one costs a thousand times what using it does. */
const numberFormats = new Map<Locale, Map<string, Intl.NumberFormat>>()
const dateFormats = new Map<Locale, Map<string, Intl.DateTimeFormat>>()

/** Returns a format with at least `least` and at most `most` decimals. */
function numberFormat(locale: Locale, least: number, most: number): Intl.NumberFormat {
  return cachedFormat(numberFormats, locale, `${least}-${most}`, () => {
    return new Intl.NumberFormat(tags[locale], { minimumFractionDigits: least, maximumFractionDigits: most })
  })
}

type DateStyle = 'short' | 'medium' | 'long'

function dateFormat(locale: Locale, dateStyle: DateStyle, timeStyle?: 'short'): Intl.DateTimeFormat {
  return cachedFormat(dateFormats, locale, `${dateStyle}-${timeStyle ?? ''}`, () => {
    const time = timeStyle ? { timeStyle } : {}
    return new Intl.DateTimeFormat(tags[locale], { timeZone: cityTimeZone, dateStyle, ...time })
  })
}

function cachedFormat<Format>(
  formats: Map<Locale, Map<string, Format>>,
  locale: Locale,
  key: string,
  make: () => Format,
): Format {
  const ofLocale = formats.get(locale) ?? new Map<string, Format>()
  formats.set(locale, ofLocale)
  const cached = ofLocale.get(key)
  if (cached) return cached
  const created = make()
  ofLocale.set(key, created)
  return created
}

/** Formats a count or a measure with at most `digits` decimals: `1 240`, `64,5`. */
export const formatNumber = (locale: Locale, value: number | bigint, digits = 2): string =>
  isShortCount(value) ? String(value) : numberFormat(locale, 0, digits).format(value)

/** Most counts on a page are whole and below a thousand: these need no format in any of the languages. */
const isShortCount = (value: number | bigint): boolean => Number.isInteger(value) && value >= 0 && value < 1000

/** Formats fen as yuan: `¥1 240`, with fen only where there are some. */
export function formatMoney(locale: Locale, fen: number | bigint): string {
  const whole = typeof fen === 'bigint' ? fen % 100n === 0n : fen % 100 === 0
  const amount = numberFormat(locale, whole ? 0 : 2, 2).format(toYuan(absolute(fen)))
  return `${fen < 0 ? '−' : ''}¥${amount}`
}

const absolute = (fen: number | bigint): number | bigint =>
  typeof fen === 'number' ? Math.abs(fen) : fen < 0n ? -fen : fen

/** Formats fen for a column of figures, always with two decimals and without the currency sign: `1 240,00`. */
export const formatAmount = (locale: Locale, fen: number | bigint): string =>
  numberFormat(locale, 2, 2).format(toYuan(fen))

/** A sum too large for an exact `number` is a `bigint`, and is written as a decimal string. */
const toYuan = (fen: number | bigint): number | `${number}` => (typeof fen === 'bigint' ? exactYuan(fen) : fen / 100)

/** Returns fen as yuan for machines, exact at any size, always with two decimals: `1240.00`. */
export function exactYuan(fen: bigint): `${number}` {
  const figures = String(fen < 0n ? -fen : fen).padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${figures.slice(0, -2)}.${figures.slice(-2)}` as `${number}`
}

/** Formats fen rounded to whole yuan, for estimates: `¥1 240`. */
export const formatRoundMoney = (locale: Locale, fen: number): string =>
  formatMoney(locale, Math.round(fen / 100) * 100)

/**
 * Formats hundredths of a currency (ISO 4217) with its sign: `12 300 ₽`, `$8.39`; with hundredths only where there are some.
 */
export function formatInCurrency(locale: Locale, currency: string, hundredths: number, digits = 2): string {
  const least = hundredths % 100 === 0 ? 0 : 2
  return cachedFormat(numberFormats, locale, `${currency}-${least}-${digits}`, () => {
    const written = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
    return new Intl.NumberFormat(tags[locale], {
      ...written,
      minimumFractionDigits: digits > 2 ? 0 : least,
      maximumFractionDigits: digits,
    })
  }).format(hundredths / 100)
}

/** Formats square metres: `64,5 м²`, `64.5 m²`, `64.5平方米`. */
export const formatArea = (locale: Locale, squareMetres: number): string =>
  withUnit(locale, formatNumber(locale, squareMetres), { ru: 'м²', en: 'm²', zh: '平方米' })

/** Formats metres with one decimal at most: `8,4 м`. */
export const formatMetres = (locale: Locale, metres: number): string =>
  withUnit(locale, formatNumber(locale, metres, 1), { ru: 'м', en: 'm', zh: '米' })

/** Formats kilowatts: `12,5 кВт`. */
export const formatPower = (locale: Locale, kilowatts: number): string =>
  withUnit(locale, formatNumber(locale, kilowatts), { ru: 'кВт', en: 'kW', zh: '千瓦' })

/** Formats a percentage: `12,5 %` in Russian, `12.5%` elsewhere. */
export const formatPercent = (locale: Locale, percent: number, digits = 1): string =>
  `${formatNumber(locale, percent, digits)}${locale === 'ru' ? '\u00a0' : ''}%`

/**
 * Adds a unit that stays on the line of its number; a Chinese one follows without a space. A test holds the catalogue to the
 * same.
 */
function withUnit(locale: Locale, number: string, units: Record<Locale, string>): string {
  const unit = units[locale]
  return /^\p{Script=Han}/u.test(unit) ? `${number}${unit}` : `${number}\u00a0${unit}`
}

/**
 * Formats the day in Suifenhe: `25 ноября 2026`, `25 November 2026`, `2026年11月25日`. Without the Russian abbreviation "г.",
 * whose full stop would stand twice at the end of a sentence.
 */
export const formatDay = (locale: Locale, instant: Date): string =>
  withoutYearMark(dateFormat(locale, 'long').format(instant))

const withoutYearMark = (text: string): string => text.replace(/\sг\.(?=,|\s|$)/u, '')

/** Formats a day for tables: `25.11.2026`, `25 Nov 2026`, `2026年11月25日`. */
export const formatShortDay = (locale: Locale, instant: Date): string =>
  dateFormat(locale, locale === 'ru' ? 'short' : 'medium').format(instant)

/** Formats day and time for tables. */
export const formatShortInstant = (locale: Locale, instant: Date): string =>
  dateFormat(locale, locale === 'ru' ? 'short' : 'medium', 'short').format(instant)

/** Formats day and time of day in Suifenhe. */
export const formatInstant = (locale: Locale, instant: Date): string =>
  withoutYearMark(dateFormat(locale, 'long', 'short').format(instant))

/** Formats the time of day in Suifenhe, `HH:MM`: `14:05`. */
export const formatTime = (locale: Locale, instant: Date): string =>
  cachedFormat(dateFormats, locale, 'time', () => {
    return new Intl.DateTimeFormat(tags[locale], { timeZone: cityTimeZone, hour: '2-digit', minute: '2-digit' })
  }).format(instant)

/** Formats a size in whole KB, or in MB or GB with one decimal. */
export function formatBytes(locale: Locale, bytes: number): string {
  const [kb, mb, gb] = locale === 'ru' ? ['КБ', 'МБ', 'ГБ'] : ['KB', 'MB', 'GB']
  if (bytes >= 1024 ** 3) return `${formatNumber(locale, bytes / 1024 ** 3, 1)}\u00a0${gb}`
  if (bytes < 1024 * 1024) return `${formatNumber(locale, Math.max(1, Math.round(bytes / 1024)), 0)}\u00a0${kb}`
  return `${formatNumber(locale, bytes / 1024 / 1024, 1)}\u00a0${mb}`
}

/** Returns the text with its first letter capitalised. */
export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
