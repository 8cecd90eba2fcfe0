import mongoose from 'mongoose'
import { CatalogueModel } from '#models/premises/catalogue.ts'

const id = 'catalogue'

export type CatalogueState = { revision: number; era: string }

/** Writes of this process: whoever keeps something in memory sees at once that it has grown old. */
let writesHere = 0
export const catalogueWritesHere = (): number => writesHere

export async function catalogueState(): Promise<CatalogueState> {
  const catalogue = await CatalogueModel.findById(id).lean()
  return { revision: catalogue?.revision ?? 0, era: String(catalogue?.era ?? '') }
}

/**
 * Carries out a write to premises or buildings and moves the catalogue on. The write stores the revision it is given with
 * each premises; the revision rises again afterwards, also when only a part was written, so that nobody keeps what was
 * read while the write was under way. Whoever follows changes asks for revisions *from* the one last seen.
 */
export async function changeCatalogue<T>(write: (revision: number) => Promise<T>): Promise<T> {
  const revision = await raise()
  try {
    return await write(revision)
  } finally {
    await raise()
    writesHere += 1
  }
}

/** Says that everything is to be read anew: of what has been removed nobody else would hear. */
export async function renewCatalogue(): Promise<void> {
  const renewed = { $inc: { revision: 1 }, $set: { era: new mongoose.Types.ObjectId() } }
  await CatalogueModel.findByIdAndUpdate(id, renewed, { upsert: true })
  writesHere += 1
}

async function raise(): Promise<number> {
  const raised = await CatalogueModel.findByIdAndUpdate(
    id,
    { $inc: { revision: 1 }, $setOnInsert: { era: new mongoose.Types.ObjectId() } },
    { upsert: true, returnDocument: 'after' },
  ).lean()
  return raised.revision
}
