import { LRUCache } from 'lru-cache'
import { wordingsInUse, type Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { createPartialRenderer } from '#web/pages/fragment.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { unitAt } from '../search/plan.ts'
import { premisesSorts } from '../search/filter.ts'
import { borderAtM, type SearchResult } from '../search/search.ts'
import { streetOf, type Street } from '../search/street.ts'
import { queryOf } from '../search-address.ts'
import { hasVacancies } from '#shared/vacancies.ts'
import { areasInWords, compactView, planHref, type StreetView } from '../street-view.ts'
import { chipsOf, relaxedLinks, type Chip, type RelaxedLink } from './chips.ts'
import { crossedRanges } from './crossed.ts'
import { filterForm, type FilterForm } from './filter-form.ts'
import { defaultSort, type PremisesSearch } from './input.ts'
import { canonicalQuery, exportHref, searchHref } from './links.ts'
import { applyReadingToSearch, searchBox, type SearchBox } from './search-box.ts'

/** A button of the filter form; its value is sent with all chosen conditions. */
type Choice = { value: string; label: string; current: boolean }

/** What a search in one language shows to every visitor. */
export type PublicPart = {
  title: string
  description: string
  canonicalQuery: string
  feed: { href: string; title: string }
  tableFile: string
  lead: string
  demo: boolean
  box: SearchBox
  /** The conditions as a query string, by which a search is saved. */
  query: string
  /** HTML of the filters. */
  filters: Buffer
  filtersLabel: string
  chips: Chip[]
  reset: string
  found: string
  none: boolean
  /** Ranges in which nothing can match, because the minimum exceeds the maximum. */
  crossed: string[]
  relaxed: RelaxedLink[]
  sorts: Choice[]
  sortedBy: string
  views: Choice[]
  pages: Pages | null
  /** HTML of the street with the matches lit; null when there is no building. */
  street: Buffer | null
}

export type Searched = { search: PremisesSearch; found: SearchResult }
/** A part with what it was made from: an answer's counts are made anew whenever the catalogue changes. */
type CachedPart = { part: PublicPart; counts: SearchResult['counts']; wordings: object }
/** Everything of a part but its HTML, with the marked words of its cards, in bytes. */
const modelBytes = 20_000

/**
 * Cache of public parts by language and search. Visitors with a cookie get no pages from memory, but all who search for the
 * same see the same filters and street, which are most of the work of a page.
 */
const cachedParts = new LRUCache<string, CachedPart>({
  maxSize: 8 * 1024 * 1024,
  sizeCalculation: ({ part: { street, filters } }) => (street?.length ?? 0) + filters.length + modelBytes,
})

/** Returns the public part of a search's page, from the cache while neither the catalogue nor a wording has changed. */
export function publicPartOf(reader: Reader, { search, found }: Searched): PublicPart {
  const { counts } = found
  const wordings = wordingsInUse()
  const key = `${reader.locale} ${String(borderAtM())} ${JSON.stringify(search)}`
  const cached = cachedParts.get(key)
  if (cached?.counts === counts && cached.wordings === wordings) return cached.part
  const part = makePublicPart(reader, { search, found })
  cachedParts.set(key, { part, counts, wordings })
  return part
}

type InLanguage = { chrome: Reader }
type StreetCard = InLanguage & StreetView & { open: string; openLabel: string; openTest: string }
const renderFilters = createPartialRenderer<InLanguage & FilterForm>('premises-filters')
const renderStreet = createPartialRenderer<StreetCard>('street-plan')

function makePublicPart(reader: Reader, { search, found }: Searched): PublicPart {
  const street = streetOf(found)
  const { t, locale } = reader
  // Conditions read from the words are shown as if they had been chosen.
  const effectiveSearch = applyReadingToSearch(search, found.reading)
  const chosen = chipsOf(reader, effectiveSearch)
  const chips = [...chosen, ...sortChip(reader, effectiveSearch, found)]
  const lead = leadOf(reader, street)
  return {
    title: t('premises.list.title'),
    description: lead,
    canonicalQuery: canonicalQuery(search, found.page),
    feed: { href: exportHref(locale, effectiveSearch, 'atom'), title: t('open-data.feed.title') },
    tableFile: exportHref(locale, effectiveSearch, 'csv'),
    lead,
    demo: street.demo,
    box: searchBox(reader, { search, found }),
    query: queryOf(effectiveSearch.filter),
    filters: renderFilters({ ...filterForm(reader, effectiveSearch, found.counts), chrome: reader }),
    filtersLabel:
      chosen.length > 0 ? t('premises.filter.open-count', { count: chosen.length }) : t('premises.filter.open'),
    chips,
    reset: pathTo(locale, '/premises'),
    found: found.total === 0 ? t('premises.list.none') : t('premises.list.found', { count: found.total }),
    none: found.total === 0,
    crossed: crossedRanges(reader, effectiveSearch.filter),
    relaxed: relaxedLinks(reader, effectiveSearch, found.relaxations),
    sorts: premisesSorts
      .filter(sort => (sort !== 'relevance' || search.filter.q) && (sort !== 'near' || borderAtM() !== null))
      .map(sort => ({ value: sort, label: t(`premises.sort.${sort}`), current: sort === found.sort })),
    sortedBy: t(`premises.sort.${found.sort}`),
    views: (['cards', 'table'] as const).map(kind => ({
      value: kind,
      label: t(`premises.view.${kind}`),
      current: kind === search.view,
    })),
    pages: pagesOf(reader, { search, page: found.page, pages: found.pages }),
    street:
      street.buildings.length > 0
        ? drawStreetBeside(reader, { search: effectiveSearch, found, filtered: chosen.length > 0 })
        : null,
  }
}

/** Returns a chip for an order named in the words, like those of the conditions. */
function sortChip({ t, locale }: Reader, effectiveSearch: PremisesSearch, { sort, reading }: SearchResult): Chip[] {
  if (!reading?.sort || sort !== reading.sort) return []
  const label = t(`premises.sort.${sort}`)
  const href = searchHref(locale, effectiveSearch, { sort: defaultSort(Boolean(effectiveSearch.filter.q)) })
  return [{ label, remove: t('premises.list.remove', { name: label }), href }]
}

function leadOf(reader: Reader, street: Street): string {
  const { t } = reader
  const size = { length: street.lengthM, buildings: street.buildings.length }
  if (!hasVacancies(street.vacancies)) return t('premises.list.lead-none', size)
  const areas = areasInWords(reader, roundAreas(street))
  return t('premises.list.lead', { ...size, vacancies: t('premises.vacancies', { ...street.vacancies, areas }) })
}

/** Rounds the areas outwards to whole square metres. A single size is not rounded. */
const roundAreas = ({ smallestSqM, largestSqM }: Street) =>
  smallestSqM === largestSqM
    ? { smallestSqM, largestSqM }
    : { smallestSqM: Math.floor(smallestSqM), largestSqM: Math.ceil(largestSqM) }

type StreetMatches = Searched & { filtered: boolean }

/**
 * Draws the street beside a search with its matches lit, with a link to the whole plan. When there are too many premises to
 * tell apart, those of this page are marked.
 */
function drawStreetBeside(reader: Reader, { search, found, filtered }: StreetMatches): Buffer {
  const { t, locale } = reader
  const { index } = found
  const street = streetOf(found)
  const drawn = compactView(reader, {
    street,
    search,
    links: street.crowded ? found.items.map(({ slot }) => unitAt(index, slot)) : [],
    lit: filtered ? ({ slot }) => found.matches(slot) : undefined,
  })
  const open = {
    open: planHref(locale, { search, view: { floor: search.filter.floor } }),
    openLabel: filtered ? t('premises.list.lit', { count: found.total }) : t('plan.open'),
    openTest: 'lit',
  }
  return renderStreet({ ...drawn, ...open, chrome: reader })
}

type Pages = Pagination & { pages: { label: string; href: string | null; current: boolean }[] }

type PagePosition = { search: PremisesSearch; page: number; pages: number }

/** Returns links to the neighbouring pages and to both ends; null when there is only one page. */
function pagesOf({ t, locale }: Reader, { search, page, pages }: PagePosition): Pages | null {
  const href = (number: number) => searchHref(locale, search, { page: number })
  const pagination = paginationOf(t, { page, pages }, href)
  if (!pagination) return null
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter(number => number >= 1 && number <= pages)
  return {
    ...pagination,
    pages: shown.flatMap((number, index) => [
      ...(index > 0 && number - (shown[index - 1] ?? 0) > 1 ? [{ label: '…', href: null, current: false }] : []),
      { label: String(number), href: href(number), current: number === page },
    ]),
  }
}
