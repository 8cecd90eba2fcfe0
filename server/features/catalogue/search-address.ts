import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { chipsOf } from './browse/chips.ts'
import { premisesSearch, toQueryObject, defaultSort, type PremisesSearch } from './browse/input.ts'
import { searchHref } from './browse/links.ts'
import type { PremisesFilter } from './search/filter.ts'

/** Returns a search with the conditions only, without order, page or view. */
const searchFor = ({ use, status, feature, ...single }: PremisesFilter): PremisesSearch => ({
  filter: { ...single, use: [...use], status: [...status], feature: [...feature] },
  sort: defaultSort(Boolean(single.q)),
  page: 1,
  view: 'cards',
})

/**
 * Returns the conditions of a search as one string in a fixed order, `use=retail&minArea=40`, so that equal searches give
 * equal strings.
 */
export const queryOf = (filter: PremisesFilter): string => searchAddress('zh', filter).split('?')[1] ?? ''

/** Parses the conditions of a query string; invalid values are dropped. */
export function filterOf(query: string): PremisesFilter {
  return premisesSearch.parse(toQueryObject(new URLSearchParams(query))).filter
}

/** Returns the conditions in words: `Shop`, `from 40 m²`. Empty when there are none. */
export const conditionsOf = (reader: Reader, filter: PremisesFilter): string[] =>
  chipsOf(reader, searchFor(filter)).map(({ label }) => label)

/** Returns the URL of the search page with these conditions. */
export const searchAddress = (locale: Locale, filter: PremisesFilter): string => searchHref(locale, searchFor(filter))
