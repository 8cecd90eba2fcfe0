import mongoose from 'mongoose'
import { OccupancyModel, type Occupancy } from '#models/premises/occupancy.ts'
import { occupancies } from '#features/premises/occupancy/occupancy.ts'
import { testClock } from '../support/clock.ts'

type Taken = { application?: string; status?: Occupancy['status'] }

/** Somebody has a premises, as an accepted offer or a contract leaves it: only the record, whoever else says so. */
export async function anOccupancy(premises: string, { application, status = 'held' }: Taken = {}): Promise<void> {
  const holder = { kind: 'application' as const, id: new mongoose.Types.ObjectId(application) }
  const record = { status, holder, claim: new mongoose.Types.ObjectId(), claimedAt: new Date(), pending: null }
  await OccupancyModel.updateOne({ premises }, { $set: record }, { upsert: true })
}

/** The same, or that nobody has it, and the listing says so, as once the worker has been round. */
export async function showTaken(premises: string, taken: Taken | null): Promise<void> {
  if (taken) await anOccupancy(premises, taken)
  else await OccupancyModel.deleteOne({ premises })
  await occupancies({ clock: testClock() }).show(premises)
}
