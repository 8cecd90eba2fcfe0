import mongoose, { type Types } from 'mongoose'
import { BuildingModel, type NewUnit } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import type { Log } from '#outside/log.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import type { ListingRecords } from '#features/listings/listings-service.ts'

type Unfinished = { _id: Types.ObjectId; code: string; newUnits: NewUnit[] }

/**
 * Creates the units of new buildings. The write that creates a building includes them, because there are no transactions;
 * each is then created as a draft and removed from the list. After an interruption the rest stay in the building, and the
 * worker continues. A unit that already exists was created by a process that could not remove it from the list.
 */
export function unitMaking({ records }: { records: Pick<ListingRecords, 'create'> }) {
  /**
   * Creates the units of one building, or of all that have some. Returns how many are done. Safe to repeat and to run
   * concurrently.
   */
  async function makeUnits({ code, log }: { code?: string; log?: Log } = {}): Promise<number> {
    const some = { 'newUnits.unit': mongoose.trusted({ $exists: true }) }
    const found = await BuildingModel.find({ ...some, ...(code ? { code } : {}) })
      .select({ code: 1, newUnits: 1 })
      .lean<Unfinished[]>()
    for (const building of found) for (const unit of building.newUnits) await makeOne(building, unit, log)
    return found.flatMap(({ newUnits }) => newUnits).length
  }

  async function makeOne({ _id, code }: Unfinished, { unit, facts, by }: NewUnit, log?: Log): Promise<void> {
    const asked = { building: _id.toHexString(), unit, facts: facts as ListingFacts, by }
    const made = await records.create(asked)
    if (!made.ok && !(await PremisesModel.exists({ code: made.code, buildingCode: code })))
      log?.warn({ building: code, unit: made.code, reason: made.reason }, 'a unit of a new building cannot be made')
    await BuildingModel.updateOne({ _id }, { $pull: { newUnits: { unit } } }, { timestamps: false })
  }

  return { makeUnits }
}

/** Returns the codes that other premises have. */
export async function takenAmong(codes: readonly string[]): Promise<Set<string>> {
  const found = await PremisesModel.find({ code: mongoose.trusted({ $in: [...codes] }) }, { code: 1 }).lean<
    { code: string }[]
  >()
  return new Set(found.map(({ code }) => code))
}
