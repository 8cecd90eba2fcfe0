import { daysBetween, type CityDay } from '../days/city-day.ts'
import { formatInCurrency } from '../texts/format.ts'
import type { Locale, Reader } from '../texts/i18n.ts'

/** Currencies in which a visitor may see amounts besides yuan (ISO 4217). */
export const otherCurrencies = ['RUB', 'USD'] as const
export type OtherCurrency = (typeof otherCurrencies)[number]
export const currencies = ['CNY', ...otherCurrencies] as const

/** Price of ten thousand yuan on a day, in whole roubles and dollars; null where nobody has set it. */
export type Rates = Record<OtherCurrency, number | null> & {
  day: CityDay
  /** Made up for a demonstration. */
  invented: boolean
}
/** The rate that a visitor has chosen; `old`: it was set more than `freshDays` ago. */
export type Rate = Pick<Rates, 'day' | 'invented'> & {
  currency: OtherCurrency
  perTenThousandYuan: number
  old: boolean
}

/** A reader and the rate for amounts besides yuan; null: only yuan. */
export type MoneyReader = Reader & { rate: Rate | null }

/** Days after which a rate counts as old. */
export const freshDays = 30

export const isOldRate = (day: CityDay, today: CityDay): boolean => daysBetween(day, today) > freshDays

const scale = 10_000n
/** Significant digits of an approximate amount; more would suggest a precision that it does not have. */
const significantDigits = 3

/**
 * Converts fen to hundredths of another currency, rounded half away from zero to three significant digits, and never finer
 * than one hundredth. This is the only place that converts; the result is for display, never for adding up.
 */
export function approximateHundredths(fen: number, perTenThousandYuan: number): number {
  const exact = BigInt(Math.abs(fen)) * BigInt(perTenThousandYuan)
  const tooMany = String(exact / scale).length - significantDigits
  const step = scale * 10n ** BigInt(Math.max(0, tooMany))
  const rounded = ((exact + step / 2n) / step) * (step / scale)
  return Math.sign(fen) * Number(rounded)
}

/** Returns the text beside an amount in yuan: `≈ 12 300 ₽`; empty where only yuan are shown, and for zero. */
export function formatApproximate({ locale, rate }: Pick<MoneyReader, 'locale' | 'rate'>, fen: number): string {
  if (!rate || fen === 0) return ''
  const amount = approximateHundredths(fen, rate.perTenThousandYuan)
  return `≈\u00a0${formatInCurrency(locale, rate.currency, amount)}`
}

/** Returns the price of one yuan at a rate, with all its digits: `11,2 ₽`. */
export const formatOneYuan = (locale: Locale, { currency, perTenThousandYuan }: Rate): string =>
  formatInCurrency(locale, currency, perTenThousandYuan / 100, 4)
