import mongoose from 'mongoose'
import { type Building, BuildingModel } from '#models/premises/building.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { type ImportRow, ImportRowModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import { createOverlapFinder } from '#features/street/units-along-wall.ts'
import { placeDoubts, type PlaceDoubt } from '#features/street/placing.ts'
import { doubtSentence, maxNamedCodes } from '#features/listings/place/doubts.ts'
import type { Complaint } from '../table/cell-complaints.ts'
import type { ImportLock } from '../import-lock.ts'
import { withColumnIndex } from './row-check.ts'

const unitFields = {
  code: 1,
  buildingCode: 1,
  status: 1,
  floor: 1,
  position: 1,
  entrance: 1,
  shopWindows: 1,
  frontageM: 1,
} as const
type StoredUnit = Pick<Premises, keyof typeof unitFields>
type PlacedRow = Pick<ImportRow, 'row' | 'code' | 'kind' | 'facts'>
type RowWarnings = { row: number; warnings: Complaint[] }

const placeFields = ['floor', 'position', 'entrance', 'shopWindows', 'frontageM'] as const
const lookupBatchSize = 1_000
const warningBatchSize = 500

/**
 * Yields the doubts about places in rows, checked against the street as it will be after all rows are written. A file that
 * moves a whole floor therefore raises no doubts. Reads one building after the other, so that only the premises of one are
 * in memory.
 */
export async function* findPlaceWarnings(rows: readonly PlacedRow[]): AsyncGenerator<RowWarnings[]> {
  const moving = rows.filter(
    ({ kind, facts }) => kind === 'create' || placeFields.some(name => facts?.[name] !== undefined),
  )
  for (const [code, there] of await groupByBuilding(moving)) {
    const building = await BuildingModel.findOne({ code }, { position: 1 }).lean<Pick<Building, 'position'>>()
    if (!building) continue
    const warningsOf = createWarningFinder(
      building,
      await PremisesModel.find({ buildingCode: code }, unitFields).lean<StoredUnit[]>(),
      there,
    )
    for (let from = 0; from < there.length; from += warningBatchSize)
      yield there.slice(from, from + warningBatchSize).flatMap(warningsOf)
  }
}

async function groupByBuilding(rows: readonly PlacedRow[]): Promise<Map<string, PlacedRow[]>> {
  const buildingByCode = await buildingsOf(rows.filter(({ kind }) => kind === 'change').map(({ code }) => code))
  const groups = new Map<string, PlacedRow[]>()
  for (const row of rows) {
    const building = row.kind === 'create' ? String(row.facts?.['building']) : buildingByCode.get(row.code)
    if (building === undefined) continue
    const group = groups.get(building) ?? []
    group.push(row)
    groups.set(building, group)
  }
  return groups
}

async function buildingsOf(codes: readonly string[]): Promise<Map<string, string>> {
  const buildingByCode = new Map<string, string>()
  for (let from = 0; from < codes.length; from += lookupBatchSize) {
    const some = mongoose.trusted({ $in: codes.slice(from, from + lookupBatchSize) })
    const found = await PremisesModel.find({ code: some }, { code: 1, buildingCode: 1 }).lean<StoredUnit[]>()
    for (const { code, buildingCode } of found) buildingByCode.set(code, buildingCode)
  }
  return buildingByCode
}

function createWarningFinder(
  building: Pick<Building, 'position'>,
  before: readonly StoredUnit[],
  rows: readonly PlacedRow[],
) {
  const units = new Map(before.map(unit => [unit.code, unit]))
  for (const { code, facts } of rows)
    units.set(code, { status: 'draft', ...units.get(code), code, ...facts } as StoredUnit)
  const runsInto = createOverlapFinder([...units.values()].filter(({ status }) => status !== 'archived'))
  return ({ row, code }: PlacedRow): RowWarnings[] => {
    const unit = units.get(code)
    const doubts = unit ? placeDoubts(unit, building, runsInto(unit, maxNamedCodes + 1)) : []
    return unit && doubts.length > 0 ? [{ row, warnings: doubts.map(doubt => warningOf(unit, doubt)) }] : []
  }
}

/** Cell that each kind of doubt concerns, and its value as it would be typed. */
const doubtCells: Record<PlaceDoubt['about'], { field: string; valueIn: (unit: StoredUnit) => string }> = {
  overlap: { field: 'position.offsetM', valueIn: ({ position }) => String(position.offsetM) },
  outside: { field: 'position.offsetM', valueIn: ({ position }) => String(position.offsetM) },
  'other-row': { field: 'position.row', valueIn: ({ position }) => position.row },
  'street-wall': { field: 'position.depth', valueIn: ({ position }) => position.depth },
  'yard-wall': { field: 'position.depth', valueIn: ({ position }) => position.depth },
  frontage: { field: 'frontageM', valueIn: ({ frontageM }) => String(frontageM) },
}

function warningOf(unit: StoredUnit, doubt: PlaceDoubt): Complaint {
  const { field, valueIn } = doubtCells[doubt.about]
  const { key, gaps } = doubtSentence(doubt)
  return { field, value: valueIn(unit), code: key, gaps }
}

const rowFields = {
  row: 1,
  code: 1,
  kind: 1,
  'facts.building': 1,
  ...Object.fromEntries(placeFields.map(name => [`facts.${name}`, 1])),
}

/**
 * Last step of a dry run: stores with each row the doubts about its place. Idempotent. Returns false when it was stopped
 * before its end.
 */
export async function storePlaceWarnings(
  one: PremisesImport,
  lock: ImportLock,
  stopped: () => boolean,
): Promise<boolean> {
  const { _id } = one
  await ImportRowModel.updateMany({ import: _id, warnings: mongoose.trusted({ $ne: [] }) }, { $set: { warnings: [] } })
  const kinds = mongoose.trusted({ $in: ['create' as const, 'change' as const] })
  const rows = await ImportRowModel.find({ import: _id, kind: kinds }, rowFields).lean<PlacedRow[]>()
  for await (const warned of findPlaceWarnings(rows)) {
    if (stopped()) return false
    const writes = warned.map(row => toWarningUpdate(one, row))
    if (writes.length > 0) await ImportRowModel.bulkWrite(writes, { ordered: false })
    await lock.keep({})
  }
  return true
}

const toWarningUpdate = ({ _id, mapping }: PremisesImport, { row, warnings }: RowWarnings) => ({
  updateOne: {
    filter: { import: _id, row },
    update: { $set: { warnings: warnings.map(warning => withColumnIndex(warning, mapping)) } },
  },
})
