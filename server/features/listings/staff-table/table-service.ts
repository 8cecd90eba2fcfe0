import { LRUCache } from 'lru-cache'
import mongoose from 'mongoose'
import { premisesStatuses, type PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import type { Catalogue, CatalogueReader } from '#features/catalogue/search/index/catalogue-index.ts'
import { codeAt, idAt } from '#features/catalogue/search/index/columns.ts'
import type { PlainSort } from '#features/catalogue/search/order.ts'
import type { createTextSearch } from '#features/catalogue/search/text/text-search.ts'
import { fillEmptyParts } from '#features/premises/listing/stored.ts'
import { failureCode, failuresOf, type TableQuery } from './matching.ts'

/** Orders of the table; a minus reverses one. The code decides between equal rows. */
const orders = {
  code: 'code',
  status: 'status',
  floor: 'floor',
  area: 'small',
  cost: 'cheap',
  expiry: 'expiry',
  updated: 'changed',
} as const satisfies Record<string, PlainSort>
type StaffColumn = keyof typeof orders
export type StaffSort = StaffColumn | `-${StaffColumn}`
export const staffSorts = Object.keys(orders).flatMap(name => [name, `-${name}`]) as [StaffSort, ...StaffSort[]]

const rowFields = {
  code: 1,
  title: 1,
  status: 1,
  buildingCode: 1,
  zone: 1,
  floor: 1,
  areaUsableSqM: 1,
  firstYearMonthlyFen: 1,
  marketRentPerSqMMonthFen: 1,
  rentFreeMonths: 1,
  depositFen: 1,
  allowedUses: 1,
  reviewed: 1,
  textGaps: 1,
  availableFrom: 1,
  publishAt: 1,
  expiresAt: 1,
  updatedAt: 1,
  version: 1,
  demo: 1,
  areaGrossSqM: 1,
  ceilingHeightM: 1,
  frontageM: 1,
  shopWindows: 1,
  layout: 1,
  condition: 1,
  entrance: 1,
  prohibitedUses: 1,
  electricityKw: 1,
  electricityPhases: 1,
  heating: 1,
  water: 1,
  extraction: 1,
  stepFree: 1,
  parkingSpaces: 1,
  fireAccepted: 1,
  usableAsRegisteredAddress: 1,
  insideBorderTradeZone: 1,
  certificateNumber: 1,
  managementFeePerSqMMonthFen: 1,
  heatingFeePerSqMSeasonFen: 1,
  applicationWindow: 1,
  'photos._id': 1,
} as const
/** Fields of a row of the table. */
export type StaffRow = Pick<Premises, '_id' | Exclude<keyof typeof rowFields, 'photos._id'>> & { photos: object[] }
/** A listing for export: everything except its history. */
export type StaffListing = Omit<Premises, 'events' | 'texts'>

export type StaffPage = {
  rows: StaffRow[]
  total: number
  /** From 1; a page beyond the last gives the last. */
  page: number
  pages: number
  /** Number of premises of each status if it were chosen and the rest of the filter kept. */
  statuses: Record<PremisesStatus, number>
}

const rowsPerPage = 50
const exportBatchSize = 200
/** Number of filters whose answers are cached until the catalogue changes; each takes a byte for each premises. */
const maxCachedAnswers = 12

const byNumber = new Intl.Collator('en', { numeric: true })

type Deps = { clock: Clock; reader: CatalogueReader; findWords: ReturnType<typeof createTextSearch> }
type Answer = { failures: Uint8Array; statuses: Record<PremisesStatus, number>; total: number }

/**
 * Table of the premises for the staff, including drafts and archived ones (ADR 37). Matches are found in the columns of the
 * public search; the rows are read from the database.
 */
export function staffTable({ clock, reader, findWords }: Deps) {
  const answers = new LRUCache<string, Answer>({ max: maxCachedAnswers })

  let generation = -1

  async function findAnswer(query: TableQuery): Promise<Answer & { catalogue: Catalogue }> {
    const catalogue = await reader.current()
    if (catalogue.generation !== generation) answers.clear()
    generation = catalogue.generation
    const key = JSON.stringify(query)
    const cached = answers.get(key)
    if (cached) return { ...cached, catalogue }
    const { scores } = await findWords(query.filter.q, catalogue)
    const answer = computeAnswer(query, { catalogue, scores, now: clock.now().getTime() })
    // The catalogue may have changed while the words were looked up, and the expiry condition depends on the time.
    if (catalogue.generation === generation && !query.filter.expiry) answers.set(key, answer)
    return { ...answer, catalogue }
  }

  /** Returns one page of matching rows. */
  async function page({
    sort,
    page: requestedPage,
    ...asked
  }: TableQuery & { sort: StaffSort; page: number }): Promise<StaffPage> {
    const { catalogue, failures, statuses, total } = await findAnswer(asked)
    const pages = Math.max(1, Math.ceil(total / rowsPerPage))
    const shown = Math.min(requestedPage, pages)
    const slots = slotsOfPage({ failures, catalogue }, sort, (shown - 1) * rowsPerPage)
    const rows = await rowsOf(slots.map(slot => idAt(catalogue.index.columns, slot)))
    return { rows, total, page: shown, pages, statuses }
  }

  const count = async (query: TableQuery): Promise<number> => (await findAnswer(query)).total

  /** Returns the codes of matches in order: at most `most`, those that come after `after`. */
  async function codes(query: TableQuery, { after, most }: { after: string | null; most: number }): Promise<string[]> {
    const { catalogue, failures } = await findAnswer(query)
    const found: string[] = []
    for (const slot of catalogue.index.orders.slotsBy('code')) {
      const code = codeAt(catalogue.index.columns, slot)
      if (failures[slot] !== 0 || (after !== null && code <= after)) continue
      if (found.push(code) === most) break
    }
    return found
  }

  /** Returns those of these codes that match, in order. */
  async function chosen(query: TableQuery, requestedCodes: readonly string[]): Promise<string[]> {
    const sought = new Set(requestedCodes)
    const all = await codes(query, { after: null, most: Number.POSITIVE_INFINITY })
    return all.filter(code => sought.has(code))
  }

  /** Yields all matches in the order of their codes, with a few hundred in memory at a time; for exports. */
  async function* every(query: TableQuery): AsyncGenerator<StaffListing> {
    for (let after: string | null = null; ;) {
      const step: string[] = await codes(query, { after, most: exportBatchSize })
      yield* await read(step)
      after = step.at(-1) ?? null
      if (step.length < exportBatchSize) return
    }
  }

  /** Returns listings for export, in the order of their codes. */
  async function read(requestedCodes: readonly string[]): Promise<StaffListing[]> {
    const filter = { code: mongoose.trusted({ $in: [...requestedCodes] }) }
    const found = PremisesModel.find(filter, { events: 0, texts: 0 }).sort({ code: 1 })
    return (await found.lean<StaffListing[]>()).map(fillEmptyParts)
  }

  /** Returns the codes of the buildings that have premises, in numeric order. */
  async function buildingCodes({ buildings }: TableQuery['scope']): Promise<string[]> {
    const { index } = await reader.current()
    const visibleCodes = index.columns.buildings.filter(code => buildings === null || buildings.includes(code))
    return visibleCodes.toSorted((one, other) => byNumber.compare(one, other))
  }

  /** Returns all rows of a building, in the order of the codes. */
  async function inBuilding(building: string): Promise<StaffRow[]> {
    const query = { filter: { building, status: [], use: [] }, scope: { buildings: null } }
    const matchingCodes = await codes(query, { after: null, most: Number.POSITIVE_INFINITY })
    const found = PremisesModel.find({ code: mongoose.trusted({ $in: matchingCodes }) }, rowFields).sort({ code: 1 })
    return (await found.lean<StaffRow[]>()).map(fillEmptyParts)
  }

  return { page, count, codes, chosen, every, read, buildingCodes, inBuilding }
}

function computeAnswer(
  query: TableQuery,
  { catalogue, ...source }: { catalogue: Catalogue; scores: Uint8Array | null; now: number },
): Answer {
  const { columns, buildingNumber } = catalogue.index
  const failures = failuresOf(query, { ...source, columns, buildingNumber, hidden: catalogue.hidden })
  const total = failures.reduce((count, failed) => count + Number(failed === 0), 0)
  return { failures, statuses: statusCounts(failures, columns.status), total }
}

function statusCounts(failures: Uint8Array, statuses: Uint8Array): Record<PremisesStatus, number> {
  const counts = premisesStatuses.map(() => 0)
  for (let slot = 0; slot < failures.length; slot += 1) {
    const status = statuses[slot] ?? 0
    if (((failures[slot] ?? 0) & failureCode.rest) === 0) counts[status] = (counts[status] ?? 0) + 1
  }
  return Object.fromEntries(premisesStatuses.map((status, index) => [status, counts[index] ?? 0])) as Record<
    PremisesStatus,
    number
  >
}

type Matches = Pick<Answer, 'failures'> & { catalogue: Catalogue }

function slotsOfPage({ failures, catalogue }: Matches, sort: StaffSort, skip: number) {
  const backwards = sort.startsWith('-')
  const order = catalogue.index.orders.slotsBy(orders[sort.replace('-', '') as StaffColumn])
  const slots: number[] = []
  let toSkip = skip
  for (let at = 0; at < order.length && slots.length < rowsPerPage; at += 1) {
    const slot = order[backwards ? order.length - 1 - at : at] ?? 0
    // Premises added after the answer was found have no entry in `failures` yet.
    if (failures[slot] !== 0) continue
    if (toSkip > 0) toSkip -= 1
    else slots.push(slot)
  }
  return slots
}

async function rowsOf(ids: readonly string[]): Promise<StaffRow[]> {
  if (ids.length === 0) return []
  const found = await PremisesModel.find({ _id: mongoose.trusted({ $in: [...ids] }) }, rowFields).lean<StaffRow[]>()
  const byId = new Map(found.map(row => [row._id.toHexString(), fillEmptyParts(row)]))
  return ids.flatMap(id => byId.get(id) ?? [])
}
