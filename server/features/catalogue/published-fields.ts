import mongoose from 'mongoose'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import { isPublic, publicStatuses } from '../premises/rules.ts'
import type { CatalogueReader } from './search/index/catalogue-index.ts'
import { codeAt } from './search/index/columns.ts'
import type { PremisesFilter } from './search/filter.ts'
import type { createSearch } from './search/search.ts'

/** Fields hidden from the public: who did what, who holds the premises, and fields for the search. */
export const unpublishedFields = { events: 0, unfiled: 0, hold: 0, texts: 0 } as const
export type PublicPremises = Omit<Premises, keyof typeof unpublishedFields>
export type PublishedPremises = { premises: PublicPremises; building: Building }

type Deps = { clock: Clock; reader: CatalogueReader; search: ReturnType<typeof createSearch> }
/** Codes from `from` (inclusive) to `to` (exclusive); null leaves that side open. */
export type CodeRange = { from: string | null; to: string | null }
export type Change = { code: string; updatedAt: Date }
/** At most `most` codes that come after `after`. */
export type CodePage = { after: string | null; most: number }

const changeFields = { _id: 0, code: 1, updatedAt: 1, status: 1, intent: 1, publishAt: 1, expiresAt: 1 } as const
type ChangeRecord = Pick<Premises, 'code' | 'updatedAt' | 'status' | 'intent' | 'publishAt' | 'expiresAt'>
const readBatchSize = 200

/** Functions for readers that copy the whole catalogue. Results come in the order of the codes, which never change. */
export function publishedReader({ clock, reader, search }: Deps) {
  /**
   * Returns the state of all public data. It is the same in every process and after a restart, so it can serve as an ETag.
   */
  async function mark(): Promise<string> {
    const { index, until } = await reader.current()
    return `${index.era}-${index.revision}-${until}`
  }

  /**
   * Yields the date on which each public premises last changed. Reads as it is consumed, so that 100,000 are never in
   * memory.
   */
  async function* changes({ from, to }: CodeRange): AsyncGenerator<Change> {
    const now = clock.now()
    const bounds = { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) }
    const found = PremisesModel.collection.find<ChangeRecord>(
      { status: { $in: [...publicStatuses] }, ...((from ?? to) ? { code: bounds } : {}) },
      { projection: changeFields, sort: { code: 1 }, batchSize: 1_000 },
    )
    for await (const premises of found) {
      if (isPublic(premises, now)) yield { code: premises.code, updatedAt: publicChangeDate(premises) }
    }
  }

  /** Returns the codes of matches in order, and the number of all matches. */
  async function codes(filter: PremisesFilter, { after, most }: CodePage): Promise<{ codes: string[]; total: number }> {
    const { index, matches, total } = await search({ filter, sort: 'code', page: 1 })
    const found: string[] = []
    for (const slot of index.orders.slotsBy('code')) {
      const code = codeAt(index.columns, slot)
      if ((after !== null && code <= after) || !matches(slot)) continue
      if (found.push(code) === most) break
    }
    return { codes: found, total }
  }

  /** Returns the codes of available matches, the newest first. */
  async function newest(filter: PremisesFilter, most: number): Promise<string[]> {
    const { index, matches } = await search({ filter: { ...filter, status: ['available'] }, sort: 'new', page: 1 })
    const found: string[] = []
    for (const slot of index.orders.slotsBy('new')) {
      if (matches(slot) && found.push(codeAt(index.columns, slot)) === most) break
    }
    return found
  }

  /**
   * Returns the premises of these codes with their buildings, in this order. Premises that are not, or no longer, public are
   * left out.
   */
  const read = (requestedCodes: readonly string[]): Promise<PublishedPremises[]> =>
    readPublic(requestedCodes, clock.now())

  /** Yields all matches in the order of their codes, with a few hundred in memory at a time. */
  async function* every(filter: PremisesFilter): AsyncGenerator<PublishedPremises> {
    for (let after: string | null = null; ;) {
      const step: { codes: string[] } = await codes(filter, { after, most: readBatchSize })
      yield* await read(step.codes)
      after = step.codes.at(-1) ?? null
      if (step.codes.length < readBatchSize) return
    }
  }

  return { mark, changes, codes, newest, read, every }
}

/** Returns when a premises last changed for the public. One prepared for a later day counts as new on that day. */
const publicChangeDate = ({ updatedAt, publishAt }: ChangeRecord): Date =>
  publishAt && publishAt > updatedAt ? publishAt : updatedAt

async function readPublic(requestedCodes: readonly string[], now: Date): Promise<PublishedPremises[]> {
  const found = await PremisesModel.find({ code: mongoose.trusted({ $in: requestedCodes }) }, unpublishedFields).lean<
    PublicPremises[]
  >()
  const shown = new Map(found.filter(one => isPublic(one, now)).map(one => [one.code, one]))
  const ids = [...new Set([...shown.values()].map(({ building }) => building.toHexString()))]
  const foundBuildings = await BuildingModel.find({ _id: mongoose.trusted({ $in: ids }) }).lean<Building[]>()
  const buildings = new Map(foundBuildings.map(building => [building._id.toHexString(), building]))
  return requestedCodes.flatMap(code => {
    const premises = shown.get(code)
    const building = premises && buildings.get(premises.building.toHexString())
    return building ? [{ premises, building }] : []
  })
}
