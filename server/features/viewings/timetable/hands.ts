import { Types, trusted } from 'mongoose'
import { ViewingModel, type Booking, type Viewing } from '#models/viewings/viewing.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import type { Giver, HandSource, Taker } from '#shared/hands.ts'
import { auditGuide, auditViewing } from '../audit.ts'
import { refusedClaim, slotClaims, visitorClaims } from '../bookings/claims.ts'
import { effectOf } from '../letter-effects.ts'
import { guideRoles, type Deps } from '../ports.ts'

/**
 * The visitor is told who comes, the new guide of the booking, and the former one that it is not theirs any more, each with
 * the entry for their calendar. Each giving has letters of its own: what is given back is told again.
 */
const lettersOf = (booking: Booking, { from, to, event }: { from: string; to: string; event: Types.ObjectId }) =>
  [
    effectOf('viewing-new-guide', booking),
    effectOf('viewing-guide-booked', booking, { guide: to }),
    effectOf('viewing-guide-given-on', booking, { guide: from }),
  ].map(effect => ({ ...effect, key: `${effect.key}:${event.toHexString()}` }))

/** The claims are written as a whole, so nothing that they are made of may have changed: a move gives a lane up. */
const asRead = ({ visit, sequence, lanes }: Booking) => ({
  ...{ 'booking.visit': visit, 'booking.sequence': sequence, 'booking.lanes': [...lanes] },
})
const toCome = ['free', 'booked'] as const

/** Times at which somebody shows premises. Of those that are over, any administrator says whether the visitor came. */
export function viewingHands({ clock }: Pick<Deps, 'clock'>): HandSource {
  const open = () => ({ state: trusted({ $in: [...toCome] }), endsAt: trusted({ $gt: clock.now() }) })

  async function give(id: string, from: string, to: Taker | null, by: Giver): Promise<void> {
    const slot = await ViewingModel.findOne({ ...open(), _id: id, guide: from }).lean<Viewing>()
    if (!slot) throw conflict('viewing.refused.stale')
    if (to) return giveTo(slot, to, by)
    if (slot.booking) throw conflict('hands.refused.visitor')
    const event = eventOf(by, 'withdrawn')
    const withdrawn = await guardedWrite(ViewingModel, {
      ...{ was: slot, guard: ['state', 'guide'], set: { state: 'withdrawn' }, unset: ['claims'] },
      events: [event],
    })
    if (!withdrawn) throw conflict('viewing.refused.stale')
    auditViewing(slot, 'viewing.withdrawn', 'withdrawn')
  }

  /** One write: the index over claims refuses somebody who shows something else then. */
  async function giveTo(slot: Viewing, to: Taker, by: Giver): Promise<void> {
    const guide = new Types.ObjectId(to.id)
    const event = eventOf(by, 'given')
    // The entry in a calendar takes the place of the former one only with a higher number (RFC 5545, 3.8.7.4).
    const booking = slot.booking && { ...slot.booking, sequence: slot.booking.sequence + 1 }
    const claims = [...slotClaims({ ...slot, guide }), ...(booking ? visitorClaims(slot, booking) : [])]
    const both = { from: slot.guide.toHexString(), to: to.id, event: event._id }
    const effects = booking ? lettersOf(booking, both) : []
    const raised = booking ? { 'booking.sequence': booking.sequence } : {}
    try {
      const given = await guardedWrite(ViewingModel, {
        ...{ was: slot, guard: ['state', 'guide'], set: { guide, guideName: to.name, claims, ...raised } },
        provided: slot.booking ? asRead(slot.booking) : {},
        events: [event],
        effects: { field: 'pendingEffects', added: effects },
      })
      if (!given) throw conflict('viewing.refused.stale')
    } catch (error) {
      if (refusedClaim(error)) throw conflict('hands.refused.busy')
      throw error
    }
    auditGuide(slot, to.name)
  }

  const eventOf = (by: Giver, kind: string) => ({ _id: new Types.ObjectId(), at: clock.now(), by, kind })

  return {
    kind: 'viewings',
    heading: 'hands.viewings',
    roles: guideRoles,
    async of(account) {
      const found = await ViewingModel.find({ ...open(), guide: account })
        .sort({ startsAt: 1 })
        .lean<Viewing[]>()
      return found.map(({ _id, premises, startsAt, booking }) => ({
        ...{ id: _id.toHexString(), about: `${premises} · ${cityDayOf(startsAt)}`, more: booking?.name ?? '' },
        path: `/viewings/${_id.toHexString()}`,
        ...(booking ? { needsSomebody: true as const } : {}),
      }))
    },
    give,
    async *holders() {
      for await (const { _id, guide } of ViewingModel.find(open(), { guide: 1 }).lean<Viewing[]>().cursor())
        yield { id: _id.toHexString(), account: guide.toHexString() }
    },
  }
}
