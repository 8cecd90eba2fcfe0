import { pathTo } from '#server/paths.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { TableColumn } from '../staff-table/column-names.ts'
import type { Arrangement, AvailableView } from '../staff-table/preferences-service.ts'
import { conditionQuery, readTableSearch, parseSearch, searchQuery, tableHref, type TableSearch } from './input.ts'

export type ViewsPart = {
  /** All premises and each view; empty when there are no views. */
  list: { label: string; href: string; current: boolean; by: string }[]
  manageHref: string
  saveHref: string
  /** Null when the columns are those of a colleague's view. */
  columnsHref: string | null
  /** Set when an own view is open and its conditions have been changed. */
  update: { action: string; query: string; label: string } | null
}

const emptySearch = readTableSearch({})

export const findOpenView = ({ views }: Arrangement, { view }: TableSearch): AvailableView | undefined =>
  views.find(({ id }) => id === view)

/** Returns the columns of the view if it has some, otherwise those that the reader has chosen. */
export function columnsFor(arrangement: Arrangement, search: TableSearch): readonly TableColumn[] {
  const columns = findOpenView(arrangement, search)?.columns ?? []
  return columns.length > 0 ? columns : arrangement.columns
}

export const viewHref = (locale: Locale, { id, query }: Pick<AvailableView, 'id' | 'query'>): string =>
  tableHref(locale, { ...parseSearch(query), page: 1, view: id })

/** Returns the URL of all premises, also for a reader whose table opens with a view. */
export const allHref = (locale: Locale, { opens }: Pick<Arrangement, 'opens'>): string =>
  tableHref(locale, { ...emptySearch, ...(opens ? { view: 'none' } : {}) })

/** Returns the URL of the view that opens when no condition is given; null when the table opens as it is. */
export function defaultViewHref(locale: Locale, { views, opens }: Arrangement, search: TableSearch): string | null {
  const view = searchQuery(search) === '' ? views.find(({ id }) => id === opens) : undefined
  return view ? viewHref(locale, view) : null
}

export function viewsPart({ t, locale }: Reader, arrangement: Arrangement, search: TableSearch): ViewsPart {
  const query = searchQuery({ ...search, page: 1 })
  const at = query ? `?${query}` : ''
  const open = findOpenView(arrangement, search)
  return {
    list: arrangement.views.length > 0 ? linksOf({ t, locale }, arrangement, search) : [],
    manageHref: pathTo(locale, '/staff/premises/views'),
    saveHref: `${pathTo(locale, '/staff/premises/views')}${at}#save`,
    columnsHref:
      open && !open.own && open.columns.length > 0 ? null : `${pathTo(locale, '/staff/premises/columns')}${at}`,
    update: updatePart({ t, locale }, open, search),
  }
}

function linksOf({ t, locale }: Reader, arrangement: Arrangement, search: TableSearch): ViewsPart['list'] {
  const open = findOpenView(arrangement, search)
  const plain = !open && conditionQuery(search) === ''
  return [
    { label: t('listing.filter.all'), href: allHref(locale, arrangement), current: plain, by: '' },
    ...arrangement.views.map(view => ({
      label: view.name,
      href: viewHref(locale, view),
      current: view === open,
      by: view.own ? '' : t('table-views.by', { who: view.by }),
    })),
  ]
}

function updatePart({ t, locale }: Reader, open: AvailableView | undefined, search: TableSearch): ViewsPart['update'] {
  if (!open?.own || open.query === conditionQuery(search)) return null
  return {
    action: pathTo(locale, '/staff/premises/views/:id/conditions', { id: open.id }),
    query: searchQuery({ ...search, page: 1 }),
    label: t('table-views.update', { name: open.name }),
  }
}
