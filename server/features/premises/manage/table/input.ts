import { z } from 'zod'
import { given } from '../../../../web/search-input.ts'
import { staffFilter, filterPairs, type StaffFilter } from '../../staff-table/filter.ts'
import { staffSorts, type StaffSort } from '../../staff-table/table-service.ts'

/** A view of the table is an address: a filter, an order and a page. */
export type TableSearch = { filter: StaffFilter; sort: StaffSort; page: number }

const place = z.object({
  sort: given(z.enum(staffSorts)),
  page: given(z.coerce.number().int().min(1).max(100_000)),
})

export function readTableSearch(query: unknown): TableSearch {
  const { sort = 'code', page = 1 } = place.parse(query)
  return { filter: staffFilter.parse(query), sort, page }
}

/** The search as pairs of an address; what is as usual does not stand in it. */
const searchPairs = ({ filter, sort, page }: TableSearch): [string, string][] => [
  ...filterPairs(filter),
  ...(sort === 'code' ? [] : ([['sort', sort]] as [string, string][])),
  ...(page > 1 ? ([['page', String(page)]] as [string, string][]) : []),
]

export const searchQuery = (search: TableSearch): string => new URLSearchParams(searchPairs(search)).toString()

export function tableHref(locale: string, search: TableSearch): string {
  const query = searchQuery(search)
  return `/${locale}/staff/premises${query ? `?${query}` : ''}`
}

/** What the table shows, as a file. */
export function exportHref(locale: string, { filter }: TableSearch): string {
  const query = new URLSearchParams(filterPairs(filter)).toString()
  return `/${locale}/staff/premises/export${query ? `?${query}` : ''}`
}
