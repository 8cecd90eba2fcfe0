import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import { id } from '#web/forms/forms.ts'
import { dropInvalid } from '#web/forms/search-input.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { staffFilter, filterPairs, type StaffFilter } from '../staff-table/filter.ts'
import { staffSorts, type StaffSort } from '../staff-table/table-service.ts'

/**
 * State of the table in its URL: a filter, an order, a page, and the saved view it began with, which decides the columns.
 * `none`: all premises, whichever view opens by default.
 */
export type TableSearch = { filter: StaffFilter; sort: StaffSort; page: number; view?: string }

const tablePosition = z.object({
  sort: dropInvalid(z.enum(staffSorts)),
  page: dropInvalid(z.coerce.number().int().min(1).max(100_000)),
  view: dropInvalid(id.or(z.literal('none'))),
})

export function readTableSearch(query: unknown): TableSearch {
  const { sort = 'code', page = 1, view } = tablePosition.parse(query)
  return { filter: staffFilter.parse(query), sort, page, ...(view ? { view } : {}) }
}

/** Returns the search as query parameters, without defaults. */
const searchPairs = ({ filter, sort, page, view }: TableSearch): [string, string][] => [
  ...conditionPairs({ filter, sort }),
  ...(page > 1 ? ([['page', String(page)]] as [string, string][]) : []),
  ...(view ? ([['view', view]] as [string, string][]) : []),
]

const conditionPairs = ({ filter, sort }: Pick<TableSearch, 'filter' | 'sort'>): [string, string][] => [
  ...filterPairs(filter),
  ...(sort === 'code' ? [] : ([['sort', sort]] as [string, string][])),
]

/** Returns what a saved view stores of a search: the conditions and the order. */
export const conditionQuery = (search: TableSearch): string => new URLSearchParams(conditionPairs(search)).toString()

/** Parses a stored or sent query; invalid values are dropped. */
export function parseSearch(query: string): TableSearch {
  const pairs = new URLSearchParams(query)
  const values = (name: string) => (pairs.getAll(name).length > 1 ? pairs.getAll(name) : pairs.get(name))
  return readTableSearch(Object.fromEntries([...pairs.keys()].map(name => [name, values(name)])))
}

export const searchQuery = (search: TableSearch): string => new URLSearchParams(searchPairs(search)).toString()

export function tableHref(locale: Locale, search: TableSearch): string {
  const query = searchQuery(search)
  return `${pathTo(locale, '/staff/premises')}${query ? `?${query}` : ''}`
}

/** Returns the URL of the matching premises as a file. */
export function exportHref(locale: Locale, { filter }: TableSearch): string {
  const query = new URLSearchParams(filterPairs(filter)).toString()
  return `${pathTo(locale, '/staff/premises/export')}${query ? `?${query}` : ''}`
}
