import {
  premisesFeatures,
  premisesStatuses,
  useClasses,
  zones,
  type PremisesFeature,
  type UseClass,
  type Zone,
} from '../../../../models/parts/premises-vocabulary.ts'
import { publicStatuses, type PublicStatus } from '../rules.ts'
import type { Columns } from './columns.ts'
import { part } from './matching.ts'

/** How many there are of each, were it chosen and the rest of the filter kept. */
export type Counts = {
  total: number
  available: number
  use: Record<UseClass, number>
  status: Record<PublicStatus, number>
  feature: Record<PremisesFeature, number>
  zone: Record<Zone, number>
  building: { code: string; count: number }[]
  floor: { floor: number; count: number }[]
  /** Premises by usable area in steps of `step` m², for the histogram over the two fields. */
  area: { step: number; bars: number[] }
}

const bars = 15

export function countsOf(failures: Uint8Array, columns: Columns): Counts {
  const tally = (bit: number, size: number, bitsAt: (slot: number) => number) =>
    bitTally(failures, bit, { size, bitsAt })
  const oneBit = (column: ArrayLike<number>) => (slot: number) => 1 << (column[slot] ?? 0)
  const uses = tally(part.use, useClasses.length, slot => columns.uses[slot] ?? 0)
  const statuses = tally(part.status, premisesStatuses.length, oneBit(columns.status))
  const features = tally(0, premisesFeatures.length, slot => columns.features[slot] ?? 0)
  const zoneCounts = tally(part.zone, zones.length, oneBit(columns.zone))
  const matching = valueTally(failures, 0, columns.status)
  return {
    total: [...matching.values()].reduce((sum, count) => sum + count, 0),
    available: matching.get(premisesStatuses.indexOf('available')) ?? 0,
    use: named(useClasses, uses),
    status: named(
      publicStatuses,
      publicStatuses.map(status => statuses[premisesStatuses.indexOf(status)] ?? 0),
    ),
    feature: named(premisesFeatures, features),
    zone: named(zones, zoneCounts),
    building: buildingCounts(failures, columns),
    floor: [...valueTally(failures, part.floor, columns.floor)]
      .map(([floor, count]) => ({ floor, count }))
      .toSorted((a, b) => a.floor - b.floor),
    area: areaBars(failures, columns),
  }
}

type Bits = { size: number; bitsAt: (slot: number) => number }

/** Counts each bit of what passes everything but `bit`. */
function bitTally(failures: Uint8Array, bit: number, { size, bitsAt }: Bits): Uint32Array {
  const counts = new Uint32Array(size)
  for (let slot = 0; slot < failures.length; slot += 1) {
    if (((failures[slot] ?? 0) & ~bit) !== 0) continue
    for (let bits = bitsAt(slot); bits !== 0; bits &= bits - 1) {
      const place = 31 - Math.clz32(bits & -bits)
      counts[place] = (counts[place] ?? 0) + 1
    }
  }
  return counts
}

function valueTally(failures: Uint8Array, bit: number, column: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (let slot = 0; slot < failures.length; slot += 1) {
    if (((failures[slot] ?? 0) & ~bit) !== 0) continue
    const value = column[slot] ?? 0
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

function buildingCounts(failures: Uint8Array, columns: Columns): Counts['building'] {
  return [...valueTally(failures, part.building, columns.building)]
    .map(([number, count]) => ({ code: columns.buildings[number] ?? '', count }))
    .toSorted((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }))
}

/** Steps are whole fives of m², so that the largest premises still has a bar. */
function areaBars(failures: Uint8Array, columns: Columns): Counts['area'] {
  let largest = 0
  for (let slot = 0; slot < failures.length; slot += 1) largest = Math.max(largest, columns.area[slot] ?? 0)
  const step = Math.max(5, Math.ceil(largest / bars / 5) * 5)
  const heights = new Array<number>(bars).fill(0)
  for (let slot = 0; slot < failures.length; slot += 1) {
    if (((failures[slot] ?? 0) & ~part.area) !== 0) continue
    const bar = Math.min(bars - 1, Math.floor((columns.area[slot] ?? 0) / step))
    heights[bar] = (heights[bar] ?? 0) + 1
  }
  return { step, bars: heights }
}

function named<K extends string>(names: readonly K[], counts: ArrayLike<number>): Record<K, number> {
  return Object.fromEntries(names.map((name, index) => [name, counts[index] ?? 0])) as Record<K, number>
}
