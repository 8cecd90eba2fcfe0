import mongoose from 'mongoose'
import { type Building, BuildingModel } from '#models/premises/building.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { type ImportRow, ImportRowModel, type PremisesImport } from '#models/transfer/premises-import.ts'
import { alongTheWall } from '#features/street/along-the-wall.ts'
import { placeDoubts, type PlaceDoubt } from '#features/street/placing.ts'
import { doubtSentence, mostNamed } from '#features/listings/place/doubts.ts'
import type { Complaint } from '../table/cell-complaints.ts'
import type { ImportLock } from '../import-lock.ts'
import { placed } from './row-check.ts'

const standing = {
  code: 1,
  buildingCode: 1,
  status: 1,
  floor: 1,
  position: 1,
  entrance: 1,
  shopWindows: 1,
  frontageM: 1,
} as const
type Standing = Pick<Premises, keyof typeof standing>
type PlacedRow = Pick<ImportRow, 'row' | 'code' | 'kind' | 'facts'>
type Warned = { row: number; warnings: Complaint[] }

const ofPlaces = ['floor', 'position', 'entrance', 'shopWindows', 'frontageM'] as const
const lookedUpTogether = 1_000
const judgedTogether = 500

/**
 * Yields the doubts about places in rows, checked against the street as it will be after all rows are written. A file that
 * moves a whole floor therefore raises no doubts. Reads one building after the other, so that only the premises of one are
 * in memory.
 */
export async function* placeWarnings(rows: readonly PlacedRow[]): AsyncGenerator<Warned[]> {
  const moving = rows.filter(
    ({ kind, facts }) => kind === 'create' || ofPlaces.some(name => facts?.[name] !== undefined),
  )
  for (const [code, there] of await byBuilding(moving)) {
    const house = await BuildingModel.findOne({ code }, { position: 1 }).lean<Pick<Building, 'position'>>()
    if (!house) continue
    const warningsOf = warningsIn(
      house,
      await PremisesModel.find({ buildingCode: code }, standing).lean<Standing[]>(),
      there,
    )
    for (let from = 0; from < there.length; from += judgedTogether)
      yield there.slice(from, from + judgedTogether).flatMap(warningsOf)
  }
}

async function byBuilding(rows: readonly PlacedRow[]): Promise<Map<string, PlacedRow[]>> {
  const known = await buildingsOf(rows.filter(({ kind }) => kind === 'change').map(({ code }) => code))
  const groups = new Map<string, PlacedRow[]>()
  for (const row of rows) {
    const building = row.kind === 'create' ? String(row.facts?.['building']) : known.get(row.code)
    if (building === undefined) continue
    const group = groups.get(building) ?? []
    group.push(row)
    groups.set(building, group)
  }
  return groups
}

async function buildingsOf(codes: readonly string[]): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (let from = 0; from < codes.length; from += lookedUpTogether) {
    const some = mongoose.trusted({ $in: codes.slice(from, from + lookedUpTogether) })
    const found = await PremisesModel.find({ code: some }, { code: 1, buildingCode: 1 }).lean<Standing[]>()
    for (const { code, buildingCode } of found) known.set(code, buildingCode)
  }
  return known
}

function warningsIn(house: Pick<Building, 'position'>, before: readonly Standing[], rows: readonly PlacedRow[]) {
  const units = new Map(before.map(unit => [unit.code, unit]))
  for (const { code, facts } of rows)
    units.set(code, { status: 'draft', ...units.get(code), code, ...facts } as Standing)
  const runsInto = alongTheWall([...units.values()].filter(({ status }) => status !== 'archived'))
  return ({ row, code }: PlacedRow): Warned[] => {
    const unit = units.get(code)
    const doubts = unit ? placeDoubts(unit, house, runsInto(unit, mostNamed + 1)) : []
    return unit && doubts.length > 0 ? [{ row, warnings: doubts.map(doubt => warningOf(unit, doubt)) }] : []
  }
}

/** Cell that each kind of doubt concerns, and its value as it would be typed. */
const cells: Record<PlaceDoubt['about'], { field: string; valueIn: (unit: Standing) => string }> = {
  overlap: { field: 'position.offsetM', valueIn: ({ position }) => String(position.offsetM) },
  outside: { field: 'position.offsetM', valueIn: ({ position }) => String(position.offsetM) },
  'other-row': { field: 'position.row', valueIn: ({ position }) => position.row },
  'street-wall': { field: 'position.depth', valueIn: ({ position }) => position.depth },
  'yard-wall': { field: 'position.depth', valueIn: ({ position }) => position.depth },
  frontage: { field: 'frontageM', valueIn: ({ frontageM }) => String(frontageM) },
}

function warningOf(unit: Standing, doubt: PlaceDoubt): Complaint {
  const { field, valueIn } = cells[doubt.about]
  const { key, gaps } = doubtSentence(doubt)
  return { field, value: valueIn(unit), code: key, gaps }
}

const ofRows = {
  row: 1,
  code: 1,
  kind: 1,
  'facts.building': 1,
  ...Object.fromEntries(ofPlaces.map(name => [`facts.${name}`, 1])),
}

/**
 * Last step of a dry run: stores with each row the doubts about its place. Idempotent. Returns false when it was stopped
 * before its end.
 */
export async function keepPlaceWarnings(
  one: PremisesImport,
  turn: ImportLock,
  stopped: () => boolean,
): Promise<boolean> {
  const { _id } = one
  await ImportRowModel.updateMany({ import: _id, warnings: mongoose.trusted({ $ne: [] }) }, { $set: { warnings: [] } })
  const kinds = mongoose.trusted({ $in: ['create' as const, 'change' as const] })
  const rows = await ImportRowModel.find({ import: _id, kind: kinds }, ofRows).lean<PlacedRow[]>()
  for await (const warned of placeWarnings(rows)) {
    if (stopped()) return false
    const writes = warned.map(row => keptIn(one, row))
    if (writes.length > 0) await ImportRowModel.bulkWrite(writes, { ordered: false })
    await turn.keep({})
  }
  return true
}

const keptIn = ({ _id, mapping }: PremisesImport, { row, warnings }: Warned) => ({
  updateOne: {
    filter: { import: _id, row },
    update: { $set: { warnings: warnings.map(warning => placed(warning, mapping)) } },
  },
})
