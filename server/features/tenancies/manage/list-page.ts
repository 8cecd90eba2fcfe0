import { pathTo } from '#server/paths.ts'
import type { EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import { tenancyStates, type Tenancy } from '#models/tenancies/tenancy.ts'
import { formatNumber } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import { earlierDue, earlierHref, type EarlierDue } from '../earlier/pages.ts'
import { boardHorizon, dutiesOf, type Duty } from '../duties/duties.ts'
import { clockUntilEnd, lastFreeDay } from '../duties/last-day.ts'
import { lateMilestones } from '../rules.ts'
import { tenancyHasEnded } from '../states.ts'
import { dutyView, type DutyView } from '../texts/tenancy-text.ts'
import type { LeaseQuery } from './input.ts'
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
/** What is due: that whose day has passed, and that of this week. */
type Board = { late: BoardRow[]; week: BoardRow[]; more: string | null }
type LeaseListPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  board: Board
  earlier: { heading: string; rows: EarlierDue[]; href: string; label: string }
  summary: string
  action: string
  states: Option[]
  labels: Record<string, string>
  columns: { label: string; number: boolean }[]
  rows: Row[]
  pages: { current: string; previous?: string; next?: string } | null
}
export const renderLeaseList = view<LeaseListPage>('tenancies/manage/list')

type Found = { items: Tenancy[]; total: number; page: number; pages: number }
type Around = {
  query: LeaseQuery
  found: Found
  /** Those in which something is due this week or was before. */
  due: readonly Tenancy[]
  tenants: ReadonlyMap<string, string>
  /** From before the site, whose contract ends by the end of the week or has. */
  earlier: readonly EarlierTenancy[]
  demo: boolean
}

const columns = ['premises', 'tenant', 'reference', 'state', 'handover', 'until', 'left', 'late'] as const

/** A desk sees to so many at a time. */
const shown = 30

export function leaseListPage(
  reader: TenancyReader,
  { query, found, due, tenants, earlier, demo }: Around,
): LeaseListPage {
  const { t, locale } = reader
  const title = t('lease.list.title')
  return {
    title,
    demo,
    breadcrumb: [{ label: t('nav.staff'), href: pathTo(locale, '/staff') }, { label: title }],
    board: boardOf(reader, due, tenants),
    earlier: {
      heading: t('earlier.board'),
      rows: earlierDue(reader, earlier),
      href: earlierHref(reader),
      label: t('earlier.board.link'),
    },
    summary: t('lease.list.found', { count: found.total }),
    action: pathTo(locale, '/staff/tenancies'),
    states: tenancyStates.map(value => ({
      value,
      label: t(`tenancy.state.${value}`),
      selected: query.state === value,
    })),
    labels: Object.fromEntries(columns.map(name => [name, t(`lease.column.${name}`)])),
    columns: columns.map(name => ({ label: t(`lease.column.${name}`), number: name === 'left' || name === 'late' })),
    rows: found.items.map(tenancy => rowOf(reader, tenancy, tenants)),
    pages: pagesOf(reader, query, found),
  }
}

/** Everything that is due in these tenancies by the end of the week, the longest overdue first. */
function boardOf(reader: TenancyReader, tenancies: readonly Tenancy[], tenants: ReadonlyMap<string, string>): Board {
  const { t, today } = reader
  const horizon = boardHorizon(today)
  const due = tenancies
    .flatMap(tenancy => dutiesOf(tenancy).map(duty => ({ tenancy, duty })))
    .filter(({ duty }) => duty.dueOn <= horizon)
    .sort((a, b) => a.duty.dueOn.localeCompare(b.duty.dueOn))
  const rows = due.slice(0, shown)
  const lineOf = ({ tenancy, duty }: (typeof due)[number]): BoardRow => ({
    ...dutyView(reader, duty),
    premises: tenancy.premises,
    tenant: tenants.get(tenancy.tenant.toHexString()) ?? '—',
    href: hrefOf(reader, tenancy, duty),
  })
  return {
    late: rows.filter(({ duty }) => duty.dueOn < today).map(lineOf),
    week: rows.filter(({ duty }) => duty.dueOn >= today).map(lineOf),
    more: due.length > shown ? t('lease.board.more', { count: due.length - shown }) : null,
  }
}

/** Where it is seen to: the part of the tenancy's page that it stands in. */
function hrefOf({ locale }: TenancyReader, { _id }: Tenancy, { what }: Duty): string {
  const part = what === 'inspection' || what === 'finding' ? '#inspections' : ''
  return `${pathTo(locale, '/staff/tenancies/:id', { id: _id.toHexString() })}${part}`
}

function rowOf({ t, locale, today }: TenancyReader, tenancy: Tenancy, tenants: Around['tenants']): Row {
  const { handoverOn, state } = tenancy
  const clock = clockUntilEnd(tenancy, today)
  const over = tenancyHasEnded(state)
  const late = over ? 0 : lateMilestones(tenancy, today).length
  return {
    href: pathTo(locale, '/staff/tenancies/:id', { id: tenancy._id.toHexString() }),
    premises: tenancy.premises,
    reference: tenancy.reference,
    tenant: tenants.get(tenancy.tenant.toHexString()) ?? '—',
    state: stateLabel(t, state),
    handover: shortDay(locale, handoverOn),
    until: shortDay(locale, lastFreeDay(tenancy)),
    left: clock ? t('case.days', { count: clock.leftDays }) : '—',
    late: late > 0 ? formatNumber(locale, late) : null,
  }
}

function pagesOf({ t, locale }: TenancyReader, { state }: LeaseQuery, { page, pages }: Found): LeaseListPage['pages'] {
  if (pages <= 1) return null
  const href = (to: number) => {
    const query = new URLSearchParams({ ...(state ? { state } : {}), page: String(to) })
    return `${pathTo(locale, '/staff/tenancies')}?${query.toString()}`
  }
  return {
    current: t('pages.current', { page, pages }),
    ...(page > 1 ? { previous: href(page - 1) } : {}),
    ...(page < pages ? { next: href(page + 1) } : {}),
  }
}
