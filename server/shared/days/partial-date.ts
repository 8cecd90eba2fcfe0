import { cityTimeZone, formatDay } from '../texts/format.ts'
import type { Locale } from '../texts/i18n.ts'
import { startOfCityDay, type CityDay } from './city-day.ts'

const tags: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB', zh: 'zh-CN' }
const months = new Map(
  Object.entries(tags).map(([locale, tag]) => [
    locale,
    new Intl.DateTimeFormat(tag, { timeZone: cityTimeZone, month: 'long', year: 'numeric' }),
  ]),
)

/** Formats a day, a month or a year, as far as it is known: `2021`, `2021-06`, `2021-06-15`. */
export function formatPartialDate(locale: Locale, date: string): string {
  const [year = date, month, day] = date.split('-')
  if (month && day) return formatCityDay(locale, date)
  if (month) return months.get(locale)?.format(startOfCityDay(`${year}-${month}-01`)) ?? date
  return locale === 'zh' ? `${year}年` : year
}

export const formatCityDay = (locale: Locale, day: CityDay): string => formatDay(locale, startOfCityDay(day))
