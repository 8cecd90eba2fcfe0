import { LRUCache } from 'lru-cache'
import { siteSettings } from '#shared/site-settings.ts'
import { takesApplications } from './vacancies.ts'
import { computeAnswer, hasBit, isFree, type Answer } from './answer.ts'
import type { Counts } from './counting.ts'
import type { PremisesFilter, PremisesSort } from './filter.ts'
import type { Catalogue, CatalogueIndex, CatalogueReader } from './index/catalogue-index.ts'
import { codeAt, idAt } from './index/columns.ts'
import type { FindWords } from './text/text-search.ts'

/**
 * Size of the cache of answers, which are kept until the catalogue changes. One takes a bit for each premises, four bytes
 * for each match that has a rank, and some counts and pages.
 */
const maxCacheBytes = 16 * 1024 * 1024
const countsBytes = 12_000
const pageBytes = 3_500
const cardsOnAPage = 24
/** Pages kept of one answer, in any order. */
const maxCachedPages = 10

export type SearchQuery = { filter: PremisesFilter; sort: PremisesSort; page: number }
export type FoundPremises = { id: string; code: string; revision: number; slot: number }
export type SearchResult = Pick<Answer, 'counts' | 'words' | 'relaxations' | 'reading' | 'onlyWords'> & {
  items: readonly FoundPremises[]
  /**
   * Number of `items` before those that are not available; null when none of those is on the page.
   */
  free: number | null
  total: number
  /** From 1; a page beyond the last gives the last. */
  page: number
  pages: number
  /** Whether some of the shown premises are demonstration data. */
  demo: boolean
  /** Checks whether a slot is a match, for the plan. */
  matches: (slot: number) => boolean
  /** Order of `items`: the one named in the words if no other was chosen. */
  sort: PremisesSort
  index: CatalogueIndex
  hidden: Uint8Array
  today: number
}

/** `shown`: pages by order and number. */
type CachedAnswer = Answer & { shown: Map<string, SearchResult> }
type Sought = { filter: PremisesFilter; catalogue: Catalogue }

export function createSearch(reader: CatalogueReader, findWords: FindWords) {
  const answers = new LRUCache<string, CachedAnswer, Sought>({
    maxSize: maxCacheBytes,
    sizeCalculation: ({ matches, ranked }) =>
      matches.length + (ranked?.byteLength ?? 0) + countsBytes + maxCachedPages * pageBytes,
    // Visitors who ask the same at the same time share one answer. When the cache is cleared meanwhile, they still get theirs.
    fetchMethod: async (_key, _stale, { context: { filter, catalogue } }) => ({
      ...(await computeAnswer(filter, catalogue, findWords)),
      shown: new Map(),
    }),
    ignoreFetchAbort: true,
  })
  let generation = -1

  function findAnswer(filter: PremisesFilter, catalogue: Catalogue): Promise<CachedAnswer> {
    if (catalogue.generation !== generation) answers.clear()
    generation = catalogue.generation
    return answers.forceFetch(JSON.stringify(filter), { context: { filter, catalogue } })
  }

  return async function search({ filter, sort: chosen, page: requestedPage }: SearchQuery): Promise<SearchResult> {
    const catalogue = await reader.current()
    const answer = await findAnswer(filter, catalogue)
    const { counts } = answer
    const sort = sortOf(chosen, answer)
    const page = Math.min(requestedPage, pagesOf(counts))
    const key = `${sort} ${page}${sort === 'near' ? ` ${String(borderAtM())}` : ''}`
    const cached = answer.shown.get(key)
    if (cached) return cached
    const result = resultOf(answer, catalogue, { sort, page })
    if (answer.shown.size < maxCachedPages) answer.shown.set(key, result)
    return result
  }
}

/** Returns the order that was chosen, or else is named in the words, where there is such an order. */
function sortOf(chosen: PremisesSort, { ranked, reading }: Answer): PremisesSort {
  const usual = chosen === 'relevance' && ranked ? 'relevance' : 'new'
  const wanted = chosen === 'relevance' ? (reading?.sort ?? usual) : chosen
  return wanted === 'near' && borderAtM() === null ? usual : wanted
}

const pagesOf = ({ total }: Counts): number => Math.max(1, Math.ceil(total / cardsOnAPage))

type ResultPage = Pick<SearchQuery, 'sort' | 'page'>

function resultOf(answer: Answer, { index, hidden, today }: Catalogue, { sort, page }: ResultPage): SearchResult {
  const { matches, counts, words, relaxations, reading, onlyWords } = answer
  const slots = findSlotsOnPage(answer, { index, today }, { sort, page })
  return {
    items: slots.map(slot => itemAt(index, slot)),
    free: freeOf(slots, index),
    counts,
    total: counts.total,
    page,
    pages: pagesOf(counts),
    demo: slots.some(slot => index.columns.demo[slot] === 1),
    matches: slot => hasBit(matches, slot),
    relaxations,
    words,
    reading,
    onlyWords,
    sort,
    index,
    hidden,
    today,
  }
}

export const itemAt = ({ columns }: CatalogueIndex, slot: number): FoundPremises => ({
  id: idAt(columns, slot),
  code: codeAt(columns, slot),
  revision: columns.revision[slot] ?? 0,
  slot,
})

function freeOf(slots: readonly number[], index: CatalogueIndex): number | null {
  const first = slots.findIndex(slot => !isFree(index, slot))
  return first === -1 ? null : first
}

/**
 * Returns the slots of a page. In every order available premises come before the others; without a chosen order those that
 * can be applied for today are the first of them.
 */
function findSlotsOnPage(
  answer: Answer,
  { index, today }: Pick<Catalogue, 'index' | 'today'>,
  { sort, page }: ResultPage,
): number[] {
  const { ranked } = answer
  const start = (page - 1) * cardsOnAPage
  if (sort === 'relevance' && ranked) return Array.from(ranked.subarray(start, start + cardsOnAPage))
  const matches = (slot: number) => hasBit(answer.matches, slot)
  const order = orderOf(index, sort)
  const free = (slot: number) => isFree(index, slot)
  const open = (slot: number) => free(slot) && takesApplications(index.columns, slot, { today })
  const groups: ((slot: number) => boolean)[] =
    sort === 'new' ? [open, slot => free(slot) && !open(slot), slot => !free(slot)] : [free, slot => !free(slot)]
  const slots: number[] = []
  let skip = start
  for (const group of groups) {
    const most = cardsOnAPage - slots.length
    const taken = takeMatching(order, slot => matches(slot) && group(slot), { skip, most })
    slots.push(...taken.slots)
    skip -= taken.skipped
  }
  return slots
}

/** Where people arrive from the border, in metres along the street; null while the office does not name it. */
export const borderAtM = (): number | null =>
  siteSettings().office.ways.find(({ kind }) => kind === 'border')?.atM ?? null

function orderOf({ orders }: CatalogueIndex, sort: PremisesSort): Uint32Array {
  const atM = sort === 'near' ? borderAtM() : null
  if (atM !== null) return orders.slotsNear(atM)
  return orders.slotsBy(sort === 'near' || sort === 'relevance' ? 'new' : sort)
}

/** Returns up to `most` slots that pass, after skipping the first `skip` of them, and how many were skipped. */
function takeMatching(
  order: Iterable<number>,
  passes: (slot: number) => boolean,
  { skip, most }: { skip: number; most: number },
): { slots: number[]; skipped: number } {
  const slots: number[] = []
  let skipped = 0
  for (const slot of order) {
    if (slots.length === most) break
    if (!passes(slot)) continue
    if (skipped < skip) skipped += 1
    else slots.push(slot)
  }
  return { slots, skipped }
}
