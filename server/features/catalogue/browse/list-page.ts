import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import type { SavedMarks } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { stemOf, wordsOf } from '#features/premises/text/tokens.ts'
import { unitAt } from '../search/plan.ts'
import { premisesSorts } from '../search/filter.ts'
import type { SearchResult } from '../search/search.ts'
import { streetOf, type Street } from '../search/street.ts'
import { queryOf } from '../search-address.ts'
import { areasInWords, compactView, planHref, type StreetView } from '../street-view.ts'
import type { QueryWord } from '../search/text/query-words.ts'
import { useNames } from '../search/text/use-words.ts'
import { chipsOf, relaxedLinks, type Chip, type RelaxedLink } from './chips.ts'
import { crossedRanges } from './crossed.ts'
import { filterForm, type FilterForm } from './filter-form.ts'
import { defaultSort, type PremisesSearch } from './input.ts'
import { canonicalQuery, exportHref, searchHref } from './links.ts'
import { applyReadingToSearch, searchBox, type SearchBox } from './search-box.ts'
import type { TableRow } from './table.ts'

/** A button of the filter form; its value is sent with all chosen conditions. */
type Choice = { value: string; label: string; current: boolean }

export type PremisesListPage = {
  title: string
  description: string
  canonicalQuery: string
  feed: { href: string; title: string }
  tableFile: string
  save: { query: string; label: string; saved: string | null }
  lead: string
  demo: boolean
  box: SearchBox
  form: FilterForm
  filtersLabel: string
  chips: Chip[]
  reset: string
  found: string
  none: boolean
  /** Ranges in which nothing can match, because the minimum exceeds the maximum. */
  crossed: string[]
  /** Which words were assumed for ones that are unknown as typed; empty otherwise. */
  meant: string
  relaxed: RelaxedLink[]
  sorts: Choice[]
  sortedBy: string
  views: Choice[]
  /** Cards of the available premises; in the order by relevance, of all. */
  cards: string[]
  /** Whether rows are shown instead of cards. */
  inTable: boolean
  table: TableRow[]
  /** Premises that are not available, after the others, with the sentence that says so. */
  rest: { title: string; cards: string[]; table: TableRow[] } | null
  pages: Pages | null
  street: StreetView | null
  planHref: string
  /** How many are lit, or the label of the link to the whole plan. */
  lit: string
}
export const renderPremisesList = view<PremisesListPage>('catalogue/browse/list')

type ListPageData = {
  search: PremisesSearch
  found: SearchResult
  saved: SavedMarks
  cards: string[]
  table: TableRow[] | null
}

export function premisesListPage(
  reader: Reader,
  { search, found, saved, cards, table }: ListPageData,
): PremisesListPage {
  const street = streetOf(found.index, found.hidden)
  const { t, locale } = reader
  // Conditions read from the words are shown as if they had been chosen.
  const effectiveSearch = applyReadingToSearch(search, found.reading)
  const chosen = chipsOf(reader, effectiveSearch)
  const chips = [...chosen, ...sortChip(reader, effectiveSearch, found.reading)]
  const free = found.free ?? found.items.length
  const lead = leadOf(reader, street)
  return {
    title: t('premises.list.title'),
    description: lead,
    canonicalQuery: canonicalQuery(search, found.page),
    feed: { href: exportHref(locale, effectiveSearch, 'atom'), title: t('open-data.feed.title') },
    tableFile: exportHref(locale, effectiveSearch, 'csv'),
    save: saveOf(reader, effectiveSearch, saved),
    lead,
    demo: street.demo,
    box: searchBox(reader, { search, found }),
    form: filterForm(reader, effectiveSearch, found.counts),
    filtersLabel:
      chosen.length > 0 ? t('premises.filter.open-count', { count: chosen.length }) : t('premises.filter.open'),
    chips,
    reset: pathTo(locale, '/premises'),
    found: found.total === 0 ? t('premises.list.none') : t('premises.list.found', { count: found.total }),
    none: found.total === 0,
    crossed: crossedRanges(reader, effectiveSearch.filter),
    meant: correctionSentence(reader, { search, found, cards }),
    relaxed: relaxedLinks(reader, effectiveSearch, found.relaxations),
    sorts: premisesSorts
      .filter(sort => sort !== 'relevance' || search.filter.q)
      .map(sort => ({ value: sort, label: t(`premises.sort.${sort}`), current: sort === found.sort })),
    sortedBy: t(`premises.sort.${found.sort}`),
    views: (['cards', 'table'] as const).map(kind => ({
      value: kind,
      label: t(`premises.view.${kind}`),
      current: kind === search.view,
    })),
    cards: cards.slice(0, free),
    inTable: table !== null,
    table: table?.slice(0, free) ?? [],
    rest:
      found.free === null
        ? null
        : {
            title: t('premises.list.rest', { count: found.total - found.counts.available }),
            cards: cards.slice(free),
            table: table?.slice(free) ?? [],
          },
    pages: pagesOf(reader, { search, page: found.page, pages: found.pages }),
    street:
      street.buildings.length > 0
        ? drawStreetBeside(reader, { search: effectiveSearch, found, filtered: chosen.length > 0 })
        : null,
    planHref: planHref(locale, { search: effectiveSearch, view: { floor: effectiveSearch.filter.floor } }),
    lit: chosen.length > 0 ? t('premises.list.lit', { count: found.total }) : t('plan.open'),
  }
}

/** Returns a chip for an order named in the words, like those of the conditions. */
function sortChip({ t, locale }: Reader, effectiveSearch: PremisesSearch, reading: SearchResult['reading']): Chip[] {
  if (!reading?.sort || effectiveSearch.sort !== reading.sort) return []
  const label = t(`premises.sort.${effectiveSearch.sort}`)
  const href = searchHref(locale, effectiveSearch, { sort: defaultSort(Boolean(effectiveSearch.filter.q)) })
  return [{ label, remove: t('premises.list.remove', { name: label }), href }]
}

/** Returns the button that saves the search, so that the visitor can come back to it and be told of new units. */
function saveOf({ t, locale }: Reader, { filter }: PremisesSearch, { searches }: SavedMarks): PremisesListPage['save'] {
  const query = queryOf(filter)
  const saved = searches.has(query)
  return {
    query,
    label: t(saved ? 'saved.search.saved' : 'saved.search.save'),
    saved: saved ? `${pathTo(locale, '/saved')}#searches` : null,
  }
}

function leadOf(reader: Reader, street: Street): string {
  const { t } = reader
  const size = { length: street.lengthM, buildings: street.buildings.length }
  if (street.available === 0) return t('premises.list.lead-none', size)
  return t('premises.list.lead', {
    ...size,
    available: street.available,
    areas: areasInWords(reader, roundAreas(street)),
  })
}

/** Rounds the areas outwards to whole square metres. A single size is not rounded. */
const roundAreas = ({ smallestSqM, largestSqM }: Street) =>
  smallestSqM === largestSqM
    ? { smallestSqM, largestSqM }
    : { smallestSqM: Math.floor(smallestSqM), largestSqM: Math.ceil(largestSqM) }

type StreetMatches = { search: PremisesSearch; found: SearchResult; filtered: boolean }

/**
 * Draws the street beside a search with its matches lit. When there are too many premises to tell apart, those of this page
 * are marked.
 */
function drawStreetBeside(reader: Reader, { search, found, filtered }: StreetMatches): StreetView {
  const { index, hidden } = found
  const street = streetOf(index, hidden)
  return compactView(reader, {
    street,
    search,
    links: street.crowded ? found.items.map(({ slot }) => unitAt(index, slot)) : [],
    lit: filtered ? ({ slot }) => found.matches(slot) : undefined,
  })
}

type Pages = {
  current: string
  previous: string | null
  next: string | null
  pages: { label: string; href: string | null; current: boolean }[]
}

type PagePosition = { search: PremisesSearch; page: number; pages: number }

/** Returns links to the neighbouring pages and to both ends; null when there is only one page. */
function pagesOf({ t, locale }: Reader, { search, page, pages }: PagePosition): Pages | null {
  if (pages === 1) return null
  const href = (number: number) => searchHref(locale, search, { page: number })
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter(number => number >= 1 && number <= pages)
  return {
    current: t('pages.current', { page, pages }),
    previous: page > 1 ? href(page - 1) : null,
    next: page < pages ? href(page + 1) : null,
    pages: shown.flatMap((number, index) => [
      ...(index > 0 && number - (shown[index - 1] ?? 0) > 1 ? [{ label: '…', href: null, current: false }] : []),
      { label: String(number), href: href(number), current: number === page },
    ]),
  }
}

/** Returns "Showing results for …" when a word was unknown as typed; empty otherwise. */
function correctionSentence(
  { t }: Reader,
  { search, found, cards }: Pick<ListPageData, 'search' | 'found' | 'cards'>,
): string {
  if (found.total === 0 || !found.words.some(({ guessed }) => guessed)) return ''
  const read = wordsOf(...cards.flatMap(card => card.match(/<mark>[^<]+/g) ?? []), ...found.index.buildings.addresses)
  const correctedWords = found.words.map(word => (word.guessed ? findWholeWord(word, read) : word.word))
  return t('premises.list.meant', { words: correctedWords.join(' '), typed: search.filter.q ?? '' })
}

/**
 * Returns a whole word for a guessed one, as it occurs on a card, in an address or in the name of a use. The index has stems
 * only.
 */
function findWholeWord({ word, variants }: QueryWord, read: readonly string[]): string {
  const stems = new Set(variants.map(({ stem }) => stem))
  return [...read, ...useNames].find(one => stems.has(stemOf(one))) ?? variants[0]?.stem ?? word
}
