import type { Model, QueryFilter } from 'mongoose'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { changeCatalogue } from '../catalogue.ts'
import type { createEventPush, createEventsPush } from './recording.ts'

export type EventPush = ReturnType<typeof createEventPush> | ReturnType<typeof createEventsPush>
type ListingWrite = {
  /** The listing as it was read, or a part of it. */
  was: Pick<Premises, '_id'>
  /** Conditions that the stored listing must still meet. */
  provided: QueryFilter<Premises>
  set: Partial<Premises>
  told: EventPush
}

/**
 * Writes one listing under a guard, with its next version and its events, and raises the revision of the catalogue. Returns
 * false when another write came first.
 */
export async function writeListing({ was, provided, set, told }: ListingWrite): Promise<boolean> {
  const written = await changeCatalogue(revision =>
    guardedWrite(PremisesModel as unknown as Model<Premises>, {
      was: was as Premises,
      guard: [],
      counter: 'version',
      provided,
      set: { ...set, revision },
      push: told,
    }),
  )
  return written !== null
}
