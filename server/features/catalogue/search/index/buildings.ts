import { trusted } from 'mongoose'
import { BuildingModel, type Building } from '#models/premises/building.ts'

/** Fields of a building shown on the plan. */
export type IndexedBuilding = Pick<Building, 'code' | 'floors' | 'position'>
export type IndexedBuildings = {
  /** In their order along the street. */
  list: IndexedBuilding[]
  /** Addresses of the first buildings in Russian and English: words that a search may have meant. */
  addresses: string[]
  /** When the latest of them changed, in milliseconds. */
  changedAt: number
}

type BuildingRecord = Pick<Building, 'code' | 'floors' | 'position' | 'terms' | 'updatedAt'>
const fields = { _id: 0, code: 1, floors: 1, position: 1, terms: 1, updatedAt: 1 } as const
const readBatchSize = 500
const maxAddresses = 20
/** The previous version stores no revision with a building, so its writes during an upgrade are found by their time. */
const maxClockDifferenceMs = 5 * 60_000

export const noBuildings = (): IndexedBuildings => ({ list: [], addresses: [], changedAt: 0 })

/**
 * Returns the buildings as they are now; those with a revision below `from` are not read again. `took` receives the terms of
 * each building read.
 */
export async function readBuildings(
  before: IndexedBuildings,
  from: number | null,
  took: (terms: readonly string[]) => void,
): Promise<IndexedBuildings> {
  const changedFrom = new Date(before.changedAt - maxClockDifferenceMs)
  const filter = from === null ? {} : { $or: [{ revision: { $gte: from } }, { updatedAt: { $gte: changedFrom } }] }
  const cursor = BuildingModel.collection.find<BuildingRecord>(filter, { projection: fields, batchSize: readBatchSize })
  const buildingsByCode = new Map(from === null ? [] : before.list.map(one => [one.code, one]))
  let { changedAt } = before
  let read = 0
  for await (const { code, floors, position, terms, updatedAt } of cursor) {
    read += 1
    buildingsByCode.set(code, { code, floors, position })
    changedAt = Math.max(changedAt, updatedAt.getTime())
    took(terms)
  }
  if (read === 0 && from !== null) return before
  const list = [...buildingsByCode.values()].sort((a, b) => a.position.offsetM - b.position.offsetM)
  return { list, changedAt, addresses: await addressesOf(list.slice(0, maxAddresses)) }
}

async function addressesOf(some: readonly IndexedBuilding[]): Promise<string[]> {
  const codes = some.map(({ code }) => code)
  const found = await BuildingModel.find({ code: trusted({ $in: codes }) }, { code: 1, address: 1 }).lean()
  const byCode = new Map(found.map(({ code, address }) => [code, address]))
  const texts = codes.flatMap(code => [byCode.get(code)?.ru, byCode.get(code)?.en])
  return texts.filter(text => typeof text === 'string')
}
