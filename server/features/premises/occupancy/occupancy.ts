import mongoose, { trusted, type Types } from 'mongoose'
import { OccupancyModel, type Occupancy, type OccupiedStatus } from '#models/premises/occupancy.ts'
import type { ListingIntent, PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { readStateFilter, intentOf, isOccupied, statusOf, type IntentFacts } from '../listing/intent.ts'
import { writeListing, type EventPush } from '../listing/listing-write.ts'
import { createEventPush, createEventsPush } from '../listing/recording.ts'

/**
 * How long, in milliseconds, a holder may take to finish after winning a premises. After that it has crashed or lost. A
 * record whose date lies further ahead than this was made before the machine's clock was set back.
 */
const freshClaimMs = 10_000

type Holder = { kind: Occupancy['holder']['kind']; id: string }
/**
 * A premises that a holder has won. `pending` is the revision of the holder for which it was won; null once its possession
 * is confirmed.
 */
export type WonPremises = {
  premises: string
  status: OccupiedStatus
  holder: Holder
  claim: string
  pending: number | null
  /** True when it was won a moment ago, so that the holder may still be writing. */
  fresh: boolean
}
export type ClaimRequest = {
  holder: Holder
  status: OccupiedStatus
  pending: number | null
  among: readonly ListingIntent[]
}

/** Manages who has a premises: one record each, of which the status of the listing is a copy (ADR 63). */
export function occupancyService({ clock }: { clock: Clock }) {
  const showing = showingOccupancies({ clock })

  /**
   * Takes a premises for a holder by one insert, which the unique index lets succeed once. Returns null when it is already
   * taken, or when the intent of its listing is not one of `among`. The intent is checked after the insert, so that nobody
   * archives a premises while it is being taken.
   */
  async function win(code: string, { holder, status, pending, among }: ClaimRequest): Promise<WonPremises | null> {
    const claim = new mongoose.Types.ObjectId()
    const by = { kind: holder.kind, id: new mongoose.Types.ObjectId(holder.id) }
    try {
      await OccupancyModel.create({ premises: code, status, holder: by, claim, claimedAt: clock.machineNow(), pending })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      return null
    }
    const won = { premises: code, status, holder, claim: claim.toHexString(), pending, fresh: true }
    const listing = await PremisesModel.findOne({ code }, { status: 1, intent: 1 }).lean<IntentFacts>()
    if (listing && among.includes(intentOf(listing))) return won
    await giveUp(won)
    return null
  }

  /**
   * Confirms that the holder has the premises, and with which status. Returns false when it belongs to another holder by
   * now.
   */
  async function confirm({ premises, claim, status, pending }: WonPremises, now: OccupiedStatus): Promise<boolean> {
    if (pending === null && status === now) return true
    const changed = { $set: { status: now, pending: null } }
    return (await OccupancyModel.updateOne({ premises, claim }, changed)).matchedCount > 0
  }

  /**
   * Deletes the record if it is still of the same claim. A manager's move may have shown the premises as occupied meanwhile;
   * in that case the listing is updated again.
   */
  async function giveUp({ premises, claim }: Pick<WonPremises, 'premises' | 'claim'>): Promise<void> {
    const { deletedCount } = await OccupancyModel.deleteOne({ premises, claim })
    if (deletedCount === 0) return
    const listing = await listingOf(premises)
    if (listing && isOccupied(listing)) await showing.show(premises)
  }

  async function find(code: string): Promise<WonPremises | null> {
    const found = await OccupancyModel.findOne({ premises: code }).lean<Occupancy>()
    return found && wonAs(found, clock.machineNow())
  }

  /** Returns the codes of premises that were won a while ago and are still unconfirmed. */
  async function unconfirmed(): Promise<string[]> {
    const [from, to] = [-freshClaimMs, freshClaimMs].map(ms => new Date(clock.machineNow().getTime() + ms)) as [
      Date,
      Date,
    ]
    return OccupancyModel.distinct('premises', {
      pending: trusted({ $ne: null }),
      $or: [{ claimedAt: trusted({ $lt: from }) }, { claimedAt: trusted({ $gt: to }) }],
    })
  }

  return { win, confirm, giveUp, find, unconfirmed, ...showing }
}

const wonAs = ({ premises, status, holder, claim, claimedAt, pending }: Occupancy, machineNow: Date): WonPremises => ({
  premises,
  status,
  holder: { kind: holder.kind, id: holder.id.toHexString() },
  claim: claim.toHexString(),
  pending,
  fresh: Math.abs(machineNow.getTime() - claimedAt.getTime()) <= freshClaimMs,
})

type ListingBefore = IntentFacts & Pick<Premises, '_id' | 'hold'>

function showingOccupancies({ clock }: { clock: Clock }) {
  /**
   * Updates the listing to the occupancy record, in one write with its event. Idempotent. Of two concurrent calls, the
   * second starts again from what the first wrote; changes made meanwhile are shown before it returns. `putBack`: a listing
   * that has just been archived becomes paused as soon as anybody has won it, without waiting for confirmation.
   */
  async function show(code: string, { putBack = false } = {}): Promise<void> {
    while (!(await updateListingOnce(code, { at: clock.now(), putBack }))) continue
  }

  /**
   * Takes a premises off the street that cannot be let before it is repaired. Its listing is paused until a listing manager
   * resumes it, which becomes visible once nobody has the premises. Idempotent. Drafts and archived listings stay unchanged.
   */
  async function standDown(code: string, note: string): Promise<void> {
    for (;;) {
      const before = await listingOf(code)
      if (!before || intentOf(before) !== 'shown') return
      const record = await OccupancyModel.findOne({ premises: code }).lean<Occupancy>()
      const status = statusOf('paused', record?.status ?? null)
      const events = [{ at: clock.now(), kind: 'paused', by: null, note }, ...occupancyEvents(status, clock.now())]
      if (await write(before, { intent: 'paused', status, hold: holdOf(record) }, createEventsPush(events))) break
    }
    await show(code)
  }

  return { show, standDown }
}

/** Returns false when the listing or its occupancy changed between the read and the write. */
async function updateListingOnce(code: string, { at, putBack }: { at: Date; putBack: boolean }): Promise<boolean> {
  const before = await listingOf(code)
  const record = await OccupancyModel.findOne({ premises: code }).lean<Occupancy>()
  if (!before) return true
  const now = listingStateOf(before, effectiveRecord(before, record, putBack))
  if (isUpToDate(before, now)) return true
  const eventPush = createEventPush({ at, kind: kindOf[now.status], by: null })
  return (
    (await write(before, now, eventPush)) && isSame(record, await OccupancyModel.findOne({ premises: code }).lean())
  )
}

type ListingState = { intent: ListingIntent; status: PremisesStatus; hold: { application: Types.ObjectId } | null }

/**
 * Returns the record that counts for the listing. An unconfirmed record does not count while the listing is archived: the
 * winner loses it again, unless it had read the intent before, and then it will be confirmed.
 */
const effectiveRecord = (before: ListingBefore, record: Occupancy | null, putBack: boolean): Occupancy | null =>
  record?.pending !== null && !putBack && intentOf(before) === 'archived' ? null : record

/**
 * Returns how the listing must stand. An occupied listing is never archived: if it was archived at the moment it was won, it
 * becomes paused.
 */
function listingStateOf(before: ListingBefore, record: Occupancy | null): ListingState {
  const managersIntent = intentOf(before)
  const intent = record && managersIntent === 'archived' ? 'paused' : managersIntent
  return { intent, status: statusOf(intent, record?.status ?? null), hold: holdOf(record) }
}

const holdOf = (record: Pick<Occupancy, 'holder'> | null): ListingState['hold'] =>
  record?.holder.kind === 'application' ? { application: record.holder.id } : null

const isUpToDate = (before: ListingBefore, { intent, status, hold }: ListingState): boolean =>
  before.status === status && intentOf(before) === intent && isHeldBy(before, hold)

const isHeldBy = ({ hold }: ListingBefore, now: ListingState['hold']): boolean =>
  now ? hold?.application.equals(now.application) === true : !hold

const isSame = (one: Occupancy | null, other: Occupancy | null): boolean =>
  one?.claim.toHexString() === other?.claim.toHexString() && one?.status === other?.status

const listingOf = (code: string): Promise<ListingBefore | null> =>
  PremisesModel.findOne({ code }, { status: 1, intent: 1, hold: 1 }).lean<ListingBefore>()

function write(before: ListingBefore, now: ListingState, told: EventPush): Promise<boolean> {
  const holder = before.hold?.application
  const provided = { ...readStateFilter(before), 'hold.application': holder ?? trusted({ $exists: false }) }
  return writeListing({ was: before, provided, set: now, told })
}

/** Kind of event recorded when a listing changes to a status without an act of a manager. */
const kindOf: Record<PremisesStatus, string> = {
  available: 'released',
  held: 'held',
  let: 'let',
  paused: 'paused',
  draft: 'restored',
  archived: 'archived',
}

/** Returns an additional event when the premises stays held or let after a change of intent, for the history. */
export const occupancyEvents = (status: PremisesStatus, at: Date) =>
  status === 'held' || status === 'let' ? [{ at, kind: kindOf[status], by: null }] : []
