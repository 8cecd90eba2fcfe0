import { pathTo } from '#server/paths.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { usualSort, type PremisesSearch } from './input.ts'

type Change = Partial<Omit<PremisesSearch, 'filter'>> & { filter?: PremisesSearch['filter'] }

/** Returns the URL of a search, with the conditions in a fixed order and without defaults, so that links can be shared. */
export function searchHref(locale: Locale, search: PremisesSearch, change: Change = {}): string {
  const { filter, sort, page, view } = { ...search, page: 1, ...change }
  const query = new URLSearchParams([
    ...one('q', filter.q),
    ...one('as', filter.q ? filter.as : undefined),
    ...one('zone', filter.zone),
    ...one('building', filter.building),
    ...filter.use.flatMap(use => one('use', use)),
    ...filter.status.flatMap(status => one('status', status)),
    ...one('minArea', filter.minArea),
    ...one('maxArea', filter.maxArea),
    ...one('minFrontage', filter.minFrontage),
    ...one('maxFrontage', filter.maxFrontage),
    ...one('maxMonthly', filter.maxMonthly),
    ...one('floor', filter.floor),
    ...filter.feature.flatMap(feature => one('feature', feature)),
    ...one('from', filter.from),
    ...one('sort', sortIn(filter, sort), usualSort(Boolean(filter.q))),
    ...one('view', view, 'cards'),
    ...one('page', page, 1),
  ])
  const text = query.toString()
  return `${pathTo(locale, '/premises')}${text ? `?${text}` : ''}`
}

/** Returns the order; without words there is no relevance to sort by. */
const sortIn = ({ q }: PremisesSearch['filter'], sort: PremisesSearch['sort']) =>
  sort === 'relevance' && !q ? usualSort(false) : sort

const one = (name: string, value: string | number | undefined, usual?: string | number): [string, string][] =>
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
export const reuseHref = (locale: Locale, { filter }: PremisesSearch, form: 'atom' | 'csv'): string =>
  searchHref(locale, { filter, sort: usualSort(Boolean(filter.q)), page: 1, view: 'cards' }).replace(
    '/premises',
    `/premises.${form}`,
  )
