import type { RequestHandler } from 'express'
import { pathTo } from '#server/paths.ts'
import type { EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import { tenancyStates, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import { rememberList } from '#web/pages/opened-list.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import { accountOf, actorAt } from '#web/access/access.ts'
import { buildingsOf, type Reach } from '#features/accounts/scope.ts'
import { toEarlierDue, earlierHref, type EarlierDue } from '../earlier/pages.ts'
import { boardHorizon, dutiesOf, type Duty } from '../duties/duties.ts'
import { clockUntilEnd, findLastFreeDay } from '../duties/last-day.ts'
import { tenantName } from '#shared/texts/party.ts'
import { lateMilestones } from '../rules.ts'
import { tenancyDues, tenancyScopes, type TenancySearch, type TenancyQuery } from '../search/tenancy-search.ts'
import { tenancyHasEnded } from '../states.ts'
import { dutyView, type DutyView } from '../texts/tenancy-text.ts'
import { isFiltered, leaseQuery, type LeaseQuery } from './input.ts'
import { shortDay, stateLabel, type TenancyReader } from './labels.ts'

type Row = {
  href: string
  premises: string
  reference: string
  tenant: string
  state: { tone: string; label: string }
  handover: string
  until: string
  left: string
  late: string | null
}
type BoardRow = DutyView & { premises: string; tenant: string; href: string }
/** Duties that are overdue, and those due this week. */
type Board = {
  late: BoardRow[]
  week: BoardRow[]
  more: string | null
  earlier: { heading: string; rows: EarlierDue[] }
}
type LeaseListPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  /** Null for a search, so that its results come first. */
  board: Board | null
  earlier: { href: string; label: string }
  summary: string
  action: string
  q: string
  states: Option[]
  buildings: Option[]
  /** A text field instead of the list when there are too many buildings; null otherwise. */
  typedBuilding: { value: string } | null
  dues: Option[]
  reset: string | null
  /** Link to the matches among the tenancies from before the site. */
  earlierFound: { label: string; href: string } | null
  labels: Record<string, string>
  columns: { label: string; number: boolean }[]
  rows: Row[]
  empty: { text: string; everywhere: string | null }
  pages: Pagination | null
}
const renderLeaseList = view<LeaseListPage>('tenancies/manage/list')

type TenancyResults = { items: Tenancy[]; total: number; page: number; pages: number }
/** Due by the end of the week, or overdue. */
type DueWork = {
  due: readonly Tenancy[]
  /** Tenancies from before the site whose contract ends or has ended. */
  earlier: readonly EarlierTenancy[]
}
type Around = {
  query: LeaseQuery
  found: TenancyResults
  board: DueWork | null
  /** Codes of the buildings that the reader can filter by. */
  buildings: readonly string[]
  earlierFound: number
  demo: boolean
}

const columns = ['premises', 'tenant', 'reference', 'state', 'handover', 'until', 'left', 'late'] as const

/** Maximum number of duties on the board. */
const maxShown = 30

function leaseListPage(reader: TenancyReader, around: Around): LeaseListPage {
  const { t, locale } = reader
  const { query, found, board, demo } = around
  const title = t('lease.list.title')
  const action = pathTo(locale, '/staff/tenancies')
  return {
    title,
    demo,
    breadcrumb: [deskCrumb({ t, locale }), { label: title }],
    board: board && boardOf(reader, board),
    earlier: { href: earlierHref(reader), label: t('earlier.board.link') },
    summary: t('lease.list.found', { count: found.total }),
    action,
    ...filtersOf(reader, around),
    reset: isFiltered(query) ? action : null,
    earlierFound: earlierFoundOf(reader, around),
    labels: Object.fromEntries(columns.map(name => [name, t(`lease.column.${name}`)])),
    columns: columns.map(name => ({ label: t(`lease.column.${name}`), number: name === 'left' || name === 'late' })),
    rows: found.items.map(tenancy => rowOf(reader, tenancy)),
    empty: emptyOf(reader, query),
    pages: paginationOf(t, found, page => listHref(locale, { ...query, page })),
  }
}

/** Most buildings offered as a filter; a longer list is of no use and makes the page large. */
const maxBuildings = 300

type Filters = Pick<LeaseListPage, 'q' | 'states' | 'buildings' | 'typedBuilding' | 'dues'>

function filtersOf({ t }: TenancyReader, { query, buildings }: Around): Filters {
  const { q = '', state, building = '', due } = query
  return {
    q,
    states: [
      ...tenancyScopes.map(value => ({ value, label: t(`lease.scope.${value}`), selected: state === value })),
      ...tenancyStates.map(value => ({ value, label: t(`tenancy.state.${value}`), selected: state === value })),
    ],
    buildings: buildings.map(value => ({ value, label: value, selected: building === value })),
    typedBuilding: buildings.length > maxBuildings ? { value: building } : null,
    dues: tenancyDues.map(value => ({ value, label: t(`lease.due.${value}`), selected: due === value })),
  }
}

function earlierFoundOf(reader: TenancyReader, { query: { q }, earlierFound: count }: Around) {
  if (!q || count === 0) return null
  const href = `${earlierHref(reader)}?${new URLSearchParams({ q }).toString()}`
  return { label: reader.t('lease.list.earlier', { count }), href }
}

/** Nothing found: offers the same search in all states, because the tenant may have left. */
function emptyOf({ t, locale }: TenancyReader, query: LeaseQuery): LeaseListPage['empty'] {
  const everywhere = query.state === 'all' ? null : listHref(locale, { ...query, state: 'all', page: 1 })
  return { text: t(isFiltered(query) ? 'lease.list.empty' : 'lease.list.none'), everywhere }
}

/** Returns the address of the list with these filters; defaults are omitted. */
function listHref(locale: Locale, { q, state, building, due, page }: LeaseQuery): string {
  const usual = { state: 'current', page: '1' }
  const queryEntries = Object.entries({ q, state, building, due, page: String(page) })
  const pairs = queryEntries.flatMap(([name, value]) =>
    value && value !== usual[name as keyof typeof usual] ? [[name, value] as [string, string]] : [],
  )
  const query = new URLSearchParams(pairs).toString()
  return `${pathTo(locale, '/staff/tenancies')}${query ? `?${query}` : ''}`
}

/** Returns all duties in these tenancies up to the end of the week, the longest overdue first. */
function boardOf(reader: TenancyReader, { due: tenancies, earlier }: DueWork): Board {
  const { t, locale, today } = reader
  const horizon = boardHorizon(today)
  const due = tenancies
    .flatMap(tenancy => dutiesOf(tenancy).map(duty => ({ tenancy, duty })))
    .filter(({ duty }) => duty.dueOn <= horizon)
    .sort((a, b) => a.duty.dueOn.localeCompare(b.duty.dueOn))
  const rows = due.slice(0, maxShown)
  const lineOf = ({ tenancy, duty }: (typeof due)[number]): BoardRow => ({
    ...dutyView(reader, duty),
    premises: tenancy.premises,
    tenant: tenantName(locale, tenancy),
    href: hrefOf(reader, tenancy, duty),
  })
  return {
    late: rows.filter(({ duty }) => duty.dueOn < today).map(lineOf),
    week: rows.filter(({ duty }) => duty.dueOn >= today).map(lineOf),
    more: due.length > maxShown ? t('lease.board.more', { count: due.length - maxShown }) : null,
    earlier: { heading: t('earlier.board'), rows: toEarlierDue(reader, earlier) },
  }
}

/** Returns the link to the part of the tenancy's page where the duty is handled. */
function hrefOf({ locale }: TenancyReader, { _id }: Tenancy, { what }: Duty): string {
  const part = what === 'inspection' || what === 'finding' ? '#inspections' : ''
  return `${pathTo(locale, '/staff/tenancies/:id', { id: _id.toHexString() })}${part}`
}

function rowOf({ t, locale, today }: TenancyReader, tenancy: Tenancy): Row {
  const { handoverOn, state } = tenancy
  const clock = clockUntilEnd(tenancy, today)
  const over = tenancyHasEnded(state)
  const late = over ? 0 : lateMilestones(tenancy, today).length
  return {
    href: pathTo(locale, '/staff/tenancies/:id', { id: tenancy._id.toHexString() }),
    premises: tenancy.premises,
    reference: tenancy.reference,
    tenant: tenantName(locale, tenancy),
    state: stateLabel(t, tenancy),
    handover: shortDay(locale, handoverOn),
    until: shortDay(locale, findLastFreeDay(tenancy)),
    left: clock ? t('case.days', { count: clock.leftDays }) : '—',
    late: late > 0 ? formatNumber(locale, late) : null,
  }
}

type Parts = Pick<Services, 'tenancies' | 'cases' | 'premises'>
type Actor = ReturnType<typeof actorAt>

/** Most people of a name that are searched for, the latest first. */
const mostNamed = 1_000

/** The board of duties with the list of tenancies below it; for a search, its results only. */
export function leaseList({ tenancies, cases, premises }: Parts): RequestHandler {
  const show: RequestHandler = async (req, res) => {
    const query = leaseQuery.parse(req.query)
    const today = tenancies.today()
    const account = accountOf(res)
    const reach = await premises.reachOf(account)
    const [found, board, buildings, earlierFound] = await Promise.all([
      tenancies.records.list(await searchOf(query, actorAt(res)), reach),
      isFiltered(query) || query.page > 1 ? null : whatIsDue(boardHorizon(today), reach),
      premises.buildingCodes({ buildings: buildingsOf(account) }),
      query.q ? tenancies.earlier.list({ q: query.q, page: 1 }, reach) : null,
    ])
    const known = await premises.summaries.several(found.items.map(tenancy => tenancy.premises))
    const demo = [...known.values()].some(standing => standing.demo)
    const around = { query, found, board, buildings, earlierFound: earlierFound?.total ?? 0, demo }
    const { t, locale } = res.locals
    const page = leaseListPage({ t, locale, today }, around)
    rememberList(res, [...(page.board?.late ?? []), ...(page.board?.week ?? []), ...page.rows])
    renderLeaseList(res, page)
  }

  async function whatIsDue(horizon: CityDay, reach: Reach): Promise<DueWork> {
    const [due, earlier] = await Promise.all([
      tenancies.records.dueBy(horizon, reach),
      tenancies.earlier.dueBy(horizon, reach),
    ])
    return { due, earlier }
  }

  async function searchOf({ q, building, ...rest }: LeaseQuery, who: Actor): Promise<TenancySearch> {
    const [words, units] = await Promise.all([
      q ? wordsOf(q, who) : undefined,
      building ? premises.codesWithin({ buildings: [building] }) : null,
    ])
    return { ...rest, words, units: units ?? undefined }
  }

  async function wordsOf(typed: string, who: Actor): Promise<TenancyQuery> {
    const applications = await cases.search.findTenants({ q: typed }, who, mostNamed)
    return { typed, references: cases.search.referencesFor(typed), applications }
  }

  return show
}
