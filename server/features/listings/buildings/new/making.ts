import mongoose, { type Types } from 'mongoose'
import { BuildingModel, type NewUnit } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import type { Log } from '#outside/log.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'
import type { ListingRecords } from '#features/listings/listings-service.ts'

type Unfinished = { _id: Types.ObjectId; code: string; newUnits: NewUnit[] }

/**
 * Makes the units of new buildings. The one write that makes a building carries them (there are no transactions); each is made
 * as a draft and crossed out. Whoever is interrupted leaves the others in the building, and the worker goes on. A unit that is
 * there already was made by somebody who could not cross it out any more.
 */
export function unitMaking({ records }: { records: Pick<ListingRecords, 'create'> }) {
  /** Of one building, or of all that have some. Returns how many are done. Safe to repeat, and at the same time. */
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

/** Codes that other premises have. */
export async function takenAmong(codes: readonly string[]): Promise<Set<string>> {
  const found = await PremisesModel.find({ code: mongoose.trusted({ $in: [...codes] }) }, { code: 1 }).lean<
    { code: string }[]
  >()
  return new Set(found.map(({ code }) => code))
}
