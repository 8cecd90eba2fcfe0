import { Types, trusted } from 'mongoose'
import type { EventActor, PendingEffect } from '#models/parts/history.ts'
import { ViewingModel, type Booking, type Lane, type Viewing, type ViewingLanguage } from '#models/viewings/viewing.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { conflict, forbidden, notFound } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { effectOf } from '../letter-effects.ts'
import type { Deps, Visitor } from '../ports.ts'
import { canBeViewed, canChange, remindAt } from '../rules.ts'
import {
  bothLanes,
  limitClaims,
  otherLane,
  places,
  refusedClaim,
  slotClaims,
  visitorClaims,
  type ClaimKind,
} from './claims.ts'
import { standInFor } from './guide.ts'

export type Wish = { slot: string; partySize: number; phone: string; note: string; language: ViewingLanguage }
type BookedViewing = Viewing & { booking: Booking }
type Claim = { booking: Booking; effects: PendingEffect[]; kind: string }

const refused = (reason: 'taken' | 'only' | 'visitor' | 'place' | 'begun' | 'not-booked' | 'stale') =>
  conflict(`viewing.refused.${reason}` satisfies MessageKey)

type BookingDeps = Pick<Deps, 'clock' | 'premises' | 'content' | 'accounts'>

/** What visitors do with slots. Every change is one write to one slot; the unique index over claims decides races. */
export function viewingBookings({ clock, premises, content, accounts }: BookingDeps) {
  /**
   * Takes a free slot for a visitor and returns the new visit's id. Throws `viewing.refused.<reason>`: taken, a second
   * viewing of the premises, at the same time as another one, or one too many.
   */
  async function book(visitor: Visitor, { slot: id, ...wish }: Wish): Promise<string> {
    if (!visitor.verified) throw forbidden('viewing.refused.unverified')
    const now = clock.now()
    const slot = await openSlot(id)
    const account = new Types.ObjectId(visitor.id)
    await forgetPast(account)
    const { name, email, locale } = visitor
    const base = { visit: new Types.ObjectId(), account, name, email, locale, ...wish, sequence: 0 }
    const rest = { lanes: bothLanes, since: now, remindAt: remindAt(slot.startsAt, now), unsettled: false }

    for (const place of places) {
      const booking = { ...base, ...rest, place }
      const effects = [effectOf('viewing-booked', booking), effectOf('viewing-guide-booked', booking)]
      const won = await claim(slot, { booking, effects, kind: 'booked' })
      if (won) return base.visit.toHexString()
    }
    throw refused('place')
  }

  async function openSlot(id: string): Promise<Viewing> {
    const slot = await ViewingModel.findById(id).lean<Viewing>()
    if (!slot) throw notFound('viewing.not-found')
    const standing = await premises.summaries.one(slot.premises)
    if (slot.state !== 'free' || slot.startsAt <= clock.now() || !canBeViewed(standing?.status ?? null))
      throw refused('taken')
    return slot
  }

  /** Viewings that are over hold nothing back; the sweep does the same for everybody. */
  async function forgetPast(account: Types.ObjectId): Promise<void> {
    await ViewingModel.updateMany(
      { 'booking.account': account, endsAt: trusted({ $lte: clock.now() }) },
      { $unset: { claims: 1 } },
    )
  }

  /**
   * Takes a slot: shown by whoever covers for its guide on that day, or by the guide where that one has something else
   * then. False when the visitor's place is taken by another viewing; other refusals are thrown.
   */
  async function claim(slot: Viewing, asked: Claim): Promise<boolean> {
    const standIn = await standInFor({ accounts, premises }, slot)
    if (standIn) {
      const coveredFor = slot.coveredFor ?? { guide: slot.guide, name: slot.guideName }
      const shown = { guide: new Types.ObjectId(standIn.id), guideName: standIn.name, coveredFor }
      const kindOfClaim = await write(slot, asked, shown)
      if (kindOfClaim !== 'guide') return wonBy(kindOfClaim)
    }
    return wonBy(await write(slot, asked))
  }

  function wonBy(refusal: ClaimKind | null): boolean {
    if (refusal === 'place') return false
    if (refusal) throw refused(refusal === 'visitor' || refusal === 'only' ? refusal : 'taken')
    return true
  }

  /** The one write that decides. Null when it is done, else which claim stands in the way. Throws "taken". */
  async function write(
    slot: Viewing,
    { booking, effects, kind }: Claim,
    shown?: Pick<Viewing, 'guide' | 'guideName' | 'coveredFor'>,
  ): Promise<ClaimKind | null> {
    const now = clock.now()
    const claims = visitorClaims(slot, booking)
    try {
      const booked = await guardedWrite(ViewingModel, {
        ...{ was: slot, guard: ['premises', 'guide'] },
        provided: { state: 'free', startsAt: trusted({ $gt: now }) },
        set: {
          ...{ state: 'booked', booking, flagged: false },
          ...(shown ? { ...shown, claims: [...slotClaims({ ...slot, ...shown }), ...claims] } : {}),
        },
        ...(shown ? {} : { push: { claims: { $each: claims } } }),
        events: [eventBy('applicant', booking, kind, now)],
        effects: { field: 'pendingEffects', added: effects },
      })
      if (!booked) throw refused('taken')
      return null
    } catch (error) {
      const kindOfClaim = refusedClaim(error)
      if (!kindOfClaim) throw error
      return kindOfClaim
    }
  }

  /** The slot that holds a visit: of several, the true one. Somebody else's is not found. */
  async function holderOf(visit: string, account: string): Promise<BookedViewing> {
    const found = await ViewingModel.find({ 'booking.visit': visit, 'booking.account': account })
      .sort(truthFirst)
      .limit(1)
      .lean<BookedViewing[]>()
    if (!found[0]) throw notFound('viewing.not-found')
    return found[0]
  }

  async function changeable(visit: string, account: string): Promise<BookedViewing> {
    const holder = await holderOf(visit, account)
    const verdict = canChange(holder, clock.now())
    // What the office called off or has noted an outcome of: the page says which.
    if (!verdict.ok) throw refused(verdict.reason === 'not-booked' ? 'stale' : verdict.reason)
    return holder
  }

  const hasGivenUp = async (visit: string, account: string): Promise<boolean> =>
    Boolean(await ViewingModel.exists({ released: trusted({ $elemMatch: { visit, account } }) }))

  /**
   * Takes a visit to another free slot of the same premises. The new slot is claimed first, in one write that decides;
   * then the former one is let go. A crash in between leaves both, which `settle` repairs. A visit that is there already
   * stays there.
   */
  async function move(visit: string, account: string, to: string): Promise<void> {
    if (await hasGivenUp(visit, account)) throw refused('stale')
    const from = await changeable(visit, account)
    if (from._id.equals(to)) return
    const slot = await openSlot(to)
    if (slot.premises !== from.premises) throw notFound('viewing.not-found')
    const { startsAt } = slot
    const now = clock.now()
    const kept = await keepOneLane(from)
    const booking: Booking = {
      ...from.booking,
      lanes: [otherLane(kept)],
      sequence: from.booking.sequence + 1,
      since: now,
      remindAt: remindAt(startsAt, now),
      unsettled: true,
    }
    const was = { was: from.startsAt.toISOString() }
    const effects = [effectOf('viewing-moved', booking, was), effectOf('viewing-guide-moved', booking, was)]
    const won = await claim(slot, { booking, effects, kind: 'moved' }).catch(asStale)
    if (!won || !(await settle(visit))?.equals(slot._id)) throw refused('stale')
  }

  /** Gives one of the two lanes up, so that the slot moved to can hold the visitor's limits at the same time. */
  async function keepOneLane(holder: BookedViewing): Promise<Lane> {
    const { premises: code, booking } = holder
    const [kept = 'a', spare] = booking.lanes
    if (!spare) return kept
    const { matchedCount } = await ViewingModel.updateOne(asRead(holder), {
      $set: { 'booking.lanes': [kept] },
      $pull: { claims: { $in: limitClaims(code, { ...booking, lanes: [spare] }) } },
    })
    if (matchedCount === 0) throw refused('stale')
    return kept
  }

  /**
   * Leaves a visit in one slot: the true one, or in none if it has been given up. Returns the slot. Idempotent; called by the
   * move itself and by the sweep.
   */
  async function settle(visit: string): Promise<Types.ObjectId | null> {
    const holders = await ViewingModel.find({ 'booking.visit': visit, state: 'booked' })
      .sort(truthFirst)
      .lean<BookedViewing[]>()
    const givenUp = await isGivenUp(visit)
    const truth = givenUp ? undefined : holders[0]
    const former = holders.filter(holder => holder !== truth)
    const left: boolean[] = []
    for (const holder of former) left.push(await letGo(holder, truth))
    if (former.length > 0) await content.changed()
    // Something became of one of them meanwhile: everything is read anew.
    if (left.includes(false)) return settle(visit)
    if (!truth) return null
    await ViewingModel.updateOne(asRead(truth), { $set: { 'booking.unsettled': false } }, { timestamps: false })
    return truth._id
  }

  const isGivenUp = async (visit: string): Promise<boolean> =>
    Boolean(
      (await ViewingModel.exists({ 'released.visit': visit })) ??
      (await ViewingModel.exists({ 'booking.visit': visit, state: 'cancelled' })),
    )

  const asRead = ({ _id, booking }: BookedViewing) => ({
    _id,
    state: 'booked' as const,
    'booking.visit': booking.visit,
    'booking.sequence': booking.sequence,
  })

  /**
   * A slot whose visit has gone elsewhere is free again; its guide hears of it if another one shows the new slot. False when
   * somebody else has changed the slot meanwhile.
   */
  async function letGo(holder: BookedViewing, truth: BookedViewing | undefined): Promise<boolean> {
    const { booking } = holder
    const tellGuide = truth && !truth.guide.equals(holder.guide)
    const told = tellGuide ? [effectOf('viewing-guide-cancelled', { ...booking, sequence: booking.sequence + 1 })] : []
    const freed = await guardedWrite(ViewingModel, {
      ...{ was: holder, guard: ['guide'], provided: asRead(holder) },
      set: { state: 'free', booking: null, flagged: false, claims: slotClaims(holder) },
      events: [eventBy('applicant', booking, 'moved-away', clock.now())],
      effects: { field: 'pendingEffects', added: told },
    })
    return freed !== null
  }

  /** Gives a viewing up; its slot is free again in the same write. Until it begins. One that is given up stays so. */
  async function cancel(visit: string, account: string): Promise<void> {
    if (await hasGivenUp(visit, account)) return
    const holder = await changeable(visit, account)
    const now = clock.now()
    const { booking } = holder
    const last = { ...booking, sequence: booking.sequence + 1 }
    const { name, sequence } = last
    const given = await guardedWrite(ViewingModel, {
      ...{ was: holder, guard: [], provided: { ...asRead(holder), startsAt: trusted({ $gt: now }) } },
      set: { state: 'free', booking: null, flagged: false, claims: slotClaims(holder) },
      push: { released: { visit: booking.visit, account: booking.account, name, sequence, at: now } },
      events: [eventBy('applicant', booking, 'given-up', now)],
      effects: {
        field: 'pendingEffects',
        added: [effectOf('viewing-cancelled', last), effectOf('viewing-guide-cancelled', last)],
      },
    })
    if (!given) throw refused('stale')
    await settle(visit)
  }

  return { book, move, cancel, settle }
}
/** What was moved to has the higher number; where another guide of the former slot has raised that one too, the move holds. */
const truthFirst = { 'booking.sequence': -1, 'booking.unsettled': -1 } as const

export type Bookings = ReturnType<typeof viewingBookings>

const eventBy = (kind: EventActor, { account, name }: Pick<Booking, 'account' | 'name'>, what: string, at: Date) => ({
  _id: new Types.ObjectId(),
  at,
  by: { kind, id: account.toHexString(), name },
  kind: what,
})

/** While moving, the visitor's own other request is what stands in the way of the limits. */
function asStale(error: unknown): never {
  const { code } = error as { code?: unknown }
  throw code === 'viewing.refused.only' ? refused('stale') : error
}
