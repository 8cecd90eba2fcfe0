import mongoose, { trusted } from 'mongoose'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { PremisesVersionModel } from '#models/listings/premises-version.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { storeTexts } from '#features/premises/text/texts.ts'
import { demonstrationStreet, type NewBuilding, type NewPremises } from './street.ts'

const batch = 1_000

/**
 * Stores what is missing of the demonstration street and touches nothing that is there. A seeding that was interrupted is
 * completed by the next one. Returns how many premises were added. A million take no more memory than a thousand.
 */
export async function seedStreet(wanted: { premises?: number; today: Date }): Promise<number> {
  const texts = new Set<number>()
  let waiting: Block[] = []
  let added = 0

  const store = async () => {
    const missing = await missingOf(waiting)
    waiting = []
    if (missing.length > 0) await insert(missing, { now: wanted.today, texts })
    added += sizeOf(missing)
  }
  for (const block of demonstrationStreet(wanted)) {
    waiting.push(block)
    if (sizeOf(waiting) >= batch) await store()
  }
  await store()
  return added
}

type Block = { building: NewBuilding; units: NewPremises[] }

const sizeOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { units }) => sum + units.length, 0)

/** Without the premises that are stored, and the buildings that have all of theirs. */
async function missingOf(blocks: readonly Block[]): Promise<Block[]> {
  const codes = blocks.flatMap(({ units }) => units.map(({ code }) => code))
  const found = await PremisesModel.find({ code: trusted({ $in: codes }) }, { _id: 0, code: 1 }).lean()
  const stored = new Set(found.map(({ code }) => code))
  return blocks
    .map(({ building, units }) => ({ building, units: units.filter(({ code }) => !stored.has(code)) }))
    .filter(({ units }) => units.length > 0)
}

/** The premises with the ids of their buildings, which are stored where they are missing. */
async function standing(blocks: readonly Block[], revision: number): Promise<Unit[]> {
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

/** By the driver: the generator gives whole documents, and Mongoose would spend most of the time checking them. */
async function insert(missing: readonly Block[], { now, texts }: { now: Date; texts: Set<number> }): Promise<void> {
  const blocks = missing.map(({ building, units }) => ({ building, units: units.map(withEntries) }))
  const all = blocks.flatMap(({ units }) => units)
  await storeTexts(all, texts)
  await changeCatalogue(async revision => {
    const units = await standing(blocks, revision)
    const whole = units.map(unit => ({ ...unit, revision, version: 0, ...keptSince(unit, now) }))
    await PremisesModel.collection.insertMany(whole, { ordered: false })
  })
  await insertHistory(all)
}

/** Those that have a history are as old as it is and changed last when it says so; drafts are new. */
const keptSince = ({ events }: NewPremises, now: Date) => ({
  createdAt: events.at(0)?.at ?? now,
  updatedAt: events.at(-1)?.at ?? now,
})

const withEntries = (unit: NewPremises): NewPremises => ({
  ...unit,
  events: unit.events.map(event => ({ ...event, entry: new mongoose.Types.ObjectId() })),
})

/** After the premises: a seeding that is interrupted between the two leaves one without its history, and none with two. */
async function insertHistory(units: readonly NewPremises[]): Promise<void> {
  const entries = units.flatMap(({ code, events }) =>
    events.map(({ entry, at, kind, by, byName, note }) => ({
      ...{ _id: entry ?? new mongoose.Types.ObjectId(), code, at, kind, by: by ?? null, byName, note },
      ...{ version: null, changes: [] },
    })),
  )
  if (entries.length > 0) await PremisesVersionModel.collection.insertMany(entries, { ordered: false })
}
