import { cityTimeZone } from '../texts/format.ts'
import type { Locale, Reader } from '../texts/i18n.ts'

/** Most visitors come from the Russian coast, two hours ahead of Suifenhe all year round. */
const visitorsTimeZone = 'Asia/Vladivostok'
const tags: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB', zh: 'zh-CN' }

type Style = 'clock' | 'day' | 'short' | 'weekday'
const options: Record<Style, Intl.DateTimeFormatOptions> = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  weekday: { weekday: 'long' },
}
const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: Locale, style: Style, timeZone = cityTimeZone): Intl.DateTimeFormat {
  const key = `${locale} ${style} ${timeZone}`
  const cachedFormat = formats.get(key) ?? new Intl.DateTimeFormat(tags[locale], { ...options[style], timeZone })
  formats.set(key, cachedFormat)
  return cachedFormat
}

const stamp = new Intl.DateTimeFormat('sv-SE', { timeZone: cityTimeZone, dateStyle: 'short', timeStyle: 'medium' })

/**
 * Returns `2026-11-25 14:00:05` in Suifenhe time, for columns of a file whose head says so. It sorts as text, in any
 * language.
 */
export const cityStamp = (instant: Date): string => stamp.format(instant)

type Span = { startsAt: Date; endsAt: Date }

/** Returns the time of day in Suifenhe: `14:00`. */
export const clockTime = (locale: Locale, instant: Date): string => format(locale, 'clock').format(instant)

/** Returns weekday and date: `вторник, 1 декабря`. */
export const dayName = (locale: Locale, instant: Date): string => format(locale, 'day').format(instant)

/** Returns short weekday and date, for columns: `вт, 1 дек.` */
export const shortDayName = (locale: Locale, instant: Date): string => format(locale, 'short').format(instant)

/** Returns `14:00–14:30` in Suifenhe time. An end at midnight is written 24:00, the end of the same day. */
export function timeSpan(locale: Locale, { startsAt, endsAt }: Span): string {
  const end = clockTime(locale, endsAt)
  return `${clockTime(locale, startsAt)}–${end === '00:00' ? '24:00' : end}`
}

function toVladivostokTime(locale: Locale, startsAt: Date): { time: string; day: string | null } {
  const time = format(locale, 'clock', visitorsTimeZone).format(startsAt)
  const day = format(locale, 'day', visitorsTimeZone).format(startsAt)
  return { time, day: day === dayName(locale, startsAt) ? null : day }
}

/** Returns `во Владивостоке 16:00`, with the day if it is another one there. */
export function inVladivostok({ t, locale }: Reader, startsAt: Date): string {
  const { time, day } = toVladivostokTime(locale, startsAt)
  return day ? t('viewing.vladivostok.day', { time, day }) : t('viewing.vladivostok', { time })
}

/** Returns `16:00` in Vladivostok, where a label beside it names the place; with the day if it is another one there. */
export function vladivostokTime({ t, locale }: Reader, startsAt: Date): string {
  const { time, day } = toVladivostokTime(locale, startsAt)
  return day ? [day, time].join(t('list.apposition')) : time
}

/** Returns `вторник, 1 декабря, 14:00–14:30`, where the surrounding words name Suifenhe time. */
export const dayAndTime = ({ t, locale }: Reader, span: Span): string =>
  t('viewing.day-and-time', { day: dayName(locale, span.startsAt), time: timeSpan(locale, span) })

/** Returns `вторник, 1 декабря, 14:00–14:30 (Суйфэньхэ, UTC+8)`. */
export const whenInWords = ({ t, locale }: Reader, span: Span): string =>
  t('viewing.when', { day: dayName(locale, span.startsAt), time: timeSpan(locale, span) })

/** Returns the weekday: `понедельник`. */
export const weekdayName = (locale: Locale, day: Date): string => format(locale, 'weekday').format(day)
