import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PublicStatus } from '#features/premises/rules.ts'
import { placeDoubts } from '#features/street/placing.ts'

/** `soon`: available, but only from a day that is still to come. */
export const frontStates = ['available', 'soon', 'held', 'let', 'paused'] as const
export type FrontState = PublicStatus | 'soon'

/** What the front of a unit is drawn from; metres and square metres. */
export type FrontUnit = Pick<
  Premises,
  | 'code'
  | 'floor'
  | 'position'
  | 'frontageM'
  | 'shopWindows'
  | 'entrance'
  | 'ceilingHeightM'
  | 'areaUsableSqM'
  | 'availableFrom'
> & { use: UseClass | null; state: FrontState }
export type FrontBuilding = Pick<Building, 'code' | 'floors' | 'position'>

/** A unit where it stands: metres from the left corner of its building, as one sees it from the street. */
export type Front = {
  unit: FrontUnit
  fromM: number
  /** `part`: less is frontage than the unit is wide, and nobody said which part; `none`: no frontage is recorded. */
  frontage: 'whole' | 'part' | 'none'
}

export type BuildingFronts = {
  building: FrontBuilding
  /** Of the building, or more where a listing names a higher one. */
  floors: number
  /** In the wall at the street. */
  street: Front[]
  /** Behind them, with no wall at the street. */
  yard: Front[]
  /** Nobody knows where: what their listings say of their place does not agree. */
  unplaced: FrontUnit[]
}

/** Walls are measured to a decimetre. */
const toleranceM = 0.05

/**
 * The units of a building as one sees them from the street, from left to right and from the ground up. Pure. Whoever looks at the south
 * side has the beginning of the street on the right. Each unit is in one of the lists; one whose place is doubtful (ADR 50) has none.
 */
export function buildingFronts(building: FrontBuilding, units: readonly FrontUnit[]): BuildingFronts {
  const doubtful = new Set(units.filter(unit => placeDoubts(unit, building, units).length > 0))
  const fronts = units
    .filter(unit => !doubtful.has(unit))
    .map(unit => ({ unit, fromM: fromLeft(building, unit), frontage: frontageOf(unit) }))
    .toSorted(alongTheStreet)
  return {
    building,
    floors: units.reduce((most, { floor }) => Math.max(most, floor), building.floors),
    street: fronts.filter(({ unit }) => unit.position.depth !== 'yard'),
    yard: fronts.filter(({ unit }) => unit.position.depth === 'yard'),
    unplaced: [...doubtful].toSorted((a, b) => a.code.localeCompare(b.code, 'en')),
  }
}

/** As one passes them: the front before what lies behind it, and those without a place at the end. */
export const inPassing = ({ street, yard, unplaced }: BuildingFronts): FrontUnit[] => [
  ...[...street, ...yard].toSorted(alongTheStreet).map(({ unit }) => unit),
  ...unplaced,
]

function fromLeft({ position: walls }: FrontBuilding, { position }: FrontUnit): number {
  const fromBeginning = position.offsetM - walls.offsetM
  return walls.row === 'north' ? fromBeginning : walls.lengthM - fromBeginning - position.widthM
}

function frontageOf({ frontageM, position: { widthM } }: FrontUnit): Front['frontage'] {
  if (frontageM === 0) return 'none'
  return Math.abs(frontageM - widthM) <= toleranceM ? 'whole' : 'part'
}

/** To a decimetre: what stands one above the other begins at one wall. */
function alongTheStreet(a: Front, b: Front): number {
  const apart = Math.round(a.fromM * 10) - Math.round(b.fromM * 10)
  return apart || a.unit.floor - b.unit.floor || a.unit.code.localeCompare(b.unit.code, 'en')
}
