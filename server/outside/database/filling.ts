import mongoose from 'mongoose'
import { buildIndexes } from './database.ts'

/**
 * Does some work that fills collections with hundreds of thousands of documents: their indexes, but for those that say what may be
 * there once, are built when everything is there, which takes a fraction of the time. What a killed process has not built again
 * the next start builds.
 */
export async function indexedAfterwards(work: () => Promise<void>): Promise<void> {
  for (const { collection } of Object.values(mongoose.models)) {
    const indexes = await collection.indexes()
    for (const { name, unique } of indexes) if (name && name !== '_id_' && !unique) await collection.dropIndex(name)
  }
  try {
    await work()
  } finally {
    await buildIndexes()
  }
}
