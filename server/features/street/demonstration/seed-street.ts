import mongoose from 'mongoose'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { PremisesVersionModel } from '#models/listings/premises-version.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { storeTexts } from '#features/premises/text/texts.ts'
import { demonstrationStreet, type NewBuilding, type NewPremises } from './street.ts'

const batch = 1_000

/**
 * Stores what is missing of the demonstration street and touches nothing that is there. A seeding that was interrupted is
 * completed by the next one. Returns how many premises were added.
 */
export async function seedStreet(wanted: { premises?: number; today: Date }): Promise<number> {
  const stored = new Set(await PremisesModel.distinct('code', { demo: true }))
  const buildings = await storedBuildings()
  let waiting: (NewPremises & { building: mongoose.Types.ObjectId })[] = []
  let added = 0

  const store = async () => {
    added += waiting.length
    await insertPremises(waiting, wanted.today)
    waiting = []
  }
  for (const { building, units } of demonstrationStreet(wanted)) {
    const missing = units.filter(({ code }) => !stored.has(code))
    if (missing.length === 0) continue
    const id = buildings.get(building.code) ?? (await insertBuilding(building))
    waiting.push(...missing.map(unit => ({ ...unit, building: id })))
    if (waiting.length >= batch) await store()
  }
  if (waiting.length > 0) await store()
  return added
}

async function storedBuildings(): Promise<Map<string, mongoose.Types.ObjectId>> {
  const stored = await BuildingModel.find({}, { code: 1 }).lean<{ _id: mongoose.Types.ObjectId; code: string }[]>()
  return new Map(stored.map(({ code, _id }) => [code, _id]))
}

async function insertBuilding(building: NewBuilding): Promise<mongoose.Types.ObjectId> {
  const { _id } = await BuildingModel.create(building)
  return _id
}

type Unit = NewPremises & { building: mongoose.Types.ObjectId }

/** By the driver: the generator gives whole documents, and Mongoose would spend most of the time checking them. */
async function insertPremises(invented: Unit[], now: Date): Promise<void> {
  const units = invented.map(withEntries)
  await storeTexts(units)
  await changeCatalogue(revision =>
    PremisesModel.collection.insertMany(
      units.map(unit => ({ ...unit, revision, version: 0, ...keptSince(unit, now) })),
      { ordered: false },
    ),
  )
  await insertHistory(units)
}

/** Those that have a history are as old as it is and changed last when it says so; drafts are new. */
const keptSince = ({ events }: Unit, now: Date) => ({
  createdAt: events.at(0)?.at ?? now,
  updatedAt: events.at(-1)?.at ?? now,
})

const withEntries = (unit: Unit): Unit => ({
  ...unit,
  events: unit.events.map(event => ({ ...event, entry: new mongoose.Types.ObjectId() })),
})

/** After the premises: a seeding that is interrupted between the two leaves one without its history, and none with two. */
async function insertHistory(units: readonly Unit[]): Promise<void> {
  const entries = units.flatMap(({ code, events }) =>
    events.map(({ entry, at, kind, by, byName, note }) => ({
      ...{ _id: entry ?? new mongoose.Types.ObjectId(), code, at, kind, by: by ?? null, byName, note },
      ...{ version: null, changes: [] },
    })),
  )
  if (entries.length > 0) await PremisesVersionModel.collection.insertMany(entries, { ordered: false })
}
