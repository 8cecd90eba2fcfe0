import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import { isOverlapping, placeDoubts, type PlacedUnit } from '#features/street/placing.ts'
import { clamp } from '../canvas.ts'
import type { PlanUnit } from '../plan-geometry.ts'

/** Facts that a schematic is drawn from, in metres and square metres. */
export type SchematicUnit = Pick<
  Premises,
  | 'code'
  | 'floor'
  | 'areaUsableSqM'
  | 'frontageM'
  | 'shopWindows'
  | 'layout'
  | 'entrance'
  | 'position'
  | 'stepFree'
  | 'water'
  | 'drain'
  | 'extraction'
  | 'gas'
  | 'electricityKw'
  | 'electricityPhases'
  | 'parkingSpaces'
>
export type SchematicBuilding = Pick<Building, 'floors' | 'position'>
/** Another unit of the street that the reader may see. */
export type NearbyUnit = Pick<PlanUnit, 'code' | 'row' | 'offsetM' | 'widthM' | 'depth' | 'floor'>
type SchematicFacts = { unit: SchematicUnit; building: SchematicBuilding; nearby: readonly NearbyUnit[] }

/** Place in the drawing: `near` is the wall at the street and `far` the wall at the yard, whichever of them is above. */
export type Place = { left: number; right: number; near: number; far: number }
export type Neighbour = { code: string; side: 'left' | 'right' | 'behind'; depth: NearbyUnit['depth']; place: Place }

/** A unit laid out on its sheet, in units of the drawing; north is above, as on the street plan. */
export type Frame = {
  unit: SchematicUnit
  building: SchematicBuilding
  height: number
  /** Direction of the street: 1 is below the building, -1 above it. */
  down: 1 | -1
  place: Place
  /** The drawn part of the building; without measures, the unit alone. */
  block: Place
  /** Whether the building ends where its drawing ends. */
  ends: { left: boolean; right: boolean }
  /** Null when the proportions are unknown; nothing in the drawing is to scale then. */
  measures: { widthM: number; depthM: number } | null
  neighbours: Neighbour[]
}

export const sheet = { width: 290, head: 34, yard: 44, street: 52 } as const
/** Maximum size of the unit, drawn width of its neighbours, and space for the depth's dimension line. */
const room = { width: 152, depth: 140, besides: 38, dimension: 60 } as const
const withoutMeasures = { width: 140, depth: 96 } as const
/** Minimum side; anything narrower cannot be read. */
const minSide = 12
/** Walls are measured to a decimetre. */
const toleranceM = 0.1

/**
 * Lays out a unit. Returns null when nothing true can be drawn: its side of the street is unknown, or it is so long that it
 * would be a line.
 */
export function layOutSchematic(facts: SchematicFacts): Frame | null {
  const { unit, building } = facts
  if (unit.position.row !== building.position.row) return null
  if (!isMeasured(unit, building)) {
    const { width, depth } = withoutMeasures
    return { ...layOutUnit(facts, { width, depth, besides: 0 }), measures: null, neighbours: [] }
  }
  const { widthM } = unit.position
  const { depthM } = building.position
  const scale = Math.min(room.width / widthM, room.depth / depthM)
  const frame = layOutUnit(facts, { width: widthM * scale, depth: depthM * scale, besides: room.besides, scale })
  const { left, right, near, far } = frame.place
  if (right - left < minSide || Math.abs(far - near) < minSide) return null
  return { ...frame, measures: { widthM, depthM }, neighbours: neighboursOf(facts, frame, scale) }
}

/**
 * Usable share of the measured space. Walls and pillars take a part of it, and a mezzanine adds as much again. Outside these
 * limits the sizes do not fit the area.
 */
const usableShare = { least: 0.5, most: 1.05, withMezzanine: 2.1 } as const

/** Checks whether the sizes are credible: the place raises no doubt, and they fit the usable area. */
function isMeasured(unit: SchematicUnit, building: SchematicBuilding): boolean {
  const { widthM, depth } = unit.position
  const spaceSqM = widthM * building.position.depthM * (depth === 'whole' ? 1 : 0.5)
  const share = unit.areaUsableSqM / spaceSqM
  const most = unit.layout === 'mezzanine' ? usableShare.withMezzanine : usableShare.most
  return share >= usableShare.least && share <= most && placeDoubts(unit, building, []).length === 0
}

type Sizes = { width: number; depth: number; besides: number; scale?: number }

function layOutUnit({ unit, building }: SchematicFacts, { width, depth, besides, scale }: Sizes) {
  const down = unit.position.row === 'north' ? (1 as const) : (-1 as const)
  const taken = width + 2 * besides + (scale ? room.dimension : 0)
  const left = Math.round((sheet.width - taken) / 2 + besides)
  const right = Math.round(left + width)
  const deep = Math.round(depth)
  const near = sheet.head + (down === 1 ? sheet.yard + deep : sheet.street)
  const far = near - down * deep
  const leftEnd = left - (unit.position.offsetM - building.position.offsetM) * (scale ?? 0)
  const rightEnd = leftEnd + building.position.lengthM * (scale ?? 0)
  const block = scale
    ? { left: Math.round(Math.max(leftEnd, left - besides)), right: Math.round(Math.min(rightEnd, right + besides)) }
    : { left, right }
  return {
    unit,
    building,
    down,
    height: sheet.head + deep + sheet.yard + sheet.street,
    place: { left, right, ...wallsOf({ near, far }, scale ? unit.position.depth : 'whole') },
    block: { ...block, near, far },
    ends: { left: leftEnd >= block.left - 1, right: rightEnd <= block.right + 1 },
  }
}

type Walls = Pick<Place, 'near' | 'far'>

/** Returns the walls of a unit in a building with the given walls, by the part of the depth that it takes. */
function wallsOf({ near, far }: Walls, depth: NearbyUnit['depth']): Walls {
  const middle = Math.round((near + far) / 2)
  return { near: depth === 'yard' ? middle : near, far: depth === 'street' ? middle : far }
}

type LaidOut = ReturnType<typeof layOutUnit>

/**
 * Returns the units beside and behind it on its floor, within the drawing. A unit that overlaps this one has a doubtful
 * place and is left out.
 */
function neighboursOf({ unit, nearby }: SchematicFacts, frame: LaidOut, scale: number): Neighbour[] {
  const { block, place } = frame
  const xOf = (metres: number) => Math.round(place.left + (metres - unit.position.offsetM) * scale)
  return nearby
    .filter(other => isBeside(unit, other))
    .map(other => {
      const span = {
        left: clamp(xOf(other.offsetM), block.left, block.right),
        right: clamp(xOf(other.offsetM + other.widthM), block.left, block.right),
        ...wallsOf(block, other.depth),
      }
      return { code: other.code, side: sideOf(unit, other), depth: other.depth, place: span }
    })
    .filter(({ place: { left, right } }) => right - left > 2)
    .toSorted((a, b) => a.place.left - b.place.left || a.code.localeCompare(b.code, 'en'))
}

function isBeside(unit: SchematicUnit, { code, floor, row, offsetM, widthM, depth }: NearbyUnit): boolean {
  const other: PlacedUnit = { code, floor, position: { row, offsetM, widthM, depth } }
  return code !== unit.code && floor === unit.floor && row === unit.position.row && !isOverlapping(unit, other)
}

function sideOf({ position }: SchematicUnit, { offsetM, widthM }: NearbyUnit): Neighbour['side'] {
  if (offsetM + widthM <= position.offsetM + toleranceM) return 'left'
  return offsetM >= position.offsetM + position.widthM - toleranceM ? 'right' : 'behind'
}
