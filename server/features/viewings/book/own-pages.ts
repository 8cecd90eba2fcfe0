import { pathTo } from '#server/paths.ts'
import { officeView, type OfficeView } from '#shared/office/office.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { inVladivostok, vladivostokTime, whenInWords } from '#shared/days/city-time.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { premisesName, type Details } from '../timetable/details.ts'
import type { Guide } from '../bookings/guide.ts'
import { placeInWords } from '../bookings/invitation.ts'
import { visitorPlaces } from '../bookings/claims.ts'
import { canChange } from '../rules.ts'
import type { FreeSlot, OwnState, OwnViewing } from '../bookings/visitor-queries.ts'
import { groupByDay, type Day } from './slot-text.ts'

type Status = { tone: 'good' | 'warn' | 'bad' | 'calm' | 'let'; label: string }
const tones: Record<OwnState, Status['tone']> = {
  booked: 'good',
  attended: 'calm',
  missed: 'warn',
  cancelled: 'bad',
  'given-up': 'let',
}
const statusOf = ({ t }: Reader, state: OwnState): Status => ({
  tone: tones[state],
  label: t(state === 'booked' ? 'viewing.state.yours' : `viewing.state.${state}`),
})

type Card = { href: string; name: string; when: string; local: string; status: Status }
export type OwnListPage = {
  title: string
  demo: boolean
  limit: string
  empty: boolean
  find: string
  coming: Card[]
  over: Card[]
}
export const renderOwnList = view<OwnListPage>('viewings/book/own')

type Known = ReadonlyMap<string, Details>

export function ownListPage(
  reader: Reader,
  found: { coming: OwnViewing[]; over: OwnViewing[] },
  detailsByCode: Known,
): OwnListPage {
  const { t, locale } = reader
  const card = (own: OwnViewing): Card => ({
    href: pathTo(locale, '/viewings/:id', { id: own.visit }),
    name: premisesName(locale, detailsByCode.get(own.premises) ?? { code: own.premises, title: {} }),
    when: whenInWords(reader, own),
    local: inVladivostok(reader, own.startsAt),
    status: statusOf(reader, own.state),
  })
  return {
    title: t('viewing.own.title'),
    demo: [...detailsByCode.values()].some(({ demo }) => demo),
    limit: t('viewing.own.limit', { count: visitorPlaces.length }),
    empty: found.coming.length + found.over.length === 0,
    find: pathTo(locale, '/premises'),
    coming: found.coming.map(card),
    over: found.over.map(card),
  }
}

type Row = { label: string; value: string; href?: string; action?: string }
export type OwnPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  status: Status
  name: string
  premises: string
  refusal: string | null
  rows: Row[]
  calendar: string | null
  change: { move: string; cancel: string; days: Day[] } | null
  again: string | null
  office: OfficeView
}
export const renderOwn = view<OwnPage>('viewings/book/one')

type Subject = { own: OwnViewing; guide: Guide; details: Details; others: FreeSlot[]; now: Date }

export function ownPage(reader: Reader, subject: Subject, refusal?: MessageKey): OwnPage {
  const { t, locale } = reader
  const { own, details, others, now } = subject
  const { code } = details
  const open = own.state === 'booked' && canChange({ state: 'booked', startsAt: own.startsAt }, now).ok
  const times = groupByDay(
    reader,
    others.map(({ _id, ...slot }) => ({ id: _id.toHexString(), ...slot })),
    () => '',
  )
  return {
    title: t('viewing.own.one', { code }),
    demo: details.demo,
    breadcrumb: [{ label: t('viewing.own.title'), href: pathTo(locale, '/viewings') }, { label: code }],
    status: statusOf(reader, own.state),
    name: premisesName(locale, details),
    premises: pathTo(locale, '/premises/:code', { code }),
    refusal: refusal ? t(refusal) : null,
    rows: rowsOf(reader, subject),
    calendar: open ? pathTo(locale, '/viewings/:id/viewing.ics', { id: own.visit }) : null,
    change: open
      ? {
          move: pathTo(locale, '/viewings/:id/move', { id: own.visit }),
          cancel: pathTo(locale, '/viewings/:id/cancel', { id: own.visit }),
          days: times,
        }
      : null,
    again:
      own.state === 'cancelled' || own.state === 'given-up'
        ? pathTo(locale, '/premises/:code/viewings', { code })
        : null,
    office: officeView(reader, { premises: code }),
  }
}

function rowsOf(reader: Reader, { own, guide, details, now }: Subject): Row[] {
  const { t } = reader
  const { booking, reason } = own
  // Shows the phone number until the viewing ends, for finding the way or reporting a delay. Afterwards it is hidden.
  const phone = own.state === 'booked' && own.endsAt > now ? guide.phone : null
  const rows: Row[] = [
    { label: t('viewing.form.when'), value: whenInWords(reader, own) },
    { label: t('viewing.form.local'), value: vladivostokTime(reader, own.startsAt) },
    { label: t('viewing.form.where'), value: placeInWords(reader, own, details) },
    { label: t('viewing.form.guide'), value: guide.name },
    ...(phone
      ? [{ label: t('viewing.guide.phone'), value: phone.label, href: phone.href, action: t('viewing.guide.call') }]
      : []),
    { label: t('viewing.own.reason'), value: reason },
  ]
  if (booking) {
    rows.push(
      { label: t('viewing.own.party'), value: t('viewing.form.party.option', { count: booking.partySize }) },
      { label: t('viewing.own.said'), value: t(`viewing.language.${booking.language}`) },
      { label: t('viewing.form.phone'), value: booking.phone },
      { label: t('viewing.form.note'), value: booking.note },
    )
  }
  return rows.filter(({ value }) => value)
}
