import mongoose from 'mongoose'
import { PremisesTextModel } from '#models/premises/premises-text.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { textsOf, type Described, type StoredText } from './terms.ts'

/**
 * Stores the texts of premises that are about to be written with their numbers (`derivedOf`). What is there stays as it is;
 * texts that nobody names any more do no harm, for a search ends at premises. `stored` holds numbers of texts that are known
 * to be there, and takes in those that this call stores.
 */
export async function storeTexts(premises: readonly Described[], stored = new Set<number>()): Promise<void> {
  const all = [...new Map(premises.flatMap(textsOf).map(text => [text._id, text])).values()]
  const texts = all.filter(({ _id }) => !stored.has(_id))
  if (texts.length === 0) return
  const writes = texts.map(({ _id, terms }) => ({
    updateOne: { filter: { _id }, update: { $setOnInsert: { terms } }, upsert: true },
  }))
  try {
    await PremisesTextModel.bulkWrite(writes, { ordered: false })
  } catch (error) {
    // Somebody else stored the same text in the same moment.
    if (!isDuplicateKey(error)) throw error
  }
  for (const { _id } of texts) stored.add(_id)
}

/** Every term in use, from the index: a distinct scan looks at each but once. */
export async function storedTerms(): Promise<string[]> {
  const terms: unknown[] = await PremisesTextModel.collection.distinct('terms')
  return terms.filter(term => typeof term === 'string')
}

/** Terms of texts by their numbers. */
export async function termsOf(numbers: readonly number[]): Promise<string[]> {
  if (numbers.length === 0) return []
  const texts = await PremisesTextModel.find({ _id: mongoose.trusted({ $in: [...numbers] }) }).lean<StoredText[]>()
  return texts.flatMap(({ terms }) => terms)
}
