import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PublicStatus } from '#features/premises/rules.ts'
import { placeDoubts } from '#features/street/placing.ts'

/** States of a front. `soon`: available, but only from a future day. */
export const frontStates = ['available', 'soon', 'held', 'let', 'paused'] as const
export type FrontState = PublicStatus | 'soon'

/** Facts that the front of a unit is drawn from, in metres and square metres. */
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
> & { use: UseClass | null; state: FrontState; /** Free today, and applications are taken. */ open: boolean }
export type FrontBuilding = Pick<Building, 'code' | 'floors' | 'position'>

/** A unit with its place, in metres from the left corner of its building as seen from the street. */
export type Front = {
  unit: FrontUnit
  fromM: number
  /**
   * `part`: the frontage is narrower than the unit, and its place is not recorded. `none`: no frontage is recorded.
   */
  frontage: 'whole' | 'part' | 'none'
}

export type BuildingFronts = {
  building: FrontBuilding
  /** Number of floors of the building, or more if a listing names a higher one. */
  floors: number
  /** Units in the wall at the street. */
  street: Front[]
  /** Units behind them, without a wall at the street. */
  yard: Front[]
  /** Units whose place is unknown, because the facts in their listings contradict one another. */
  unplaced: FrontUnit[]
}

/** Walls are measured to a decimetre. */
const toleranceM = 0.05

/**
 * Arranges the units of a building as seen from the street, from left to right and from the ground up. Pure. On the south
 * side the beginning of the street is on the right. Each unit is in exactly one of the lists; a unit with a doubtful place
 * (ADR 50) is in `unplaced`.
 */
export function arrangeFronts(building: FrontBuilding, units: readonly FrontUnit[]): BuildingFronts {
  const doubtful = new Set(units.filter(unit => placeDoubts(unit, building, units).length > 0))
  const fronts = units
    .filter(unit => !doubtful.has(unit))
    .map(unit => ({ unit, fromM: fromLeft(building, unit), frontage: frontageOf(unit) }))
    .toSorted(compareFronts)
  return {
    building,
    floors: units.reduce((most, { floor }) => Math.max(most, floor), building.floors),
    street: fronts.filter(({ unit }) => unit.position.depth !== 'yard'),
    yard: fronts.filter(({ unit }) => unit.position.depth === 'yard'),
    unplaced: [...doubtful].toSorted((a, b) => a.code.localeCompare(b.code, 'en')),
  }
}

/** Returns the units in walking order: a front before the units behind it, and units without a place at the end. */
export const inWalkingOrder = ({ street, yard, unplaced }: BuildingFronts): FrontUnit[] => [
  ...[...street, ...yard].toSorted(compareFronts).map(({ unit }) => unit),
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

/** Compares positions to a decimetre, so that units one above the other count as beginning at the same wall. */
function compareFronts(a: Front, b: Front): number {
  const apart = Math.round(a.fromM * 10) - Math.round(b.fromM * 10)
  return apart || a.unit.floor - b.unit.floor || a.unit.code.localeCompare(b.unit.code, 'en')
}
