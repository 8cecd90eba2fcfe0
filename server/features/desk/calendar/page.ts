import { localisePath, pathTo } from '#server/paths.ts'
import { dateKinds, type CalendarDate, type DateKind } from '#shared/calendar-dates.ts'
import { addDays, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { dayName, shortDayName, timeSpan } from '#shared/days/city-time.ts'
import { isWeekend, type WorkingCalendar } from '#shared/days/working-days.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { CalendarQuery } from './input.ts'

type Row = { href: string; time: string | null; about: string; what: string; kind: DateKind }
type Link = { label: string; href: string; current: boolean }
type Day = {
  day: string
  name: string
  href: string
  today: boolean
  /** Says that the office is closed, or open at a weekend; null on other days. */
  note: string | null
  rows: Row[]
}
type CalendarPage = {
  title: string
  breadcrumb: Breadcrumb
  span: string
  found: string
  /** Whether entries of these days are left out. */
  cut: boolean
  links: { previous: string; current: string; next: string }
  views: Link[]
  subscription: string
  /** Empty where there is nothing to choose between. */
  kinds: Link[]
  single: boolean
  days: Day[]
}
export const renderCalendar = view<CalendarPage>('desk/calendar')

type Found = {
  query: CalendarQuery
  days: readonly CityDay[]
  found: readonly CalendarDate[]
  cut: boolean
  calendar: WorkingCalendar
  today: CityDay
}

export function calendarPage(reader: Reader, all: Found): CalendarPage {
  const { t, locale } = reader
  const { query, days, found, cut, calendar, today } = all
  const shown = found.filter(({ kind }) => !query.kind || kind === query.kind)
  const single = query.view === 'day'
  const day = (one: CityDay) => formatDay(locale, startOfCityDay(one))
  const first = days[0] ?? query.day
  const last = days.at(-1) ?? query.day
  return {
    title: t('calendar.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('calendar.title') }],
    span: single ? day(first) : t('viewings.week', { from: day(first), to: day(last) }),
    found: t('calendar.found', { count: shown.length }),
    cut,
    ...linksOf(reader, all),
    subscription: pathTo(locale, '/staff/calendar/feed'),
    single,
    days: days.map(one => ({
      day: one,
      name: (single ? dayName : shortDayName)(locale, startOfCityDay(one)),
      href: hrefOf(reader, { ...query, day: one, view: 'day' }),
      today: one === today,
      note: noteOf(reader, one, calendar),
      rows: shown.filter(date => date.day === one).map(date => rowOf(reader, date)),
    })),
  }
}

function rowOf({ t, locale }: Reader, { kind, hours, about, what, path }: CalendarDate): Row {
  return {
    href: `${localisePath(locale, '/staff')}${path}`,
    time: hours && timeSpan(locale, hours),
    about,
    what: t(what.key, what.gaps),
    kind,
  }
}

function noteOf({ t }: Reader, day: CityDay, { daysOff, makeUpDays }: WorkingCalendar): string | null {
  if (makeUpDays.includes(day)) return t('calendar.make-up')
  if (daysOff.includes(day)) return t('calendar.holiday')
  return isWeekend(day) ? t('calendar.weekend') : null
}

function hrefOf({ locale }: Reader, { day, view: requestedView, kind }: CalendarQuery): string {
  const query = new URLSearchParams({ day, view: requestedView, ...(kind ? { kind } : {}) })
  return `${pathTo(locale, '/staff/calendar')}?${query.toString()}`
}

function linksOf(reader: Reader, { query, today, found }: Found): Pick<CalendarPage, 'links' | 'views' | 'kinds'> {
  const { t } = reader
  const { day, view: chosen, kind: only } = query
  const step = chosen === 'day' ? 1 : 7
  const there = dateKinds.filter(kind => kind === only || found.some(date => date.kind === kind))
  const kinds = [
    { label: t('calendar.kind.all'), href: hrefOf(reader, { ...query, kind: undefined }), current: !only },
    ...there.map(kind => ({
      label: t(`calendar.kind.${kind}`),
      href: hrefOf(reader, { ...query, kind }),
      current: kind === only,
    })),
  ]
  return {
    links: {
      previous: hrefOf(reader, { ...query, day: addDays(day, -step) }),
      current: hrefOf(reader, { ...query, day: today }),
      next: hrefOf(reader, { ...query, day: addDays(day, step) }),
    },
    views: (['day', 'week'] as const).map(one => ({
      label: t(`calendar.view.${one}`),
      href: hrefOf(reader, { ...query, view: one }),
      current: one === chosen,
    })),
    kinds: only || there.length > 1 ? kinds : [],
  }
}
