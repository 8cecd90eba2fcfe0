import { box, path } from './canvas.ts'
import { linkedShape, nearerLinks, type LinkedBuilding, type PlanLink } from './plan-links.ts'
import { scenery, sheetOf, drawPositionBar, type PlanLook } from './plan-scenery.ts'
import {
  buildingBox,
  deepRows,
  endOf,
  flatRows,
  frameOf,
  isInside,
  linesOf,
  unitBox,
  xOf,
  type Box,
  type PlanBuilding,
  type PlanUnit,
} from './plan-geometry.ts'

export type { PlanBuilding, PlanUnit } from './plan-geometry.ts'
export type { LinkedBuilding } from './plan-links.ts'

export type LinkedUnit = PlanUnit & PlanLink

/** Where people arrive at the street. The text beside the drawing explains its label. */
export type Arrival = { atM: number; label: string }

/** Part of a row without a building; `toM` is null when it has no end. */
export type FreeStretch = { row: PlanBuilding['row']; fromM: number; toM: number | null; label: string }

export type StreetPlan = {
  /** Accessible name of the drawing. */
  label: string
  buildings: readonly LinkedBuilding[]
  units: readonly LinkedUnit[]
  /** True when there are too many premises to tell apart; buildings are drawn and linked instead. */
  crowded?: boolean
  /** Which units are lit; without it all are. */
  lit?: (unit: PlanUnit) => boolean
  /** Code of the premises to mark. */
  here?: string
  /** Code of the building to mark. */
  hereBlock?: string
  /** Number of floors of the building that all the units belong to. Without it, the building at their place decides. */
  bands?: number
  /** Draws one floor over the whole depth instead of all floors unfolded. */
  floor?: number
  /** Marked on the road. */
  arrivals?: readonly Arrival[]
  /** Stretches without buildings, with the available length. */
  free?: readonly FreeStretch[]
  /** Uses low rows, for a drawing beside other content. */
  flat?: boolean
  /** Draws this part of the street instead of the whole. */
  window?: { fromM: number; toM: number }
}

/** Maximum number of premises drawn; above it buildings are drawn and linked instead. */
export const maxUnitsDrawn = 700
/** Maximum number of buildings with names and frames; there is no room for more. */
export const maxBuildingsNamed = 80

/**
 * Draws the street, or a part of it. Every premises is a link, coloured and patterned by its status (`.plan` in
 * public/css/street/street-plan.css). Its geometry comes from the data alone.
 */
export function drawStreetPlan(plan: StreetPlan): string {
  const looks = lookOf(plan)
  const crowded = plan.crowded ?? plan.units.length > maxUnitsDrawn
  const links = crowded ? buildingLinks(plan, looks) : unitLinks(plan, looks)
  const { height } = linesOf(looks)
  return sheetOf(
    {
      label: plan.label,
      className: `plan plan--full${plan.window ? '' : ' plan--far'}`,
      height,
      patterns: ['paused', 'held', 'archived'],
    },
    scenery(plan.buildings, looks) +
      drawPositionBar(plan.buildings, looks) +
      freeStretches(plan, looks) +
      links +
      drawHereBlock(plan, looks) +
      arrivalsOn(plan, looks) +
      (crowded || plan.window ? '' : nearerLinks(plan.buildings, looks, { y: linesOf(looks).middle + 9 })),
  )
}

function freeStretches({ free = [], window }: StreetPlan, looks: PlanLook): string {
  return free
    .map(({ row, fromM, toM, label }) => {
      const offsetM = Math.max(fromM, window?.fromM ?? 0)
      const lengthM = Math.max(0, (toM ?? window?.toM ?? offsetM) - offsetM)
      return { row, offsetM, lengthM, label }
    })
    .filter(({ offsetM, lengthM }) => lengthM > 0 && isInside({ offsetM, widthM: lengthM }, looks))
    .map(({ label, ...stretch }) => {
      const { x, y, width, height } = buildingBox({ ...stretch, code: '', floors: 1 }, looks)
      const middle = Math.round(x + width / 2)
      const line = Math.round(y + height / 2 + 8)
      const labelText = label && width > 80 ? `<text aria-hidden="true" x="${middle}" y="${line}">${label}</text>` : ''
      return path('free', box(x, y, width, height)) + labelText
    })
    .join('')
}

/** Drawn over the units, which lie within. */
function drawHereBlock({ buildings, hereBlock }: StreetPlan, looks: PlanLook): string {
  const building = buildings.find(({ code }) => code === hereBlock)
  if (!building) return ''
  const { x, y, width, height } = buildingBox(building, looks)
  return path('block-here', box(x, y, width, height))
}

const markRadius = 21

/** Arrivals at the same place stand side by side. */
function arrivalsOn({ arrivals = [] }: StreetPlan, looks: PlanLook): string {
  const y = linesOf(looks).middle
  const taken = new Map<number, number>()
  return arrivals
    .filter(({ atM }) => isInside({ offsetM: atM, widthM: 0.1 }, looks))
    .map(({ atM, label }) => {
      const before = taken.get(atM) ?? 0
      taken.set(atM, before + 1)
      const x = Math.round(xOf(atM, looks) + (1 + before * 2.4) * markRadius)
      return `<g class="arrival" aria-hidden="true"><circle cx="${x}" cy="${y}" r="${markRadius}"/><text x="${x}" y="${y + 9}">${label}</text></g>`
    })
    .join('')
}

function lookOf({ buildings, window, flat }: StreetPlan): PlanLook {
  const frame = frameOf(window ?? { fromM: 0, toM: endOf(buildings) }, flat ? flatRows : deepRows)
  const shown = buildings.filter(({ offsetM, lengthM }) => isInside({ offsetM, widthM: lengthM }, frame))
  return { ...frame, named: shown.length <= maxBuildingsNamed }
}

/** Returns a function that gives the number of floors of a unit's building, which decides the bands. */
export function floorsOf(buildings: readonly PlanBuilding[]): (unit: PlanUnit) => number {
  const rows = { north: sortedByOffset(buildings, 'north'), south: sortedByOffset(buildings, 'south') }
  return unit => {
    const row = rows[unit.row]
    return row[lastNotAfter(row, unit.offsetM + 0.01)]?.floors ?? 1
  }
}

/** Returns the index of the last building in a sorted row that begins at `offsetM` or before; -1 before the first. */
function lastNotAfter(row: readonly PlanBuilding[], offsetM: number): number {
  let low = 0
  let high = row.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((row[middle]?.offsetM ?? 0) <= offsetM) low = middle + 1
    else high = middle
  }
  return low - 1
}

const sortedByOffset = (buildings: readonly PlanBuilding[], row: PlanUnit['row']) =>
  buildings.filter(building => building.row === row).toSorted((a, b) => a.offsetM - b.offsetM)

function unitLinks(plan: StreetPlan, looks: PlanLook): string {
  const { bands } = plan
  const floors = bands === undefined ? floorsOf(plan.buildings) : () => bands
  const onlyFloor = plan.floor === undefined ? {} : { onlyFloor: plan.floor }
  return plan.units
    .filter(unit => (plan.floor === undefined || unit.floor === plan.floor) && isInside(unit, looks))
    .map(unit =>
      unitLink(unit, plan, { looks, place: unitBox(unit, { frame: looks, floors: floors(unit), ...onlyFloor }) }),
    )
    .join('')
}

type Spot = { looks: PlanLook; place: Box }

function unitLink(unit: LinkedUnit, { lit, here, window }: StreetPlan, { looks, place }: Spot): string {
  const dim = lit && !lit(unit) ? ' dim' : ''
  const mark = unit.code === here ? ' here' : ''
  const shape = `<path class="${unit.status}${dim}${mark}" d="${box(place.x, place.y, place.width, place.height)}"/>`
  const pin = mark ? pinAt(unit, place) : ''
  const number = window ? numberIn(unit, place) : ''
  return linkedShape(unit, shape + number + pin, { place, y: linesOf(looks).middle + 9 })
}

/** Draws the unit's number where there is room; the label has the full code. */
function numberIn({ code, status }: PlanUnit, { x, y, width, height }: Box): string {
  if (width < 62 || height < 30) return ''
  const line = Math.round(y + height / 2 + 8)
  return `<text class="no no--${status}" aria-hidden="true" x="${Math.round(x + width / 2)}" y="${line}">${code.slice(-4)}</text>`
}

/** Draws a pin whose point touches the unit from the road. */
function pinAt({ row }: PlanUnit, { x, y, width, height }: Box): string {
  const middle = Math.round(x + width / 2)
  const north = row === 'north'
  const [tip, down] = north ? [y + height - 4, 1] : [y + 4, -1]
  const round = `a13 13 0 1 ${north ? 1 : 0} -22 0`
  return path('pin', `M${middle} ${tip}l11 ${down * 18}${round}z`)
}

function buildingLinks({ buildings }: StreetPlan, looks: PlanLook): string {
  return buildings
    .filter(({ offsetM, lengthM }) => isInside({ offsetM, widthM: lengthM }, looks))
    .map(building => {
      const place = buildingBox(building, looks)
      const shape = path('block', box(place.x, place.y, place.width, place.height))
      const { href, label = building.code } = building
      return href ? linkedShape({ href, label }, shape, { place, y: linesOf(looks).middle + 9 }) : shape
    })
    .join('')
}
