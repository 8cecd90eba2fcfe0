import { clamp } from '../canvas.ts'
import { inWalkingOrder, type Front, type FrontUnit, type BuildingFronts } from './fronts.ts'

/**
 * Units of the drawing per metre, along the street and upwards. The narrowest unit of 3.4 m has room for its number and two
 * signs.
 */
export const scale = 22
/** Space between the floors and above the highest, and the height of a floor without a known ceiling height. */
const measures = { roof: 18, slab: 12, usualFloorM: 3, pavement: 30, band: 32, betweenBands: 8 } as const
/** A gap between two buildings is drawn to scale up to `widestGapM`; the space beyond the last building is `endM` long. */
const widestGapM = 9
const endM = 4
/** Width of a unit without a place. */
const unplacedWidth = 92

/** A box in units of the drawing. */
export type Box = { x: number; y: number; width: number; height: number }
export type DrawnFront = { unit: FrontUnit; box: Box; frontage: Front['frontage'] | 'yard' | 'unplaced' }
export type FloorBand = { floor: number; top: number; base: number }

/** One building on its own sheet. All sheets of a row have the same height and base line, and join without a seam. */
export type BuildingSheet = {
  fronts: BuildingFronts
  width: number
  height: number
  ground: number
  wall: Box
  floors: FloorBand[]
  /** In walking order. */
  drawn: DrawnFront[]
  /** Y coordinate of the units behind the fronts and of those without a place; null when there are none. */
  yardY: number | null
  unplacedY: number | null
  /** Metres to the building on the left when that is more than is drawn; otherwise null. */
  shortenedM: number | null
}

/** Lays out the buildings of one side from left to right, as sheets to set side by side. Pure. */
export function layOutRow(row: readonly BuildingFronts[]): BuildingSheet[] {
  const ground = measures.roof + Math.max(0, ...row.map(fronts => heightOf(fronts)))
  const yardRows = Math.max(0, ...row.map(fronts => yardFloors(fronts).length))
  const unplacedRows = Math.max(0, ...row.map(fronts => unplacedPlaces(fronts).rows))
  const yardY = ground + measures.pavement
  const unplacedY = yardY + yardRows * (measures.band + measures.betweenBands)
  const height = unplacedY + unplacedRows * (measures.band + measures.betweenBands)
  return row.map((fronts, at) => {
    const gaps = { left: gapM(row[at - 1], fronts), right: gapM(fronts, row[at + 1]) }
    const left = Math.round(besideM(gaps.left) * scale)
    const wallWidth = Math.round(fronts.building.position.lengthM * scale)
    const floors = floorBands(fronts, ground)
    const top = floors.at(-1)?.top ?? ground
    const lines = { left, ground, yardY, unplacedY, floors }
    return {
      fronts,
      width: left + wallWidth + Math.round(besideM(gaps.right) * scale),
      height,
      ground,
      wall: { x: left, y: top, width: wallWidth, height: ground - top },
      floors,
      drawn: placeFronts(fronts, lines),
      yardY: fronts.yard.length > 0 ? yardY : null,
      unplacedY: fronts.unplaced.length > 0 ? unplacedY : null,
      shortenedM: gaps.left !== null && gaps.left > widestGapM ? gaps.left : null,
    }
  })
}

/** Returns the metres between two neighbours; null at either end of the row. */
function gapM(one: BuildingFronts | undefined, other: BuildingFronts | undefined): number | null {
  if (!one || !other) return null
  const [a, b] = [one.building.position, other.building.position].toSorted((p, q) => p.offsetM - q.offsetM)
  return a && b ? b.offsetM - a.offsetM - a.lengthM : null
}

/** Returns half of the gap, since each of two neighbours draws half of it. Overlapping buildings still have a gap. */
const besideM = (gap: number | null): number => (gap === null ? endM : clamp(gap, 2, widestGapM) / 2)

const heightOf = (fronts: BuildingFronts): number =>
  floorHeights(fronts).reduce((sum, height) => sum + height + measures.slab, 0)

/**
 * Returns the height of each floor, the ground floor first. A floor is as high as the highest known ceiling of its units.
 */
function floorHeights({ floors, street }: BuildingFronts): number[] {
  return Array.from({ length: floors }, (_, index) => {
    const ceilings = street.filter(({ unit }) => unit.floor === index + 1).map(({ unit }) => unit.ceilingHeightM)
    return Math.round((ceilings.length > 0 ? Math.max(...ceilings) : measures.usualFloorM) * scale)
  })
}

function floorBands(fronts: BuildingFronts, ground: number): FloorBand[] {
  let base = ground
  return floorHeights(fronts).map((height, index) => {
    const band = { floor: index + 1, base, top: base - height - measures.slab }
    base = band.top
    return band
  })
}

const yardFloors = ({ yard }: BuildingFronts): number[] =>
  [...new Set(yard.map(({ unit }) => unit.floor))].toSorted((a, b) => a - b)

/** Returns how the units without a place are laid out below their building. */
function unplacedPlaces({ building, unplaced }: BuildingFronts) {
  const inARow = Math.max(1, Math.floor((building.position.lengthM * scale) / (unplacedWidth + measures.betweenBands)))
  return { inARow, rows: Math.ceil(unplaced.length / inARow) }
}

type Lines = { left: number; ground: number; yardY: number; unplacedY: number; floors: readonly FloorBand[] }

function placeFronts(fronts: BuildingFronts, lines: Lines): DrawnFront[] {
  const inYard = yardFloors(fronts)
  const { inARow } = unplacedPlaces(fronts)
  const drawn = [
    ...fronts.street.map(front => streetFront(front, lines)),
    ...fronts.yard.map(front => yardFront(front, lines, inYard.indexOf(front.unit.floor))),
    ...fronts.unplaced.map((unit, at) => unplacedFront(unit, at, { lines, inARow })),
  ]
  const byUnit = new Map(drawn.map(front => [front.unit, front]))
  return inWalkingOrder(fronts).flatMap(unit => byUnit.get(unit) ?? [])
}

/** Places a front, as wide as the unit and as high as its ceiling. */
function streetFront(front: Front, { left, ground, floors }: Lines): DrawnFront {
  const base = floors[front.unit.floor - 1]?.base ?? ground
  const height = Math.round(front.unit.ceilingHeightM * scale)
  return { unit: front.unit, frontage: front.frontage, box: { ...spanOf(front, left), y: base - height, height } }
}

function yardFront(front: Front, { left, yardY }: Lines, row: number): DrawnFront {
  const y = yardY + row * (measures.band + measures.betweenBands)
  return { unit: front.unit, frontage: 'yard', box: { ...spanOf(front, left), y, height: measures.band } }
}

function unplacedFront(unit: FrontUnit, at: number, { lines, inARow }: { lines: Lines; inARow: number }): DrawnFront {
  const x = lines.left + (at % inARow) * (unplacedWidth + measures.betweenBands)
  const y = lines.unplacedY + Math.floor(at / inARow) * (measures.band + measures.betweenBands)
  return { unit, frontage: 'unplaced', box: { x, y, width: unplacedWidth, height: measures.band } }
}

function spanOf({ unit, fromM }: Front, left: number): Pick<Box, 'x' | 'width'> {
  const x = left + Math.round(fromM * scale)
  return { x, width: left + Math.round((fromM + unit.position.widthM) * scale) - x }
}
