import { trusted, type QueryFilter } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import type { Reach } from '../accounts/scope.ts'
import { visibleTo } from './visibility.ts'

const maxCandidates = 40
const maxShown = 8

export type FoundViewing = Pick<Viewing, '_id' | 'premises' | 'startsAt' | 'state' | 'booking'>
const fields = { premises: 1, startsAt: 1, state: 1, 'booking.name': 1 } as const

type Asked = { visitors: readonly string[]; reach: Reach }

/** Finds booked viewings that a colleague may see, by premises code or visitors' accounts, the latest first. */
export async function findViewings(
  query: string,
  { visitors, reach }: Asked,
): Promise<{ items: FoundViewing[]; more: boolean }> {
  const own = visibleTo(reach)
  const code = canonicalCode(query)
  const found = await Promise.all([
    code ? latest({ ...own, premises: code, state: trusted({ $in: ['booked', 'attended', 'missed'] }) }) : [],
    visitors.length > 0 ? latest({ ...own, 'booking.account': trusted({ $in: [...visitors] }) }) : [],
  ])
  const items = [...new Map(found.flat().map(viewing => [viewing._id.toHexString(), viewing])).values()]
  return { items: items.slice(0, maxShown), more: items.length > maxShown }
}

const latest = (filter: QueryFilter<Viewing>): Promise<FoundViewing[]> =>
  ViewingModel.find(filter, fields).sort({ startsAt: -1 }).limit(maxCandidates).lean<FoundViewing[]>()
