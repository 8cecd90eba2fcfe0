import { box, removeQuotes } from './canvas.ts'
import {
  endOf,
  flatRows,
  frameOf,
  linesOf,
  unitBox,
  type Box,
  type Frame,
  type PlanBuilding,
  type PlanUnit,
} from './plan-geometry.ts'
import { linkedShape, nearerLinks, type LinkedBuilding, type PlanLink } from './plan-links.ts'
import { mergeSpans, scenery, sheetOf, strokes } from './plan-scenery.ts'
import { floorsOf, maxBuildingsNamed, maxUnitsDrawn, type LinkedUnit } from './street-plan.ts'

export type CompactPlan = {
  label: string
  /** The drawing of the buildings is cached as long as this array lives. */
  buildings: readonly PlanBuilding[]
  /** Link of a building, used while there are few enough buildings. */
  nearer?: (building: PlanBuilding) => PlanLink
  units: readonly PlanUnit[]
  /** True when there are too many premises to tell apart; only the linked ones are marked then. */
  crowded?: boolean
  /** Whether a unit is a match. Without it every unit is lit. */
  lit?: (unit: PlanUnit) => boolean
  /**
   * The matches on the page, each drawn by `compactLink`. Besides the buildings, only these are links; the whole plan
   * (`drawStreetPlan`) links every unit.
   */
  links: readonly string[]
}

const lines = linesOf({ rowDepth: flatRows })
/** Maximum number of buildings drawn as links; more would take up most of the page's bytes. */
const maxBuildingsLinked = 40

/**
 * Draws the street for a page with other content: one path for each look and height, and links for the matches shown beside
 * it. About 8 KB for the demonstration street, and under 12 KB at any size.
 */
export function drawCompactStreetPlan(plan: CompactPlan): string {
  const { frame, ground, place } = stageFor(plan.buildings)
  const units = isCrowded(plan) ? '' : drawMergedUnits(plan, place)
  const nearer = nearerLinks(leadingNearer(plan), frame)
  return removeQuotes(
    sheetOf(
      { label: plan.label, className: 'plan plan--compact', height: lines.height, patterns: ['paused', 'held'] },
      ground + units + nearer + plan.links.join(''),
    ),
  )
}

/** Draws a premises as a link in the compact plan of a street. */
export function compactLink(unit: LinkedUnit, street: Pick<CompactPlan, 'buildings' | 'units' | 'crowded'>): string {
  const spot = stageFor(street.buildings).place(unit)
  return removeQuotes(linkedShape(unit, hitShape(spot, isCrowded(street)), { place: spot }))
}

const isCrowded = ({ units, crowded }: Pick<CompactPlan, 'units' | 'crowded'>): boolean =>
  crowded ?? units.length > maxUnitsDrawn

function leadingNearer({ buildings, nearer }: CompactPlan): LinkedBuilding[] {
  if (!nearer || buildings.length > maxBuildingsLinked) return []
  return buildings.map(building => ({ ...building, nearer: nearer(building) }))
}

type Stage = { frame: Frame; ground: string; place: (unit: PlanUnit) => Box }
const stages = new WeakMap<readonly PlanBuilding[], Stage>()

/** Returns the part of the drawing that depends only on the buildings. It is drawn once for all searches. */
function stageFor(buildings: readonly PlanBuilding[]): Stage {
  const cachedStage = stages.get(buildings)
  if (cachedStage) return cachedStage
  const frame = frameOf({ fromM: 0, toM: endOf(buildings) }, flatRows)
  const floors = floorsOf(buildings)
  const named = buildings.length <= maxBuildingsNamed
  const stage: Stage = {
    frame,
    ground: removeQuotes(scenery(buildings, { ...frame, named })),
    place: unit => unitBox(unit, { frame, floors: floors(unit) }),
  }
  stages.set(buildings, stage)
  return stage
}

/** Returns the area to point at, drawn only on hover and focus. On a crowded street it is a visible mark. */
const hitShape = ({ x, y, width, height }: Box, crowded: boolean): string =>
  crowded
    ? `<path class="mark" d="${box(x - 3, y, Math.max(6, width), height)}"/>`
    : `<path d="${box(x, y, width, height)}"/>`

/**
 * Draws one path for each look and height; its strokes lie on as many lines as there are floors of that height. Units that
 * do not match are distinguished from the matches, but not from one another.
 */
function drawMergedUnits({ units, lit }: CompactPlan, place: (unit: PlanUnit) => Box): string {
  const groups = new Map<string, Box[]>()
  for (const unit of units) {
    const box = place(unit)
    const className = lit && !lit(unit) ? 'other' : unit.status
    const key = `<path class="${className}" stroke-width="${box.height}" d="`
    const group = groups.get(key) ?? []
    group.push(box)
    groups.set(key, group)
  }
  return [...groups].map(([opening, boxes]) => `${opening}${rowsOf(boxes, opening.includes('"other"'))}"/>`).join('')
}

function rowsOf(boxes: readonly Box[], merged: boolean): string {
  const tops = [...new Set(boxes.map(({ y }) => y))]
  const inOrder = boxes.toSorted((a, b) => a.x - b.x)
  const onLine = (top: number) => inOrder.filter(({ y }) => y === top)
  const half = (boxes[0]?.height ?? 0) / 2
  return tops.map(top => strokes(merged ? mergeSpans(onLine(top)) : onLine(top), top + half)).join('')
}
