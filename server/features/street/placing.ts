import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'

/** Walls and units are measured to a decimetre: what is nearer than half of that touches and does not overlap. */
const toleranceM = 0.05

export type Placed = Pick<Premises, 'code' | 'floor' | 'position'>
type Doors = Pick<Premises, 'entrance' | 'shopWindows' | 'frontageM'>
type House = Pick<Building, 'position'>
type Position = Premises['position']
export type Block = Pick<Building, 'code' | 'position'>
type Housed = Placed & Pick<Premises, 'status'>

/** What is doubtful about the place of a unit; `codes` are the neighbours it runs into. */
export type PlaceDoubt =
  { about: 'overlap'; codes: string[] } | { about: 'outside' | 'other-row' | 'street-wall' | 'yard-wall' | 'frontage' }

/** What is doubtful about a building: which buildings it runs into, which of its premises it leaves outside or without a floor. */
export type BuildingDoubt =
  { about: `building.${'overlap' | 'units' | 'floors'}`; codes: string[] } | { about: 'building.far' }

/**
 * What is doubtful about where a unit stands. Pure. A doubt is not an error: buildings grow annexes, units share halls, and
 * measurements of two surveys differ; whoever says so again may save it. `neighbours` are the units of the same building,
 * itself among them or not.
 */
export function placeDoubts(unit: Placed & Doors, house: House, neighbours: readonly Placed[]): PlaceDoubt[] {
  const codes = neighbours.filter(other => other.code !== unit.code && overlap(unit, other)).map(({ code }) => code)
  return [
    ...(codes.length > 0 ? [{ about: 'overlap' as const, codes }] : []),
    ...wallDoubts(unit.position, house.position),
    ...doorDoubts(unit),
  ]
}

/** Buildings stand a few metres apart; a gap longer than most of them are is rather a slip of the pen. */
const farM = 100

/**
 * What is doubtful about where a building stands. Pure; a doubt is not an error, as with units. `others` are the buildings of
 * the street, `units` the premises of this one; archived ones stand in nobody's way.
 */
export function buildingDoubts(house: Block, others: readonly Block[], units: readonly Housed[]): BuildingDoubt[] {
  const neighbours = others.filter(({ code }) => code !== house.code)
  const left = units.filter(
    ({ status, position }) => status !== 'archived' && wallDoubts(position, house.position).length,
  )
  const overlapping = neighbours.filter(
    ({ position }) => position.row === house.position.row && gapM(house, position) < 0,
  )
  const far = neighbours.length > 0 && neighbours.every(({ position }) => gapM(house, position) > farM)
  return [
    ...doubtAbout('building.overlap', overlapping),
    ...(far ? [{ about: 'building.far' as const }] : []),
    ...doubtAbout('building.units', left),
  ]
}

const doubtAbout = <About extends string>(about: About, those: readonly { code: string }[]) =>
  those.length > 0 ? [{ about, codes: those.map(({ code }) => code) }] : []

/** Metres between two buildings along the street; below nothing where they stand beside or in one another. */
function gapM({ position: a }: Block, b: Building['position']): number {
  const apart = Math.max(a.offsetM - (b.offsetM + b.lengthM), b.offsetM - (a.offsetM + a.lengthM))
  return Math.abs(apart) <= toleranceM ? 0 : apart
}

/** Premises above the floors of a building: this one is no question, it is refused. Archived ones count, they may come back. */
export const floorDoubts = (floors: number, units: readonly Pick<Placed, 'code' | 'floor'>[]): BuildingDoubt[] =>
  doubtAbout(
    'building.floors',
    units.filter(({ floor }) => floor > floors),
  )

/** How a building moves: metres along the street, and from which row to which. */
export type Shift = { byM: number; from: Position['row']; to: Position['row'] }

/** Null where it stays where it is, whatever its length. */
export function shiftOf({ position: before }: Block, { position: after }: Block): Shift | null {
  const byM = inCentimetres(after.offsetM - before.offsetM)
  return byM === 0 && before.row === after.row ? null : { byM, from: before.row, to: after.row }
}

/** Where a unit stands after its building has moved; one in another row stays there. May lie before the street begins. */
export const shifted = (position: Position, { byM, from, to }: Shift): Position => ({
  ...position,
  row: position.row === from ? to : position.row,
  offsetM: inCentimetres(position.offsetM + byM),
})

/** Units where they stand after the move; null: where they are. */
export const movedWith = <Unit extends Placed>(units: readonly Unit[], shift: Shift | null): Unit[] =>
  units.map(unit => (shift ? { ...unit, position: shifted(unit.position, shift) } : unit))

const inCentimetres = (metres: number): number => Math.round(metres * 100) / 100

/** Whether a doubt may have come up: as it was before, a place is not asked about again. */
export const buildingMoved = ({ position: a }: Block, { position: b }: Block): boolean =>
  a.row !== b.row || a.offsetM !== b.offsetM || a.lengthM !== b.lengthM

/** Two units run into each other when they share a floor, some metres of the wall and some of the building's depth. */
export function overlap(one: Placed, other: Placed): boolean {
  const { position: a } = one
  const { position: b } = other
  const deep = a.depth === 'whole' || b.depth === 'whole' || a.depth === b.depth
  if (one.floor !== other.floor || a.row !== b.row || !deep) return false
  return endOf(a) - b.offsetM > toleranceM && endOf(b) - a.offsetM > toleranceM
}

const endOf = ({ offsetM, widthM }: Position): number => offsetM + widthM

function wallDoubts(unit: Position, house: Building['position']): PlaceDoubt[] {
  if (unit.row !== house.row) return [{ about: 'other-row' }]
  const before = house.offsetM - unit.offsetM > toleranceM
  const beyond = endOf(unit) - (house.offsetM + house.lengthM) > toleranceM
  return before || beyond ? [{ about: 'outside' }] : []
}

/** A unit at the yard has no wall at the street, one at the street none at the yard; no front is wider than its unit. */
function doorDoubts({ position: { depth, widthM }, entrance, ...front }: Placed & Doors): PlaceDoubt[] {
  const ownDoor = entrance.sharing === 'own' ? entrance.side : null
  if (depth === 'street' && ownDoor === 'yard') return [{ about: 'yard-wall' }]
  if (depth === 'yard') return ownDoor === 'street' || looksOut(front) ? [{ about: 'street-wall' }] : []
  return front.frontageM - widthM > toleranceM ? [{ about: 'frontage' }] : []
}

const looksOut = ({ shopWindows, frontageM }: Omit<Doors, 'entrance'>): boolean => shopWindows > 0 || frontageM > 0

/** Whether anything that a doubt may be about has changed: what was there before is not asked about again. */
export const placeChanged = (before: Placed & Doors, after: Placed & Doors): boolean =>
  JSON.stringify(partsOf(before)) !== JSON.stringify(partsOf(after))

const partsOf = ({ floor, position, entrance, shopWindows, frontageM }: Placed & Doors) => [
  floor,
  position.row,
  position.offsetM,
  position.widthM,
  position.depth,
  entrance.sharing,
  entrance.side,
  shopWindows,
  frontageM,
]
