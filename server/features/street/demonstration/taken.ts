import mongoose, { trusted } from 'mongoose'
import { OccupancyModel, type OccupiedStatus } from '#models/premises/occupancy.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { occupiedAmong } from '#features/premises/occupancy/summaries.ts'

const batchSize = 500
const fields = {
  code: 1,
  status: 1,
  events: 1,
  rentFreeMonths: 1,
  marketRentPerSqMMonthFen: 1,
  areaUsableSqM: 1,
} as const
type Read = Pick<Premises, keyof typeof fields>

/** Premises of the demonstration that is shown as taken since `since`, for which a tenant is still to be invented. */
export type InventedTaken = Pick<Read, 'code' | 'rentFreeMonths' | 'marketRentPerSqMMonthFen' | 'areaUsableSqM'> & {
  taken: OccupiedStatus
  since: CityDay
}

/** Yields the premises that are shown as taken but have no occupancy record, in batches of several hundred. */
export async function* inventedTaken(today: CityDay): AsyncGenerator<InventedTaken[]> {
  const invented = { demo: true, hold: null, status: trusted({ $in: ['held' as const, 'let' as const] }) }
  let batch: Read[] = []
  for await (const listing of PremisesModel.find(invented, fields).lean<Read[]>().cursor({ batchSize })) {
    batch.push(listing)
    if (batch.length < batchSize) continue
    yield await unrecorded(batch, today)
    batch = []
  }
  yield await unrecorded(batch, today)
}

async function unrecorded(batch: readonly Read[], today: CityDay): Promise<InventedTaken[]> {
  const recorded = await occupiedAmong(batch.map(({ code }) => code))
  return batch
    .filter(({ code }) => !recorded.has(code))
    .map(({ status, events, ...facts }) => ({
      ...facts,
      taken: status === 'let' ? 'let' : 'held',
      since: sinceOf({ status, events }) ?? today,
    }))
}

const sinceOf = ({ status, events }: Pick<Read, 'status' | 'events'>): CityDay | null => {
  const last = events.findLast(({ kind }) => kind === status)
  return last ? cityDayOf(last.at) : null
}

type Record = { code: string; taken: OccupiedStatus; tenancy: mongoose.Types.ObjectId }

/** Records the occupancy of each premises that nobody has yet. */
export async function occupyDemonstrationUnits(records: readonly Record[], now: Date): Promise<void> {
  if (records.length === 0) return
  await OccupancyModel.collection.bulkWrite(
    records.map(({ code, taken: status, tenancy }) => ({
      updateOne: {
        filter: { premises: code },
        update: {
          $setOnInsert: {
            ...{ status, holder: { kind: 'earlier-tenancy' as const, id: tenancy } },
            ...{ claim: new mongoose.Types.ObjectId(), claimedAt: now, pending: null },
          },
        },
        upsert: true,
      },
    })),
    { ordered: false },
  )
}
