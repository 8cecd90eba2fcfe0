import mongoose, { trusted, type Types } from 'mongoose'
import {
  PremisesBulkItemModel,
  PremisesBulkModel,
  type BulkOutcome,
  type BulkChange,
  type PremisesBulk,
  type PremisesBulkItem,
} from '#models/listings/premises-bulk.ts'
import { currentOrigin } from '#models/parts/origin.ts'
import { signalWork } from '#models/parts/work-signal.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { doneBefore } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Scoped } from '#features/accounts/scope.ts'
import { reachOf } from '#features/premises/reach.ts'
import { fillEmptyParts } from '#features/premises/listing/stored.ts'
import { bulkWork } from './carrying-out.ts'
import { planChange, reverseChanges } from './planning.ts'

/**
 * Maximum number of premises in a bulk change. More are hardly ever meant, and they are planned while the colleague waits.
 */
export const maxInBulk = 5_000
const planBatchSize = 500
const itemsPerPage = 100
const pastPerPage = 30

export type BulkActor = Scoped & { name: string }
type Wish = Exclude<BulkChange, { kind: 'undo' | 'shift' }>
export type BulkCounts = Record<BulkOutcome | 'refused' | 'waiting', number>
export type BulkState = {
  bulk: PremisesBulk
  counts: BulkCounts
  items: PremisesBulkItem[]
  page: number
  pages: number
}

/**
 * Service for bulk changes of premises (ADR 37): planned, previewed, confirmed, carried out by the worker, possibly undone.
 */
export function premisesBulkService({ clock }: { clock: Clock }) {
  const { finish, step } = bulkWork({ clock })

  /**
   * Stores the planned change of each premises, for its author to confirm on the same day. Returns the id of the bulk
   * change.
   */
  async function plan(codes: readonly string[], by: BulkActor, wish: Wish): Promise<string> {
    const bulk = new mongoose.Types.ObjectId()
    let possible = 0
    for (let from = 0; from < codes.length; from += planBatchSize) {
      const items = await planItems(codes.slice(from, from + planBatchSize), bulk, wish)
      possible += items.filter(({ refusal }) => refusal === null).length
      await PremisesBulkItemModel.collection.insertMany(items, { ordered: false })
    }
    const author = { id: by.id, name: by.name, role: by.role }
    const chosen = codes.length
    await PremisesBulkModel.create({
      _id: bulk,
      by: author,
      at: clock.now(),
      wish,
      state: 'previewed',
      chosen,
      possible,
    })
    return bulk.toHexString()
  }

  async function planItems(codes: readonly string[], bulk: Types.ObjectId, wish: Wish) {
    const without = { events: 0, unfiled: 0, photos: 0, texts: 0 }
    const found = await PremisesModel.find({ code: trusted({ $in: [...codes] }) }, without).lean<Premises[]>()
    return found.map(premises => ({
      bulk,
      code: premises.code,
      version: premises.version,
      ...planChange(fillEmptyParts(premises), wish, clock.now()),
      outcome: null,
    }))
  }

  /** Returns a bulk change to its author and to administrators; for anybody else it is "not found". */
  async function read(id: string, { id: reader, role }: BulkActor): Promise<PremisesBulk> {
    const bulk = await PremisesBulkModel.findById(id).lean<PremisesBulk>()
    if (!bulk || (bulk.by.id !== reader && role !== 'administrator')) throw notFound()
    return bulk
  }

  /** Returns a bulk change with a page of a hundred premises: first those that cannot be or were not changed. */
  async function state(id: string, reader: BulkActor, requestedPage: number): Promise<BulkState> {
    const bulk = await read(id, reader)
    const counts = await countsOf(bulk)
    const pages = Math.max(1, Math.ceil(bulk.chosen / itemsPerPage))
    const page = Math.min(requestedPage, pages)
    const items = await PremisesBulkItemModel.find({ bulk: bulk._id })
      .sort({ refusal: -1, outcome: 1, code: 1 })
      .hint('bulk_1_refusal_-1_outcome_1_code_1')
      .skip((page - 1) * itemsPerPage)
      .limit(itemsPerPage)
      .lean<PremisesBulkItem[]>()
    return { bulk, counts, items, page, pages }
  }

  /**
   * Queues the change for the worker. Returns null when it was confirmed before. Throws `premises-bulk.old` when the preview is of another day, and
   * `not-yours`.
   */
  async function confirm(id: string, by: BulkActor): Promise<PremisesBulk | null> {
    const bulk = await read(id, by)
    if (bulk.state !== 'previewed') return doneBefore(null)
    await requireOwn(bulk, by)
    if (cityDayOf(bulk.at) !== cityDayOf(clock.now())) throw conflict('premises-bulk.old')
    const confirmed = { state: 'confirmed' as const, confirmedAt: clock.now(), origin: currentOrigin() ?? null }
    const claimed = await PremisesBulkModel.updateOne({ _id: bulk._id, state: 'previewed' }, { $set: confirmed })
    signalWork('bulk')
    return claimed.modifiedCount === 1 ? bulk : doneBefore(null)
  }

  /**
   * Restores each premises that nobody has changed since. Returns the id of the change that does so; a repeated call returns
   * the same id, and says that it was done before.
   */
  async function undo(id: string, by: BulkActor): Promise<{ undoing: string; before: boolean }> {
    const bulk = await read(id, by)
    if (bulk.undoneBy) return doneBefore({ undoing: bulk.undoneBy.toHexString(), before: true })
    if (bulk.state !== 'finished' || bulk.undoes) throw conflict('premises-bulk.not-to-undo')
    await requireOwn(bulk, by)
    const undoing = new mongoose.Types.ObjectId()
    const done = await PremisesBulkItemModel.find({ bulk: bulk._id, outcome: 'done' }).lean<PremisesBulkItem[]>()
    if (done.length === 0) throw conflict('premises-bulk.not-to-undo')
    const commonFields = { bulk: undoing, refusal: null, outcome: null }
    await PremisesBulkItemModel.collection.insertMany(
      done.map(({ code, version, changes }) => ({
        ...commonFields,
        code,
        version: version + 1,
        changes: reverseChanges(changes),
      })),
    )
    const at = clock.now()
    const counts = { chosen: done.length, possible: done.length }
    const wish: BulkChange = { kind: 'undo' }
    await PremisesBulkModel.create({
      _id: undoing,
      by: { id: by.id, name: by.name, role: by.role },
      at,
      wish,
      ...counts,
      undoes: bulk._id,
      state: 'previewed',
    })
    const claimed = await PremisesBulkModel.updateOne(
      { _id: bulk._id, undoneBy: null },
      { $set: { undoneBy: undoing } },
    )
    if (claimed.modifiedCount === 0) return undo(id, by)
    await PremisesBulkModel.updateOne({ _id: undoing }, { $set: { state: 'confirmed', confirmedAt: at } })
    signalWork('bulk')
    return { undoing: undoing.toHexString(), before: false }
  }

  /** Returns the confirmed bulk changes, latest first, with the number of premises changed; administrators see everybody's. */
  async function past({ id, role }: BulkActor, requestedPage: number) {
    const filter = {
      ...(role === 'administrator' ? {} : { 'by.id': id }),
      state: trusted({ $in: ['confirmed' as const, 'finished' as const] }),
    }
    const pages = Math.max(1, Math.ceil((await PremisesBulkModel.countDocuments(filter)) / pastPerPage))
    const page = Math.min(requestedPage, pages)
    const found = PremisesBulkModel.find(filter)
      .sort({ at: -1 })
      .skip((page - 1) * pastPerPage)
      .limit(pastPerPage)
    const items = await found.lean<PremisesBulk[]>()
    return { items, done: await countDone(items), page, pages }
  }

  return { plan, state, confirm, undo, past, finish, step }
}

/**
 * Refuses a change with premises outside the colleague's buildings: the colleague may have been limited to some after
 * planning it. Throws `not-yours`.
 */
async function requireOwn({ _id: bulk }: PremisesBulk, by: BulkActor): Promise<void> {
  const { premises } = await reachOf(by)
  if (!premises) return
  const beyond = await PremisesBulkItemModel.exists({ bulk, code: trusted({ $nin: [...premises] }) })
  if (beyond) throw conflict('premises-bulk.not-yours')
}

/** Returns how many premises each of these bulk changes has changed, by its id. */
async function countDone(bulks: readonly PremisesBulk[]): Promise<Map<string, number>> {
  const groups = await PremisesBulkItemModel.aggregate<{ _id: Types.ObjectId; count: number }>([
    { $match: { bulk: { $in: bulks.map(({ _id }) => _id) }, refusal: null, outcome: 'done' } },
    { $group: { _id: '$bulk', count: { $sum: 1 } } },
  ])
  return new Map(groups.map(({ _id, count }) => [_id.toHexString(), count]))
}

async function countsOf({ _id }: PremisesBulk): Promise<BulkCounts> {
  const groups = await PremisesBulkItemModel.aggregate<{
    _id: { refused: boolean; outcome: BulkOutcome | null }
    count: number
  }>([
    { $match: { bulk: _id } },
    { $group: { _id: { refused: { $ne: ['$refusal', null] }, outcome: '$outcome' }, count: { $sum: 1 } } },
  ])
  const counts: BulkCounts = { done: 0, changed: 0, gone: 0, refused: 0, waiting: 0 }
  for (const { _id: group, count } of groups) counts[group.refused ? 'refused' : (group.outcome ?? 'waiting')] += count
  return counts
}
