import { maxUnitsDrawn, type PlanBuilding } from '#features/street/drawing/street-plan.ts'
import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import type { CatalogueIndex } from './index/catalogue-index.ts'
import type { Columns } from './index/columns.ts'
import { planBuildings, unitsBetween, type SlotUnit } from './plan.ts'

export type Street = {
  buildings: PlanBuilding[]
  /** Empty when there are more than a drawing can tell apart. */
  units: SlotUnit[]
  /** Returns the units of a part of the street, even if the whole is crowded. */
  unitsBetween: (part: { fromM: number; toM: number }) => SlotUnit[]
  crowded: boolean
  /** Number of public premises, and of the available among them. */
  total: number
  available: number
  /** Usable area of the available premises; 0 when there are none. */
  smallestSqM: number
  largestSqM: number
  /** Length of the whole street, including the few metres beyond its last building. */
  lengthM: number
  demo: boolean
}

const beyondLastBuildingM = 4
const availableNumber = premisesStatuses.indexOf('available')
/** Cache by `hidden`, which is made anew whenever anything changes and so identifies the state. */
const cachedStreets = new WeakMap<Uint8Array, Street>()

/** Returns the street as the public sees it, for the plan, the home page and the text above a search. */
export function streetOf(index: CatalogueIndex, hidden: Uint8Array): Street {
  const cached = cachedStreets.get(hidden)
  if (cached) return cached
  const street = summariseStreet(index, hidden)
  cachedStreets.set(hidden, street)
  return street
}

function summariseStreet(index: CatalogueIndex, hidden: Uint8Array): Street {
  const { columns } = index
  const sums = sumsOf(columns, hidden)
  const crowded = sums.total > maxUnitsDrawn
  const endM = index.buildings.list.reduce((end, { position }) => Math.max(end, position.offsetM + position.lengthM), 0)
  return {
    buildings: planBuildings(index),
    units: crowded ? [] : unitsBetween(index, hidden, { fromM: Number.NEGATIVE_INFINITY, toM: Infinity }),
    unitsBetween: part => unitsBetween(index, hidden, part),
    crowded,
    ...sums,
    lengthM: endM === 0 ? 0 : Math.round(endM) + beyondLastBuildingM,
  }
}

type Sums = Pick<Street, 'total' | 'available' | 'smallestSqM' | 'largestSqM' | 'demo'>

/** Sums up in one pass without building a list, because there may be a million premises. */
function sumsOf({ status, area, demo }: Columns, hidden: Uint8Array): Sums {
  const sums = { total: 0, available: 0, smallestSqM: Infinity, largestSqM: 0, demo: false }
  for (let slot = 0; slot < hidden.length; slot += 1) {
    if (hidden[slot] !== 0) continue
    sums.total += 1
    sums.demo ||= demo[slot] === 1
    if (status[slot] !== availableNumber) continue
    sums.available += 1
    sums.smallestSqM = Math.min(sums.smallestSqM, area[slot] ?? 0)
    sums.largestSqM = Math.max(sums.largestSqM, area[slot] ?? 0)
  }
  return sums.available > 0 ? sums : { ...sums, smallestSqM: 0 }
}
