import { LRUCache } from 'lru-cache'
import type { CatalogueIndex, CatalogueReader } from './catalogue-index.ts'
import { countsOf, type Counts } from './counting.ts'
import type { PremisesFilter, PremisesSort } from './filter.ts'
import { failuresOf } from './matching.ts'

/** Answers are kept until the catalogue changes; one is a byte for each premises and some counts. */
const mostKeptBytes = 16 * 1024 * 1024
const countsBytes = 4_000
const cardsOnAPage = 24

export type Wanted = { filter: PremisesFilter; sort: PremisesSort; page: number }
export type FoundPremises = { id: string; code: string; revision: number; slot: number }
export type SearchResult = {
  items: FoundPremises[]
  counts: Counts
  total: number
  /** From 1; a page beyond the last is the last. */
  page: number
  pages: number
  /** Some of what is shown is invented. */
  demo: boolean
  /** Whether a slot is a match, for the plan. */
  matches: (slot: number) => boolean
  index: CatalogueIndex
  hidden: Uint8Array
}

type Answer = { failures: Uint8Array; counts: Counts }

export function searchIn(reader: CatalogueReader) {
  const answers = new LRUCache<string, Answer>({
    maxSize: mostKeptBytes,
    sizeCalculation: ({ failures }) => failures.length + countsBytes,
  })
  let generation = -1

  return async function search({ filter, sort, page: wanted }: Wanted): Promise<SearchResult> {
    const catalogue = await reader.current()
    const { index, hidden } = catalogue
    if (catalogue.generation !== generation) answers.clear()
    generation = catalogue.generation

    const key = JSON.stringify(filter)
    const { failures, counts } = answers.get(key) ?? answer(filter, index, hidden)
    answers.set(key, { failures, counts })
    const pages = Math.max(1, Math.ceil(counts.total / cardsOnAPage))
    const page = Math.min(wanted, pages)
    const slots = slotsOnPage(failures, index.orders.slotsBy(sort), page)
    return {
      items: slots.map(slot => itemAt(index, slot)),
      counts,
      total: counts.total,
      page,
      pages,
      demo: slots.some(slot => index.columns.demo[slot] === 1),
      matches: slot => failures[slot] === 0,
      index,
      hidden,
    }
  }
}

function answer(filter: PremisesFilter, index: CatalogueIndex, hidden: Uint8Array): Answer {
  const store = { columns: index.columns, buildingNumber: index.buildingNumber }
  const failures = failuresOf(filter, { store, words: index.words, hidden })
  return { failures, counts: countsOf(failures, index.columns) }
}

export const itemAt = ({ columns }: CatalogueIndex, slot: number): FoundPremises => ({
  id: columns.ids[slot] ?? '',
  code: columns.codes[slot] ?? '',
  revision: columns.revisions[slot] ?? 0,
  slot,
})

function slotsOnPage(failures: Uint8Array, order: readonly number[], page: number): number[] {
  const slots: number[] = []
  let skip = (page - 1) * cardsOnAPage
  for (const slot of order) {
    if (failures[slot] !== 0) continue
    if (skip > 0) skip -= 1
    else if (slots.push(slot) === cardsOnAPage) break
  }
  return slots
}
