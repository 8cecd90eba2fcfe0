import { PremisesModel } from '#models/premises/premises.ts'
import { catalogueState } from '#features/premises/catalogue.ts'
import { trusted } from 'mongoose'
import { isBefore, readAll, readChanges, type CatalogueIndex } from '../search/index/index-reading.ts'
import { storedSnapshot } from './stored-snapshot.ts'

/** So many changed premises are read in a moment by whoever starts. */
const mostBehind = 2_000

/** Ways to the whole catalogue; here, or in a thread. */
export type WholeReading = {
  /** From what is stored, and what has changed since; null: there is nothing that can be used. */
  stored(): Promise<CatalogueIndex | null>
  /** As it is now, from the database, unless somebody else has stored it meanwhile; stores it. */
  build(): Promise<CatalogueIndex>
  /** Stores it as it is now, with as little reading as it takes. */
  renew(): Promise<null>
}

/** In this thread. */
export const wholeReading: WholeReading = {
  async stored() {
    const index = await storedSnapshot.load(await catalogueState())
    const state = await catalogueState()
    if (!index || !isBefore(index, state)) return null
    await readChanges(index, state)
    return index
  },

  build: async () => (await wholeReading.stored()) ?? anew(),

  async renew() {
    const index = await wholeReading.stored()
    // What is gone is carried along until it is an eighth.
    if (index && index.columns.size < index.living() * 1.125) await storedSnapshot.store(index)
    else await anew()
    return null
  },
}

/** Whether nothing is stored that can be used, or too much has changed since. */
export async function isBehind(): Promise<boolean> {
  const [stored, state] = [await storedSnapshot.state(), await catalogueState()]
  if (!stored || !isBefore(stored, state)) return true
  return (await changedSince(stored.revision)) >= mostBehind
}

async function anew(): Promise<CatalogueIndex> {
  const index = await readAll()
  await storedSnapshot.store(index)
  return index
}

const changedSince = (revision: number): Promise<number> =>
  PremisesModel.countDocuments({ revision: trusted({ $gt: revision }) }, { limit: mostBehind })
