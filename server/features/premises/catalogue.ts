import mongoose from 'mongoose'
import { CatalogueModel } from '#models/premises/catalogue.ts'

const id = 'catalogue'

export type CatalogueState = { revision: number; era: string }

/**
 * Number of catalogue writes of this process. Code with a cache in memory compares it to notice at once that the cache is
 * stale.
 */
let writesHere = 0
export const localCatalogueWrites = (): number => writesHere

export async function catalogueState(): Promise<CatalogueState> {
  const catalogue = await CatalogueModel.findById(id).lean()
  return { revision: catalogue?.revision ?? 0, era: String(catalogue?.era ?? '') }
}

/**
 * Runs a write to premises or buildings and raises the revision of the catalogue. The write stores the revision that it is
 * given with each premises. The revision is raised again afterwards, even when only a part was written, so that no reader
 * keeps what it read during the write. Readers that follow changes ask for revisions *from* the last one seen, inclusive.
 */
export async function changeCatalogue<T>(write: (revision: number) => Promise<T>): Promise<T> {
  const revision = await raiseRevision()
  try {
    return await write(revision)
  } finally {
    await raiseRevision()
    writesHere += 1
  }
}

/**
 * Starts a new era of the catalogue: every reader reads everything again. Without it, readers would not notice removed
 * records.
 */
export async function renewCatalogue(): Promise<void> {
  const renewed = { $inc: { revision: 1 }, $set: { era: new mongoose.Types.ObjectId() } }
  await CatalogueModel.findByIdAndUpdate(id, renewed, { upsert: true })
  writesHere += 1
}

async function raiseRevision(): Promise<number> {
  const raised = await CatalogueModel.findByIdAndUpdate(
    id,
    { $inc: { revision: 1 }, $setOnInsert: { era: new mongoose.Types.ObjectId() } },
    { upsert: true, returnDocument: 'after' },
  ).lean()
  return raised.revision
}
