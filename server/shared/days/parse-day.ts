import { formatShortDay } from '../texts/format.ts'
import type { Locale } from '../texts/i18n.ts'
import { isCityDay, startOfCityDay, type CityDay } from './city-day.ts'

/** Full and short names of months, and the genitive of Russian dates. */
const monthNames: readonly (readonly string[])[] = [
  ['январь', 'января', 'янв', 'january', 'jan'],
  ['февраль', 'февраля', 'февр', 'фев', 'february', 'feb'],
  ['март', 'марта', 'мар', 'march', 'mar'],
  ['апрель', 'апреля', 'апр', 'april', 'apr'],
  ['май', 'мая', 'may'],
  ['июнь', 'июня', 'июн', 'june', 'jun'],
  ['июль', 'июля', 'июл', 'july', 'jul'],
  ['август', 'августа', 'авг', 'august', 'aug'],
  ['сентябрь', 'сентября', 'сент', 'сен', 'september', 'sept', 'sep'],
  ['октябрь', 'октября', 'окт', 'october', 'oct'],
  ['ноябрь', 'ноября', 'нояб', 'ноя', 'november', 'nov'],
  ['декабрь', 'декабря', 'дек', 'december', 'dec'],
]
const monthOf = new Map(monthNames.flatMap((names, index) => names.map(name => [name, index + 1] as const)))

const figures = [
  /^(?<year>\d{4}) ?(?<sign>[-/.]) ?(?<month>\d{1,2}) ?\k<sign> ?(?<day>\d{1,2})$/,
  /^(?<year>\d{4}) ?年 ?(?<month>\d{1,2}) ?月 ?(?<day>\d{1,2}) ?[日号]?$/,
  /^(?<day>\d{1,2}) ?\. ?(?<month>\d{1,2}) ?\. ?(?<year>\d{4})$/,
]
const slashes = /^(\d{1,2}) ?([-/]) ?(\d{1,2}) ?\2 ?(\d{4})$/
const dayMonthWord = /^(\d{1,2})(?:st|nd|rd|th)?[ -]?(\p{L}+)\.?,?[ -]?(\d{4})$/u
const monthWordDay = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u
const eightDigits = /^\d{8}$/
/** Longest text that may be a day; the rest of it is ignored. */
const maxLength = 60

/**
 * Reads a day as people who write Russian, English or Chinese type it, in the browser as on the server; null when it is no
 * day, when it does not exist in the calendar or when it is ambiguous.
 *
 * The year has four digits, from 1900 to 2199. It is first, as in `2031-03-15` and `2031年3月15日`, or last. With points the
 * day is first (`15.03.2031`). With slashes or hyphens either order is read if only one gives a day (`15/03/2031`,
 * `03/15/2031`). `01/02/2031` is the first of February in Russian; in other languages it is refused, because some read it as
 * the second of January. Eight digits are read in whichever order gives a day, because a phone's number pad has no
 * punctuation (`15032031`, `20310315`).
 */
export function readDay(input: string, locale: Locale | null): CityDay | null {
  const text = input
    .slice(0, maxLength)
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/(?<=\d) ?(?:года|г\.?)$/u, '')
  return fromFigures(text) ?? fromSlashes(text, locale) ?? fromWords(text) ?? fromDigits(text)
}

const dayOf = (year: string, month: string | number, day: string): CityDay | null => {
  const text = [year, String(month).padStart(2, '0'), day.padStart(2, '0')].join('-')
  return /^(?:19|20|21)\d{2}-/.test(text) && isCityDay(text) ? text : null
}

function fromFigures(text: string): CityDay | null {
  const { year, month, day } = figures.map(pattern => pattern.exec(text)?.groups).find(Boolean) ?? {}
  return year && month && day ? dayOf(year, month, day) : null
}

/** Checks whether a text may be two days: the first of February to some, the second of January to others. */
export function isAmbiguousDay(input: string): boolean {
  const [, first, , second, year] = slashes.exec(input.slice(0, maxLength).normalize('NFKC').trim()) ?? []
  return (
    first !== second && Boolean(year && first && second && dayOf(year, second, first) && dayOf(year, first, second))
  )
}

function fromSlashes(text: string, locale: Locale | null): CityDay | null {
  const [, first, , second, year] = slashes.exec(text) ?? []
  if (!first || !second || !year) return null
  const dayFirst = dayOf(year, second, first)
  const monthFirst = dayOf(year, first, second)
  if (dayFirst && monthFirst && dayFirst !== monthFirst) return locale === 'ru' ? dayFirst : null
  return dayFirst ?? monthFirst
}

function fromWords(text: string): CityDay | null {
  const [, day, word, year] = dayMonthWord.exec(text) ?? []
  const found = day && word && year ? { day, word, year } : monthThenDay(text)
  const month = found && monthOf.get(found.word)
  return month ? dayOf(found.year, month, found.day) : null
}

function monthThenDay(text: string): { day: string; word: string; year: string } | null {
  const [, word, day, year] = monthWordDay.exec(text) ?? []
  return word && day && year ? { day, word, year } : null
}

function fromDigits(text: string): CityDay | null {
  if (!eightDigits.test(text)) return null
  return (
    dayOf(text.slice(0, 4), text.slice(4, 6), text.slice(6)) ?? dayOf(text.slice(4), text.slice(2, 4), text.slice(0, 2))
  )
}

/** A day followed by a time such as `08:30`, separated by a space, a comma or a `T`. */
const withTime = /^(.+?)(?:[T ,]\s*)([01]?\d|2[0-3]):([0-5]\d)(?::\d{2})?$/

/** Returns a day and, if one was typed, the time in Suifenhe as `HH:MM`; null when there is no valid day. */
export function readDayAndTime(input: string, locale: Locale | null): { day: CityDay; time: string | null } | null {
  const [, before, hour, minute] = withTime.exec(input.slice(0, maxLength).normalize('NFKC').trim()) ?? []
  const day = readDay(before ?? input, locale)
  if (!day) return null
  return { day, time: hour && minute ? `${hour.padStart(2, '0')}:${minute}` : null }
}

/**
 * Formats a stored day for a field in the page's language, so that `readDay` reads it back; returns anything else unchanged.
 */
export const formatFieldDay = (locale: Locale, day: string): string =>
  isCityDay(day) ? formatShortDay(locale, startOfCityDay(day)) : day
