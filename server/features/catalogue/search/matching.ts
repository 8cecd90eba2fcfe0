import { premisesFeatures, premisesStatuses, useClasses, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { bitsOf, dayNumber, type ColumnStore, type Columns } from './index/columns.ts'
import type { PremisesFilter } from './filter.ts'

/** One bit for each part of a filter, so that matches without one part can be counted. `hidden` never passes. */
export const filterPart = {
  hidden: 1,
  zone: 2,
  building: 4,
  use: 8,
  status: 16,
  area: 32,
  floor: 64,
  feature: 128,
  frontage: 256,
  words: 512,
  from: 1024,
  cost: 2048,
} as const

type Test = (slot: number) => boolean
type Source = {
  store: Pick<ColumnStore, 'columns' | 'buildingNumber'>
  /** Scores of the words of the query; null when it has none. */
  scores: Uint8Array | null
  hidden: Uint8Array
}

/**
 * Returns for each slot the parts of the filter that it fails; 0 is a match. Slots that fail nothing but `use` give the
 * counts beside the uses: how many there would be if another use were chosen.
 */
export function failuresOf(filter: PremisesFilter, { store, scores, hidden }: Source): Uint16Array {
  const failures = Uint16Array.from(hidden)
  const fail = (bit: number, passes: Test) => {
    for (let slot = 0; slot < failures.length; slot += 1)
      if (!passes(slot)) failures[slot] = (failures[slot] ?? 0) | bit
  }
  for (const [bit, passes] of testsOf(filter, store)) fail(bit, passes)
  if (scores) fail(filterPart.words, slot => (scores[slot] ?? 0) > 0)
  return failures
}

function testsOf(filter: PremisesFilter, { columns, buildingNumber }: Source['store']): [number, Test][] {
  const building = filter.building === undefined ? undefined : (buildingNumber(filter.building) ?? -1)
  const from = filter.from === undefined ? undefined : dayNumber(filter.from)
  const tests = [
    filter.zone && ([filterPart.zone, equals(columns.zone, zones.indexOf(filter.zone))] as const),
    building !== undefined && ([filterPart.building, equals(columns.building, building)] as const),
    filter.floor !== undefined && ([filterPart.floor, equals(columns.floor, filter.floor)] as const),
    from !== undefined && ([filterPart.from, atMost(columns.availableFrom, from)] as const),
    ...setTests(filter, columns),
    filter.maxMonthly !== undefined && ([filterPart.cost, costsAtMost(columns.cost, filter.maxMonthly)] as const),
    ...rangeTests(filterPart.area, columns.area, filter.minArea, filter.maxArea),
    ...rangeTests(filterPart.frontage, columns.frontage, filter.minFrontage, filter.maxFrontage),
  ]
  return tests.filter(test => typeof test === 'object').map(([bit, test]) => [bit, test])
}

function setTests({ use, status, feature }: PremisesFilter, columns: Columns) {
  const uses = bitsOf(useClasses, use)
  const statuses = bitsOf(premisesStatuses, status)
  const features = bitsOf(premisesFeatures, feature)
  return [
    uses > 0 && ([filterPart.use, (slot: number) => ((columns.uses[slot] ?? 0) & uses) !== 0] as const),
    statuses > 0 &&
      ([filterPart.status, (slot: number) => ((1 << (columns.status[slot] ?? 0)) & statuses) !== 0] as const),
    features > 0 &&
      ([filterPart.feature, (slot: number) => ((columns.features[slot] ?? 0) & features) === features] as const),
  ]
}

function rangeTests(bit: number, column: ArrayLike<number>, least: number | undefined, most: number | undefined) {
  return [
    least !== undefined && ([bit, (slot: number) => (column[slot] ?? 0) >= least] as const),
    most !== undefined && ([bit, atMost(column, most)] as const),
  ]
}

const equals =
  (column: ArrayLike<number>, value: number): Test =>
  slot =>
    column[slot] === value

/** Compares in whole yuan, as costs are shown. */
const costsAtMost =
  (column: ArrayLike<number>, yuan: number): Test =>
  slot =>
    Math.round((column[slot] ?? 0) / fenInYuan) <= yuan
const fenInYuan = 100

const atMost =
  (column: ArrayLike<number>, value: number): Test =>
  slot =>
    (column[slot] ?? 0) <= value
