import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { chipsOf } from './browse/chips.ts'
import { premisesSearch, queryObject, usualSort, type PremisesSearch } from './browse/input.ts'
import { searchHref } from './browse/links.ts'
import type { PremisesFilter } from './search/filter.ts'

/** The conditions alone: neither order, page nor view. */
const searchFor = ({ use, status, feature, ...single }: PremisesFilter): PremisesSearch => ({
  filter: { ...single, use: [...use], status: [...status], feature: [...feature] },
  sort: usualSort(Boolean(single.q)),
  page: 1,
  view: 'cards',
})

/** The conditions of a search as one string, `use=retail&minArea=40`, in a fixed order: one question has one name. */
export const queryOf = (filter: PremisesFilter): string => searchAddress('zh', filter).split('?')[1] ?? ''

/** The conditions in a query string; what makes no sense is dropped. */
export function filterOf(query: string): PremisesFilter {
  return premisesSearch.parse(queryObject(new URLSearchParams(query))).filter
}

/** The conditions in words: `Shop`, `from 40 m²`. Empty when everything is looked for. */
export const conditionsOf = (words: Reader, filter: PremisesFilter): string[] =>
  chipsOf(words, searchFor(filter)).map(({ label }) => label)

/** The address of the search page. */
export const searchAddress = (locale: Locale, filter: PremisesFilter): string => searchHref(locale, searchFor(filter))
