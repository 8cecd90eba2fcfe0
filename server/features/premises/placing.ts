import type { Building } from '../../../models/building.ts'
import type { Premises } from '../../../models/premises.ts'

/** Walls and units are measured to a decimetre: what is nearer than half of that touches and does not overlap. */
const toleranceM = 0.05

export type Placed = Pick<Premises, 'code' | 'floor' | 'position'>
type Doors = Pick<Premises, 'entrance' | 'shopWindows' | 'frontageM'>
type House = Pick<Building, 'position'>
type Position = Premises['position']

/** What is doubtful about a place; `codes` are the neighbours it runs into. */
export type PlaceDoubt =
  { about: 'overlap'; codes: string[] } | { about: 'outside' | 'other-row' | 'street-wall' | 'yard-wall' | 'frontage' }

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

/** Two units run into each other when they share a floor, some metres of the wall and some of the building's depth. */
function overlap(one: Placed, other: Placed): boolean {
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
