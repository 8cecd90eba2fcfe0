import { Types, trusted } from 'mongoose'
import type { PendingEffect } from '#models/parts/history.ts'
import { ViewingModel, type Booking, type Lane, type Viewing, type ViewingLanguage } from '#models/viewings/viewing.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { conflict, forbidden, notFound } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { effectOf } from '../letter-effects.ts'
import type { Deps, Visitor } from '../ports.ts'
import { canBeViewed, canChange, reminderTimeOf } from '../rules.ts'
import {
  bothLanes,
  limitClaims,
  otherLane,
  visitorPlaces,
  findRefusedClaim,
  slotClaims,
  visitorClaims,
  type ClaimKind,
} from './claims.ts'
import { findStandIn } from './guide.ts'

export type Wish = { slot: string; partySize: number; phone: string; note: string; language: ViewingLanguage }
type BookedViewing = Viewing & { booking: Booking }
type Claim = { booking: Booking; effects: PendingEffect[]; kind: string }

const createRefusal = (reason: 'taken' | 'only' | 'visitor' | 'place' | 'begun' | 'not-booked' | 'stale') =>
  conflict(`viewing.refused.${reason}` satisfies MessageKey)

type BookingDeps = Pick<Deps, 'clock' | 'premises' | 'content' | 'accounts'>

/**
 * Builds the functions by which visitors book, move and cancel. Every change is one write to one slot. The unique index over
 * claims decides races.
 */
export function createBookingService({ clock, premises, content, accounts }: BookingDeps) {
  /**
   * Books a free slot for a visitor. Returns the id of the new visit. Throws `viewing.refused.<reason>`: slot taken, second
   * viewing of the premises, overlap with another viewing, or too many viewings.
   */
  async function book(visitor: Visitor, { slot: id, ...wish }: Wish): Promise<string> {
    if (!visitor.verified) throw forbidden('viewing.refused.unverified')
    const now = clock.now()
    const slot = await openSlot(id)
    const account = new Types.ObjectId(visitor.id)
    await releasePastClaims(account)
    const { name, email, locale } = visitor
    const base = { visit: new Types.ObjectId(), account, name, email, locale, ...wish, sequence: 0 }
    const rest = { lanes: bothLanes, since: now, remindAt: reminderTimeOf(slot.startsAt, now), unsettled: false }

    for (const place of visitorPlaces) {
      const booking = { ...base, ...rest, place }
      const effects = [effectOf('viewing-booked', booking), effectOf('viewing-guide-booked', booking)]
      const won = await claim(slot, { booking, effects, kind: 'booked' })
      if (won) return base.visit.toHexString()
    }
    throw createRefusal('place')
  }

  async function openSlot(id: string): Promise<Viewing> {
    const slot = await ViewingModel.findById(id).lean<Viewing>()
    if (!slot) throw notFound('viewing.not-found')
    const summary = await premises.summaries.one(slot.premises)
    if (slot.state !== 'free' || slot.startsAt <= clock.now() || !canBeViewed(summary?.status ?? null))
      throw createRefusal('taken')
    return slot
  }

  /** Releases the claims of the visitor's past viewings. The sweep does the same for everybody. */
  async function releasePastClaims(account: Types.ObjectId): Promise<void> {
    await ViewingModel.updateMany(
      { 'booking.account': account, endsAt: trusted({ $lte: clock.now() }) },
      { $unset: { claims: 1 } },
    )
  }

  /**
   * Books a slot. It is shown by the person covering for its guide on that day, or by the guide when that person is busy
   * then. Returns false when another viewing has taken the visitor's place; throws other refusals.
   */
  async function claim(slot: Viewing, claimRequest: Claim): Promise<boolean> {
    const standIn = await findStandIn({ accounts, premises }, slot)
    if (standIn) {
      const coveredFor = slot.coveredFor ?? { guide: slot.guide, name: slot.guideName }
      const shown = { guide: new Types.ObjectId(standIn.id), guideName: standIn.name, coveredFor }
      const kindOfClaim = await write(slot, claimRequest, shown)
      if (kindOfClaim !== 'guide') return isWon(kindOfClaim)
    }
    return isWon(await write(slot, claimRequest))
  }

  function isWon(refusal: ClaimKind | null): boolean {
    if (refusal === 'place') return false
    if (refusal) throw createRefusal(refusal === 'visitor' || refusal === 'only' ? refusal : 'taken')
    return true
  }

  /**
   * Performs the one write that decides. Returns null when it succeeded, else the kind of the conflicting claim. Throws
   * "taken".
   */
  async function write(
    slot: Viewing,
    { booking, effects, kind }: Claim,
    shown?: Pick<Viewing, 'guide' | 'guideName' | 'coveredFor'>,
  ): Promise<ClaimKind | null> {
    const now = clock.now()
    const claims = visitorClaims(slot, booking)
    try {
      const booked = await guardedWrite(ViewingModel, {
        was: slot,
        guard: ['premises', 'guide'],
        provided: { state: 'free', startsAt: trusted({ $gt: now }) },
        set: {
          state: 'booked',
          booking,
          flagged: false,
          ...(shown ? { ...shown, claims: [...slotClaims({ ...slot, ...shown }), ...claims] } : {}),
        },
        ...(shown ? {} : { push: { claims: { $each: claims } } }),
        events: [eventBy(booking, kind, now)],
        effects: { field: 'pendingEffects', added: effects },
      })
      if (!booked) throw createRefusal('taken')
      return null
    } catch (error) {
      const kindOfClaim = findRefusedClaim(error)
      if (!kindOfClaim) throw error
      return kindOfClaim
    }
  }

  /**
   * Returns the slot that holds a visit. During a move, returns the new slot. Throws "not found" for visits of other
   * accounts.
   */
  async function holderOf(visit: string, account: string): Promise<BookedViewing> {
    const found = await ViewingModel.find({ 'booking.visit': visit, 'booking.account': account })
      .sort(currentFirst)
      .limit(1)
      .lean<BookedViewing[]>()
    if (!found[0]) throw notFound('viewing.not-found')
    return found[0]
  }

  async function findChangeable(visit: string, account: string): Promise<BookedViewing> {
    const holder = await holderOf(visit, account)
    const verdict = canChange(holder, clock.now())
    // The office called it off or has recorded an outcome: the page says which.
    if (!verdict.ok) throw createRefusal(verdict.reason === 'not-booked' ? 'stale' : verdict.reason)
    return holder
  }

  const hasGivenUp = async (visit: string, account: string): Promise<boolean> =>
    Boolean(await ViewingModel.exists({ released: trusted({ $elemMatch: { visit, account } }) }))

  /**
   * Moves a visit to another free slot of the same premises. Does nothing if the visit is there already, also when another
   * request has moved it there while this one was running.
   */
  async function move(visit: string, account: string, to: string): Promise<void> {
    try {
      await moveTo(visit, account, to)
    } catch (error) {
      if (!(await isAt(visit, account, to))) throw error
    }
  }

  async function isAt(visit: string, account: string, slot: string): Promise<boolean> {
    const held = { _id: slot, state: 'booked', 'booking.visit': visit, 'booking.account': account } as const
    if (!(await ViewingModel.exists(held))) return false
    return (await settle(visit))?.equals(slot) ?? false
  }

  /**
   * The new slot is claimed first, in the write that decides; then the old one is released. A crash in between leaves both,
   * which `settle` repairs.
   */
  async function moveTo(visit: string, account: string, to: string): Promise<void> {
    if (await hasGivenUp(visit, account)) throw createRefusal('stale')
    const from = await findChangeable(visit, account)
    if (from._id.equals(to)) return
    const slot = await openSlot(to)
    if (slot.premises !== from.premises) throw notFound('viewing.not-found')
    const { startsAt } = slot
    const now = clock.now()
    const remainingLane = await releaseOneLane(from)
    const booking: Booking = {
      ...from.booking,
      lanes: [otherLane(remainingLane)],
      sequence: from.booking.sequence + 1,
      since: now,
      remindAt: reminderTimeOf(startsAt, now),
      unsettled: true,
    }
    const was = { was: from.startsAt.toISOString() }
    const effects = [effectOf('viewing-moved', booking, was), effectOf('viewing-guide-moved', booking, was)]
    const won = await claim(slot, { booking, effects, kind: 'moved' }).catch(throwAsStale)
    if (!won || !(await settle(visit))?.equals(slot._id)) throw createRefusal('stale')
  }

  /** Releases one of the two lanes, so that the new slot can claim the visitor's limits at the same time. */
  async function releaseOneLane(holder: BookedViewing): Promise<Lane> {
    const { premises: code, booking } = holder
    const [kept = 'a', spare] = booking.lanes
    if (!spare) return kept
    const { matchedCount } = await ViewingModel.updateOne(unchangedFilter(holder), {
      $set: { 'booking.lanes': [kept] },
      $pull: { claims: { $in: limitClaims(code, { ...booking, lanes: [spare] }) } },
    })
    if (matchedCount === 0) throw createRefusal('stale')
    return kept
  }

  /**
   * Leaves a visit in one slot, the true one, or in none when it was cancelled. Returns the id of the slot. Idempotent;
   * called by the move itself and by the sweep.
   */
  async function settle(visit: string): Promise<Types.ObjectId | null> {
    const holders = await ViewingModel.find({ 'booking.visit': visit, state: 'booked' })
      .sort(currentFirst)
      .lean<BookedViewing[]>()
    const givenUp = await isGivenUp(visit)
    const truth = givenUp ? undefined : holders[0]
    const former = holders.filter(holder => holder !== truth)
    const releaseResults: boolean[] = []
    for (const holder of former) releaseResults.push(await releaseSlot(holder, truth))
    if (former.length > 0) await content.changed()
    // One of the slots changed meanwhile, so everything is read again.
    if (releaseResults.includes(false)) return settle(visit)
    if (!truth) return null
    await ViewingModel.updateOne(
      unchangedFilter(truth),
      { $set: { 'booking.unsettled': false } },
      { timestamps: false },
    )
    return truth._id
  }

  const isGivenUp = async (visit: string): Promise<boolean> =>
    Boolean(
      (await ViewingModel.exists({ 'released.visit': visit })) ??
      (await ViewingModel.exists({ 'booking.visit': visit, state: 'cancelled' })),
    )

  const unchangedFilter = ({ _id, booking }: BookedViewing) => ({
    _id,
    state: 'booked' as const,
    'booking.visit': booking.visit,
    'booking.sequence': booking.sequence,
  })

  /**
   * Frees a slot whose visit moved elsewhere. Notifies its guide when another guide shows the new slot. Returns false when
   * the slot was changed meanwhile.
   */
  async function releaseSlot(holder: BookedViewing, truth: BookedViewing | undefined): Promise<boolean> {
    const { booking } = holder
    const shouldNotifyGuide = truth && !truth.guide.equals(holder.guide)
    const guideEffects = shouldNotifyGuide
      ? [effectOf('viewing-guide-cancelled', { ...booking, sequence: booking.sequence + 1 })]
      : []
    const freed = await guardedWrite(ViewingModel, {
      was: holder,
      guard: ['guide'],
      provided: unchangedFilter(holder),
      set: { state: 'free', booking: null, flagged: false, claims: slotClaims(holder) },
      events: [eventBy(booking, 'moved-away', clock.now())],
      effects: { field: 'pendingEffects', added: guideEffects },
    })
    return freed !== null
  }

  /**
   * Cancels a viewing before it begins and frees its slot in the same write. If it is cancelled already, also by another request
   * while this one was running, only frees a slot that an interrupted move left behind.
   */
  async function cancel(visit: string, account: string): Promise<void> {
    if (!(await hasGivenUp(visit, account)))
      try {
        await giveUp(visit, account)
      } catch (error) {
        if (!(await hasGivenUp(visit, account))) throw error
      }
    await settle(visit)
  }

  async function giveUp(visit: string, account: string): Promise<void> {
    const holder = await findChangeable(visit, account)
    const now = clock.now()
    const { booking } = holder
    const last = { ...booking, sequence: booking.sequence + 1 }
    const { name, sequence } = last
    const given = await guardedWrite(ViewingModel, {
      was: holder,
      guard: [],
      provided: { ...unchangedFilter(holder), startsAt: trusted({ $gt: now }) },
      set: { state: 'free', booking: null, flagged: false, claims: slotClaims(holder) },
      push: { released: { visit: booking.visit, account: booking.account, name, sequence, at: now } },
      events: [eventBy(booking, 'given-up', now)],
      effects: {
        field: 'pendingEffects',
        added: [effectOf('viewing-cancelled', last), effectOf('viewing-guide-cancelled', last)],
      },
    })
    if (!given) throw createRefusal('stale')
  }

  return { book, move, cancel, settle }
}
/**
 * The slot moved to has the higher sequence. With equal sequences, after a change of guide raised that of the former slot,
 * the unsettled slot wins.
 */
const currentFirst = { 'booking.sequence': -1, 'booking.unsettled': -1 } as const

export type Bookings = ReturnType<typeof createBookingService>

const eventBy = ({ account, name }: Pick<Booking, 'account' | 'name'>, what: string, at: Date) => ({
  _id: new Types.ObjectId(),
  at,
  by: { kind: 'applicant' as const, id: account.toHexString(), name },
  kind: what,
})

/** During a move, a conflict with the limits comes from another request of the same visitor. */
function throwAsStale(error: unknown): never {
  const { code } = error as { code?: unknown }
  throw code === 'viewing.refused.only' ? createRefusal('stale') : error
}
