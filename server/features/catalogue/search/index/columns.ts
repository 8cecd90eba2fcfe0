import type { Premises } from '#models/premises/premises.ts'
import {
  planDepths,
  premisesFeatures,
  premisesStatuses,
  useClasses,
  type UseClass,
  zones,
} from '#models/premises/parts/premises-vocabulary.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { intentOf, isOccupied } from '#features/premises/listing/intent.ts'
import { nonPublicIntents as hiddenIntents, mainUseOf, publicStatuses } from '#features/premises/rules.ts'
import { lacksOf, type LackFacts } from '../missing-data.ts'
import { createNumberIndex } from './number-index.ts'
import { packCode, unpackCode } from './packed-code.ts'
import { createTextColumn, type StoredTexts } from '../text/text-column.ts'

/** Fields of a premises that the search reads. All others stay in the database until a card needs them. */
export const indexedFields = {
  code: 1,
  buildingCode: 1,
  zone: 1,
  status: 1,
  intent: 1,
  allowedUses: 1,
  features: 1,
  areaUsableSqM: 1,
  floor: 1,
  firstYearMonthlyFen: 1,
  rentFreeMonths: 1,
  publishAt: 1,
  expiresAt: 1,
  availableFrom: 1,
  applicationWindow: 1,
  drain: 1,
  electricityKw: 1,
  position: 1,
  demo: 1,
  frontageM: 1,
  revision: 1,
  texts: 1,
  // Only for the staff's table.
  textGaps: 1,
  reviewed: 1,
  'photos._id': 1,
  updatedAt: 1,
} as const
export type IndexedPremises = Pick<
  Premises,
  '_id' | Exclude<keyof typeof indexedFields, keyof LackFacts | 'photos._id'>
> &
  LackFacts

const never = Number.POSITIVE_INFINITY

/** Facts of each premises and how they are stored; all columns have the same length. */
export const columnKinds = {
  /** The id in three parts. */
  idFirst: Uint32Array,
  idMiddle: Uint32Array,
  idLast: Uint32Array,
  /** Packed by `packCode`. */
  code: Float64Array,
  revision: Float64Array,
  gone: Uint8Array,
  zone: Uint8Array,
  status: Uint8Array,
  floor: Uint8Array,
  demo: Uint8Array,
  uses: Uint8Array,
  /** Index in `useClasses`, which the bits of `uses` do not tell; an index beyond the last means none. */
  mainUse: Uint8Array,
  features: Uint16Array,
  building: Uint32Array,
  area: Float64Array,
  cost: Float64Array,
  rentFreeMonths: Uint8Array,
  frontage: Float64Array,
  publishAt: Float64Array,
  expiresAt: Float64Array,
  /** `20261125`, or 0 for "now". */
  availableFrom: Uint32Array,
  /** First and last day of applications in the same format; 0 leaves that side open. */
  opensOn: Uint32Array,
  closesOn: Uint32Array,
  drain: Uint8Array,
  power: Float64Array,
  offset: Float64Array,
  width: Float32Array,
  south: Uint8Array,
  depth: Uint8Array,
  /** Bits of `lacking`. */
  lacks: Uint8Array,
  updatedAt: Float64Array,
} as const
export type ColumnName = keyof typeof columnKinds
type EachColumn = { [Name in ColumnName]: InstanceType<(typeof columnKinds)[Name]> }
export type Columns = EachColumn & { /** Number of slots in use. */ size: number; buildings: string[] }
export const columnNames = Object.keys(columnKinds) as ColumnName[]

function emptyColumns(): Columns {
  const each = columnNames.map(name => [name, new columnKinds[name](0)])
  return { size: 0, buildings: [], ...(Object.fromEntries(each) as EachColumn) }
}

export const codeAt = ({ code }: Pick<Columns, 'code'>, slot: number): string => unpackCode(code[slot] ?? 0)

export function idAt({ idFirst, idMiddle, idLast }: Columns, slot: number): string {
  const hex = (part: Uint32Array) => (part[slot] ?? 0).toString(16).padStart(8, '0')
  return `${hex(idFirst)}${hex(idMiddle)}${hex(idLast)}`
}

/** State of a stored column store. */
export type StoredColumns = {
  columns: Columns
  living: number
  codes: { table: Uint32Array; used: number }
  texts: StoredTexts
}

/**
 * Creates the catalogue in columns. A premises is a number (its slot), and a column holds one fact of all premises, so that
 * filtering and counting 100,000 takes a few milliseconds. Slots are only ever added: a changed premises gets a new slot,
 * and its old one is marked `gone`.
 */
export function createColumns(stored?: StoredColumns) {
  const columns = stored?.columns ?? emptyColumns()
  const slots = createNumberIndex(slot => columns.code[slot] ?? 0, stored?.codes)
  const texts = createTextColumn(stored?.texts)
  const buildingNumbers = new Map(columns.buildings.map((code, number) => [code, number]))
  let living = stored?.living ?? 0

  function buildingNumber(code: string): number {
    const existing = buildingNumbers.get(code)
    if (existing !== undefined) return existing
    buildingNumbers.set(code, columns.buildings.length)
    return columns.buildings.push(code) - 1
  }

  /** Adds a premises or its newer state. Returns its slot, or null when this revision is already stored. */
  function put(premises: IndexedPremises): number | null {
    const code = packCode(premises.code)
    const before = slots.find(code)
    if (before !== undefined && columns.revision[before] === premises.revision) return null
    if (before === undefined) living += 1
    else columns.gone[before] = 1
    const slot = columns.size
    if (slot === columns.gone.length) grow(columns)
    columns.size += 1
    columns.code[slot] = code
    slots.set(code, slot)
    texts.put(slot, premises.texts)
    columns.revision[slot] = premises.revision
    columns.building[slot] = buildingNumber(premises.buildingCode)
    writeId(columns, slot, premises._id.id)
    writeFacts(columns, slot, premises)
    writePosition(columns, slot, premises)
    return slot
  }

  const slotOf = (code: string): number | undefined => slots.find(packCode(code))

  return {
    columns,
    put,
    living: () => living,
    slotOf,
    /** Checks whether the premises is stored at this revision. */
    knows: (code: string, revision: number) => {
      const slot = slotOf(code)
      return slot !== undefined && columns.revision[slot] === revision
    },
    slots,
    buildingNumber: (code: string) => buildingNumbers.get(code),
    texts,
  }
}

/** Maximum growth in slots; columns of a large street no longer double. */
const maxGrowth = 65_536

function grow(columns: Columns): void {
  const { length } = columns.gone
  const capacity = length + Math.min(maxGrowth, Math.max(512, length))
  for (const name of columnNames) {
    const larger = new columnKinds[name](capacity)
    larger.set(columns[name])
    Object.assign(columns, { [name]: larger })
  }
}

function writeId(columns: Columns, slot: number, id: Uint8Array): void {
  const bytes = new DataView(id.buffer, id.byteOffset, id.byteLength)
  columns.idFirst[slot] = bytes.getUint32(0)
  columns.idMiddle[slot] = bytes.getUint32(4)
  columns.idLast[slot] = bytes.getUint32(8)
}

function writeFacts(columns: Columns, slot: number, premises: IndexedPremises): void {
  columns.zone[slot] = zones.indexOf(premises.zone)
  columns.status[slot] = premisesStatuses.indexOf(premises.status)
  columns.demo[slot] = Number(premises.demo)
  columns.uses[slot] = bitsOf(useClasses, premises.allowedUses)
  columns.mainUse[slot] = useNumber(mainUseOf(premises))
  columns.features[slot] = bitsOf(premisesFeatures, premises.features)
  columns.area[slot] = premises.areaUsableSqM
  columns.cost[slot] = premises.firstYearMonthlyFen
  columns.rentFreeMonths[slot] = Math.min(premises.rentFreeMonths, 255)
  columns.frontage[slot] = premises.frontageM
  columns.publishAt[slot] = isOccupiedButHidden(premises) ? never : (premises.publishAt?.getTime() ?? never)
  columns.expiresAt[slot] = premises.expiresAt?.getTime() ?? never
  columns.availableFrom[slot] = dayNumber(premises.availableFrom ?? '')
  columns.opensOn[slot] = dayNumber(premises.applicationWindow.from ?? '')
  columns.closesOn[slot] = dayNumber(premises.applicationWindow.to ?? '')
  columns.drain[slot] = Number(premises.drain)
  columns.power[slot] = premises.electricityKw
  columns.lacks[slot] = lacksOf(premises)
  columns.updatedAt[slot] = premises.updatedAt.getTime()
}

const useNumber = (use: UseClass | null): number => (use ? useClasses.indexOf(use) : useClasses.length)

/** Checks for a held or let premises with a draft or archived listing: hidden, although its status is a public one. */
const isOccupiedButHidden = (premises: IndexedPremises): boolean =>
  isOccupied(premises) && hiddenIntents.includes(intentOf(premises))

function writePosition(columns: Columns, slot: number, { floor, position }: IndexedPremises): void {
  columns.floor[slot] = Math.min(floor, 255)
  columns.offset[slot] = position.offsetM
  columns.width[slot] = position.widthM
  columns.south[slot] = Number(position.row === 'south')
  columns.depth[slot] = planDepths.indexOf(position.depth)
}

export type ColumnStore = ReturnType<typeof createColumns>

export function bitsOf<T>(all: readonly T[], some: readonly T[]): number {
  return some.reduce((bits, one) => bits | (1 << all.indexOf(one)), 0)
}

/** `2026-11-25` → 20261125; days compare as numbers. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''))

/** 20261125 → `2026-11-25`; 0 gives an empty string. */
export function dayOf(number: number): CityDay {
  const digits = String(number)
  return number === 0 ? '' : `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

const publicNumbers = new Set<number>(publicStatuses.map(status => premisesStatuses.indexOf(status)))
const heldOrLet = new Set<number>([premisesStatuses.indexOf('held'), premisesStatuses.indexOf('let')])

/**
 * Applies `isPublic` of rules.ts to the columns. `nonPublicIntents` is 1 for slots that the public does not see; `until` is when the
 * next premises appears or expires.
 */
export function hiddenAt(columns: Columns, now: number): { hidden: Uint8Array<ArrayBuffer>; until: number } {
  const hidden = new Uint8Array(columns.size).fill(1)
  let until = never
  for (let slot = 0; slot < columns.size; slot += 1) {
    if (columns.gone[slot] === 1 || !publicNumbers.has(columns.status[slot] ?? 0)) continue
    const { from, to } = shownTimes(columns, slot)
    hidden[slot] = Number(from > now || to <= now)
    until = Math.min(until, nextOf(from, now), nextOf(to, now))
  }
  return { hidden, until }
}

function shownTimes({ publishAt, expiresAt, status }: Columns, slot: number): { from: number; to: number } {
  const stays = heldOrLet.has(status[slot] ?? 0)
  return { from: publishAt[slot] ?? never, to: stays ? never : (expiresAt[slot] ?? never) }
}

const nextOf = (instant: number, now: number): number => (instant > now ? instant : never)
