import mongoose, { trusted } from 'mongoose'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { PremisesVersionModel } from '#models/listings/premises-version.ts'
import { OccupancyModel, type OccupiedStatus } from '#models/premises/occupancy.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { storeTexts } from '#features/premises/text/texts.ts'
import { findOccupied } from '#features/premises/occupancy/summaries.ts'
import { demonstrationStreet, type NewBuilding, type NewPremises } from './street.ts'

const batch = 1_000

/**
 * Stores the missing parts of the demonstration street and changes nothing that exists. An interrupted seeding is completed
 * by the next one. Returns the number of premises added. A million premises need no more memory than a thousand.
 */
export async function seedStreet(options: { premises?: number; today: Date }): Promise<number> {
  const texts = new Set<number>()
  let waiting: Block[] = []
  let added = 0

  const store = async () => {
    const missing = await missingOf(waiting)
    waiting = []
    if (missing.length > 0) await insert(missing, { now: options.today, texts })
    added += sizeOf(missing)
  }
  for (const block of demonstrationStreet(options)) {
    waiting.push(block)
    if (sizeOf(waiting) >= batch) await store()
  }
  await store()
  return added
}

type Block = { building: NewBuilding; units: NewPremises[] }

const sizeOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { units }) => sum + units.length, 0)

/** Returns the blocks without the premises already stored, and without buildings whose premises are all stored. */
async function missingOf(blocks: readonly Block[]): Promise<Block[]> {
  const codes = blocks.flatMap(({ units }) => units.map(({ code }) => code))
  const found = await PremisesModel.find({ code: trusted({ $in: codes }) }, { _id: 0, code: 1 }).lean()
  const stored = new Set(found.map(({ code }) => code))
  return blocks
    .map(({ building, units }) => ({ building, units: units.filter(({ code }) => !stored.has(code)) }))
    .filter(({ units }) => units.length > 0)
}

/** Returns the premises with the ids of their buildings. Stores missing buildings first. */
async function withBuildingIds(blocks: readonly Block[], revision: number): Promise<Unit[]> {
  const codes = blocks.map(({ building }) => building.code)
  const stored = await BuildingModel.find({ code: trusted({ $in: codes }) }, { code: 1 }).lean()
  const ids = new Map(stored.map(({ code, _id }) => [code, _id]))
  const missing = blocks.flatMap(({ building }) => (ids.has(building.code) ? [] : { ...building, revision }))
  for (const { code, _id } of await BuildingModel.insertMany(missing)) ids.set(code, _id)
  return blocks.flatMap(({ building, units }) => {
    const id = ids.get(building.code)
    return id ? units.map(unit => ({ ...unit, building: id })) : []
  })
}

type Unit = NewPremises & { building: mongoose.Types.ObjectId }

/**
 * Uses the driver instead of Mongoose: the generator returns whole documents, and Mongoose would spend most of the time
 * validating them.
 */
async function insert(missing: readonly Block[], { now, texts }: { now: Date; texts: Set<number> }): Promise<void> {
  const blocks = missing.map(({ building, units }) => ({ building, units: units.map(withEntries) }))
  const all = blocks.flatMap(({ units }) => units)
  await storeTexts(all, texts)
  await changeCatalogue(async revision => {
    const units = await withBuildingIds(blocks, revision)
    const whole = units.map(unit => ({ ...unit, revision, version: 0, ...storedDates(unit, now) }))
    await PremisesModel.collection.insertMany(whole, { ordered: false })
  })
  await insertHistory(all)
}

/** Takes the dates of premises with a history from its first and last event; drafts are new. */
const storedDates = ({ events }: NewPremises, now: Date) => ({
  createdAt: events.at(0)?.at ?? now,
  updatedAt: events.at(-1)?.at ?? now,
})

const withEntries = (unit: NewPremises): NewPremises => ({
  ...unit,
  events: unit.events.map(event => ({ ...event, entry: new mongoose.Types.ObjectId() })),
})

/**
 * Runs after the premises are stored. A seeding interrupted between the two leaves premises without a history, but none with
 * two.
 */
async function insertHistory(units: readonly NewPremises[]): Promise<void> {
  const entries = units.flatMap(({ code, events }) =>
    events.map(({ entry, at, kind, by, byName, note }) => ({
      _id: entry ?? new mongoose.Types.ObjectId(),
      code,
      at,
      kind,
      by: by ?? null,
      byName,
      note,
      version: null,
      changes: [],
    })),
  )
  if (entries.length > 0) await PremisesVersionModel.collection.insertMany(entries, { ordered: false })
}

const batchSize = 500
const fields = {
  code: 1,
  status: 1,
  events: 1,
  rentFreeMonths: 1,
  marketRentPerSqMMonthFen: 1,
  areaUsableSqM: 1,
} as const
type TakenRecord = Pick<Premises, keyof typeof fields>

/** Premises of the demonstration that is shown as taken since `since`, for which a tenant is still to be invented. */
export type InventedTaken = Pick<
  TakenRecord,
  'code' | 'rentFreeMonths' | 'marketRentPerSqMMonthFen' | 'areaUsableSqM'
> & {
  taken: OccupiedStatus
  since: CityDay
}

/** Yields the premises that are shown as taken but have no occupancy record, in batches of several hundred. */
export async function* listInventedTaken(today: CityDay): AsyncGenerator<InventedTaken[]> {
  const invented = { demo: true, hold: null, status: trusted({ $in: ['held' as const, 'let' as const] }) }
  let batch: TakenRecord[] = []
  for await (const listing of PremisesModel.find(invented, fields).lean<TakenRecord[]>().cursor({ batchSize })) {
    batch.push(listing)
    if (batch.length < batchSize) continue
    yield await withoutRecords(batch, today)
    batch = []
  }
  yield await withoutRecords(batch, today)
}

async function withoutRecords(batch: readonly TakenRecord[], today: CityDay): Promise<InventedTaken[]> {
  const recorded = await findOccupied(batch.map(({ code }) => code))
  return batch
    .filter(({ code }) => !recorded.has(code))
    .map(({ status, events, ...facts }) => ({
      ...facts,
      taken: status === 'let' ? 'let' : 'held',
      since: sinceOf({ status, events }) ?? today,
    }))
}

const sinceOf = ({ status, events }: Pick<TakenRecord, 'status' | 'events'>): CityDay | null => {
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
            status,
            holder: { kind: 'earlier-tenancy' as const, id: tenancy },
            claim: new mongoose.Types.ObjectId(),
            claimedAt: now,
            pending: null,
          },
        },
        upsert: true,
      },
    })),
    { ordered: false },
  )
}
