import { mostUnitsDrawn, type PlanBuilding } from '#features/street/drawing/street-plan.ts'
import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { planBuildings, unitAt, unitsBetween, type SlotUnit } from './plan.ts'

export type Street = {
  buildings: PlanBuilding[]
  /** Empty when there are more than a drawing can tell apart. */
  units: SlotUnit[]
  /** The units of a part of the street, however crowded all of it is. */
  unitsBetween: (part: { fromM: number; toM: number }) => SlotUnit[]
  crowded: boolean
  /** Premises the public sees, and how many of them are available. */
  total: number
  available: number
  /** Usable area of the available ones; 0 when there are none. */
  smallestSqM: number
  largestSqM: number
  /** The whole street, with the few metres beyond its last building. */
  lengthM: number
  demo: boolean
}

const beyondLastBuildingM = 4
const availableNumber = premisesStatuses.indexOf('available')
/** `hidden` is made anew whenever anything changes, so it names the state that was summed up. */
const kept = new WeakMap<Uint8Array, Street>()

/** The street as the public sees it: for the plan, the home page and the words over a search. */
export function streetOf(index: CatalogueIndex, hidden: Uint8Array): Street {
  const known = kept.get(hidden)
  if (known) return known
  const street = summedUp(index, hidden)
  kept.set(hidden, street)
  return street
}

function summedUp(index: CatalogueIndex, hidden: Uint8Array): Street {
  const { columns } = index
  const shown: number[] = []
  for (let slot = 0; slot < hidden.length; slot += 1) if (hidden[slot] === 0) shown.push(slot)
  const available = shown.filter(slot => columns.status[slot] === availableNumber)
  const crowded = shown.length > mostUnitsDrawn
  const endM = index.buildings.reduce((end, { position }) => Math.max(end, position.offsetM + position.lengthM), 0)
  return {
    buildings: planBuildings(index),
    units: crowded ? [] : shown.map(slot => unitAt(index, slot)),
    unitsBetween: part => unitsBetween(index, hidden, part),
    crowded,
    total: shown.length,
    available: available.length,
    ...areaLimits(available.map(slot => columns.area[slot] ?? 0)),
    lengthM: endM === 0 ? 0 : Math.round(endM) + beyondLastBuildingM,
    demo: shown.some(slot => columns.demo[slot] === 1),
  }
}

function areaLimits(areas: readonly number[]): Pick<Street, 'smallestSqM' | 'largestSqM'> {
  const [first = 0] = areas
  return {
    smallestSqM: areas.reduce((least, area) => Math.min(least, area), first),
    largestSqM: areas.reduce((most, area) => Math.max(most, area), first),
  }
}
