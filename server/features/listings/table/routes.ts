import { Router, type Response } from 'express'
import type { Clock } from '#outside/clock.ts'
import { accountOf, staff } from '#web/access/access.ts'
import type { FindOffered } from '#features/premises/fields/offered.ts'
import { scopeOf } from '#features/premises/scope.ts'
import { pathTo } from '#server/paths.ts'
import type { ReaderNow } from '../form/public-visibility.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import { crossedRanges } from '#features/catalogue/browse/crossed.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { ListingsService } from '../service.ts'
import { premisesBulkRoutes } from '../bulk/routes.ts'
import { rowRoutes } from '../row/routes.ts'
import { filterPairs } from '../staff-table/filter.ts'
import type { StaffPage, StaffRow, StaffSort } from '../staff-table/table-service.ts'
import { type TableColumn, defaultColumns } from '../staff-table/column-names.ts'
import type { Arrangement } from '../staff-table/preferences-service.ts'
import { columnRoutes } from './columns/routes.ts'
import { readTableSearch, exportHref, searchQuery, tableHref, type TableSearch } from './input.ts'
import { defaultViewHref, columnsFor, viewsPart, type ViewsPart } from './views-part.ts'
import { viewRoutes } from './views/routes.ts'
import { cellOf, columnLabel, isNumber, sortOf, type Cell } from './columns.ts'
import { filtersOf, stepsOf, type StatusStep, type TableFilters } from './filters.ts'

type Parts = Pick<ListingsService, 'bulk' | 'records' | 'buildings' | 'table' | 'tablePreferences'> & {
  keepingTerms: FindOffered
  clock: Clock
}

/** Routes of the table of all premises, where listing managers do most of their work, and of what is done from it. */
export function tableRoutes({ bulk, records, buildings, table, tablePreferences, keepingTerms, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })
  router.use(premisesBulkRoutes({ bulk, table, keepingTerms }), rowRoutes({ records, buildings, keepingTerms }))
  router.use(columnRoutes({ tablePreferences }), viewRoutes({ tablePreferences }))
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/premises', manager, async (req, res) => {
    const requested = readTableSearch(req.query)
    const arrangement = await tablePreferences.of(accountOf(res).id)
    const elsewhere = defaultViewHref(res.locals.locale, arrangement, requested)
    if (elsewhere) {
      res.redirect(elsewhere)
      return
    }
    // If a view opens by default, links to fewer conditions must not lead into it.
    const search = { ...(arrangement.opens ? { view: 'none' } : {}), ...requested }
    const scope = scopeOf(accountOf(res))
    const [found, all] = await Promise.all([table.page({ ...search, scope }), table.buildingCodes(scope)])
    renderTable(res, tablePage(readerAt(res), { search, found, buildings: all, arrangement }))
  })

  const readerAt = ({ locals: { t, locale } }: Response) => ({ t, locale, now: clock.now() })

  return router
}

type Column = { label: string; href?: string; sorted?: 'ascending' | 'descending'; number?: boolean }
type Row = {
  id: string
  code: string
  tick: string
  href: string
  edit: { href: string; label: string }
  cells: Cell[]
}
type TablePage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  newHref: string
  planHref: string
  importHref: string
  exportHref: string
  views: ViewsPart
  steps: StatusStep[]
  filters: TableFilters
  found: string
  /** Conditions of the search that contradict each other. */
  crossed: string[]
  columns: Column[]
  rows: Row[]
  /** True when the columns may not fit the page; the table then scrolls in its own box. */
  framed: boolean
  textsShown: boolean
  bulk: { action: string; pastHref: string; all: string; hidden: { name: string; value: string }[] }
  pagination: Pagination | null
}
const renderTable = view<TablePage>('listings/table/table')

type TableView = {
  search: TableSearch
  found: StaffPage
  /** Codes. */
  buildings: readonly string[]
  arrangement: Arrangement
}
type Columns = { columns: readonly TableColumn[] }

/** Returns the page of the premises in any status, for the office. */
function tablePage(reader: ReaderNow, view: TableView): TablePage {
  const { t, locale } = reader
  const { search, found, buildings, arrangement } = view
  const columns = columnsFor(arrangement, search)
  return {
    title: t('listing.title'),
    demo: found.rows.some(row => row.demo),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('listing.title') }],
    newHref: pathTo(locale, '/staff/premises/new'),
    planHref: pathTo(locale, '/staff/plan'),
    importHref: pathTo(locale, '/staff/premises/import'),
    exportHref: exportHref(locale, search),
    views: viewsPart(reader, arrangement, search),
    steps: stepsOf(reader, search, found),
    filters: filtersOf(reader, search, buildings),
    found: t('listing.found', { count: found.total }),
    crossed: crossedRanges(reader, search.filter),
    columns: [
      headOf(reader, search, { label: t('listing.column.code'), sort: 'code' }),
      ...headsOf(reader, { search, columns }),
    ],
    rows: found.rows.map(row => rowOf(reader, row, { search, columns })),
    framed: columns.some(column => !defaultColumns.includes(column)),
    textsShown: columns.includes('texts'),
    bulk: bulkOf(reader, search, found),
    pagination: paginationOf(reader.t, found, page => tableHref(reader.locale, { ...search, page })),
  }
}

/** Returns what can be done with the ticked premises, or with all matches. */
const bulkOf = ({ t, locale }: ReaderNow, { filter }: TableSearch, { total }: StaffPage): TablePage['bulk'] => ({
  action: pathTo(locale, '/staff/premises/bulk'),
  pastHref: pathTo(locale, '/staff/premises/bulk/past'),
  all: t('premises-bulk.bar.all', { count: total }),
  hidden: filterPairs(filter).map(([name, value]) => ({ name, value })),
})

const headsOf = (reader: ReaderNow, { search, columns }: Pick<TableView, 'search'> & Columns): Column[] =>
  columns.map(column => {
    const head = { label: columnLabel(reader.t, column), number: isNumber(column) }
    const sort = sortOf[column]
    return sort ? headOf(reader, search, { ...head, sort }) : head
  })

/** Returns the head of a column. Its link sorts by it, and reverses the order when it is already sorted by it. */
function headOf({ locale }: ReaderNow, search: TableSearch, { sort, ...head }: Column & { sort: StaffSort }): Column {
  const back = `-${sort}` as StaffSort
  const sorted = search.sort === sort ? 'ascending' : search.sort === back ? 'descending' : null
  const href = tableHref(locale, { ...search, sort: sorted === 'ascending' ? back : sort, page: 1 })
  return { ...head, href, ...(sorted ? { sorted } : {}) }
}

const rowOf = (reader: ReaderNow, row: StaffRow, { search, columns }: Pick<TableView, 'search'> & Columns): Row => ({
  id: `row-${row.code}`,
  code: row.code,
  tick: reader.t('premises-bulk.tick', { code: row.code }),
  href: pathTo(reader.locale, '/staff/premises/:code', { code: row.code }),
  edit: {
    href: `${pathTo(reader.locale, '/staff/premises/:code/row', { code: row.code })}?back=${encodeURIComponent(searchQuery(search))}`,
    label: reader.t('table.row.edit', { code: row.code }),
  },
  cells: columns.map(column => cellOf(column, row, reader)),
})
