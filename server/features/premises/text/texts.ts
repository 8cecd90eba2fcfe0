import mongoose from 'mongoose'
import { PremisesTextModel } from '#models/premises/premises-text.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { textsOf, type DescribedPremises, type StoredText } from './terms.ts'

/**
 * Stores the texts of premises, which must happen before the premises are written with their numbers (`derivedOf`). Existing
 * texts are not changed. Texts that no premises refers to any more do no harm, because a search ends at premises. `stored`
 * holds the numbers of texts known to be stored; the call adds those that it stores.
 */
export async function storeTexts(premises: readonly DescribedPremises[], stored = new Set<number>()): Promise<void> {
  const all = [...new Map(premises.flatMap(textsOf).map(text => [text._id, text])).values()]
  const texts = all.filter(({ _id }) => !stored.has(_id))
  if (texts.length === 0) return
  const writes = texts.map(({ _id, terms }) => ({
    updateOne: { filter: { _id }, update: { $setOnInsert: { terms } }, upsert: true },
  }))
  try {
    await PremisesTextModel.bulkWrite(writes, { ordered: false })
  } catch (error) {
    // Another process stored the same text at the same moment.
    if (!isDuplicateKey(error)) throw error
  }
  for (const { _id } of texts) stored.add(_id)
}

/** Returns every term in use from the index; a distinct scan visits each term once. */
export async function storedTerms(): Promise<string[]> {
  const terms: unknown[] = await PremisesTextModel.collection.distinct('terms')
  return terms.filter(term => typeof term === 'string')
}

/** Returns the terms of texts by their numbers. */
export async function termsOf(numbers: readonly number[]): Promise<string[]> {
  if (numbers.length === 0) return []
  const texts = await PremisesTextModel.find({ _id: mongoose.trusted({ $in: [...numbers] }) }).lean<StoredText[]>()
  return texts.flatMap(({ terms }) => terms)
}
