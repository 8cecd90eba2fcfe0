import { LRUCache } from 'lru-cache'
import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import type { Catalogue, CatalogueIndex, CatalogueReader } from './index/catalogue-index.ts'
import { codeAt, idAt } from './index/columns.ts'
import { countsOf, type Counts } from './counting.ts'
import { noFilter, type PremisesFilter, type PremisesSort } from './filter.ts'
import { failuresOf, filterPart } from './matching.ts'
import { relaxationsOf, type Relaxation } from './relaxing.ts'
import { applyReadingToFilter, readingOf, remainingWords } from './query-conditions.ts'
import type { Reading } from './reading/read-query.ts'
import { worthOfUse, type FindWords, type TextFound } from './text/text-search.ts'
import type { QueryText } from './reading/conditions.ts'

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
export type SearchResult = {
  items: readonly FoundPremises[]
  /**
   * Number of `items` before those that are not available; null when none of those is on the page, and in the order by
   * relevance.
   */
  free: number | null
  counts: Counts
  total: number
  /** From 1; a page beyond the last gives the last. */
  page: number
  pages: number
  /** Whether some of the shown premises are demonstration data. */
  demo: boolean
  /** Checks whether a slot is a match, for the plan. */
  matches: (slot: number) => boolean
  /** When nothing matches: what each single condition hides, the one that hides most first. */
  relaxations: readonly Relaxation[]
  /** Words of the query as they were understood, to be marked. */
  words: TextFound['words']
  /** Conditions read from the words; null when they were searched as typed. */
  reading: Reading | null
  /** True when nothing met the conditions read from the words, and the items match the words instead. */
  onlyWords: boolean
  /** Order of `items`: the one named in the words if no other was chosen. */
  sort: PremisesSort
  index: CatalogueIndex
  hidden: Uint8Array
}

type Answer = {
  matches: Bits
  /** The matches by relevance, the best first; null when no words were searched. */
  ranked: Uint32Array | null
  counts: Counts
  words: TextFound['words']
  relaxations: readonly Relaxation[]
  reading: Reading | null
  onlyWords: boolean
  /** Pages by order and number. */
  shown: Map<string, SearchResult>
}

type Sought = { filter: PremisesFilter; catalogue: Catalogue }

export function createSearch(reader: CatalogueReader, findWords: FindWords) {
  const answers = new LRUCache<string, Answer, Sought>({
    maxSize: maxCacheBytes,
    sizeCalculation: ({ matches, ranked }) =>
      matches.length + (ranked?.byteLength ?? 0) + countsBytes + maxCachedPages * pageBytes,
    // Visitors who ask the same at the same time share one answer. When the cache is cleared meanwhile, they still get theirs.
    fetchMethod: (_key, _stale, { context: { filter, catalogue } }) => computeAnswer(filter, catalogue, findWords),
    ignoreFetchAbort: true,
  })
  let generation = -1

  function findAnswer(filter: PremisesFilter, catalogue: Catalogue): Promise<Answer> {
    if (catalogue.generation !== generation) answers.clear()
    generation = catalogue.generation
    return answers.forceFetch(JSON.stringify(filter), { context: { filter, catalogue } })
  }

  return async function search({ filter, sort: chosen, page: requestedPage }: SearchQuery): Promise<SearchResult> {
    const catalogue = await reader.current()
    const answer = await findAnswer(filter, catalogue)
    const { counts, ranked, reading } = answer
    const sort = chosen === 'relevance' ? (reading?.sort ?? (ranked ? chosen : 'new')) : chosen
    const page = Math.min(requestedPage, pagesOf(counts))
    const key = `${sort} ${page}`
    const cached = answer.shown.get(key)
    if (cached) return cached
    const result = resultOf(answer, catalogue, { sort, page })
    if (answer.shown.size < maxCachedPages) answer.shown.set(key, result)
    return result
  }
}

const pagesOf = ({ total }: Counts): number => Math.max(1, Math.ceil(total / cardsOnAPage))

type ResultPage = Pick<SearchQuery, 'sort' | 'page'>

function resultOf(answer: Answer, { index, hidden }: Catalogue, { sort, page }: ResultPage): SearchResult {
  const { matches, counts, words, relaxations, reading, onlyWords } = answer
  const slots = findSlotsOnPage(answer, index, { sort, page })
  return {
    items: slots.map(slot => itemAt(index, slot)),
    free: sort === 'relevance' ? null : freeOf(slots, index),
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
  }
}

/**
 * Answers a query by the conditions read from it. If nothing meets them and no number was meant, the words are searched as
 * typed, because listings may mention what is not recorded as a fact.
 */
async function computeAnswer(filter: PremisesFilter, catalogue: Catalogue, findWords: FindWords): Promise<Answer> {
  const reading = readingOf(filter)
  const read = reading && (await answerReading(filter, reading, { catalogue, findWords }))
  if (read && (read.counts.total > 0 || hasNumbers(reading))) return read
  const found = await findWords(filter.q, catalogue)
  const { index, hidden } = catalogue
  const store = { columns: index.columns, buildingNumber: index.buildingNumber }
  const failures = failuresOf(filter, { store, scores: found.scores, hidden })
  const wordAnswer = answerOf(filter, { failures, strict: failures, found }, { index, reading: null })
  return read && wordAnswer.counts.total === 0 ? read : { ...wordAnswer, onlyWords: read !== null }
}

async function answerReading(filter: PremisesFilter, reading: Reading, sources: Sources): Promise<Answer> {
  const matched = await matchReading(filter, reading, sources)
  return answerOf(applyReadingToFilter(filter, reading), matched, { index: sources.catalogue.index, reading })
}

function hasNumbers({ filter: { use, status, feature, building, ...numbers } }: Reading): boolean {
  return Object.keys(numbers).length > 0
}

type Sources = { catalogue: Catalogue; findWords: FindWords }

function answerOf(
  filter: PremisesFilter,
  { failures, strict, found }: ReadingMatches,
  { index, reading }: { index: CatalogueIndex; reading: Reading | null },
): Answer {
  const counts = countsOf(failures, index.columns)
  const relaxations = counts.total === 0 ? relaxationsOf(filter, strict, index.columns) : []
  return {
    matches: zerosOf(failures),
    ranked: found.scores && rankByWords(found.scores, failures, index),
    counts,
    words: found.words,
    relaxations,
    reading,
    onlyWords: false,
    shown: new Map(),
  }
}

/** A bit for each slot. */
type Bits = Uint8Array

/** Returns a bit for each value that is 0. */
function zerosOf(values: Uint16Array): Bits {
  const bits = new Uint8Array(Math.ceil(values.length / 8))
  for (let slot = 0; slot < values.length; slot += 1) {
    if (values[slot] === 0) bits[slot >> 3] = (bits[slot >> 3] ?? 0) | (1 << (slot & 7))
  }
  return bits
}

const hasBit = (bits: Bits, slot: number): boolean => ((bits[slot >> 3] ?? 0) & (1 << (slot & 7))) !== 0

export const itemAt = ({ columns }: CatalogueIndex, slot: number): FoundPremises => ({
  id: idAt(columns, slot),
  code: codeAt(columns, slot),
  revision: columns.revision[slot] ?? 0,
  slot,
})

const available = premisesStatuses.indexOf('available')
const isFree = ({ columns }: CatalogueIndex, slot: number): boolean => columns.status[slot] === available

function freeOf(slots: readonly number[], index: CatalogueIndex): number | null {
  const first = slots.findIndex(slot => !isFree(index, slot))
  return first === -1 ? null : first
}

/** Returns the matches by score, the best first; of equal ones the available first, and then the newest. */
function rankByWords(scores: Uint8Array, failures: Uint16Array, index: CatalogueIndex): Uint32Array {
  const ranks: number[][] = []
  for (const slot of index.orders.slotsBy('new')) {
    const score = scores[slot] ?? 0
    if (score > 0 && failures[slot] === 0) (ranks[2 * score + Number(isFree(index, slot))] ??= []).push(slot)
  }
  return Uint32Array.from(ranks.reverse().flat())
}

/** Returns the slots of a page. In every order except by relevance, available premises come before the others. */
function findSlotsOnPage(answer: Answer, index: CatalogueIndex, { sort, page }: ResultPage): number[] {
  const { counts, ranked } = answer
  const start = (page - 1) * cardsOnAPage
  if (sort === 'relevance' && ranked) return Array.from(ranked.subarray(start, start + cardsOnAPage))
  const matches = (slot: number) => hasBit(answer.matches, slot)
  const order = index.orders.slotsBy(sort === 'relevance' ? 'new' : sort)
  const free = takeMatching(order, slot => matches(slot) && isFree(index, slot), start, cardsOnAPage)
  const remaining = cardsOnAPage - free.length
  const skip = Math.max(0, start - counts.available)
  return [...free, ...takeMatching(order, slot => matches(slot) && !isFree(index, slot), skip, remaining)]
}

/** Returns `most` slots that pass, after skipping the first `skip` of them. */
function takeMatching(
  order: Iterable<number>,
  passes: (slot: number) => boolean,
  skip: number,
  most: number,
): number[] {
  const slots: number[] = []
  let skipped = 0
  for (const slot of order) {
    if (slots.length === most) break
    if (!passes(slot)) continue
    if (skipped < skip) skipped += 1
    else slots.push(slot)
  }
  return slots
}

/** A condition that listings may also be named by: a shop that calls itself a café matches a search for a café. */
type NamedCondition = { filter: Partial<PremisesFilter>; bit: number; said: readonly QueryText[]; anywhere: boolean }
/** `strict`: the parts that a slot fails by the conditions alone, whatever its name. */
type ReadingMatches = { failures: Uint16Array; strict: Uint16Array; found: TextFound }

/**
 * Returns the matches of a query with conditions: slots that meet them and, for a condition with a word, also those with the
 * word in the name, the code or the address (for kinds of business anywhere). Words that were not understood must be found
 * as words.
 */
async function matchReading(
  filter: PremisesFilter,
  reading: Reading,
  { catalogue, findWords }: { catalogue: Catalogue; findWords: FindWords },
): Promise<ReadingMatches> {
  const { index, hidden } = catalogue
  const source = { store: { columns: index.columns, buildingNumber: index.buildingNumber }, hidden }
  const { q: _typed, ...own } = filter
  const foundRemaining = await findWords(remainingWords(reading), catalogue)
  const failures = failuresOf(own, { ...source, scores: foundRemaining.scores })
  const { use: _use, feature: _feature, building: _building, ...plain } = reading.filter
  fail(failures, failuresOf({ ...noFilter, ...plain }, { ...source, scores: null }))
  const strict = failures.slice()
  let scores: Uint8Array | null = foundRemaining.scores?.slice() ?? null
  const foundWords = [...foundRemaining.words]
  for (const named of namedConditionsIn(reading)) {
    const unmet = failuresOf({ ...noFilter, ...named.filter }, { ...source, scores: null })
    const text = named.said.map(said => said.text).join(' ')
    const guessed = named.said.some(said => said.guessed)
    const called = await findWords(text, catalogue, { guess: guessed, strong: !named.anywhere })
    foundWords.unshift(...called.words.map(word => ({ ...word, guessed: word.guessed || guessed })))
    fail(strict, unmet)
    scores = addScores({ failures, scores }, { unmet, bit: named.bit, called: called.scores })
  }
  return { failures, strict, found: { scores, words: foundWords } }
}

function namedConditionsIn({ filter, said }: Reading): NamedCondition[] {
  const { feature, building } = filter
  return [
    ...(building && said.building
      ? [{ filter: { building }, bit: filterPart.building, said: [said.building], anywhere: false }]
      : []),
    ...feature.map(one => ({
      filter: { feature: [one] },
      bit: filterPart.feature,
      said: [said.feature[one] ?? []].flat(),
      anywhere: false,
    })),
    ...said.businesses.map(({ uses, said: mentionedTexts }) => ({
      filter: { use: uses },
      bit: filterPart.use,
      said: mentionedTexts,
      anywhere: true,
    })),
  ]
}

function fail(failures: Uint16Array, more: Uint16Array): void {
  for (let slot = 0; slot < failures.length; slot += 1) failures[slot] = (failures[slot] ?? 0) | (more[slot] ?? 0)
}

type ConditionScores = { unmet: Uint16Array; bit: number; called: Uint8Array | null }
const maxScore = 255

/** Fails slots that neither meet a condition nor are named by its word, and adds the value of the others. */
function addScores(
  { failures, scores }: { failures: Uint16Array; scores: Uint8Array | null },
  { unmet, bit, called }: ConditionScores,
): Uint8Array {
  const sum = scores ?? new Uint8Array(failures.length)
  for (let slot = 0; slot < failures.length; slot += 1) {
    const met = ((unmet[slot] ?? 0) & bit) === 0
    const worth = Math.max(met ? worthOfUse : 0, called?.[slot] ?? 0)
    if (worth === 0) failures[slot] = (failures[slot] ?? 0) | bit
    sum[slot] = Math.min(maxScore, (sum[slot] ?? 0) + worth)
  }
  return sum
}
