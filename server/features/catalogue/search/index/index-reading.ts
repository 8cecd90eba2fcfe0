import type mongoose from 'mongoose'
import { PremisesModel } from '#models/premises/premises.ts'
import { catalogueState, type CatalogueState } from '#features/premises/catalogue.ts'
import { storedTerms, termsOf } from '#features/premises/text/texts.ts'
import { noBuildings, readBuildings } from './buildings.ts'
import { createColumns, indexedFields, type IndexedPremises, type StoredColumns } from './columns.ts'
import { createOrders, type StoredOrders } from '../order.ts'
import { usesByStem } from '../text/use-words.ts'
import { createVocabulary, type Vocabulary } from '../text/vocabulary.ts'

/** Number of revisions read again, because slower writers may still arrive with an older revision. */
const overlap = 200
/** Batch size. Each batch is decoded at once, and larger ones would make requests wait. */
const readBatchSize = 500
const headBatchSize = 4_000

function newVocabulary(): Vocabulary {
  const vocabulary = createVocabulary()
  vocabulary.add(usesByStem.keys())
  return vocabulary
}

/** Creates the catalogue as the search needs it, at one revision. */
export function createIndex(stored?: { columns: StoredColumns; orders: StoredOrders }) {
  const store = createColumns(stored?.columns)
  return {
    ...store,
    vocabulary: newVocabulary(),
    orders: createOrders(store.columns, stored?.orders),
    buildings: noBuildings(),
    revision: -1,
    era: 'unread',
  }
}
export type CatalogueIndex = ReturnType<typeof createIndex>

/** Checks whether more slots are gone than in use. */
export const isWasted = ({ columns, living }: CatalogueIndex): boolean =>
  columns.size > 1_000 && columns.size > 2 * living()

/** Reads the whole catalogue from the database. */
export async function readAll(): Promise<CatalogueIndex> {
  const state = await catalogueState()
  const createdIndex = createIndex()
  await readInto(createdIndex, null)
  createdIndex.vocabulary.add(await storedTerms())
  return Object.assign(createdIndex, state)
}

/** Checks whether the changes since can be read. A revision lower than before belongs to a restored database. */
export const canReadChanges = (index: CatalogueState, state: CatalogueState): boolean =>
  state.era === index.era && state.revision >= index.revision

/** Updates the index to a state that was read beforehand. Returns how many premises were read again. */
export async function readChanges(index: CatalogueIndex, upTo: CatalogueState): Promise<number> {
  const { size } = index.columns
  const texts = await readInto(index, index.revision - overlap)
  index.vocabulary.add(await termsOf(texts))
  Object.assign(index, upTo)
  return index.columns.size - size
}

/** Returns the numbers of texts that were unknown before; none after a first reading. */
async function readInto(index: CatalogueIndex, from: number | null): Promise<number[]> {
  const newTexts: number[] = []
  for await (const premises of from === null ? documents({}) : findChanged(index, from)) {
    if (from !== null) newTexts.push(...premises.texts.filter(text => !index.texts.has(text)))
    index.put(premises)
  }
  index.buildings = await readBuildings(index.buildings, from, terms => index.vocabulary.add(terms))
  return newTexts
}

/** Reads with the driver: 100,000 documents through Mongoose would take several times as long. */
const documents = (filter: mongoose.mongo.Filter<mongoose.mongo.Document>) =>
  PremisesModel.collection.find<IndexedPremises>(filter, { projection: indexedFields, batchSize: readBatchSize })

/**
 * Yields the premises with unknown states. They are found from the database index alone, even after a street was just
 * imported.
 */
async function* findChanged(index: CatalogueIndex, from: number): AsyncGenerator<IndexedPremises> {
  const heads = PremisesModel.collection.find<Pick<IndexedPremises, 'code' | 'revision'>>(
    { revision: { $gte: from } },
    { projection: { _id: 0, code: 1, revision: 1 }, batchSize: headBatchSize },
  )
  const codes: string[] = []
  for await (const { code, revision } of heads) if (!index.knows(code, revision)) codes.push(code)
  for (let at = 0; at < codes.length; at += readBatchSize)
    yield* documents({ code: { $in: codes.slice(at, at + readBatchSize) } })
}
