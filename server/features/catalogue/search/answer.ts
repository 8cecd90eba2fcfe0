import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { countsOf, type Counts } from './counting.ts'
import { noFilter, type PremisesFilter } from './filter.ts'
import type { Catalogue, CatalogueIndex } from './index/catalogue-index.ts'
import { failuresOf, filterPart } from './matching.ts'
import { applyReadingToFilter, readingOf, remainingWords } from './query-conditions.ts'
import type { QueryText } from './reading/conditions.ts'
import type { Reading } from './reading/read-query.ts'
import { relaxationsOf, type Relaxation } from './relaxing.ts'
import { worthOfUse, type FindWords, type TextFound } from './text/text-search.ts'

/** What the catalogue has for a filter, on all pages and in any order. */
export type Answer = {
  matches: Bits
  /** The matches by relevance, the best first; null when no words were searched. */
  ranked: Uint32Array | null
  counts: Counts
  /** Words of the query as they were understood, to be marked. */
  words: TextFound['words']
  /** When nothing matches: what each single condition hides, the one that hides most first. */
  relaxations: readonly Relaxation[]
  /** Conditions read from the words; null when they were searched as typed. */
  reading: Reading | null
  /** True when nothing met the conditions read from the words, and the premises match the words instead. */
  onlyWords: boolean
}

/**
 * Answers a query by the conditions read from it. If nothing meets them and no number was meant, the words are searched as
 * typed, because listings may mention what is not recorded as a fact.
 */
export async function computeAnswer(
  filter: PremisesFilter,
  catalogue: Catalogue,
  findWords: FindWords,
): Promise<Answer> {
  const reading = readingOf(filter)
  const read = reading && (await answerReading(filter, reading, { catalogue, findWords }))
  if (read && (read.counts.total > 0 || hasNumbers(reading))) return read
  const found = await findWords(filter.q, catalogue)
  const { index, hidden, today } = catalogue
  const store = { columns: index.columns, buildingNumber: index.buildingNumber }
  const failures = failuresOf(filter, { store, scores: found.scores, hidden })
  const wordAnswer = answerOf(filter, { failures, strict: failures, found }, { index, today, reading: null })
  return read && wordAnswer.counts.total === 0 ? read : { ...wordAnswer, onlyWords: read !== null }
}

async function answerReading(filter: PremisesFilter, reading: Reading, sources: Sources): Promise<Answer> {
  const matched = await matchReading(filter, reading, sources)
  return answerOf(applyReadingToFilter(filter, reading), matched, { ...sources.catalogue, reading })
}

function hasNumbers({ filter: { use, status, feature, building, ...numbers } }: Reading): boolean {
  return Object.keys(numbers).length > 0
}

type Sources = { catalogue: Catalogue; findWords: FindWords }

function answerOf(
  filter: PremisesFilter,
  { failures, strict, found }: ReadingMatches,
  { index, today, reading }: Pick<Catalogue, 'index' | 'today'> & { reading: Reading | null },
): Answer {
  const counts = countsOf(failures, index.columns, today)
  const relaxations = counts.total === 0 ? relaxationsOf(filter, strict, index.columns) : []
  return {
    matches: zerosOf(failures),
    ranked: found.scores && rankByWords(found.scores, failures, index),
    counts,
    words: found.words,
    relaxations,
    reading,
    onlyWords: false,
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

export const hasBit = (bits: Bits, slot: number): boolean => ((bits[slot >> 3] ?? 0) & (1 << (slot & 7))) !== 0

const available = premisesStatuses.indexOf('available')
export const isFree = ({ columns }: CatalogueIndex, slot: number): boolean => columns.status[slot] === available

/** Returns the available matches before the others, each by score, the best first; of equal ones the newest first. */
function rankByWords(scores: Uint8Array, failures: Uint16Array, index: CatalogueIndex): Uint32Array {
  const ranks: number[][] = []
  for (const slot of index.orders.slotsBy('new')) {
    const score = scores[slot] ?? 0
    if (score > 0 && failures[slot] === 0) (ranks[score + (isFree(index, slot) ? maxScore + 1 : 0)] ??= []).push(slot)
  }
  return Uint32Array.from(ranks.reverse().flat())
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
