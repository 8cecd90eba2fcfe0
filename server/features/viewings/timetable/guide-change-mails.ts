import { Types } from 'mongoose'
import { ViewingModel, type Booking, type Viewing } from '#models/viewings/viewing.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { conflict } from '#shared/errors.ts'
import type { ReassigningActor, NewAssignee } from '#shared/hands.ts'
import { recordGuideChange } from '../audit.ts'
import { findRefusedClaim, slotClaims, visitorClaims } from '../bookings/claims.ts'
import { effectOf } from '../letter-effects.ts'

/**
 * Returns the mails about a new guide: to the visitor, the new guide and the former one, each with a calendar entry. Keys
 * contain the event, so that every transfer has mails of its own.
 */
const guideChangeEffects = (
  booking: Booking,
  { from, to, event }: { from: string; to: string; event: Types.ObjectId },
) =>
  [
    effectOf('viewing-new-guide', booking),
    effectOf('viewing-guide-booked', booking, { guide: to }),
    effectOf('viewing-guide-given-on', booking, { guide: from }),
  ].map(effect => ({ ...effect, key: `${effect.key}:${event.toHexString()}` }))

/**
 * Filter on all booking fields from which the claims are built, because the write replaces all claims. A move, for instance,
 * releases a lane.
 */
const unchangedFilter = ({ visit, sequence, lanes }: Booking) => ({
  'booking.visit': visit,
  'booking.sequence': sequence,
  'booking.lanes': [...lanes],
})
/**
 * Gives a slot, free or booked, to another guide in one write. The index over claims refuses a guide who shows another one
 * then. Throws `viewing.refused.stale` and `hands.refused.busy`.
 */
export async function reassignSlot(
  slot: Viewing,
  to: NewAssignee,
  { by, at }: { by: ReassigningActor; at: Date },
): Promise<void> {
  const guide = new Types.ObjectId(to.id)
  const event = { _id: new Types.ObjectId(), at, by, kind: 'given' }
  // A calendar entry replaces the former one only with a higher sequence (RFC 5545, 3.8.7.4).
  const booking = slot.booking && { ...slot.booking, sequence: slot.booking.sequence + 1 }
  const claims = [...slotClaims({ ...slot, guide }), ...(booking ? visitorClaims(slot, booking) : [])]
  const both = { from: slot.guide.toHexString(), to: to.id, event: event._id }
  const effects = booking ? guideChangeEffects(booking, both) : []
  const raised = booking ? { 'booking.sequence': booking.sequence } : {}
  try {
    const given = await guardedWrite(ViewingModel, {
      was: slot,
      guard: ['state', 'guide'],
      set: { guide, guideName: to.name, claims, ...raised },
      unset: ['coveredFor'],
      provided: slot.booking ? unchangedFilter(slot.booking) : {},
      events: [event],
      effects: { field: 'pendingEffects', added: effects },
    })
    if (!given) throw conflict('viewing.refused.stale')
  } catch (error) {
    if (findRefusedClaim(error)) throw conflict('hands.refused.busy')
    throw error
  }
  recordGuideChange(slot, to.name)
}
