import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatInstant, formatShortDay } from '#shared/texts/format.ts'
import type { Locale, MessageKey, Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { tenantName } from '#shared/texts/party.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { endOfCityDay } from '#shared/days/city-day.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { hasEnded } from '../cases/states.ts'
import type { AllResults } from './gather.ts'

type Row = { href: string; name: string; status: { tone: string; label: string } | null; line: string }
export type Section = { id: string; heading: string; rows: Row[]; more: { href: string; label: string } | null }
type SearchPage = {
  title: string
  lookedFor: string
  breadcrumb: Breadcrumb
  found: string
  empty: string | null
  hints: string[]
  sections: Section[]
}
export const renderSearch = view<SearchPage>('search/results')

type StaffReader = Reader & { account: SessionAccount }
type Kind = keyof AllResults

/** In the order of the page; codes and references match the first two. */
const kinds: readonly Kind[] = [
  ...(['premises', 'applications', 'tenancies', 'people', 'enquiries', 'viewings', 'buildings', 'incentives'] as const),
]

const headings: Record<Kind, MessageKey> = {
  premises: 'desk.premises',
  applications: 'desk.applications',
  tenancies: 'desk.tenancies',
  people: 'desk.users',
  enquiries: 'desk.enquiries',
  viewings: 'desk.viewings',
  buildings: 'desk.buildings',
  incentives: 'desk.incentives',
}

/** Results, one line each; null when nothing was searched for. */
export function searchPage(reader: StaffReader, q: string, found: AllResults | null): SearchPage {
  const { t, locale } = reader
  const sections = found ? sectionsOf(reader, q, found) : []
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0)
  return {
    title: q ? t('finding.title.of', { words: q }) : t('finding.title'),
    lookedFor: q,
    breadcrumb: [deskCrumb({ t, locale }), { label: t('finding.title') }],
    found: found && count > 0 ? t('finding.found', { count }) : '',
    empty: found && count === 0 ? t('finding.none') : null,
    hints: count === 0 ? hintsFor(reader) : [],
    sections,
  }
}

/** One name in each script. */
const examples = ['Щербакова', 'shcherbakova', '王伟', 'wang wei']

/** Returns what this person may search for. */
function hintsFor({ t, account: { role } }: StaffReader): string[] {
  const cases = role === 'listing_manager' ? [] : [t('finding.hint.reference')]
  const numbers = role === 'reviewer' || role === 'decider' ? 'finding.hint.passport' : 'finding.hint.phone'
  return [
    t('finding.hint.code'),
    ...cases,
    t('finding.hint.name', { examples: examples.join(t('list.comma')) }),
    t(numbers),
  ]
}

export function sectionsOf(reader: StaffReader, q: string, found: AllResults): Section[] {
  const { t, locale } = reader
  const rows = rowsOf(reader, found)
  return kinds
    .filter(kind => rows[kind].length > 0)
    .map(kind => ({
      id: kind,
      heading: t(headings[kind]),
      rows: rows[kind],
      more: found[kind].more ? { href: moreOf(locale, kind, q), label: t('finding.more') } : null,
    }))
}

/** Returns the list of that kind, with the words where the list can be searched. */
function moreOf(locale: Locale, kind: Kind, q: string): string {
  const queryString = new URLSearchParams({ q }).toString()
  const path = {
    premises: `/premises?${queryString}`,
    applications: `/applications?state=all&${queryString}`,
    tenancies: '/tenancies',
    people: `/users?${queryString}`,
    enquiries: '/enquiries',
    viewings: '/viewings',
    buildings: '/buildings',
    incentives: '/incentives',
  }[kind]
  return `${pathTo(locale, '/staff')}${path}`
}

const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(dot)

function rowsOf(reader: StaffReader, found: AllResults): Record<Kind, Row[]> {
  const { t, locale, account } = reader
  const manages = account.role === 'listing_manager' || account.role === 'administrator'
  return {
    ...caseRows(reader, found),
    premises: found.premises.items.map(({ code, title, status, buildingCode, floor }) => ({
      href: manages ? pathTo(locale, '/staff/premises/:code', { code }) : pathTo(locale, '/premises/:code', { code }),
      name: code,
      status: { tone: premisesTones[status] ?? 'calm', label: t(`premises.status.${status}`) },
      line: joined(readText(title, locale).text, t('finding.place', { building: buildingCode, floor })),
    })),
    people: found.people.items.map(({ id, name, email, role, state }) => ({
      href: pathTo(locale, '/staff/users/:id', { id }),
      name,
      status: { tone: state === 'deactivated' ? 'paused' : 'calm', label: t(`people.state.${state}`) },
      line: joined(t(`account.role.${role}`), email),
    })),
    buildings: found.buildings.items.map(({ code, name, address }) => ({
      href: pathTo(locale, '/staff/buildings/:code', { code }),
      name: code,
      status: null,
      line: joined(readText(name, locale).text, readText(address, locale).text),
    })),
    incentives: found.incentives.items.map(({ _id, title, category }) => ({
      href: pathTo(locale, '/staff/incentives/:id', { id: _id.toHexString() }),
      name: readText(title, locale).text,
      status: null,
      line: t(`incentives.category.${category}`),
    })),
    ...visitorRows(reader, found),
  }
}

function caseRows({ t, locale }: StaffReader, found: AllResults): Record<'applications' | 'tenancies', Row[]> {
  return {
    applications: found.applications.items.map(({ id, reference, state, applicant, premises, submittedAt }) => ({
      href: pathTo(locale, '/staff/applications/:id', { id }),
      name: reference,
      status: { tone: hasEnded(state) ? 'paused' : 'calm', label: t(`application.state.${state}`) },
      line: joined(
        applicant,
        premises.join(t('list.comma')),
        t('finding.submitted', { day: formatDay(locale, submittedAt) }),
      ),
    })),
    tenancies: found.tenancies.items.map(({ _id, reference, premises, state, handoverOn, party }) => ({
      href: pathTo(locale, '/staff/tenancies/:id', { id: _id.toHexString() }),
      name: premises,
      status: {
        tone: state === 'vacated' || state === 'terminated' ? 'paused' : 'good',
        label: t(`tenancy.state.${state}`),
      },
      line: joined(
        tenantName(locale, { party }),
        reference,
        t('finding.since', { day: formatShortDay(locale, endOfCityDay(handoverOn)) }),
      ),
    })),
  }
}

function visitorRows({ t, locale }: StaffReader, found: AllResults): Record<'enquiries' | 'viewings', Row[]> {
  return {
    enquiries: found.enquiries.items.map(({ _id, name, topic, status, createdAt }) => ({
      href: pathTo(locale, '/staff/enquiries/:id', { id: _id.toHexString() }),
      name,
      status: { tone: status === 'new' ? 'held' : 'good', label: t(`enquiries.status.${status}`) },
      line: joined(t(`contact.topic.${topic}`), formatDay(locale, createdAt)),
    })),
    viewings: found.viewings.items.map(({ _id, premises, startsAt, state, booking }) => ({
      href: pathTo(locale, '/staff/viewings/:id', { id: _id.toHexString() }),
      name: premises,
      status: { tone: state === 'booked' ? 'held' : 'calm', label: t(`viewing.state.${state}`) },
      line: joined(booking?.name, formatInstant(locale, startsAt)),
    })),
  }
}

const premisesTones: Record<string, string> = { available: 'available', held: 'held', let: 'let', paused: 'paused' }
