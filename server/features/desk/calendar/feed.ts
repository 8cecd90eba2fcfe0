import { localisePath } from '#server/paths.ts'
import { calendarFile, type CalendarEntry } from '#outside/mail/calendar.ts'
import { maxInFeed, type CalendarDate, type DateSource, type DayRange } from '#shared/calendar-dates.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { Colleague } from '#shared/work.ts'
import { listDates } from './dates.ts'

/** Days before and after today in a subscribed calendar. */
const daysBefore = 30
const daysAfter = 180

type Subject = { now: Date; today: CityDay; calendar: WorkingCalendar; publicUrl: string; office: string }

/**
 * Returns what the calendar page shows a colleague, from thirty days ago to half a year ahead, and the office's holidays, as
 * an iCalendar file in the reader's language. Like the page it names nobody (ADR 124).
 */
export async function calendarFeed(
  reader: Reader,
  { sources, colleague }: { sources: readonly DateSource[]; colleague: Colleague },
  subject: Subject,
): Promise<string> {
  const { today, publicUrl } = subject
  const span = { from: addDays(today, -daysBefore), to: addDays(today, daysAfter) }
  const { dates, cut } = await listDates(sources, colleague, { ...span, most: maxInFeed })
  const entries = [
    ...holidaysOf(reader, span, subject),
    ...(cut ? [createCutNotice(reader, subject)] : []),
    ...dates.map(date => entryOf(reader, date, subject)),
  ]
  return calendarFile({ method: 'PUBLISH', name: reader.t('calendar.feed.name'), publicUrl, entries })
}

function entryOf(reader: Reader, date: CalendarDate, subject: Subject): CalendarEntry {
  const { t, locale } = reader
  const { id, day, hours, about, what, path } = date
  const time = hours ? { startsAt: hours.startsAt.toISOString(), endsAt: hours.endsAt.toISOString() } : wholeDay(day)
  return {
    ...common(reader, subject),
    ...time,
    id,
    summary: [t(what.key, what.gaps), about].filter(Boolean).join(t('list.apposition')),
    link: `${localisePath(locale, '/staff')}${path}`,
  }
}

/** Days on which the office is closed, and the working days that replace them. */
function holidaysOf(reader: Reader, { from, to }: DayRange, subject: Subject): CalendarEntry[] {
  const { t, locale } = reader
  const { daysOff, makeUpDays } = subject.calendar
  const named = [
    ...daysOff.map(day => ({ day, summary: t('calendar.holiday') })),
    ...makeUpDays.map(day => ({ day, summary: t('calendar.make-up') })),
  ]
  return named
    .filter(({ day }) => from <= day && day <= to)
    .map(({ day, summary }) => ({
      ...common(reader, subject),
      ...wholeDay(day),
      id: `office-${day}`,
      summary,
      link: `${localisePath(locale, '/staff/calendar')}?day=${day}`,
    }))
}

const createCutNotice = (reader: Reader, subject: Subject): CalendarEntry => ({
  ...common(reader, subject),
  ...wholeDay(subject.today),
  id: 'office-cut',
  summary: reader.t('calendar.feed.cut'),
  link: localisePath(reader.locale, '/staff/calendar'),
})

const wholeDay = (day: CityDay) => ({ startsAt: day, endsAt: addDays(day, 1), wholeDays: true })

/** Nothing is stored of an entry, so each download contains its newest version (RFC 5545, 3.8.7.2). */
const common = ({ t }: Reader, { now, office }: Subject) => ({
  sequence: 0,
  changedAt: now.toISOString(),
  location: '',
  description: '',
  cancelled: false,
  organiser: { name: t('site.name'), email: office },
})
