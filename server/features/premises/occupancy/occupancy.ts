import mongoose, { trusted, type Types } from 'mongoose'
import { OccupancyModel, type Occupancy, type OccupiedStatus } from '#models/premises/occupancy.ts'
import type { ListingIntent, PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { asRead, intentOf, isOccupied, statusOf, type Intended } from '../listing/intent.ts'
import { writeListing, type Told } from '../listing/listing-write.ts'
import { recorded, recordedAll } from '../listing/recording.ts'

/**
 * Whoever won a premises and has not been seen to have it after so long is not about to any more: it crashed, or lost. What was
 * won further ahead than that was won before the machine's clock was set back.
 */
const freshMs = 10_000

type Holder = { kind: Occupancy['holder']['kind']; id: string }
/** A premises that somebody has won. `pending`: the holder's revision for which it was, until it has been seen to have it. */
export type Won = {
  premises: string
  status: OccupiedStatus
  holder: Holder
  claim: string
  pending: number | null
  /** It was won a moment ago: whoever did may still be writing. */
  fresh: boolean
}
export type Wish = { holder: Holder; status: OccupiedStatus; pending: number | null; among: readonly ListingIntent[] }

/** Who has a premises: one record each, and the listing's status as a copy of it (ADR 63). */
export function occupancies({ clock }: { clock: Clock }) {
  const showing = showingOccupancies({ clock })

  /**
   * Takes a premises for somebody, by one insert that the unique index lets happen once. Null when somebody has it already, or
   * its listing is not wanted as one of `among`: that is asked afterwards, so that nobody archives what is just being taken.
   */
  async function win(code: string, { holder, status, pending, among }: Wish): Promise<Won | null> {
    const claim = new mongoose.Types.ObjectId()
    const by = { kind: holder.kind, id: new mongoose.Types.ObjectId(holder.id) }
    try {
      await OccupancyModel.create({ premises: code, status, holder: by, claim, claimedAt: clock.machineNow(), pending })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      return null
    }
    const won = { premises: code, status, holder, claim: claim.toHexString(), pending, fresh: true }
    const listing = await PremisesModel.findOne({ code }, { status: 1, intent: 1 }).lean<Intended>()
    if (listing && among.includes(intentOf(listing))) return won
    await giveUp(won)
    return null
  }

  /** Says that its holder has been seen to have it, and how. False when it is another's by now. */
  async function confirm({ premises, claim, status, pending }: Won, now: OccupiedStatus): Promise<boolean> {
    if (pending === null && status === now) return true
    const changed = { $set: { status: now, pending: null } }
    return (await OccupancyModel.updateOne({ premises, claim }, changed)).matchedCount > 0
  }

  /** Frees it, if it is still the same winning. A manager's move may have shown meanwhile that somebody has it: not any more. */
  async function giveUp({ premises, claim }: Pick<Won, 'premises' | 'claim'>): Promise<void> {
    const { deletedCount } = await OccupancyModel.deleteOne({ premises, claim })
    if (deletedCount === 0) return
    const listing = await listingOf(premises)
    if (listing && isOccupied(listing)) await showing.show(premises)
  }

  async function find(code: string): Promise<Won | null> {
    const found = await OccupancyModel.findOne({ premises: code }).lean<Occupancy>()
    return found && wonAs(found, clock.machineNow())
  }

  /** Codes of what was won a while ago by somebody who has not been seen to have it. */
  async function unconfirmed(): Promise<string[]> {
    const [from, to] = [-freshMs, freshMs].map(ms => new Date(clock.machineNow().getTime() + ms)) as [Date, Date]
    return OccupancyModel.distinct('premises', {
      pending: trusted({ $ne: null }),
      $or: [{ claimedAt: trusted({ $lt: from }) }, { claimedAt: trusted({ $gt: to }) }],
    })
  }

  return { win, confirm, giveUp, find, unconfirmed, ...showing }
}

const wonAs = ({ premises, status, holder, claim, claimedAt, pending }: Occupancy, machineNow: Date): Won => ({
  premises,
  status,
  holder: { kind: holder.kind, id: holder.id.toHexString() },
  claim: claim.toHexString(),
  pending,
  fresh: Math.abs(machineNow.getTime() - claimedAt.getTime()) <= freshMs,
})

type Before = Intended & Pick<Premises, '_id' | 'hold'>

function showingOccupancies({ clock }: { clock: Clock }) {
  /**
   * Makes the listing say who has the premises, as the record has it: one write with its event. Idempotent. Of two at once, the
   * second starts again from what the first wrote; what changed meanwhile is shown before it returns. `putBack`: what has just
   * been archived is paused as soon as anybody has won it, not only once they have been seen to have it.
   */
  async function show(code: string, { putBack = false } = {}): Promise<void> {
    while (!(await showOnce(code, { at: clock.now(), putBack }))) continue
  }

  /**
   * Keeps a premises off the street that cannot be let before it has been repaired: its listing is paused, which is seen once
   * nobody has it any more, until a listing manager resumes it. Idempotent; drafts and archived listings stay as they are.
   */
  async function standDown(code: string, note: string): Promise<void> {
    for (;;) {
      const before = await listingOf(code)
      if (!before || intentOf(before) !== 'shown') return
      const record = await OccupancyModel.findOne({ premises: code }).lean<Occupancy>()
      const status = statusOf('paused', record?.status ?? null)
      const events = [{ at: clock.now(), kind: 'paused', by: null, note }, ...stillOccupied(status, clock.now())]
      if (await write(before, { intent: 'paused', status, hold: holdOf(record) }, recordedAll(events))) break
    }
    await show(code)
  }

  return { show, standDown }
}

/** False when somebody changed the listing, or who has the premises, between reading and writing. */
async function showOnce(code: string, { at, putBack }: { at: Date; putBack: boolean }): Promise<boolean> {
  const before = await listingOf(code)
  const record = await OccupancyModel.findOne({ premises: code }).lean<Occupancy>()
  if (!before) return true
  const now = standingOf(before, wonFor(before, record, putBack))
  if (isSo(before, now)) return true
  const told = recorded({ at, kind: kindOf[now.status], by: null })
  return (await write(before, now, told)) && isSame(record, await OccupancyModel.findOne({ premises: code }).lean())
}

type Shown = { intent: ListingIntent; status: PremisesStatus; hold: { application: Types.ObjectId } | null }

/** Whoever wins what is archived loses it again, unless they had asked for the intent before: then they will be seen to have it. */
const wonFor = (before: Before, record: Occupancy | null, putBack: boolean): Occupancy | null =>
  record?.pending !== null && !putBack && intentOf(before) === 'archived' ? null : record

/** What somebody has is not put away: archived in the very moment in which it was won, it is paused. */
function standingOf(before: Before, record: Occupancy | null): Shown {
  const wanted = intentOf(before)
  const intent = record && wanted === 'archived' ? 'paused' : wanted
  return { intent, status: statusOf(intent, record?.status ?? null), hold: holdOf(record) }
}

const holdOf = (record: Pick<Occupancy, 'holder'> | null): Shown['hold'] =>
  record?.holder.kind === 'application' ? { application: record.holder.id } : null

const isSo = (before: Before, { intent, status, hold }: Shown): boolean =>
  before.status === status && intentOf(before) === intent && isHeldBy(before, hold)

const isHeldBy = ({ hold }: Before, now: Shown['hold']): boolean =>
  now ? hold?.application.equals(now.application) === true : !hold

const isSame = (one: Occupancy | null, other: Occupancy | null): boolean =>
  one?.claim.toHexString() === other?.claim.toHexString() && one?.status === other?.status

const listingOf = (code: string): Promise<Before | null> =>
  PremisesModel.findOne({ code }, { status: 1, intent: 1, hold: 1 }).lean<Before>()

function write(before: Before, now: Shown, told: Told): Promise<boolean> {
  const holder = before.hold?.application
  const provided = { ...asRead(before), 'hold.application': holder ?? trusted({ $exists: false }) }
  return writeListing({ was: before, provided, set: now, told })
}

/** What the history calls a status that a listing comes into without anybody's doing. */
const kindOf: Record<PremisesStatus, string> = {
  available: 'released',
  held: 'held',
  let: 'let',
  paused: 'paused',
  draft: 'restored',
  archived: 'archived',
}

/** A change of what is wanted leaves an occupied premises held or let: the history says that too, after the change. */
export const stillOccupied = (status: PremisesStatus, at: Date) =>
  status === 'held' || status === 'let' ? [{ at, kind: kindOf[status], by: null }] : []
