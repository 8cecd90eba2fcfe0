import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { applyReadingToFilter, readingOf } from '../search/query-conditions.ts'
import type { Reading } from '../search/reading/read-query.ts'
import type { SearchResult } from '../search/search.ts'
import { defaultSort, type PremisesSearch } from './input.ts'
import { searchHref } from './links.ts'

/** Search box over the results. The typed words are read anew; the chosen conditions stay. */
export type SearchBox = {
  action: string
  q: string
  /** Conditions as a query string; empty when there are none. */
  kept: string
  /** How the words were understood; null when there is nothing to say. */
  note: { said: string; link: { href: string; label: string } | null; unused: string } | null
}

type Subject = { search: PremisesSearch; found: Pick<SearchResult, 'reading' | 'onlyWords'> }

export function searchBox(reader: Reader, { search, found }: Subject): SearchBox {
  const { locale } = reader
  const conditions = new URL(searchHref(locale, search), 'http://search').searchParams
  for (const name of ['q', 'page']) conditions.delete(name)
  return {
    action: pathTo(locale, '/premises'),
    q: search.filter.q ?? '',
    kept: conditions.toString(),
    note: noteOf(reader, { search, found }),
  }
}

/** Returns the search with the conditions read from its words as separate conditions, as the page shows them. */
export function applyReadingToSearch(search: PremisesSearch, reading: Reading | null): PremisesSearch {
  if (!reading) return search
  const { use, status, feature, ...single } = applyReadingToFilter(search.filter, reading)
  const byWords = search.sort === 'relevance'
  return {
    ...search,
    filter: { ...single, use: [...use], status: [...status], feature: [...feature] },
    sort: byWords ? (reading.sort ?? defaultSort(Boolean(single.q))) : search.sort,
  }
}

function noteOf({ t, locale }: Reader, { search, found }: Subject): SearchBox['note'] {
  const { filter } = search
  const other = (as: 'words' | null) => {
    const { as: _as, ...rest } = filter
    return searchHref(locale, search, { filter: as ? { ...rest, as } : rest })
  }
  if (found.onlyWords) return { said: t('premises.ask.only-words'), link: null, unused: '' }
  if (found.reading) {
    const { unused } = found.reading
    return {
      said: t('premises.ask.read'),
      link: { href: other('words'), label: t('premises.ask.as-words') },
      unused:
        unused.length === 0 ? '' : t('premises.ask.unused', { words: unused.join(locale === 'zh' ? '、' : ', ') }),
    }
  }
  const { q = '', as } = filter
  if (as !== 'words' || !readingOf({ q })) return null
  return {
    said: t('premises.ask.words'),
    link: { href: other(null), label: t('premises.ask.read-again') },
    unused: '',
  }
}
