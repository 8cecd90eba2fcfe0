import { premisesStatuses } from '../../../../models/parts/premises-vocabulary.ts'
import { formatArea, formatDay, formatNumber, formatRoundMoney } from '../../../shared/format.ts'
import { type Locale, locales, type MessageKey, type Translate } from '../../../shared/i18n.ts'
import { readText } from '../../../shared/localised-text.ts'
import { view } from '../../../web/view.ts'
import type { BuildingRow } from '../buildings-service.ts'
import type { ListingRow, ListingSort, ListingsService } from '../listings-service.ts'
import type { ListingSearch } from './input.ts'

type Option = { value: string; label: string; selected: boolean }
type Column = { label: string; href?: string; sorted?: 'ascending' | 'descending'; number?: boolean }
type Row = {
  code: string
  href: string
  title: string
  tone: string
  status: string
  place: string
  area: string
  cost: string
  texts: string
  updated: string
}
export type ListingsPage = {
  title: string
  wide: true
  demo: boolean
  breadcrumb: { label: string; href?: string }[]
  action: string
  newHref: string
  planHref: string
  q: string
  statuses: Option[]
  buildings: Option[]
  sort: string
  found: string
  columns: Column[]
  rows: Row[]
  pagination: { current: string; previous?: string; next?: string } | null
}
export const renderListings = view<ListingsPage>('premises/manage/list')

type Found = Awaited<ReturnType<ListingsService['table']>>
type Context = { t: Translate; locale: Locale; search: ListingSearch }

/** The table of all premises, whatever their status. */
export function listingsPage({ t, locale, search }: Context, found: Found, buildings: BuildingRow[]): ListingsPage {
  const base = `/${locale}/staff/premises`
  const all = { value: '', label: t('listing.filter.all'), selected: false }
  const statuses = premisesStatuses.map(value => ({
    value,
    label: t(`listing.status.${value}`),
    selected: value === search.status,
  }))
  const codes = buildings.map(({ code }) => ({ value: code, label: code, selected: code === search.building }))
  return {
    title: t('listing.title'),
    wide: true,
    demo: found.rows.some(row => row.demo),
    breadcrumb: [{ label: t('desk.title'), href: `/${locale}/staff` }, { label: t('listing.title') }],
    action: base,
    newHref: `${base}/new`,
    planHref: `/${locale}/staff/plan`,
    q: search.q,
    statuses: [all, ...statuses],
    buildings: [all, ...codes],
    sort: search.sort,
    found: t('listing.found', { count: found.total }),
    columns: columnsOf({ t, locale, search }),
    rows: found.rows.map(row => rowOf(t, locale, row)),
    pagination: paginationOf({ t, locale, search }, found),
  }
}

function rowOf(t: Translate, locale: Locale, row: ListingRow): Row {
  const reviewed = locales.filter(code => row.reviewed[code])
  return {
    code: row.code,
    href: `/${locale}/staff/premises/${row.code}`,
    title: readText(row.title, locale).text || t('listing.untitled'),
    tone: toneOf[row.status],
    status: t(`listing.status.${row.status}`),
    place: t('listing.place', { building: row.buildingCode, floor: row.floor }),
    area: formatArea(locale, row.areaUsableSqM),
    cost: formatRoundMoney(locale, row.firstYearMonthlyFen),
    texts: reviewed.length > 0 ? reviewed.join(' ') : '—',
    updated: formatDay(locale, row.updatedAt),
  }
}

export const toneOf = {
  draft: 'calm',
  available: 'available',
  held: 'held',
  let: 'let',
  paused: 'paused',
  archived: 'calm',
} as const

const columns: readonly [key: MessageKey, sort: ListingSort | null, number?: boolean][] = [
  ['listing.column.code', 'code'],
  ['listing.column.title', null],
  ['listing.column.status', null],
  ['listing.column.place', null],
  ['listing.column.area', 'area', true],
  ['listing.column.cost', 'cost', true],
  ['listing.column.texts', null],
  ['listing.column.updated', 'updated', true],
]

/** A column's link sorts by it, and the other way round when it is sorted by it already. */
function columnsOf(context: Context): Column[] {
  const { t, search } = context
  return columns.map(([key, sort, number = false]) => {
    if (!sort) return { label: t(key), number }
    const back = `-${sort}` as ListingSort
    const sorted = search.sort === sort ? 'ascending' : search.sort === back ? 'descending' : null
    const href = hrefOf(context, { sort: sorted === 'ascending' ? back : sort, page: 1 })
    return { label: t(key), number, href, ...(sorted ? { sorted } : {}) }
  })
}

function paginationOf(context: Context, { page, pages }: Found): ListingsPage['pagination'] {
  if (pages === 1) return null
  return {
    current: context.t('pages.current', {
      page: formatNumber(context.locale, page),
      pages: formatNumber(context.locale, pages),
    }),
    ...(page > 1 ? { previous: hrefOf(context, { page: page - 1 }) } : {}),
    ...(page < pages ? { next: hrefOf(context, { page: page + 1 }) } : {}),
  }
}

/** The same table with something changed; what is as usual does not stand in the address. */
function hrefOf({ locale, search }: Context, change: Partial<ListingSearch>): string {
  const { q, status, building, sort, page } = { ...search, ...change }
  const query = new URLSearchParams({
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(building ? { building } : {}),
    ...(sort === 'code' ? {} : { sort }),
    ...(page > 1 ? { page: String(page) } : {}),
  })
  const text = query.toString()
  return `/${locale}/staff/premises${text ? `?${text}` : ''}`
}
