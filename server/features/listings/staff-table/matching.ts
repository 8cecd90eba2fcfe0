import { premisesStatuses, useClasses, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { locales } from '#shared/texts/i18n.ts'
import { bitsOf, type Columns } from '#features/catalogue/search/index/columns.ts'
import { lackBits } from '#features/catalogue/search/missing-data.ts'
import type { Scope } from '#features/premises/scope.ts'
import type { StaffFilter } from './filter.ts'

const dayMs = 86_400_000

export type TableQuery = { filter: StaffFilter; scope: Scope }
export type MatchingSource = {
  columns: Columns
  buildingNumber: (code: string) => number | undefined
  /** 1 for slots hidden from the public. */
  hidden: Uint8Array
  /** Scores of the words of the filter; null when it has none. */
  scores: Uint8Array | null
  /** In milliseconds. */
  now: number
}
type SlotTest = (slot: number) => boolean

/** Why a slot fails the filter: 1 only by its status, 2 by anything else; 0 is a match. */
export const failureCode = { status: 1, rest: 2 } as const

export function failuresOf(query: TableQuery, source: MatchingSource): Uint8Array {
  const { columns } = source
  const tests = testsOf(query, source)
  const statuses = bitsOf(premisesStatuses, query.filter.status)
  const failures = new Uint8Array(columns.size)
  for (let slot = 0; slot < columns.size; slot += 1) {
    if (columns.gone[slot] === 1 || !tests.every(passes => passes(slot))) failures[slot] = failureCode.rest
    else if (statuses > 0 && ((1 << (columns.status[slot] ?? 0)) & statuses) === 0) failures[slot] = failureCode.status
  }
  return failures
}

function testsOf({ filter, scope }: TableQuery, source: MatchingSource): SlotTest[] {
  const tests = [
    ...placeTests(filter, scope, source),
    ...rangeTests(filter, source.columns),
    filter.use.length > 0 && anyBit(source.columns.uses, bitsOf(useClasses, filter.use)),
    filter.published && shownTest(filter.published, source.hidden),
    filter.expiry && expiryTest(filter.expiry, source),
    filter.texts && anyBit(source.columns.lacks, textBits(filter.texts)),
    filter.photos && photoTest(filter.photos, source.columns),
    source.scores && wordsTest(source.scores),
  ]
  return tests.filter(test => typeof test === 'function')
}

function placeTests({ zone, building, floor }: StaffFilter, { buildings }: Scope, source: MatchingSource) {
  const { columns, buildingNumber } = source
  const numbers = buildings && new Set(buildings.map(code => buildingNumber(code)))
  return [
    zone && equals(columns.zone, zones.indexOf(zone)),
    building !== undefined && equals(columns.building, buildingNumber(building) ?? -1),
    floor !== undefined && equals(columns.floor, floor),
    numbers && ((slot: number) => numbers.has(columns.building[slot])),
  ]
}

const rangeTests = ({ minArea, maxArea }: StaffFilter, { area }: Columns) => [
  minArea !== undefined && ((slot: number) => (area[slot] ?? 0) >= minArea),
  maxArea !== undefined && ((slot: number) => (area[slot] ?? 0) <= maxArea),
]

const shownTest = (published: 'yes' | 'no', hidden: Uint8Array): SlotTest => equals(hidden, published === 'yes' ? 0 : 1)

/** Includes drafts, because their missing photos are work to do, too. */
const photoTest = (photos: 'none' | 'some', { lacks }: Columns): SlotTest =>
  photos === 'none' ? anyBit(lacks, lackBits.photos) : slot => ((lacks[slot] ?? 0) & lackBits.photos) === 0

const wordsTest =
  (scores: Uint8Array): SlotTest =>
  slot =>
    (scores[slot] ?? 0) > 0

function expiryTest(
  expiry: NonNullable<StaffFilter['expiry']>,
  { columns: { expiresAt }, now }: MatchingSource,
): SlotTest {
  if (expiry === 'past') return slot => (expiresAt[slot] ?? 0) <= now
  const until = now + Number(expiry) * dayMs
  return slot => (expiresAt[slot] ?? 0) > now && (expiresAt[slot] ?? 0) <= until
}

function textBits(texts: NonNullable<StaffFilter['texts']>): number {
  const [kind, only] = texts.split('-') as ['missing' | 'unreviewed', string | undefined]
  return locales
    .filter(locale => only === undefined || only === locale)
    .reduce((bits, locale) => bits | lackBits[kind](locale), 0)
}

const anyBit =
  (column: ArrayLike<number>, bits: number): SlotTest =>
  slot =>
    ((column[slot] ?? 0) & bits) !== 0

const equals =
  (column: ArrayLike<number>, value: number): SlotTest =>
  slot =>
    column[slot] === value
