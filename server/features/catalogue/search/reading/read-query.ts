import { useClasses, type PremisesFeature, type UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PublicStatus } from '#features/premises/rules.ts'
import type { PremisesSort } from '../filter.ts'
import { businessesIn, type Business, type Ranges, type QueryText } from './conditions.ts'
import { itemsOf } from './items.ts'
import { createReadingState, readAt, type ReadingState } from './reader.ts'

/** Conditions that a query asks for. */
export type Reading = {
  /** Without the words themselves. */
  filter: Ranges & { use: UseClass[]; status: PublicStatus[]; feature: PremisesFeature[] }
  sort?: PremisesSort
  /** Code of one premises. */
  code?: string
  /** Words that were not understood, in lower case; they remain a search for words. */
  rest: string[]
  /** What was understood but cannot be searched for: `на 40 мест`. */
  unused: string[]
  /** Words of the conditions, because a listing may be named by them. */
  said: { businesses: readonly Business[]; feature: Partial<Record<PremisesFeature, QueryText>>; building?: QueryText }
}

/**
 * Reads what a query asks for: kinds of business, sizes, floors, equipment, prices, in Russian, English and Chinese, also
 * mixed, typed on the other keyboard, in Latin letters and with slips. It needs no database.
 */
export function readQuery(query: string): Reading {
  const items = itemsOf(query)
  const read = createReadingState(items)
  for (let at = 0; at < items.length;) at += readAt(read, at)
  return readingOf(read)
}

function readingOf({ mentions, ranges, rest, unused, qualities, code }: ReadingState): Reading {
  const wantedMentions = mentions.filter(one => one.wanted)
  const businesses = businessesIn(wantedMentions)
  const use = useClasses.filter(one => businesses.some(({ uses }) => uses.includes(one)))
  const features = wantedMentions.filter(one => one.is === 'feature')
  const building = wantedMentions.findLast(one => one.is === 'building')
  const floor = wantedMentions.findLast(one => one.is === 'floor')
  const sort = wantedMentions.findLast(one => one.is === 'sort')
  return {
    filter: {
      ...ranges,
      ...(floor ? { floor: floor.floor } : {}),
      ...(building ? { building: building.building } : {}),
      use,
      status: [...new Set(wantedMentions.flatMap(one => (one.is === 'status' ? one.status : [])))],
      feature: [...new Set(features.map(one => one.feature))],
    },
    ...(sort ? { sort: sort.sort } : {}),
    ...(code ? { code } : {}),
    // Words that qualify a business are kept as words when no business is named.
    rest: use.length === 0 ? [...qualities, ...rest] : rest,
    unused,
    said: {
      businesses,
      feature: Object.fromEntries(features.map(one => [one.feature, saidIn(one)])),
      ...(building ? { building: saidIn(building) } : {}),
    },
  }
}

const saidIn = ({ text, guessed }: QueryText): QueryText => ({ text, guessed })
