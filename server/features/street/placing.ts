import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'

/** Walls and units are measured to a decimetre. Things that overlap by less than half of that only touch. */
const toleranceM = 0.05

export type PlacedUnit = Pick<Premises, 'code' | 'floor' | 'position'>
type DoorFacts = Pick<Premises, 'entrance' | 'shopWindows' | 'frontageM'>
type House = Pick<Building, 'position'>
type Position = Premises['position']
export type PlacedBuilding = Pick<Building, 'code' | 'position'>
type PlacedUnitWithStatus = PlacedUnit & Pick<Premises, 'status'>

/** A doubt about the place of a unit; `codes` are the neighbours it overlaps. */
export type PlaceDoubt =
  | { about: 'overlap'; codes: string[] }
  | { about: 'outside' | 'other-row' | 'street-wall' | 'yard-wall' | 'frontage' }

/** A doubt about a building: other buildings that it overlaps, or premises that it leaves outside or without a floor. */
export type BuildingDoubt =
  | { about: `building.${'overlap' | 'units' | 'floors'}`; codes: string[] }
  | { about: 'building.far' }

/**
 * Returns the doubts about the place of a unit. Pure. A doubt is not an error: buildings grow annexes, units share halls,
 * and measurements of two surveys differ. A user who confirms it can save. `neighbours` are the units of the same building;
 * they may include the unit itself.
 */
export function placeDoubts(
  unit: PlacedUnit & DoorFacts,
  building: House,
  neighbours: readonly PlacedUnit[],
): PlaceDoubt[] {
  const codes = neighbours
    .filter(other => other.code !== unit.code && isOverlapping(unit, other))
    .map(({ code }) => code)
  return [
    ...(codes.length > 0 ? [{ about: 'overlap' as const, codes }] : []),
    ...wallDoubts(unit.position, building.position),
    ...doorDoubts(unit),
  ]
}

/** Buildings stand a few metres apart. A gap longer than most buildings is probably a typing error. */
const farM = 100

/**
 * Returns the doubts about the place of a building. Pure. As with units, a doubt is not an error. `others` are the buildings
 * of the street, `units` the premises of this one; archived ones occupy no space.
 */
export function buildingDoubts(
  building: PlacedBuilding,
  others: readonly PlacedBuilding[],
  units: readonly PlacedUnitWithStatus[],
): BuildingDoubt[] {
  const neighbours = others.filter(({ code }) => code !== building.code)
  const unitsOutside = units.filter(
    ({ status, position }) => status !== 'archived' && wallDoubts(position, building.position).length,
  )
  const overlapping = neighbours.filter(
    ({ position }) => position.row === building.position.row && gapBetweenM(building, position) < 0,
  )
  const far = neighbours.length > 0 && neighbours.every(({ position }) => gapBetweenM(building, position) > farM)
  return [
    ...doubtAbout('building.overlap', overlapping),
    ...(far ? [{ about: 'building.far' as const }] : []),
    ...doubtAbout('building.units', unitsOutside),
  ]
}

const doubtAbout = <About extends string>(about: About, those: readonly { code: string }[]) =>
  those.length > 0 ? [{ about, codes: those.map(({ code }) => code) }] : []

/** Returns the metres between two buildings along the street; negative when they overlap along it. */
function gapBetweenM({ position: a }: PlacedBuilding, b: Building['position']): number {
  const apart = Math.max(a.offsetM - (b.offsetM + b.lengthM), b.offsetM - (a.offsetM + a.lengthM))
  return Math.abs(apart) <= toleranceM ? 0 : apart
}

/**
 * Returns the premises above the floors of a building. This doubt cannot be confirmed: the change is refused. Archived
 * premises count, because they may be restored.
 */
export const floorDoubts = (floors: number, units: readonly Pick<PlacedUnit, 'code' | 'floor'>[]): BuildingDoubt[] =>
  doubtAbout(
    'building.floors',
    units.filter(({ floor }) => floor > floors),
  )

/** How a building moves: metres along the street, and the row before and after. */
export type Shift = { byM: number; from: Position['row']; to: Position['row'] }

/** Returns how a building moves; null when its place stays the same, whatever its length. */
export function shiftOf({ position: before }: PlacedBuilding, { position: after }: PlacedBuilding): Shift | null {
  const byM = inCentimetres(after.offsetM - before.offsetM)
  return byM === 0 && before.row === after.row ? null : { byM, from: before.row, to: after.row }
}

/**
 * Returns the position of a unit after its building has moved. A unit in another row keeps its row. The result may lie
 * before the beginning of the street.
 */
export const shiftPosition = (position: Position, { byM, from, to }: Shift): Position => ({
  ...position,
  row: position.row === from ? to : position.row,
  offsetM: inCentimetres(position.offsetM + byM),
})

/** Returns the units at their positions after the move; unchanged when `shift` is null. */
export const moveUnits = <Unit extends PlacedUnit>(units: readonly Unit[], shift: Shift | null): Unit[] =>
  units.map(unit => (shift ? { ...unit, position: shiftPosition(unit.position, shift) } : unit))

const inCentimetres = (metres: number): number => Math.round(metres * 100) / 100

/** Checks whether a change can raise a new doubt. An unchanged place is not asked about again. */
export const hasBuildingMoved = ({ position: a }: PlacedBuilding, { position: b }: PlacedBuilding): boolean =>
  a.row !== b.row || a.offsetM !== b.offsetM || a.lengthM !== b.lengthM

/** Checks whether two units overlap: they share a floor, some metres of the wall and some of the building's depth. */
export function isOverlapping(one: PlacedUnit, other: PlacedUnit): boolean {
  const { position: a } = one
  const { position: b } = other
  const deep = a.depth === 'whole' || b.depth === 'whole' || a.depth === b.depth
  if (one.floor !== other.floor || a.row !== b.row || !deep) return false
  return endOf(a) - b.offsetM > toleranceM && endOf(b) - a.offsetM > toleranceM
}

const endOf = ({ offsetM, widthM }: Position): number => offsetM + widthM

function wallDoubts(unit: Position, buildingWall: Building['position']): PlaceDoubt[] {
  if (unit.row !== buildingWall.row) return [{ about: 'other-row' }]
  const before = buildingWall.offsetM - unit.offsetM > toleranceM
  const beyond = endOf(unit) - (buildingWall.offsetM + buildingWall.lengthM) > toleranceM
  return before || beyond ? [{ about: 'outside' }] : []
}

/**
 * Returns the doubts about doors and fronts: a unit at the yard has no wall at the street, one at the street none at the
 * yard, and no front is wider than its unit.
 */
function doorDoubts({ position: { depth, widthM }, entrance, ...front }: PlacedUnit & DoorFacts): PlaceDoubt[] {
  const ownDoor = entrance.sharing === 'own' ? entrance.side : null
  if (depth === 'street' && ownDoor === 'yard') return [{ about: 'yard-wall' }]
  if (depth === 'yard') return ownDoor === 'street' || hasStreetFront(front) ? [{ about: 'street-wall' }] : []
  return front.frontageM - widthM > toleranceM ? [{ about: 'frontage' }] : []
}

const hasStreetFront = ({ shopWindows, frontageM }: Omit<DoorFacts, 'entrance'>): boolean =>
  shopWindows > 0 || frontageM > 0

/** Checks whether a fact that a doubt can be about has changed. Unchanged facts are not asked about again. */
export const hasPlaceChanged = (before: PlacedUnit & DoorFacts, after: PlacedUnit & DoorFacts): boolean =>
  JSON.stringify(partsOf(before)) !== JSON.stringify(partsOf(after))

const partsOf = ({ floor, position, entrance, shopWindows, frontageM }: PlacedUnit & DoorFacts) => [
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
