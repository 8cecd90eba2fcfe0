import { mongo } from 'mongoose'
import { textGapsOf } from '../features/premises/listing/text-gaps.ts'
import type { Migration, MigrationContext } from '../outside/database/migrations.ts'

const batch = 500
type Told = Parameters<typeof textGapsOf>[0] & { _id: mongo.ObjectId }

/**
 * Stores on premises in which languages their texts are incomplete. A new era makes every process read the premises again.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const premises = await fillIn(db)
    if (premises > 0)
      await db
        .collection<{ _id: string }>('catalogue')
        .updateOne({ _id: 'catalogue' }, { $inc: { revision: 1 }, $set: { era: new mongo.ObjectId() } })
    log.info({ premises }, 'premises say which texts they lack')
  },
}

async function fillIn(db: MigrationContext['db']): Promise<number> {
  const collection = db.collection('premises')
  const projection = { title: 1, summary: 1, description: 1, defects: 1, managingBody: 1 }
  for (let filled = 0; ;) {
    const found = await collection
      .find<Told>({ textGaps: { $exists: false } }, { projection })
      .limit(batch)
      .toArray()
    if (found.length === 0) return filled
    const writes = found.map(told => ({
      updateOne: {
        filter: { _id: told._id, textGaps: { $exists: false } },
        update: { $set: { textGaps: textGapsOf(told) } },
      },
    }))
    await collection.bulkWrite(writes, { ordered: false })
    filled += found.length
  }
}
