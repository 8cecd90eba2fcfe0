import { PremisesModel } from '#models/premises/premises.ts'
import { catalogueState } from '#features/premises/catalogue.ts'
import { trusted } from 'mongoose'
import { canReadChanges, readAll, readChanges, type CatalogueIndex } from '../search/index/index-reading.ts'
import { storedSnapshot } from './stored-snapshot.ts'

/** Number of changed premises that a starting process can read in a moment. */
const maxUnreadChanges = 2_000

/** Ways to read the whole catalogue, in this thread or in another. */
export type WholeReading = {
  /** Returns the stored catalogue with the changes since; null when there is nothing that can be used. */
  stored(): Promise<CatalogueIndex | null>
  /** Reads the catalogue from the database and stores it, unless another process has stored it meanwhile. */
  build(): Promise<CatalogueIndex>
  /** Stores the current catalogue, reading as little as possible. */
  renew(): Promise<null>
}

/** Reads in this thread. */
export const wholeReading: WholeReading = {
  async stored() {
    const index = await storedSnapshot.load(await catalogueState())
    const state = await catalogueState()
    if (!index || !canReadChanges(index, state)) return null
    await readChanges(index, state)
    return index
  },

  build: async () => (await wholeReading.stored()) ?? rebuildSnapshot(),

  async renew() {
    const index = await wholeReading.stored()
    // Gone slots are kept until they make up an eighth.
    if (index && index.columns.size < index.living() * 1.125) await storedSnapshot.store(index)
    else await rebuildSnapshot()
    return null
  },
}

/** Checks whether nothing usable is stored, or too much has changed since. */
export async function isSnapshotOutdated(): Promise<boolean> {
  const stored = await storedSnapshot.state()
  const state = await catalogueState()
  if (!stored || !canReadChanges(stored, state)) return true
  return (await countChangesSince(stored.revision)) >= maxUnreadChanges
}

async function rebuildSnapshot(): Promise<CatalogueIndex> {
  const index = await readAll()
  await storedSnapshot.store(index)
  return index
}

const countChangesSince = (revision: number): Promise<number> =>
  PremisesModel.countDocuments({ revision: trusted({ $gt: revision }) }, { limit: maxUnreadChanges })
