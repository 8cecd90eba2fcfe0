import { daysBetween, type CityDay } from '../days/city-day.ts'
import { formatInCurrency } from '../texts/format.ts'
import type { Locale, Reader } from '../texts/i18n.ts'

/** In what a visitor may see an amount besides yuan, by ISO 4217. */
export const otherCurrencies = ['RUB', 'USD'] as const
export type OtherCurrency = (typeof otherCurrencies)[number]
export const currencies = ['CNY', ...otherCurrencies] as const

/** What ten thousand yuan cost on a day, in whole roubles and dollars; null where nobody has set it. */
export type Rates = Record<OtherCurrency, number | null> & {
  day: CityDay
  /** For a demonstration; nobody has looked them up. */
  invented: boolean
}
/** The one of the rates that a visitor has chosen; `old`: of more than `freshDays` ago. */
export type Rate = Pick<Rates, 'day' | 'invented'> & {
  currency: OtherCurrency
  perTenThousandYuan: number
  old: boolean
}

/** Who reads, and with which rate amounts are shown besides yuan; null: in yuan alone. */
export type MoneyReader = Reader & { rate: Rate | null }

/** Days after which a rate is called old. */
export const freshDays = 30

export const isOldRate = (day: CityDay, today: CityDay): boolean => daysBetween(day, today) > freshDays

const scale = 10_000n
/** More figures than these would promise what an approximation cannot keep. */
const shownFigures = 3

/**
 * Fen in hundredths of another currency, half away from zero: to three figures, and never finer than one hundredth. The
 * only place that converts; what it gives is for showing, never for adding up.
 */
export function approximateHundredths(fen: number, perTenThousandYuan: number): number {
  const exact = BigInt(Math.abs(fen)) * BigInt(perTenThousandYuan)
  const tooMany = String(exact / scale).length - shownFigures
  const step = scale * 10n ** BigInt(Math.max(0, tooMany))
  const rounded = ((exact + step / 2n) / step) * (step / scale)
  return Math.sign(fen) * Number(rounded)
}

/** Beside an amount in yuan: `≈ 12 300 ₽`; empty where it is shown in yuan alone, and for nothing at all. */
export function beside({ locale, rate }: Pick<MoneyReader, 'locale' | 'rate'>, fen: number): string {
  if (!rate || fen === 0) return ''
  const amount = approximateHundredths(fen, rate.perTenThousandYuan)
  return `≈\u00a0${formatInCurrency(locale, rate.currency, amount)}`
}

/** One yuan at a rate: `11,2 ₽`, with all that has been set. */
export const oneYuan = (locale: Locale, { currency, perTenThousandYuan }: Rate): string =>
  formatInCurrency(locale, currency, perTenThousandYuan / 100, 4)
