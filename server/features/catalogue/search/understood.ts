import { wordsLeft } from './asked.ts'
import type { Catalogue } from './index/catalogue-index.ts'
import { noFilter, type PremisesFilter } from './filter.ts'
import { failuresOf, part } from './matching.ts'
import type { Said } from './reading/conditions.ts'
import type { Reading } from './reading/read-query.ts'
import type { FindWords, TextFound } from './text/text-search.ts'
import { worthOfUse } from './text/text-search.ts'

/** A condition that listings may also be named by: a shop that calls itself a café matches a search for a café. */
type Named = { filter: Partial<PremisesFilter>; bit: number; said: readonly Said[]; anywhere: boolean }
/** `strict`: the parts that a slot fails by the conditions alone, whatever its name. */
export type Matched = { failures: Uint16Array; strict: Uint16Array; found: TextFound }

/**
 * Returns the matches of a query with conditions: slots that meet them and, for a condition with a word, also those with the
 * word in the name, the code or the address (for kinds of business anywhere). Words that were not understood must be found
 * as words.
 */
export async function understoodIn(
  filter: PremisesFilter,
  reading: Reading,
  { catalogue, findWords }: { catalogue: Catalogue; findWords: FindWords },
): Promise<Matched> {
  const { index, hidden } = catalogue
  const source = { store: { columns: index.columns, buildingNumber: index.buildingNumber }, hidden }
  const { q: _typed, ...own } = filter
  const left = await findWords(wordsLeft(reading), catalogue)
  const failures = failuresOf(own, { ...source, scores: left.scores })
  const { use: _use, feature: _feature, building: _building, ...plain } = reading.filter
  fail(failures, failuresOf({ ...noFilter, ...plain }, { ...source, scores: null }))
  const strict = failures.slice()
  let scores: Uint8Array | null = left.scores?.slice() ?? null
  const words = [...left.words]
  for (const named of namedIn(reading)) {
    const unmet = failuresOf({ ...noFilter, ...named.filter }, { ...source, scores: null })
    const text = named.said.map(said => said.text).join(' ')
    const guessed = named.said.some(said => said.guessed)
    const called = await findWords(text, catalogue, { guess: guessed, strong: !named.anywhere })
    words.unshift(...called.words.map(word => ({ ...word, guessed: word.guessed || guessed })))
    fail(strict, unmet)
    scores = scored({ failures, scores }, { unmet, bit: named.bit, called: called.scores })
  }
  return { failures, strict, found: { scores, words } }
}

function namedIn({ filter, said }: Reading): Named[] {
  const { feature, building } = filter
  return [
    ...(building && said.building
      ? [{ filter: { building }, bit: part.building, said: [said.building], anywhere: false }]
      : []),
    ...feature.map(one => ({
      filter: { feature: [one] },
      bit: part.feature,
      said: [said.feature[one] ?? []].flat(),
      anywhere: false,
    })),
    ...said.businesses.map(({ uses, said: words }) => ({
      filter: { use: uses },
      bit: part.use,
      said: words,
      anywhere: true,
    })),
  ]
}

function fail(failures: Uint16Array, more: Uint16Array): void {
  for (let slot = 0; slot < failures.length; slot += 1) failures[slot] = (failures[slot] ?? 0) | (more[slot] ?? 0)
}

type Told = { unmet: Uint16Array; bit: number; called: Uint8Array | null }
const mostWorth = 255

/** Fails slots that neither meet a condition nor are named by its word, and adds the value of the others. */
function scored(
  { failures, scores }: { failures: Uint16Array; scores: Uint8Array | null },
  { unmet, bit, called }: Told,
): Uint8Array {
  const sum = scores ?? new Uint8Array(failures.length)
  for (let slot = 0; slot < failures.length; slot += 1) {
    const met = ((unmet[slot] ?? 0) & bit) === 0
    const worth = Math.max(met ? worthOfUse : 0, called?.[slot] ?? 0)
    if (worth === 0) failures[slot] = (failures[slot] ?? 0) | bit
    sum[slot] = Math.min(mostWorth, (sum[slot] ?? 0) + worth)
  }
  return sum
}
