import { noVacancies, type Vacancies } from '#shared/vacancies.ts'
import {
  premisesFeatures,
  premisesStatuses,
  useClasses,
  zones,
  type PremisesFeature,
  type UseClass,
  type Zone,
} from '#models/premises/parts/premises-vocabulary.ts'
import { publicStatuses, type PublicStatus } from '#features/premises/rules.ts'
import type { Columns } from './index/columns.ts'
import { filterPart } from './matching.ts'
import { vacancyAt } from './vacancies.ts'

/** Number of premises for each choice if it were made and the rest of the filter kept. */
export type Counts = {
  total: number
  available: number
  vacancies: Vacancies
  use: Record<UseClass, number>
  status: Record<PublicStatus, number>
  feature: Record<PremisesFeature, number>
  zone: Record<Zone, number>
  building: { code: string; count: number }[]
  floor: { floor: number; count: number }[]
  /** Histograms over the fields: usable area in m², and metres of frontage. */
  area: Histogram
  frontage: Histogram
}
/** Number of premises in each step of `step` m² or m; the last bar includes everything above. */
export type Histogram = { step: number; bars: number[] }

const bars = 15

export function countsOf(failures: Uint16Array, columns: Columns, today: number): Counts {
  const ofBits = (bit: number, column: ArrayLike<number>) => bitTally(failures, bit, column)
  const statuses = valueTally(failures, filterPart.status, columns.status)
  const matching = valueTally(failures, 0, columns.status)
  const floors = valueTally(failures, filterPart.floor, columns.floor)
  return {
    total: matching.reduce((sum, count) => sum + count, 0),
    available: matching[premisesStatuses.indexOf('available')] ?? 0,
    vacancies: vacanciesOf(failures, columns, today),
    use: named(useClasses, ofBits(filterPart.use, columns.uses)),
    status: named(
      publicStatuses,
      publicStatuses.map(status => statuses[premisesStatuses.indexOf(status)] ?? 0),
    ),
    feature: named(premisesFeatures, ofBits(0, columns.features)),
    zone: named(zones, valueTally(failures, filterPart.zone, columns.zone)),
    building: buildingCounts(failures, columns),
    floor: Array.from(floors, (count, floor) => ({ floor, count })).filter(({ count }) => count > 0),
    area: barsOf(failures, { bit: filterPart.area, column: columns.area, grain: 5 }),
    frontage: barsOf(failures, { bit: filterPart.frontage, column: columns.frontage, grain: 1 }),
  }
}

function vacanciesOf(failures: Uint16Array, columns: Columns, today: number): Vacancies {
  const counts = noVacancies()
  for (let slot = 0; slot < failures.length; slot += 1) {
    const vacancy = failures[slot] === 0 ? vacancyAt(columns, slot, today) : null
    if (vacancy) counts[vacancy] += 1
  }
  return counts
}

/** Counts each set bit of the slots that fail no part except `bit`. */
function bitTally(failures: Uint16Array, bit: number, column: ArrayLike<number>): Uint32Array {
  const counts = new Uint32Array(32)
  const others = ~bit
  for (let slot = 0; slot < failures.length; slot += 1) {
    if (((failures[slot] ?? 0) & others) === 0) countBits(counts, column[slot] ?? 0)
  }
  return counts
}

function countBits(counts: Uint32Array, value: number): void {
  for (let bits = value; bits !== 0; bits &= bits - 1) {
    const place = 31 - Math.clz32(bits & -bits)
    counts[place] = (counts[place] ?? 0) + 1
  }
}

/** Counts each value of the slots that fail no part except `bit`. Values are small whole numbers. */
function valueTally(failures: Uint16Array, bit: number, column: ArrayLike<number>, values = 256): Uint32Array {
  const counts = new Uint32Array(values)
  const others = ~bit
  for (let slot = 0; slot < failures.length; slot += 1) {
    const value = column[slot] ?? 0
    if (((failures[slot] ?? 0) & others) === 0) counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

function buildingCounts(failures: Uint16Array, { building, buildings }: Columns): Counts['building'] {
  const counts = valueTally(failures, filterPart.building, building, buildings.length)
  return buildings
    .map((code, number) => ({ code, count: counts[number] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort(byBuilding)
}

type Counted = { code: string; count: number }

/** Compares building codes by letter, then by number (A1, A2, ... A10, B1), without the cost of a collator. */
function byBuilding({ code: a }: Counted, { code: b }: Counted): number {
  if (a[0] !== b[0]) return a < b ? -1 : 1
  if (a.length !== b.length) return a.length - b.length
  return a < b ? -1 : 1
}

type Range = { bit: number; column: ArrayLike<number>; grain: number }

/** Returns a histogram. Steps are whole grains (fives of m², metres), and the largest premises still has a bar. */
function barsOf(failures: Uint16Array, { bit, column, grain }: Range): Histogram {
  let largest = 0
  for (let slot = 0; slot < failures.length; slot += 1) largest = Math.max(largest, column[slot] ?? 0)
  const step = Math.max(grain, Math.ceil(largest / bars / grain) * grain)
  const heights = new Array<number>(bars).fill(0)
  for (let slot = 0; slot < failures.length; slot += 1) {
    if (((failures[slot] ?? 0) & ~bit) !== 0) continue
    const bar = Math.min(bars - 1, Math.floor((column[slot] ?? 0) / step))
    heights[bar] = (heights[bar] ?? 0) + 1
  }
  return { step, bars: heights }
}

function named<K extends string>(names: readonly K[], counts: ArrayLike<number>): Record<K, number> {
  return Object.fromEntries(names.map((name, index) => [name, counts[index] ?? 0])) as Record<K, number>
}
