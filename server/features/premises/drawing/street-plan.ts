import { box, escaped } from './canvas.ts'
import { frameOf, scenery, type PlanLook } from './plan-scenery.ts'
import { buildingBox, scaleOf, unitBox, type Box, type PlanBuilding, type PlanUnit } from './plan-geometry.ts'

export type { PlanBuilding, PlanUnit } from './plan-geometry.ts'

export type LinkedUnit = PlanUnit & { href: string; label: string }
export type LinkedBuilding = PlanBuilding & { href?: string; label?: string }

export type StreetPlan = {
  /** What the whole drawing is, for those who do not see it. */
  label: string
  buildings: readonly LinkedBuilding[]
  units: readonly LinkedUnit[]
  /** There are too many premises to tell apart: buildings are drawn and linked instead. */
  crowded?: boolean
  /** Codes to light; without it everything is lit. */
  lit?: ReadonlySet<string>
  /** The one premises to point at. */
  here?: string
  /** Draws one floor in the whole depth instead of all floors unfolded. */
  floor?: number
}

/** More premises than this are not told apart: buildings are drawn and linked instead. */
export const mostUnitsDrawn = 700
/** More buildings than this have no room for names or frames. */
export const mostBuildingsNamed = 80

/**
 * The whole street: every premises is a link, coloured and patterned by its status (`.plan` in
 * public/css/premises.css). Its geometry comes from the data alone.
 */
export function streetPlan(plan: StreetPlan): string {
  const looks = lookOf(plan.buildings)
  const crowded = plan.crowded ?? plan.units.length > mostUnitsDrawn
  const units = crowded ? plan.buildings.map(building => buildingLink(building, looks.scale)) : unitLinks(plan, looks)
  return frameOf(plan.label, 'plan plan--full', scenery(plan.buildings, looks) + units.join(''))
}

function lookOf(buildings: readonly PlanBuilding[]): PlanLook {
  return { scale: scaleOf(buildings), named: buildings.length <= mostBuildingsNamed }
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

function unitLinks(plan: StreetPlan, { scale }: PlanLook): string[] {
  const floors = floorsOf(plan.buildings)
  const onlyFloor = plan.floor === undefined ? {} : { onlyFloor: plan.floor }
  return plan.units
    .filter(unit => plan.floor === undefined || unit.floor === plan.floor)
    .map(unit => unitLink(unit, plan, unitBox(unit, { scale, floors: floors(unit), ...onlyFloor })))
}

function unitLink(unit: LinkedUnit, { lit, here }: StreetPlan, place: Box): string {
  const dim = lit && !lit.has(unit.code) ? ' dim' : ''
  const mark = unit.code === here ? ' here' : ''
  const shape = `<path class="${unit.status}${dim}${mark}" d="${box(place.x, place.y, place.width, place.height)}"/>`
  return linked(unit.href, unit.label, shape)
}

function buildingLink(building: LinkedBuilding, scale: number): string {
  const { x, y, width, height } = buildingBox(building, scale)
  const shape = `<path class="block" d="${box(x, y, width, height)}"/>`
  return building.href ? linked(building.href, building.label ?? building.code, shape) : shape
}

export const linked = (href: string, label: string, shape: string): string =>
  `<a href="${escaped(href)}"><title>${escaped(label)}</title>${shape}</a>`
