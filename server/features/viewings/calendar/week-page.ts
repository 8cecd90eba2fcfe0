import { pathTo } from '#server/paths.ts'
import type { Viewing, ViewingState } from '#models/viewings/viewing.ts'
import { addDays, cityDayOf, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { clockTime, shortDayName, timeSpan, whenInWords } from '#shared/days/city-time.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import type { CalendarQuery } from './input.ts'

export type Status = { tone: string; label: string }
const tones: Record<ViewingState, string> = {
  free: 'calm',
  booked: 'good',
  attended: 'let',
  missed: 'warn',
  cancelled: 'bad',
  withdrawn: 'paused',
}
export const statusOf = ({ t }: Reader, state: ViewingState): Status => ({
  tone: tones[state],
  label: t(`viewing.state.${state}`),
})

type Row = {
  href: string
  instant: string
  time: string
  when: string
  premises: string
  guide: string
  visitor: string
  contact: { email: string; mailto: string; phone: string } | null
  status: Status
  flagged: boolean
  state: ViewingState
}
type Link = { label: string; href: string; current: boolean }

export type WeekPage = {
  title: string
  breadcrumb: Breadcrumb
  week: string
  found: string
  links: { publish: string; feed: string; previous: string; current: string; next: string }
  views: Link[]
  filter: {
    action: string
    week: string
    view: string
    premises: string
    guides: Option[]
    reset: string | null
  }
  waiting: { href: string; what: string; why: string }[]
  days: { day: string; name: string; today: boolean; rows: Row[] }[] | null
  rows: Row[] | null
  labels: Record<'premises' | 'state' | 'visitor' | 'contact' | 'guide', string>
}
export const renderWeek = view<WeekPage>('viewings/calendar/week')

type WeekInput = {
  query: CalendarQuery
  slots: Viewing[]
  waiting: Viewing[]
  guides: { id: string; name: string }[]
  now: Date
}

export function weekPage(reader: Reader, found: WeekInput): WeekPage {
  const { t, locale } = reader
  const { query, slots } = found
  const rows = slots.map(slot => rowOf(reader, slot))
  const booked = slots.filter(({ state }) => state === 'booked').length
  const last = addDays(query.week, 6)
  const label = (name: keyof WeekPage['labels']) => t(`viewings.column.${name}`)
  return {
    title: t('viewings.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('viewings.title') }],
    week: t('viewings.week', {
      from: formatDay(locale, startOfCityDay(query.week)),
      to: formatDay(locale, startOfCityDay(last)),
    }),
    found: t('viewings.found', { count: slots.length, booked }),
    ...linksOf(reader, found),
    waiting: found.waiting.map(slot => ({
      href: hrefOf(locale, slot),
      what: `${whenInWords(reader, slot)}${dot}${slot.premises}${dot}${slot.booking?.name ?? ''}`,
      why: t(slot.startsAt > found.now ? 'viewings.waiting.flagged' : 'viewings.waiting.outcome'),
    })),
    days: query.view === 'grid' ? daysOf(reader, found, rows) : null,
    rows: query.view === 'list' ? rows : null,
    labels: {
      premises: label('premises'),
      state: label('state'),
      visitor: label('visitor'),
      contact: label('contact'),
      guide: label('guide'),
    },
  }
}

const hrefOf = (locale: Locale, { _id }: Viewing): string =>
  pathTo(locale, '/staff/viewings/:id', { id: _id.toHexString() })

function rowOf(reader: Reader, slot: Viewing): Row {
  const { t, locale } = reader
  const { booking } = slot
  return {
    href: hrefOf(locale, slot),
    instant: slot.startsAt.toISOString(),
    time: clockTime(locale, slot.startsAt),
    when: [shortDayName(locale, slot.startsAt), timeSpan(locale, slot)].join(t('list.apposition')),
    premises: slot.premises,
    guide: slot.guideName,
    visitor: booking ? `${booking.name}${booking.partySize > 1 ? ` +${booking.partySize - 1}` : ''}` : '',
    contact: booking
      ? { email: booking.email, mailto: `mailto:${encodeURIComponent(booking.email)}`, phone: booking.phone }
      : null,
    status: statusOf(reader, slot.state),
    flagged: slot.flagged,
    state: slot.state,
  }
}

function daysOf({ locale }: Reader, { query, slots, now }: WeekInput, rows: Row[]): NonNullable<WeekPage['days']> {
  const days: CityDay[] = Array.from({ length: 7 }, (_, index) => addDays(query.week, index))
  return days.map(day => ({
    day,
    name: shortDayName(locale, startOfCityDay(day)),
    today: day === cityDayOf(now),
    rows: rows.filter((_row, index) => cityDayOf(slots[index]?.startsAt ?? now) === day),
  }))
}

function linksOf(
  { t, locale }: Reader,
  { query, guides, now }: WeekInput,
): Pick<WeekPage, 'links' | 'views' | 'filter'> {
  const base = pathTo(locale, '/staff/viewings')
  const { week, view: chosen, premises = '', guide = '' } = query
  const href = (changes: Partial<Record<'week' | 'view' | 'premises' | 'guide', string>>) => {
    const queryEntries = Object.entries({ week, view: chosen, premises, guide, ...changes }).filter(
      ([, value]) => value,
    )
    return `${pathTo(locale, '/staff/viewings')}?${new URLSearchParams(queryEntries).toString()}`
  }
  return {
    links: {
      publish: `${pathTo(locale, '/staff/viewings/new')}${premises ? `?premises=${premises}` : ''}`,
      feed: pathTo(locale, '/staff/calendar/feed'),
      previous: href({ week: addDays(week, -7) }),
      current: href({ week: cityDayOf(now) }),
      next: href({ week: addDays(week, 7) }),
    },
    views: (['grid', 'list'] as const).map(name => ({
      label: t(`viewings.view.${name}`),
      href: href({ view: name }),
      current: name === chosen,
    })),
    filter: {
      action: base,
      week,
      view: chosen,
      premises,
      guides: guides.map(({ id, name }) => ({ value: id, label: name, selected: id === guide })),
      reset: premises || guide ? href({ premises: '', guide: '' }) : null,
    },
  }
}
