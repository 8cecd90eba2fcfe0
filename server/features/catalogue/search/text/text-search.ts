import mongoose from 'mongoose'
import { LRUCache } from 'lru-cache'
import { fields, type Field } from '#features/premises/text/terms.ts'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesTextModel } from '#models/premises/premises-text.ts'
import type { Catalogue, CatalogueIndex } from '../index/catalogue-index.ts'
import { createCodeMatcher } from '../index/packed-code.ts'
import { parseQueryWords, type QueryWord } from './query-words.ts'
import { usesByStem } from './use-words.ts'
import type { Likeness } from './vocabulary.ts'

/** Size of the cache of text numbers; each takes 8 bytes. */
const maxCacheBytes = 8 * 1024 * 1024
const emptyBytes = 64
const maxBuildingsCached = 2_000

/**
 * Looks up which texts and which buildings contain a word. Both are answered by MongoDB, the texts from the index
 * `{ terms, _id }` alone: one document with all numbers is several times cheaper than a document for each. What was found is
 * kept until the next revision of the catalogue, and searches that ask at the same time share one query.
 */
function createPostings() {
  const texts = new LRUCache<string, Float64Array, string[]>({
    maxSize: maxCacheBytes,
    sizeCalculation: numbers => numbers.byteLength + emptyBytes,
    fetchMethod: (_key, _stale, { context: terms }) => numbersOf(terms),
    ignoreFetchAbort: true,
  })
  const buildings = new LRUCache<string, string[], string[]>({
    max: maxBuildingsCached,
    fetchMethod: (_key, _stale, { context: terms }) => buildingsWith(terms),
    ignoreFetchAbort: true,
  })
  let cachedState = ''

  /** Returns what is kept of the fields of a state of the catalogue. */
  function at(state: string) {
    if (state !== cachedState) {
      texts.clear()
      buildings.clear()
    }
    cachedState = state
    return { texts, buildings }
  }

  const termsOf = (stems: readonly string[], field: Field): string[] => stems.map(stem => `${stem}/${field}`)
  const find = <T extends object>(cache: LRUCache<string, T, string[]>, terms: string[]): Promise<T> =>
    cache.forceFetch(terms.join(' '), { context: terms })

  return {
    /** Returns the numbers of the texts that contain any of the stems in this field. */
    texts: (stems: readonly string[], field: Field, state: string) => find(at(state).texts, termsOf(stems, field)),
    /** Returns the codes of the buildings with any of the stems in this field. */
    buildings: (stems: readonly string[], field: Field, state: string) =>
      find(at(state).buildings, termsOf(stems, field)),
  }
}
type Postings = ReturnType<typeof createPostings>

async function numbersOf(terms: string[]): Promise<Float64Array> {
  const found = await PremisesTextModel.aggregate<{ numbers: number[] }>([
    { $match: { terms: { $in: terms } } },
    { $group: { _id: null, numbers: { $push: '$_id' } } },
  ])
  return Float64Array.from(found[0]?.numbers ?? [])
}

async function buildingsWith(terms: string[]): Promise<string[]> {
  const found = await BuildingModel.find({ terms: mongoose.trusted({ $in: terms }) }, { _id: 0, code: 1 }).lean<
    { code: string }[]
  >()
  return found.map(({ code }) => code)
}

/** Value of a match by field and by likeness; the two are multiplied. */
const worth = { code: 6, title: 5, use: 4, address: 3, text: 2 } as const
const likenessWorth: Record<Likeness, number> = { same: 3, beginning: 2, typo: 1 }
/** Value of a met condition: the same as that of a use named in a word. */
export const worthOfUse = worth.use * likenessWorth.same

export type TextFound = {
  /** Value of each slot, 0 when a word is missing; null when the query has no words. */
  scores: Uint8Array | null
  words: readonly QueryWord[]
}

type Source = { index: CatalogueIndex; postings: Postings; state: string; size: number; strong: boolean }

/**
 * `strong`: searches titles, codes, addresses and uses only, no sentences. `guess`: false to ignore guesses for unknown
 * words.
 */
type SearchOptions = { strong?: boolean; guess?: boolean }

/**
 * Creates the search for slots by words. MongoDB tells which texts and buildings contain each word; the columns have texts,
 * uses and codes.
 */
export function createTextSearch() {
  const postings = createPostings()

  return async function find(
    query: string | undefined,
    { index, hidden }: Catalogue,
    { strong = false, guess = true }: SearchOptions = {},
  ): Promise<TextFound> {
    const queryWords = query ? parseQueryWords(query, index.vocabulary) : []
    const words = guess
      ? queryWords
      : queryWords.map(word => (word.guessed ? { ...word, variants: [], guessed: false } : word))
    if (words.length === 0) return { scores: null, words }
    // Slots added while MongoDB answers belong to a later state.
    const source = { index, postings, state: `${index.era} ${index.revision}`, size: hidden.length, strong }
    const each = await Promise.all(words.map(word => scoresOf(word, source)))
    return { scores: sumScores(each, hidden.length), words }
  }
}

export type FindWords = ReturnType<typeof createTextSearch>

/** Sums up the scores; a premises must have every word. The highest sum, 8 words of 18, fits in a byte. */
function sumScores(each: readonly Uint8Array[], size: number): Uint8Array {
  const [first = new Uint8Array(size), ...others] = each
  const sum = first.slice()
  for (const scores of others) {
    for (let slot = 0; slot < size; slot += 1) {
      const so = sum[slot] ?? 0
      const more = scores[slot] ?? 0
      sum[slot] = so > 0 && more > 0 ? so + more : 0
    }
  }
  return sum
}

/** Returns the best value of each slot for one word. */
async function scoresOf(word: QueryWord, source: Source): Promise<Uint8Array> {
  const best = new Uint8Array(source.size)
  const texts = new Uint8Array(source.index.texts.size())
  scoreCodes(word, source.index, best)
  await Promise.all(
    (['typo', 'beginning', 'same'] as const).map(async likeness => {
      const stems = word.variants.filter(variant => variant.likeness === likeness).map(({ stem }) => stem)
      if (stems.length > 0) await scoreStems(stems, likenessWorth[likeness], source, { best, texts })
    }),
  )
  source.index.texts.raise(best, texts)
  return best
}

type Scores = { best: Uint8Array; texts: Uint8Array }

async function scoreStems(stems: readonly string[], times: number, source: Source, scores: Scores): Promise<void> {
  const { postings, index, state, strong } = source
  const [titles, sentences, codes, addresses] = await Promise.all([
    postings.texts(stems, fields.title, state),
    strong ? [] : postings.texts(stems, fields.text, state),
    buildingNumbers(stems, fields.code, source),
    buildingNumbers(stems, fields.address, source),
  ])
  scoreUses(stems, worth.use * times, index, scores.best)
  scoreBuildings(codes, worth.code * times, index, scores.best)
  scoreBuildings(addresses, worth.address * times, index, scores.best)
  scoreTexts(titles, worth.title * times, index, scores.texts)
  scoreTexts(sentences, worth.text * times, index, scores.texts)
}

async function buildingNumbers(
  stems: readonly string[],
  field: Field,
  { postings, index, state }: Source,
): Promise<Uint8Array> {
  const found = new Uint8Array(index.columns.buildings.length)
  for (const code of await postings.buildings(stems, field, state)) {
    const number = index.buildingNumber(code)
    if (number !== undefined) found[number] = 1
  }
  return found
}

function scoreTexts(numbers: Iterable<number>, value: number, { texts }: CatalogueIndex, best: Uint8Array): void {
  for (const number of numbers) {
    const place = texts.placeOf(number)
    if (place !== undefined && (best[place] ?? 0) < value) best[place] = value
  }
}

function scoreBuildings(chosen: Uint8Array, value: number, { columns }: CatalogueIndex, best: Uint8Array): void {
  if (!chosen.includes(1)) return
  for (let slot = 0; slot < best.length; slot += 1) {
    if (chosen[columns.building[slot] ?? 0] === 1 && (best[slot] ?? 0) < value) best[slot] = value
  }
}

function scoreUses(stems: readonly string[], value: number, { columns }: CatalogueIndex, best: Uint8Array): void {
  const uses = stems.reduce((bits, stem) => bits | (usesByStem.get(stem) ?? 0), 0)
  if (uses === 0) return
  for (let slot = 0; slot < best.length; slot += 1) {
    if (((columns.uses[slot] ?? 0) & uses) !== 0 && (best[slot] ?? 0) < value) best[slot] = value
  }
}

/** Scores codes by their beginning, or by the beginning of their digits. */
function scoreCodes({ code }: QueryWord, { columns }: CatalogueIndex, best: Uint8Array): void {
  if (code === null) return
  const likenessOf = createCodeMatcher(code)
  for (let slot = 0; slot < best.length; slot += 1) {
    const likeness = likenessOf(columns.code[slot] ?? 0)
    if (likeness) best[slot] = worth.code * likenessWorth[likeness]
  }
}
