import { formatMoney, formatNumber } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { Place } from '../scenario.ts'

const tags: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB', zh: 'zh-CN' }

/** Names places within a sentence: "in Russia and in the zone". */
export function wherePhrase({ t, locale }: Reader, places: readonly Place[]): string {
  const phrases = places.map(place => t(`calculator.in.${place}`))
  return new Intl.ListFormat(tags[locale], { type: 'conjunction' }).format(phrases)
}

export const percent = (locale: Locale, bp: number): string =>
  `${formatNumber(locale, bp / 100)}${locale === 'ru' ? '\u00a0' : ''}%`

/** Formats money within a sentence, always with fen, because differences of fen matter here. */
export const yuan = (locale: Locale, fen: number | bigint): string => formatMoney(locale, fen)
