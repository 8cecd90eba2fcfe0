import { box, path } from './canvas.ts'
import { linkedShape, nearerLinks, type LinkedBuilding, type PlanLink } from './plan-links.ts'
import { scenery, sheetOf, whereabouts, type PlanLook } from './plan-scenery.ts'
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

/** Where people come to the street; what its label stands for is said beside the drawing. */
export type Arrival = { atM: number; label: string }

/** A part of a row without a building; `toM` is null where it goes on. */
export type FreeStretch = { row: PlanBuilding['row']; fromM: number; toM: number | null; label: string }

export type StreetPlan = {
  /** What the whole drawing is, for those who do not see it. */
  label: string
  buildings: readonly LinkedBuilding[]
  units: readonly LinkedUnit[]
  /** There are too many premises to tell apart: buildings are drawn and linked instead. */
  crowded?: boolean
  /** What to light; without it everything is lit. */
  lit?: (unit: PlanUnit) => boolean
  /** The one premises to point at. */
  here?: string
  /** The one building to point at. */
  hereBlock?: string
  /** How many floors the building of all the units has; without it, the one in whose place they stand says so. */
  bands?: number
  /** Draws one floor in the whole depth instead of all floors unfolded. */
  floor?: number
  /** Marked on the road. */
  arrivals?: readonly Arrival[]
  /** Where nothing stands, with how much room there is. */
  free?: readonly FreeStretch[]
  /** Low rows, for a drawing that stands beside something else. */
  flat?: boolean
  /** Draws this part of the street instead of all of it. */
  window?: { fromM: number; toM: number }
}

/** More premises than this are not told apart: buildings are drawn and linked instead. */
export const mostUnitsDrawn = 700
/** More buildings than this have no room for names or frames. */
export const mostBuildingsNamed = 80

/**
 * The street, or a part of it: every premises is a link, coloured and patterned by its status (`.plan` in
 * public/css/street/street-plan.css). Its geometry comes from the data alone.
 */
export function streetPlan(plan: StreetPlan): string {
  const looks = lookOf(plan)
  const crowded = plan.crowded ?? plan.units.length > mostUnitsDrawn
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
      whereabouts(plan.buildings, looks) +
      freeStretches(plan, looks) +
      links +
      pointedAt(plan, looks) +
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
      const [middle, line] = [Math.round(x + width / 2), Math.round(y + height / 2 + 8)]
      const words = label && width > 80 ? `<text aria-hidden="true" x="${middle}" y="${line}">${label}</text>` : ''
      return path('free', box(x, y, width, height)) + words
    })
    .join('')
}

/** Over the units, which lie within. */
function pointedAt({ buildings, hereBlock }: StreetPlan, looks: PlanLook): string {
  const building = buildings.find(({ code }) => code === hereBlock)
  if (!building) return ''
  const { x, y, width, height } = buildingBox(building, looks)
  return path('block-here', box(x, y, width, height))
}

const markRadius = 21

/** Several at one place stand side by side. */
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
  return { ...frame, named: shown.length <= mostBuildingsNamed }
}

/** For each unit, how many floors its building has: that decides the bands. */
export function floorsOf(buildings: readonly PlanBuilding[]): (unit: PlanUnit) => number {
  const rows = { north: sortedByOffset(buildings, 'north'), south: sortedByOffset(buildings, 'south') }
  return unit => {
    const row = rows[unit.row]
    return row[lastNotAfter(row, unit.offsetM + 0.01)]?.floors ?? 1
  }
}

/** Where in a sorted row the building stands in which `offsetM` lies; -1 before the first. */
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

/** The unit's number on its floor, where there is room: the label says it in full. */
function numberIn({ code, status }: PlanUnit, { x, y, width, height }: Box): string {
  if (width < 62 || height < 30) return ''
  const line = Math.round(y + height / 2 + 8)
  return `<text class="no no--${status}" aria-hidden="true" x="${Math.round(x + width / 2)}" y="${line}">${code.slice(-4)}</text>`
}

/** A pin whose point touches the unit from the road. */
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
