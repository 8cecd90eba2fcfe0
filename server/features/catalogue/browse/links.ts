import { pathTo } from '#server/paths.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { defaultSort, type PremisesSearch } from './input.ts'

type Change = Partial<Omit<PremisesSearch, 'filter'>> & { filter?: PremisesSearch['filter'] }

/** Returns the URL of a search, with the conditions in a fixed order and without defaults, so that links can be shared. */
export function searchHref(locale: Locale, search: PremisesSearch, change: Change = {}): string {
  const { filter, sort, page, view } = { ...search, page: 1, ...change }
  const query = new URLSearchParams([
    ...parameterOf('q', filter.q),
    ...parameterOf('as', filter.q ? filter.as : undefined),
    ...parameterOf('zone', filter.zone),
    ...parameterOf('building', filter.building),
    ...filter.use.flatMap(use => parameterOf('use', use)),
    ...filter.status.flatMap(status => parameterOf('status', status)),
    ...parameterOf('minArea', filter.minArea),
    ...parameterOf('maxArea', filter.maxArea),
    ...parameterOf('minFrontage', filter.minFrontage),
    ...parameterOf('maxFrontage', filter.maxFrontage),
    ...parameterOf('maxMonthly', filter.maxMonthly),
    ...parameterOf('floor', filter.floor),
    ...filter.feature.flatMap(feature => parameterOf('feature', feature)),
    ...parameterOf('from', filter.from),
    ...parameterOf('sort', sortIn(filter, sort), defaultSort(Boolean(filter.q))),
    ...parameterOf('view', view, 'cards'),
    ...parameterOf('page', page, 1),
  ])
  const text = query.toString()
  return `${pathTo(locale, '/premises')}${text ? `?${text}` : ''}`
}

/** Returns the order; without words there is no relevance to sort by. */
const sortIn = ({ q }: PremisesSearch['filter'], sort: PremisesSearch['sort']) =>
  sort === 'relevance' && !q ? defaultSort(false) : sort

const parameterOf = (name: string, value: string | number | undefined, usual?: string | number): [string, string][] =>
  value === undefined || value === usual ? [] : [[name, String(value)]]

/**
 * Returns the canonical query for search engines. Only the plain list and its pages, which contain all premises, are pages
 * of their own. A filtered, sorted or otherwise changed list is the plain list to them.
 */
export function canonicalQuery(search: PremisesSearch, page: number): string {
  const plain = !searchHref('zh', search).includes('?')
  return plain && page > 1 ? `?page=${page}` : ''
}

/** Returns the URL of the same conditions as an Atom feed or a CSV table, which have neither order nor pages. */
export const exportHref = (locale: Locale, { filter }: PremisesSearch, form: 'atom' | 'csv'): string =>
  searchHref(locale, { filter, sort: defaultSort(Boolean(filter.q)), page: 1, view: 'cards' }).replace(
    '/premises',
    `/premises.${form}`,
  )
