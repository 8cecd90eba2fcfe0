import type { Model, QueryFilter } from 'mongoose'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { changeCatalogue } from '../catalogue.ts'
import type { recorded, recordedAll } from './recording.ts'

export type Told = ReturnType<typeof recorded> | ReturnType<typeof recordedAll>
type ListingWrite = {
  /** As it was read, or a part of it. */
  was: Pick<Premises, '_id'>
  /** What must still hold of it. */
  provided: QueryFilter<Premises>
  set: Partial<Premises>
  told: Told
}

/**
 * The guarded write of one listing, which moves the catalogue on: its next version, with what is told of it. False when
 * somebody else was faster.
 */
export async function writeListing({ was, provided, set, told }: ListingWrite): Promise<boolean> {
  const written = await changeCatalogue(revision =>
    guardedWrite(PremisesModel as unknown as Model<Premises>, {
      ...{ was: was as Premises, guard: [], counter: 'version', provided },
      set: { ...set, revision },
      push: told,
    }),
  )
  return written !== null
}
