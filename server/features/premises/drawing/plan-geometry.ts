import type { StreetRow } from '../../../../models/parts/premises-vocabulary.ts'

export type PlanBuilding = { code: string; row: StreetRow; offsetM: number; lengthM: number; floors: number }

export type PlanUnit = {
  code: string
  row: StreetRow
  offsetM: number
  widthM: number
  depth: 'whole' | 'street' | 'yard'
  floor: number
  status: 'available' | 'held' | 'let' | 'paused'
}

export type Box = { x: number; y: number; width: number; height: number }

/** The drawing's own units. The street runs from left to right; north is above it. */
export const drawing = { width: 1860, height: 420, margin: 24 } as const
export const road = { top: 176, height: 68 } as const
const rowDepth = 96
const rowTop: Record<StreetRow, number> = { north: 40, south: 284 }
const inset = 4
/** What each floor takes of a building's depth; the ground floor lies at the street. */
const shares: readonly (readonly number[])[] = [[1], [0.6, 0.4], [0.46, 0.28, 0.26]]

/** Units of the drawing for a metre of the street: everything that stands there fits between the margins. */
export function scaleOf(buildings: readonly PlanBuilding[]): number {
  const end = buildings.reduce((furthest, { offsetM, lengthM }) => Math.max(furthest, offsetM + lengthM), 1)
  return (drawing.width - 2 * drawing.margin) / end
}

export function buildingBox(building: PlanBuilding, scale: number): Box {
  return {
    x: Math.round(drawing.margin + building.offsetM * scale),
    y: rowTop[building.row],
    width: Math.max(1, Math.round(building.lengthM * scale)),
    height: rowDepth,
  }
}

type Bands = { scale: number; floors: number; /** Only this floor is drawn, in the whole depth. */ onlyFloor?: number }

/** Where a unit lies. Floors are unfolded: the higher, the further from the street. */
export function unitBox(unit: PlanUnit, { scale, floors, onlyFloor }: Bands): Box {
  const left = Math.round(drawing.margin + unit.offsetM * scale) + 1
  const right = Math.round(drawing.margin + (unit.offsetM + unit.widthM) * scale) - 1
  const band = onlyFloor === undefined ? bandOf(unit.floor, floors) : { from: 0, to: 1 }
  const { from, to } = halved(band, unit.depth)
  const depth = rowDepth - 2 * inset
  const near = Math.round(from * depth)
  const far = Math.round(to * depth) - (to < 1 ? 2 : 0)
  const north = unit.row === 'north'
  const y = north ? rowTop.north + rowDepth - inset - far : rowTop.south + inset + near
  return { x: left, y, width: Math.max(1, right - left), height: Math.max(2, far - near) }
}

type Band = { from: number; to: number }

function bandOf(floor: number, floors: number): Band {
  const parts = shares[floors - 1] ?? Array.from({ length: floors }, () => 1 / floors)
  const below = parts.slice(0, floor - 1).reduce((sum, part) => sum + part, 0)
  return { from: below, to: below + (parts[floor - 1] ?? 0) }
}

function halved({ from, to }: Band, depth: PlanUnit['depth']): Band {
  const middle = (from + to) / 2
  if (depth === 'street') return { from, to: middle }
  return depth === 'yard' ? { from: middle, to } : { from, to }
}
