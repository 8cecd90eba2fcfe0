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
  ...{ premises: 1, startsAt: 1, endsAt: 1, languages: 1, meetingPoint: 1 },
  ...{ guide: 1, guideName: 1 },
} as const

/** `given-up` is the visitor's own cancellation, `cancelled` the office's. */
export type OwnState = 'booked' | 'attended' | 'missed' | 'cancelled' | 'given-up'
export type OwnViewing = Omit<FreeSlot, '_id'> & {
  visit: string
  state: OwnState
  sequence: number
  changedAt: Date
  reason: string
  /** What was said when booking; null once it is given up. */
  booking: Pick<Booking, 'partySize' | 'phone' | 'note' | 'language'> | null
}

const slotsShown = 200

/** What visitors read: free times, and their own viewings. */
export function visitorQueries({ clock, premises }: Pick<Deps, 'clock' | 'premises'>) {
  /** Free slots to come, soonest first; none of a premises that is let or not on show. */
  async function freeSlots(code: string, most = slotsShown): Promise<FreeSlot[]> {
    const standing = await premises.summaries.one(code)
    if (!canBeViewed(standing?.status ?? null)) return []
    return ViewingModel.find({ premises: code, state: 'free', startsAt: trusted({ $gt: clock.now() }) }, freeFields)
      .sort({ startsAt: 1 })
      .limit(most)
      .lean<FreeSlot[]>()
  }

  /** One free slot of a premises. */
  async function freeSlot(code: string, id: string): Promise<FreeSlot | null> {
    const filter = { _id: id, premises: code, state: 'free', startsAt: trusted({ $gt: clock.now() }) } as const
    return ViewingModel.findOne(filter, freeFields).lean<FreeSlot>()
  }

  /** Whether a visitor holds a slot: what is not free for them may be their own. */
  async function holds(account: string, id: string): Promise<boolean> {
    return Boolean(await ViewingModel.exists({ _id: id, state: 'booked', 'booking.account': account }))
  }

  /** A visitor's viewings, the soonest to come first, then what is over, latest first. */
  async function ofVisitor(account: string): Promise<{ coming: OwnViewing[]; over: OwnViewing[] }> {
    const [booked, released] = await Promise.all([
      ViewingModel.find({ 'booking.account': account }).sort({ startsAt: -1 }).limit(100).lean<Viewing[]>(),
      ViewingModel.find({ 'released.account': account }).sort({ startsAt: -1 }).limit(100).lean<Viewing[]>(),
    ])
    const all = [
      ...latestOfEach(booked.flatMap(asBooked)),
      ...released.flatMap(slot =>
        slot.released.filter(by => by.account.toHexString() === account).map(asReleased(slot)),
      ),
    ].sort((one, other) => other.startsAt.getTime() - one.startsAt.getTime())
    const now = clock.now()
    const comes = ({ state, endsAt }: OwnViewing) => state === 'booked' && endsAt > now
    return { coming: all.filter(comes).reverse(), over: all.filter(viewing => !comes(viewing)) }
  }

  /** One of a visitor's own. Somebody else's is not found. */
  async function ownViewing(visit: string, account: string): Promise<OwnViewing> {
    const released = await ViewingModel.findOne({
      released: trusted({ $elemMatch: { visit, account } }),
    }).lean<Viewing>()
    const given = released?.released.find(entry => entry.visit.toHexString() === visit)
    if (released && given) return asReleased(released)(given)

    const holders = await ViewingModel.find({ 'booking.visit': visit, 'booking.account': account }).lean<Viewing[]>()
    const [own] = latestOfEach(holders.flatMap(asBooked))
    if (!own) throw notFound('viewing.not-found')
    return own
  }

  return { freeSlots, freeSlot, holds, ofVisitor, ownViewing }
}

/** While a move is under way two slots hold one visit: the higher sequence is the truth. */
function latestOfEach(viewings: OwnViewing[]): OwnViewing[] {
  const latest = new Map<string, OwnViewing>()
  for (const viewing of viewings) {
    const known = latest.get(viewing.visit)
    if (!known || known.sequence < viewing.sequence) latest.set(viewing.visit, viewing)
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

function asBooked(slot: Viewing): OwnViewing[] {
  const { booking, reason, updatedAt } = slot
  const state = ownStates[slot.state]
  if (!booking || !state) return []
  const { sequence, partySize, phone, note, language } = booking
  const said = { partySize, phone, note, language }
  const visit = booking.visit.toHexString()
  return [{ ...slotOf(slot), visit, state, sequence, changedAt: updatedAt, reason, booking: said }]
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
