import { addDays, cityDayOf, startOfCityDay, weekdayOf, type CityDay } from '../days/city-day.ts'
import { clockTime, dayName } from '../days/city-time.ts'
import type { WorkingCalendar } from '../days/working-days.ts'
import { locales, type Locale, type Reader } from '../texts/i18n.ts'

/** Opening hours of the seven days, Monday first, each as `08:30–11:30, 13:30–17:00`; empty means closed. */
export type WeekHours = readonly string[]

const maxSpans = 3

/**
 * Converts typed hours, with any dashes and commas, to the stored form; null when they are invalid. Empty stays empty:
 * closed.
 */
export function readHours(input: string): string | null {
  const parts = input
    .split(/[,，、;；]/)
    .map(part => part.trim())
    .filter(Boolean)
  const spans = parts.map(part => /^(\d{1,2})[:：.](\d\d)\s*[-–—~～至]\s*(\d{1,2})[:：.](\d\d)$/.exec(part))
  const times = spans.flatMap(span =>
    span ? [minutesAt(span[1], span[2]), minutesAt(span[3], span[4])] : [Number.NaN],
  )
  const inOrder = times.every((time, index) => time >= 0 && time < 24 * 60 && time > (times[index - 1] ?? -1))
  if (!inOrder || parts.length > maxSpans) return null
  return times
    .map(formatClock)
    .flatMap((from, index) => (index % 2 === 0 ? [`${from}–${formatClock(times[index + 1] ?? 0)}`] : []))
    .join(', ')
}

const minutesAt = (hours = '', minutes = ''): number =>
  Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : Number.NaN

const formatClock = (time: number): string =>
  `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`

/** Built once: a format costs far more to create than to use, and the hours are at the foot of every page. */
const weekdays = Object.fromEntries(
  locales.map(locale => {
    const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
    // 1 January 2024 was a Monday.
    return [locale, Array.from({ length: 7 }, (_, index) => format.format(new Date(Date.UTC(2024, 0, 1 + index))))]
  }),
) as unknown as Record<Locale, readonly string[]>

/** Formats hours, with days of equal hours grouped: `пн–пт 08:30–17:00`. Days on which the office is closed are left out. */
export function hoursInWords({ t, locale }: Reader, hours: WeekHours): string[] {
  const groups: { from: number; to: number; times: string }[] = []
  for (const [index, times] of hours.entries()) {
    const last = groups.at(-1)
    if (last?.times === times) last.to = index
    else groups.push({ from: index, to: index, times })
  }
  return groups
    .filter(({ times }) => times)
    .map(({ from, to, times }) => {
      const names = { from: weekdays[locale][from] ?? '', to: weekdays[locale][to] ?? '' }
      const days = from === to ? names.from : t('office.hours.days', names)
      return t('office.hours.line', { days, times: times.replaceAll(', ', t('list.comma')) })
    })
}

/** Whether the office is open at an instant, and until when, or when it opens next, as far as that is known. */
export type Openness = { open: true; until: Date } | { open: false; opens: Date | null }

/** Number of days in which the next opening is searched: longer than any holidays. */
const daysAhead = 14

/**
 * Returns null where it cannot be known: there are no hours, or the holidays of the year are not in the calendar yet. A
 * weekend that is worked in place of a holiday has the hours of a Monday.
 */
export function opennessAt(hours: WeekHours, calendar: WorkingCalendar, now: Date): Openness | null {
  const today = cityDayOf(now)
  if (!hours.some(Boolean) || !areHolidaysKnown(today, calendar)) return null
  const spans = spansOn(today, hours, calendar)
  const current = spans.find(({ from, to }) => from <= now && now < to)
  if (current) return { open: true, until: current.to }
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const day = addDays(today, ahead)
    if (!areHolidaysKnown(day, calendar)) break
    const next = spansOn(day, hours, calendar).find(({ from }) => from > now)
    if (next) return { open: false, opens: next.from }
  }
  return { open: false, opens: null }
}

/** Checks whether the holidays of a year are known. Every year has some; if there are none, they have not been entered. */
const areHolidaysKnown = (day: CityDay, { daysOff }: WorkingCalendar): boolean =>
  daysOff.some(off => off.startsWith(day.slice(0, 4)))

function spansOn(day: CityDay, hours: WeekHours, { daysOff, makeUpDays }: WorkingCalendar) {
  if (daysOff.includes(day)) return []
  const times = (makeUpDays.includes(day) ? hours[0] : hours[weekdayOf(day) - 1]) ?? ''
  return times
    .split(', ')
    .filter(Boolean)
    .map(span => {
      const [from = '', to = ''] = span.split('–')
      return { from: instantOf(day, from), to: instantOf(day, to) }
    })
}

function instantOf(day: CityDay, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(startOfCityDay(day).getTime() + (hours * 60 + minutes) * 60_000)
}

/** Returns `Сейчас открыто, до 17:00`, in Suifenhe time. */
export function opennessInWords({ t, locale }: Reader, openness: Openness, now: Date): string {
  if (openness.open) return t('office.open', { time: clockTime(locale, openness.until) })
  const { opens } = openness
  if (!opens) return t('office.closed')
  const time = clockTime(locale, opens)
  return cityDayOf(opens) === cityDayOf(now)
    ? t('office.closed.today', { time })
    : t('office.closed.until', { day: dayName(locale, opens), time })
}
