import { noVacancies, type Vacancies } from '#shared/vacancies.ts'
import { maxUnitsDrawn, type PlanBuilding } from '#features/street/drawing/street-plan.ts'
import type { Catalogue } from './index/catalogue-index.ts'
import type { Columns } from './index/columns.ts'
import { planBuildings, unitsBetween, type SlotUnit } from './plan.ts'
import { vacancyAt } from './vacancies.ts'

export type Street = {
  buildings: PlanBuilding[]
  /** Empty when there are more than a drawing can tell apart. */
  units: SlotUnit[]
  /** Returns the units of a part of the street, even if the whole is crowded. */
  unitsBetween: (part: { fromM: number; toM: number }) => SlotUnit[]
  crowded: boolean
  /** Number of public premises, and of the available among them. */
  total: number
  vacancies: Vacancies
  /** Usable area of the premises that are free today and take applications; 0 when there are none. */
  smallestSqM: number
  largestSqM: number
  /** Length of the whole street, including the few metres beyond its last building. */
  lengthM: number
  demo: boolean
}

const beyondLastBuildingM = 4
type Visible = Pick<Catalogue, 'index' | 'hidden' | 'today'>
/** Cache by `hidden`, which is made anew whenever anything changes and so identifies the state. */
const cachedStreets = new WeakMap<Uint8Array, Street>()

/** Returns the street as the public sees it, for the plan, the home page and the text above a search. */
export function streetOf({ index, hidden, today }: Visible): Street {
  const cached = cachedStreets.get(hidden)
  if (cached) return cached
  const street = summariseStreet({ index, hidden, today })
  cachedStreets.set(hidden, street)
  return street
}

function summariseStreet({ index, hidden, today }: Visible): Street {
  const { columns } = index
  const sums = sumsOf(columns, hidden, today)
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

type Sums = Pick<Street, 'total' | 'vacancies' | 'smallestSqM' | 'largestSqM' | 'demo'>

/** Sums up in one pass without building a list, because there may be a million premises. */
function sumsOf(columns: Columns, hidden: Uint8Array, today: number): Sums {
  const { area, demo } = columns
  const sums = { total: 0, vacancies: noVacancies(), smallestSqM: Infinity, largestSqM: 0, demo: false }
  for (let slot = 0; slot < hidden.length; slot += 1) {
    if (hidden[slot] !== 0) continue
    sums.total += 1
    sums.demo ||= demo[slot] === 1
    const vacancy = vacancyAt(columns, slot, today)
    if (vacancy) sums.vacancies[vacancy] += 1
    if (vacancy !== 'now') continue
    sums.smallestSqM = Math.min(sums.smallestSqM, area[slot] ?? 0)
    sums.largestSqM = Math.max(sums.largestSqM, area[slot] ?? 0)
  }
  return sums.vacancies.now > 0 ? sums : { ...sums, smallestSqM: 0 }
}
