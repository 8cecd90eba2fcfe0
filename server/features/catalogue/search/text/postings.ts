import mongoose from 'mongoose'
import { LRUCache } from 'lru-cache'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesTextModel } from '#models/premises/premises-text.ts'
import type { Field } from '#features/premises/text/terms.ts'

/** A number of a text takes 8 bytes: some million of them. */
const mostKeptBytes = 8 * 1024 * 1024
const emptyBytes = 64

/**
 * Which texts carry a word, answered by MongoDB from the index `{ terms, _id }` alone: one document with all their numbers is
 * several times cheaper than a document each. What is kept goes with the catalogue's revision.
 */
export function createPostings() {
  const kept = new LRUCache<string, Float64Array>({
    maxSize: mostKeptBytes,
    sizeCalculation: numbers => numbers.byteLength + emptyBytes,
  })
  let keptAt = ''

  /** Numbers of the texts with any of the stems, where they stand in this field. */
  async function texts(stems: readonly string[], field: Field, state: string): Promise<Float64Array> {
    if (state !== keptAt) kept.clear()
    keptAt = state
    const terms = stems.map(stem => `${stem}/${field}`)
    const key = terms.join(' ')
    const known = kept.get(key)
    if (known) return known
    const numbers = await numbersOf(terms)
    if (state === keptAt) kept.set(key, numbers)
    return numbers
  }

  return { texts, buildings: buildingsWith }
}
export type Postings = ReturnType<typeof createPostings>

async function numbersOf(terms: string[]): Promise<Float64Array> {
  const found = await PremisesTextModel.aggregate<{ numbers: number[] }>([
    { $match: { terms: { $in: terms } } },
    { $group: { _id: null, numbers: { $push: '$_id' } } },
  ])
  return Float64Array.from(found[0]?.numbers ?? [])
}

/** Codes of the buildings with any of the stems in this field. */
async function buildingsWith(stems: readonly string[], field: Field): Promise<string[]> {
  const terms = mongoose.trusted({ $in: stems.map(stem => `${stem}/${field}`) })
  const found = await BuildingModel.find({ terms }, { _id: 0, code: 1 }).lean<{ code: string }[]>()
  return found.map(({ code }) => code)
}
