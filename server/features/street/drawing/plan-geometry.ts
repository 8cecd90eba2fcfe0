import type { PremisesStatus, StreetRow } from '#models/premises/parts/premises-vocabulary.ts'

export type PlanBuilding = { code: string; row: StreetRow; offsetM: number; lengthM: number; floors: number }

export type PlanUnit = {
  code: string
  row: StreetRow
  offsetM: number
  widthM: number
  depth: 'whole' | 'street' | 'yard'
  floor: number
  status: PremisesStatus
}

export type Box = { x: number; y: number; width: number; height: number }

/** Sizes in units of the drawing. The street runs from left to right, with north above it. */
export const drawing = { width: 1860, margin: 24, roadHeight: 68, pavement: 40, edge: 40 } as const
const inset = 4
/** How far beyond the edge a box is drawn that continues outside the drawing. */
const beyond = 6
/** Share of a building's depth that each floor takes, by number of floors; the ground floor is at the street. */
const shares: readonly (readonly number[])[] = [[1], [0.6, 0.4], [0.46, 0.28, 0.26]]

/** Drawn part of the street: units of the drawing per metre, the metre it begins at, and the depth of the rows. */
export type Frame = { scale: number; fromM: number; rowDepth: number }

/** Depth of the rows that keeps each of three floors large enough to be tapped. */
export const deepRows = 190
/** Depth of the rows for a drawing beside other content. */
export const flatRows = 96

export const endOf = (buildings: readonly PlanBuilding[]): number =>
  buildings.reduce((furthest, { offsetM, lengthM }) => Math.max(furthest, offsetM + lengthM), 1)

/** Returns the frame that fits the stretch between the margins. */
export const frameOf = ({ fromM, toM }: { fromM: number; toM: number }, rowDepth: number): Frame => ({
  scale: (drawing.width - 2 * drawing.margin) / Math.max(1, toM - fromM),
  fromM,
  rowDepth,
})

/** Returns the lines that depend on the depth of the rows: the tops of the rows and of the road, and the total height. */
export function linesOf({ rowDepth }: Pick<Frame, 'rowDepth'>) {
  const { edge, pavement, roadHeight } = drawing
  const road = edge + rowDepth + pavement
  const south = road + roadHeight + pavement
  return { north: edge, road, middle: road + roadHeight / 2, south, height: south + rowDepth + edge }
}

export const xOf = (metres: number, { scale, fromM }: Frame): number => drawing.margin + (metres - fromM) * scale

/** Checks whether any part of a box is in the drawing. */
export function isInside({ offsetM, widthM }: { offsetM: number; widthM: number }, frame: Frame): boolean {
  return xOf(offsetM + widthM, frame) - 1 > 0 && xOf(offsetM, frame) + 1 < drawing.width
}

function spanOf(offsetM: number, lengthM: number, frame: Frame): { left: number; right: number } {
  const left = Math.round(xOf(offsetM, frame))
  const right = Math.round(xOf(offsetM + lengthM, frame))
  return { left: Math.max(-beyond, left), right: Math.min(drawing.width + beyond, right) }
}

export function buildingBox(building: PlanBuilding, frame: Frame): Box {
  const { left, right } = spanOf(building.offsetM, building.lengthM, frame)
  const lines = linesOf(frame)
  return { x: left, y: lines[building.row], width: Math.max(1, right - left), height: frame.rowDepth }
}

type Bands = { frame: Frame; floors: number; /** Draws only this floor, over the whole depth. */ onlyFloor?: number }

/** Returns the box of a unit. Floors are unfolded: the higher, the further from the street. */
export function unitBox(unit: PlanUnit, { frame, floors, onlyFloor }: Bands): Box {
  const span = spanOf(unit.offsetM, unit.widthM, frame)
  const left = span.left + 1
  const right = span.right - 1
  const band = onlyFloor === undefined ? bandOf(unit.floor, floors) : { from: 0, to: 1 }
  const { from, to } = halved(band, unit.depth)
  const depth = frame.rowDepth - 2 * inset
  const near = Math.round(from * depth)
  const far = Math.round(to * depth) - (to < 1 ? 2 : 0)
  const lines = linesOf(frame)
  const y = unit.row === 'north' ? lines.north + frame.rowDepth - inset - far : lines.south + inset + near
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
