import { Types } from 'mongoose'
import { ViewingModel, type Booking, type Viewing } from '#models/viewings/viewing.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { conflict } from '#shared/errors.ts'
import type { Giver, Taker } from '#shared/hands.ts'
import { auditGuide } from '../audit.ts'
import { refusedClaim, slotClaims, visitorClaims } from '../bookings/claims.ts'
import { effectOf } from '../letter-effects.ts'

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
/**
 * Gives a time, free or booked, to another guide, by one write: the index over claims refuses somebody who shows something
 * else then. Throws `viewing.refused.stale` and `hands.refused.busy`.
 */
export async function giveTo(slot: Viewing, to: Taker, { by, at }: { by: Giver; at: Date }): Promise<void> {
  const guide = new Types.ObjectId(to.id)
  const event = { _id: new Types.ObjectId(), at, by, kind: 'given' }
  // The entry in a calendar takes the place of the former one only with a higher number (RFC 5545, 3.8.7.4).
  const booking = slot.booking && { ...slot.booking, sequence: slot.booking.sequence + 1 }
  const claims = [...slotClaims({ ...slot, guide }), ...(booking ? visitorClaims(slot, booking) : [])]
  const both = { from: slot.guide.toHexString(), to: to.id, event: event._id }
  const effects = booking ? lettersOf(booking, both) : []
  const raised = booking ? { 'booking.sequence': booking.sequence } : {}
  try {
    const given = await guardedWrite(ViewingModel, {
      ...{ was: slot, guard: ['state', 'guide'], set: { guide, guideName: to.name, claims, ...raised } },
      unset: ['coveredFor'],
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
