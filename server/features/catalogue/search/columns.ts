import type { Premises } from '#models/premises/premises.ts'
import {
  planDepths,
  premisesFeatures,
  premisesStatuses,
  useClasses,
  type UseClass,
  zones,
} from '#models/premises/parts/premises-vocabulary.ts'
import { intentOf, isOccupied } from '#features/premises/listing/intent.ts'
import { hidden as hiddenIntents, mainUseOf, publicStatuses } from '#features/premises/rules.ts'
import { lacksOf, type Lacking } from './lacks.ts'
import { createTextColumn } from './text/text-column.ts'

/** What the search reads of a premises. Everything else stays in the database until a card needs it. */
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
  publishAt: 1,
  expiresAt: 1,
  availableFrom: 1,
  position: 1,
  demo: 1,
  frontageM: 1,
  revision: 1,
  texts: 1,
  // For the staff's table alone.
  textGaps: 1,
  reviewed: 1,
  'photos._id': 1,
  updatedAt: 1,
} as const
export type Indexed = Pick<Premises, '_id' | Exclude<keyof typeof indexedFields, keyof Lacking | 'photos._id'>> &
  Lacking

const never = Number.POSITIVE_INFINITY

function emptyColumns() {
  return {
    size: 0,
    ids: [] as string[],
    codes: [] as string[],
    buildings: [] as string[],
    revisions: [] as number[],
    gone: new Uint8Array(0),
    zone: new Uint8Array(0),
    status: new Uint8Array(0),
    floor: new Uint8Array(0),
    demo: new Uint8Array(0),
    uses: new Uint8Array(0),
    /** Its place in the vocabulary, which `uses` does not tell; beyond the last one there is none. */
    mainUse: new Uint8Array(0),
    features: new Uint16Array(0),
    building: new Uint32Array(0),
    area: new Float64Array(0),
    cost: new Float64Array(0),
    frontage: new Float64Array(0),
    publishAt: new Float64Array(0),
    expiresAt: new Float64Array(0),
    /** `20261125`, or 0 for "now". */
    availableFrom: new Uint32Array(0),
    offset: new Float32Array(0),
    width: new Float32Array(0),
    south: new Uint8Array(0),
    depth: new Uint8Array(0),
    /** Bits of `lacking`. */
    lacks: new Uint8Array(0),
    updatedAt: new Float64Array(0),
  }
}
export type Columns = ReturnType<typeof emptyColumns>

/**
 * The catalogue in columns: a premises is a number (its slot) and a column holds one fact of all of them, so that filtering
 * and counting 100,000 takes a few milliseconds. Slots are only ever added: a changed premises gets a new one and its old
 * one is `gone`.
 */
export function createColumns() {
  const columns = emptyColumns()
  const slotOf = new Map<string, number>()
  const texts = createTextColumn()
  const buildingNumbers = new Map<string, number>()

  function buildingNumber(code: string): number {
    const known = buildingNumbers.get(code)
    if (known !== undefined) return known
    buildingNumbers.set(code, columns.buildings.length)
    return columns.buildings.push(code) - 1
  }

  /** Adds a premises, or its newer state; returns its slot, or null when this very state is there already. */
  function put(premises: Indexed): number | null {
    const id = premises._id.toHexString()
    const before = slotOf.get(id)
    if (before !== undefined && columns.revisions[before] === premises.revision) return null
    if (before !== undefined) columns.gone[before] = 1
    const slot = columns.size
    if (slot === columns.gone.length) grow(columns)
    columns.size += 1
    slotOf.set(id, slot)
    texts.put(slot, premises.texts)
    columns.ids.push(id)
    columns.codes.push(premises.code)
    columns.revisions.push(premises.revision)
    columns.building[slot] = buildingNumber(premises.buildingCode)
    writeWhat(columns, slot, premises)
    writeWhere(columns, slot, premises)
    return slot
  }

  return {
    columns,
    put,
    living: () => slotOf.size,
    buildingNumber: (code: string) => buildingNumbers.get(code),
    texts,
  }
}

function grow(columns: Columns): void {
  const capacity = Math.max(512, columns.gone.length * 2)
  for (const [name, column] of Object.entries(columns)) {
    if (!ArrayBuffer.isView(column)) continue
    const larger = new (column.constructor as Uint8ArrayConstructor)(capacity)
    larger.set(column)
    Object.assign(columns, { [name]: larger })
  }
}

function writeWhat(columns: Columns, slot: number, premises: Indexed): void {
  columns.zone[slot] = zones.indexOf(premises.zone)
  columns.status[slot] = premisesStatuses.indexOf(premises.status)
  columns.demo[slot] = Number(premises.demo)
  columns.uses[slot] = bitsOf(useClasses, premises.allowedUses)
  columns.mainUse[slot] = useNumber(mainUseOf(premises))
  columns.features[slot] = bitsOf(premisesFeatures, premises.features)
  columns.area[slot] = premises.areaUsableSqM
  columns.cost[slot] = premises.firstYearMonthlyFen
  columns.frontage[slot] = premises.frontageM
  columns.publishAt[slot] = isLetUnseen(premises) ? never : (premises.publishAt?.getTime() ?? never)
  columns.expiresAt[slot] = premises.expiresAt?.getTime() ?? never
  columns.availableFrom[slot] = dayNumber(premises.availableFrom ?? '')
  columns.lacks[slot] = lacksOf(premises)
  columns.updatedAt[slot] = premises.updatedAt.getTime()
}

const useNumber = (use: UseClass | null): number => (use ? useClasses.indexOf(use) : useClasses.length)

/** Let, and a draft: nobody's to see. Its status does not say so. */
const isLetUnseen = (premises: Indexed): boolean => isOccupied(premises) && hiddenIntents.includes(intentOf(premises))

function writeWhere(columns: Columns, slot: number, { floor, position }: Indexed): void {
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

const publicNumbers = new Set<number>(publicStatuses.map(status => premisesStatuses.indexOf(status)))
const heldOrLet = new Set<number>([premisesStatuses.indexOf('held'), premisesStatuses.indexOf('let')])

/** `isPublic` of rules.ts over the columns: 1 where the public sees nothing. And when the next premises comes or goes. */
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
