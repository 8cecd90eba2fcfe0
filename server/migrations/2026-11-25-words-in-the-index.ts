import { mongo } from 'mongoose'
import { buildingTerms, textsOf, type DescribedPremises } from '../features/premises/text/terms.ts'
import type { Migration, MigrationContext } from '../outside/database/migrations.ts'

const batch = 500
type Told = DescribedPremises & { _id: mongo.ObjectId }
type Named = Parameters<typeof buildingTerms>[0] & { _id: mongo.ObjectId }

/**
 * Stores the texts of premises and the search terms of buildings (ADR 16) and removes the keywords they replace. Both
 * are derived data, so this uses the current code. A new era makes every process read the catalogue again.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const premises = await fillIn(db, 'premises', { texts: { $exists: false } }, async (listings: Told[]) => {
      const texts = new Map(listings.flatMap(textsOf).map(text => [text._id, text]))
      await storeTexts(db, [...texts.values()])
      return listings.map(told => ({
        $set: { texts: textsOf(told).map(({ _id }) => _id) },
        $unset: { keywords: '' },
      }))
    })
    const buildings = await fillIn(db, 'buildings', { terms: { $exists: false } }, (all: Named[]) =>
      all.map(named => ({ $set: { terms: buildingTerms(named) } })),
    )
    await db
      .collection<{ _id: string }>('catalogue')
      .updateOne({ _id: 'catalogue' }, { $inc: { revision: 1 }, $set: { era: new mongo.ObjectId() } })
    log.info({ premises, buildings }, 'words are in the index')
  },
}

async function fillIn<T extends { _id: mongo.ObjectId }>(
  db: MigrationContext['db'],
  name: string,
  missing: mongo.Filter<mongo.Document>,
  changesOf: (documents: T[]) => mongo.Document[] | Promise<mongo.Document[]>,
): Promise<number> {
  const collection = db.collection(name)
  const projection = { code: 1, title: 1, summary: 1, description: 1, name: 1, address: 1 }
  let filled = 0
  for (;;) {
    const documents = await collection.find<T>(missing, { projection }).limit(batch).toArray()
    if (documents.length === 0) return filled
    const changes = await changesOf(documents)
    await collection.bulkWrite(
      documents.map(({ _id }, index) => ({ updateOne: { filter: { _id }, update: changes[index] ?? {} } })),
      { ordered: false },
    )
    filled += documents.length
  }
}

async function storeTexts(
  db: MigrationContext['db'],
  texts: readonly { _id: number; terms: string[] }[],
): Promise<void> {
  if (texts.length === 0) return
  await db.collection<{ _id: number; terms: string[] }>('premises_texts').bulkWrite(
    texts.map(({ _id, terms }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: { terms } }, upsert: true },
    })),
    { ordered: false },
  )
}
