import { CatalogueModel } from '../../../models/catalogue.ts'

const id = 'catalogue'

/** The revision of the whole catalogue. What was read under one revision may be kept until the next. */
export async function currentRevision(): Promise<number> {
  const catalogue = await CatalogueModel.findById(id).lean()
  return catalogue?.revision ?? 0
}

/**
 * Carries out a write to premises or buildings and moves the catalogue on. The write stores the revision it is given; the
 * revision rises again afterwards, so that a page made while the write was under way is not kept. Whoever follows changes
 * asks for revisions *from* the one last seen, that one included.
 */
export async function changeCatalogue<T>(write: (revision: number) => Promise<T>): Promise<T> {
  const result = await write(await raise())
  await raise()
  return result
}

async function raise(): Promise<number> {
  const raised = await CatalogueModel.findByIdAndUpdate(
    id,
    { $inc: { revision: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean()
  return raised.revision
}
