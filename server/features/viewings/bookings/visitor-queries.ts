import { trusted } from 'mongoose'
import { ViewingModel, type Booking, type Viewing } from '#models/viewings/viewing.ts'
import { notFound } from '#shared/errors.ts'
import type { Deps } from '../ports.ts'
import { canBeViewed } from '../rules.ts'

export type FreeSlot = Pick<
  Viewing,
  '_id' | 'premises' | 'startsAt' | 'endsAt' | 'languages' | 'meetingPoint' | 'guide' | 'guideName'
>
const freeFields = {
  premises: 1,
  startsAt: 1,
  endsAt: 1,
  languages: 1,
  meetingPoint: 1,
  guide: 1,
  guideName: 1,
} as const

/** `given-up` is cancelled by the visitor, `cancelled` by the office. */
export type OwnState = 'booked' | 'attended' | 'missed' | 'cancelled' | 'given-up'
export type OwnViewing = Omit<FreeSlot, '_id'> & {
  visit: string
  state: OwnState
  sequence: number
  changedAt: Date
  reason: string
  /** Details given when booking; null once the visitor has cancelled. */
  booking: Pick<Booking, 'partySize' | 'phone' | 'note' | 'language'> | null
}

const maxSlots = 200

/** Builds the queries for visitors: free times and their own viewings. */
export function createVisitorQueries({ clock, premises }: Pick<Deps, 'clock' | 'premises'>) {
  /** Returns coming free slots, earliest first; none for premises that are let or not shown. */
  async function freeSlots(code: string, most = maxSlots): Promise<FreeSlot[]> {
    const summary = await premises.summaries.one(code)
    if (!canBeViewed(summary?.status ?? null)) return []
    return ViewingModel.find({ premises: code, state: 'free', startsAt: trusted({ $gt: clock.now() }) }, freeFields)
      .sort({ startsAt: 1 })
      .limit(most)
      .lean<FreeSlot[]>()
  }

  /** Returns one free slot of a premises; null when it is not free or has begun. */
  async function freeSlot(code: string, id: string): Promise<FreeSlot | null> {
    const filter = { _id: id, premises: code, state: 'free', startsAt: trusted({ $gt: clock.now() }) } as const
    return ViewingModel.findOne(filter, freeFields).lean<FreeSlot>()
  }

  /** Returns the visit of a slot that this visitor has booked, with the texts of the booking; null for any other slot. */
  async function heldBy(account: string, id: string): Promise<{ visit: string; texts: string[] } | null> {
    const held = await ViewingModel.findOne({ _id: id, state: 'booked', 'booking.account': account }).lean<Viewing>()
    if (!held?.booking) return null
    const { visit, note, phone } = held.booking
    return { visit: visit.toHexString(), texts: [note, phone] }
  }

  /** Returns a visitor's viewings: coming ones, earliest first, and past ones, latest first. */
  async function ofVisitor(account: string): Promise<{ coming: OwnViewing[]; over: OwnViewing[] }> {
    // One after the other: a viewing that is cancelled between the two is found among the releases, where it counts.
    const latest = { startsAt: -1 } as const
    const booked = await ViewingModel.find({ 'booking.account': account }).sort(latest).limit(100).lean<Viewing[]>()
    const freed = await ViewingModel.find({ 'released.account': account }).sort(latest).limit(100).lean<Viewing[]>()
    const released = freed.flatMap(slot =>
      slot.released.filter(by => by.account.toHexString() === account).map(asReleased(slot)),
    )
    const givenUp = new Set(released.map(({ visit }) => visit))
    const all = [
      ...latestOfEach(booked.flatMap(toBookedViewings).filter(({ visit }) => !givenUp.has(visit))),
      ...released,
    ].sort((one, other) => other.startsAt.getTime() - one.startsAt.getTime())
    const now = clock.now()
    const isUpcoming = ({ state, endsAt }: OwnViewing) => state === 'booked' && endsAt > now
    return { coming: all.filter(isUpcoming).reverse(), over: all.filter(viewing => !isUpcoming(viewing)) }
  }

  /** Returns one of the visitor's viewings. Throws "not found" for those of other accounts. */
  async function ownViewing(visit: string, account: string): Promise<OwnViewing> {
    // Slots before releases: a viewing that is cancelled between the two is found among the releases.
    const holders = await ViewingModel.find({ 'booking.visit': visit, 'booking.account': account }).lean<Viewing[]>()
    const released = await ViewingModel.findOne({
      released: trusted({ $elemMatch: { visit, account } }),
    }).lean<Viewing>()
    const given = released?.released.find(entry => entry.visit.toHexString() === visit)
    if (released && given) return asReleased(released)(given)

    const [own] = latestOfEach(holders.flatMap(toBookedViewings))
    if (!own) throw notFound('viewing.not-found')
    return own
  }

  return { freeSlots, freeSlot, heldBy, ofVisitor, ownViewing }
}

/** Keeps one viewing of each visit. During a move two slots hold one visit; the one with the higher sequence counts. */
function latestOfEach(viewings: OwnViewing[]): OwnViewing[] {
  const latest = new Map<string, OwnViewing>()
  for (const viewing of viewings) {
    const existing = latest.get(viewing.visit)
    if (!existing || existing.sequence < viewing.sequence) latest.set(viewing.visit, viewing)
  }
  return [...latest.values()]
}

const slotOf = ({ premises, startsAt, endsAt, languages, meetingPoint, guide, guideName }: Viewing) => ({
  premises,
  startsAt,
  endsAt,
  languages,
  meetingPoint,
  guide,
  guideName,
})

const ownStates: Partial<Record<Viewing['state'], OwnState>> = {
  booked: 'booked',
  attended: 'attended',
  missed: 'missed',
  cancelled: 'cancelled',
}

function toBookedViewings(slot: Viewing): OwnViewing[] {
  const { booking, reason, updatedAt } = slot
  const state = ownStates[slot.state]
  if (!booking || !state) return []
  const { sequence, partySize, phone, note, language } = booking
  const bookingFields = { partySize, phone, note, language }
  const visit = booking.visit.toHexString()
  return [{ ...slotOf(slot), visit, state, sequence, changedAt: updatedAt, reason, booking: bookingFields }]
}

const asReleased =
  (slot: Viewing) =>
  ({ visit, sequence, at }: Viewing['released'][number]): OwnViewing => ({
    ...slotOf(slot),
    visit: visit.toHexString(),
    state: 'given-up',
    sequence,
    changedAt: at,
    reason: '',
    booking: null,
  })
