import { Types, trusted } from 'mongoose'
import { ViewingModel, type Booking, type Viewing } from '#models/viewings/viewing.ts'
import type { Bookings } from '../bookings/bookings-service.ts'
import { effectOf } from '../letter-effects.ts'
import type { Deps } from '../ports.ts'
import { canBeViewed } from '../rules.ts'
import { giveBackSlots } from './slot-release.ts'
import { recordClosedPremises } from '../audit.ts'

type SweepDeps = Pick<Deps, 'clock' | 'premises' | 'content' | 'accounts'> & Pick<Bookings, 'settle'>

/** Does what is due in all viewings. May run at any time, any number of times, in several processes. Returns how much was done. */
export async function sweepViewings(deps: SweepDeps) {
  const settled = await settleMoves(deps)
  await releasePastClaims(deps.clock.now())
  const returned = await giveBackSlots(deps)
  const followed = await followPremises(deps)
  if (followed.withdrawn + returned > 0) await deps.content.changed()
  return { ...followed, settled, returned, reminded: await remind(deps) }
}

/** Adds the reminders that are due, once for each viewing. Not for viewings that have begun. */
async function remind({ clock }: Pick<Deps, 'clock'>): Promise<number> {
  for (let reminded = 0; ; reminded += 1) {
    const now = clock.now()
    const due = await ViewingModel.findOne({
      'booking.remindAt': trusted({ $lte: now }),
      state: 'booked',
      startsAt: trusted({ $gt: now }),
    }).lean<Viewing & { booking: Booking }>()
    if (!due) return reminded
    const { _id, booking } = due
    await ViewingModel.updateOne(
      {
        _id,
        state: 'booked',
        'booking.visit': booking.visit,
        'booking.sequence': booking.sequence,
        'booking.remindAt': booking.remindAt,
      },
      { $set: { 'booking.remindAt': null }, $push: { pendingEffects: effectOf('viewing-reminder', booking) } },
    )
  }
}

/** Finishes moves that a crash interrupted. */
async function settleMoves({ settle }: Pick<Bookings, 'settle'>): Promise<number> {
  const visits = await ViewingModel.distinct('booking.visit', { 'booking.unsettled': true, state: 'booked' })
  for (const visit of visits) await settle(String(visit))
  return visits.length
}

/** Releases the claims of past viewings. */
async function releasePastClaims(now: Date): Promise<void> {
  await ViewingModel.updateMany(
    { endsAt: trusted({ $lte: now }), claims: trusted({ $exists: true }) },
    { $unset: { claims: 1 } },
    { timestamps: false },
  )
}

/**
 * Follows changes of premises. When one can no longer be viewed, withdraws its free slots and flags booked ones for the
 * managers, who decide with the visitor. When it can be viewed again, removes the flags.
 */
async function followPremises({
  clock,
  premises,
}: Pick<Deps, 'clock' | 'premises'>): Promise<{ withdrawn: number; flagged: number }> {
  const coming = { startsAt: trusted({ $gt: clock.now() }), state: trusted({ $in: ['free', 'booked'] as const }) }
  const codes = await ViewingModel.distinct('premises', coming)
  const done = { withdrawn: 0, flagged: 0 }
  for (const code of codes) {
    const summary = await premises.summaries.one(code)
    const counted = canBeViewed(summary?.status ?? null) ? await unflag(code) : await close(code, clock.now())
    done.withdrawn += counted.withdrawn
    done.flagged += counted.flagged
  }
  return done
}

async function close(code: string, now: Date): Promise<{ withdrawn: number; flagged: number }> {
  const coming = { premises: code, startsAt: trusted({ $gt: now }) }
  const event = { _id: new Types.ObjectId(), at: now, by: { kind: 'system' as const }, kind: 'premises-gone' }
  const free = await ViewingModel.updateMany(
    { ...coming, state: 'free' },
    { $set: { state: 'withdrawn' }, $unset: { claims: 1 }, $push: { events: event } },
  )
  const booked = await ViewingModel.updateMany(
    { ...coming, state: 'booked', flagged: false },
    { $set: { flagged: true }, $push: { events: event } },
  )
  const done = { withdrawn: free.modifiedCount, flagged: booked.modifiedCount }
  recordClosedPremises(code, done)
  return done
}

async function unflag(code: string): Promise<{ withdrawn: number; flagged: number }> {
  await ViewingModel.updateMany({ premises: code, flagged: true, state: 'booked' }, { $set: { flagged: false } })
  return { withdrawn: 0, flagged: 0 }
}
