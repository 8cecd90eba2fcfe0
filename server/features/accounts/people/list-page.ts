import { pathTo } from '#server/paths.ts'
import { accountRoles } from '#models/accounts/account.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import type { Appointment } from './appointment-page.ts'
import { personStates, type People, type PeopleSearch, type Person, type PersonState } from './people-list.ts'

export type Status = { tone: string; label: string }

type PeopleListPage = {
  title: string
  breadcrumb: Breadcrumb
  summary: string
  invite: string
  q: string
  roles: Option[]
  states: Option[]
  reset: string | null
  people: { name: string; href: string; email: string; role: string; status: Status; demo: boolean; since: string }[]
  pages: Pagination | null
  /** Proposed changes of role that wait for a second administrator. */
  waiting: Appointment[]
}
export const renderPeopleList = view<PeopleListPage>('accounts/people/list')

const tones: Record<PersonState, string> = {
  active: 'good',
  unverified: 'warn',
  invited: 'calm',
  proposed: 'warn',
  deactivated: 'let',
}

/** Returns a person's state as a coloured label, the same everywhere. */
export const statusOf = (t: Translate, { state }: Pick<Person, 'state'>): Status => ({
  tone: tones[state],
  label: t(`people.state.${state}`),
})

export function peopleListPage(
  { t, locale }: Reader,
  search: PeopleSearch,
  people: People,
): Omit<PeopleListPage, 'waiting'> {
  const base = pathTo(locale, '/staff/users')
  const filtered = Boolean(search.q ?? search.role ?? search.state)
  return {
    title: t('people.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('people.title') }],
    summary: t('people.found', { count: people.total }),
    invite: `${base}/new`,
    q: search.q ?? '',
    roles: accountRoles.map(role => ({
      value: role,
      label: t(`account.role.${role}`),
      selected: role === search.role,
    })),
    states: personStates.map(state => ({
      value: state,
      label: t(`people.state.${state}`),
      selected: state === search.state,
    })),
    reset: filtered ? base : null,
    people: people.items.map(person => ({
      name: person.name,
      href: `${base}/${person.id}`,
      email: person.email,
      role: t(`account.role.${person.role}`),
      status: statusOf(t, person),
      demo: person.demo,
      since: formatDay(locale, person.createdAt),
    })),
    pages: paginationOf(t, people, page => `${base}?${queryString(search, page)}`),
  }
}

function queryString({ q, role, state }: PeopleSearch, page: number): string {
  const query = Object.entries({ q, role, state, page: String(page) }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  )
  return new URLSearchParams(query).toString()
}
