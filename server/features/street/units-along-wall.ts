import { isOverlapping, type PlacedUnit } from './placing.ts'

type Floor<Unit> = { units: Unit[]; widestM: number }

/**
 * Indexes the units of one building by their order along the walls, for callers that query many of them. The returned
 * function gives the first `most` units that overlap a unit, excluding the unit itself. It stays fast for a building of
 * several thousand units, even if all of them stand in one spot.
 */
export function createOverlapFinder<Unit extends PlacedUnit>(
  all: readonly Unit[],
): (unit: PlacedUnit, most: number) => Unit[] {
  const floors = new Map<string, Floor<Unit>>()
  const sorted = all.toSorted((a, b) => a.position.offsetM - b.position.offsetM)
  for (const unit of sorted) {
    const floor = floors.get(keyOf(unit)) ?? { units: [], widestM: 0 }
    floor.units.push(unit)
    floor.widestM = Math.max(floor.widestM, unit.position.widthM)
    floors.set(keyOf(unit), floor)
  }
  return (unit, most) => {
    const floor = floors.get(keyOf(unit))
    return floor ? firstIn(floor, unit, most) : []
  }
}

const keyOf = ({ floor, position }: PlacedUnit): string => `${position.row} ${String(floor)}`

function firstIn<Unit extends PlacedUnit>({ units, widestM }: Floor<Unit>, unit: PlacedUnit, most: number): Unit[] {
  const { offsetM, widthM } = unit.position
  const found: Unit[] = []
  for (let at = firstFrom(units, offsetM - widestM); at < units.length && found.length < most; at += 1) {
    const other = units[at]
    if (!other || other.position.offsetM > offsetM + widthM) break
    if (other.code !== unit.code && isOverlapping(unit, other)) found.push(other)
  }
  return found
}

/** Returns the index of the first unit in a sorted row that begins at `fromM` or later. */
function firstFrom(units: readonly PlacedUnit[], fromM: number): number {
  let low = 0
  let high = units.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((units[middle]?.position.offsetM ?? 0) < fromM) low = middle + 1
    else high = middle
  }
  return low
}
