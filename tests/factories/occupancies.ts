import mongoose from 'mongoose'
import { OccupancyModel, type Occupancy } from '#models/premises/occupancy.ts'
import { occupancyService } from '#features/premises/occupancy/occupancy.ts'
import { testClock } from '../support/clock.ts'

type Taken = { application?: string; status?: Occupancy['status'] }

/** Writes the occupancy record of a unit as an accepted offer or a contract leaves it, and nothing else. */
export async function anOccupancy(premises: string, { application, status = 'held' }: Taken = {}): Promise<void> {
  const holder = { kind: 'application' as const, id: new mongoose.Types.ObjectId(application) }
  const record = { status, holder, claim: new mongoose.Types.ObjectId(), claimedAt: new Date(), pending: null }
  await OccupancyModel.updateOne({ premises }, { $set: record }, { upsert: true })
}

/** Writes or, for null, deletes the occupancy record and updates the listing, as after a run of the worker. */
export async function showTaken(premises: string, taken: Taken | null): Promise<void> {
  if (taken) await anOccupancy(premises, taken)
  else await OccupancyModel.deleteOne({ premises })
  await occupancyService({ clock: testClock() }).show(premises)
}
