import { trusted } from 'mongoose'
import { OccupancyModel, type Occupancy } from '#models/premises/occupancy.ts'
import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { inBatches } from '#shared/checks.ts'
import { intentOf, statusOf } from '../premises/listing/intent.ts'
import { findOccupied } from '../premises/occupancy/summaries.ts'

// Data of listings and records to compare with cases and tenancies (`npm run verify-data`).

const batchSize = 500
const heldFields = { code: 1, status: 1, hold: 1 } as const
type HeldListing = Pick<Premises, 'code' | 'status' | 'hold'>
const toHold = ({ code, status, hold }: HeldListing, earlier = false) => ({
  code,
  status,
  earlier,
  application: hold?.application.toHexString() ?? null,
})

/** Returns by code the holder that each listing names. */
export async function holdsOf(codes: readonly string[]) {
  const found = await PremisesModel.find({ code: trusted({ $in: [...codes] }) }, heldFields).lean<HeldListing[]>()
  return new Map(found.map(held => [held.code, toHold(held)]))
}

/** Yields all held or let listings. */
export async function* takenListings() {
  const taken = { status: trusted({ $in: ['held', 'let'] as PremisesStatus[] }) }
  const listings = PremisesModel.find(taken, heldFields).lean<HeldListing[]>().cursor({ batchSize })
  for await (const batch of inBatches(listings)) {
    const earlier = await heldByEarlierTenancies(batch.flatMap(({ code, hold }) => (hold ? [] : [code])))
    yield* batch.map(held => toHold(held, earlier.has(held.code)))
  }
}

async function heldByEarlierTenancies(codes: readonly string[]): Promise<Set<string>> {
  const among = { premises: trusted({ $in: [...codes] }), 'holder.kind': 'earlier-tenancy' as const }
  return new Set(await OccupancyModel.distinct('premises', among))
}

/** Yields the occupancy records of all premises held by cases. */
export async function* premisesOfCases() {
  const records = OccupancyModel.find({ 'holder.kind': 'application' }).lean<Occupancy[]>().cursor({ batchSize })
  for await (const { premises: code, status, holder, pending } of records)
    yield { code, status, application: holder.id.toHexString(), pending }
}

/** Yields the occupancy records of all premises held by earlier tenancies. */
export async function* premisesOfEarlierTenancies() {
  const records = OccupancyModel.find({ 'holder.kind': 'earlier-tenancy' }).lean<Occupancy[]>().cursor({ batchSize })
  for await (const { premises: code, status, holder, pending } of records)
    yield { code, status, tenancy: holder.id.toHexString(), pending }
}

type ListingStatus = Pick<Premises, 'code' | 'status' | 'intent'>

/** Yields the status of each listing, and the status that follows from its intent and occupancy. */
export async function* readStatuses() {
  const fields = { code: 1, status: 1, intent: 1 } as const
  const listings = PremisesModel.find({}, fields).lean<ListingStatus[]>().cursor({ batchSize })
  for await (const batch of inBatches(listings)) yield* await withDerivedStatus(batch)
}

async function withDerivedStatus(batch: readonly ListingStatus[]) {
  const occupied = await findOccupied(batch.map(({ code }) => code))
  return batch.map(listing => ({
    code: listing.code,
    status: listing.status,
    derived: statusOf(listing.intent ?? intentOf(listing), occupied.get(listing.code) ?? null),
  }))
}
