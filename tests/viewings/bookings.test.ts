import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { slotClaims, visitorClaims } from '#features/viewings/bookings/claims.ts'
import { anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const wish = { partySize: 2, phone: '', note: '', language: 'ru' as const }

async function aVisitor() {
  const { id, email, name, locale } = await anApplicant()
  return { id, email, name, locale: locale as 'en', verified: true }
}
const book = async (visitor: Awaited<ReturnType<typeof aVisitor>>, slot: string) =>
  site.services.viewings.bookings.book(visitor, { slot, ...wish })
const stored = async (id: string) => (await ViewingModel.findById(id).lean())!
const outcomes = async (attempts: Promise<unknown>[]) => {
  const settled = await Promise.allSettled(attempts)
  return {
    won: settled.filter(({ status }) => status === 'fulfilled').length,
    reasons: settled.flatMap(result =>
      result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
    ),
  }
}

describe('booking a slot', () => {
  it('succeeds for exactly one of twenty visitors', async () => {
    const { code } = await aPremises()
    const slot = await aSlot({ premises: code })
    const visitors = await Promise.all(Array.from({ length: 20 }, aVisitor))
    const { won, reasons } = await outcomes(visitors.map(visitor => book(visitor, slot.id)))
    expect(won).toBe(1)
    expect(new Set(reasons)).toEqual(new Set(['viewing.refused.taken']))
    const { state, booking, events } = await stored(slot.id)
    expect(state).toBe('booked')
    expect(visitors.map(({ id }) => id)).toContain(booking?.account.toHexString())
    expect(events.filter(({ kind }) => kind === 'booked')).toHaveLength(1)
  })

  it('gives a visitor only one of two overlapping slots, however fast the requests', async () => {
    const startsAt = new Date('2026-12-01T10:00:00+08:00')
    const slots = []
    for (const minutes of [0, 15, 0, 15]) {
      const { code } = await aPremises()
      slots.push(await aSlot({ premises: code, startsAt: new Date(startsAt.getTime() + minutes * 60_000) }))
    }
    const visitor = await aVisitor()
    const { won, reasons } = await outcomes(slots.map(({ id }) => book(visitor, id)))
    expect(won).toBe(1)
    expect(new Set(reasons)).toEqual(new Set(['viewing.refused.visitor']))
  })

  it('gives a visitor only one slot of the same unit', async () => {
    const { code } = await aPremises()
    const slots = await Promise.all([1, 2, 3, 4, 5].map(() => aSlot({ premises: code })))
    const visitor = await aVisitor()
    const { won, reasons } = await outcomes(slots.map(({ id }) => book(visitor, id)))
    expect(won).toBe(1)
    expect(new Set(reasons)).toEqual(new Set(['viewing.refused.only']))
  })

  it('gives a visitor at most three future viewings, and another one after the first is over', async () => {
    const visitor = await aVisitor()
    const slots = []
    for (let count = 0; count < 6; count += 1) slots.push(await aSlot({ premises: (await aPremises()).code }))
    const { won, reasons } = await outcomes(slots.map(({ id }) => book(visitor, id)))
    expect(won).toBe(3)
    expect(reasons).toEqual(Array(3).fill('viewing.refused.place'))

    const first = (await ViewingModel.find({ state: 'booked' }).sort({ startsAt: 1 }).lean())[0]!
    site.clock.set(first.endsAt)
    const later = await aSlot({ premises: (await aPremises()).code, startsAt: new Date('2026-12-20T10:00:00+08:00') })
    await book(visitor, later.id)
  })

  it('is refused for a past or withdrawn slot, a unit that is let or hidden, and an unconfirmed address', async () => {
    const { code } = await aPremises()
    const slot = await aSlot({ premises: code })
    const visitor = await aVisitor()
    const unverified = { ...visitor, verified: false }
    await expect(book(unverified, slot.id)).rejects.toMatchObject({ code: 'viewing.refused.unverified' })
    for (const status of ['let', 'archived', 'draft'] as const) {
      await PremisesModel.updateOne({ code }, { $set: { status } })
      await expect(book(visitor, slot.id)).rejects.toMatchObject({ code: 'viewing.refused.taken' })
    }
    await PremisesModel.updateOne({ code }, { $set: { status: 'available' } })
    const withdrawn = await aSlot({ premises: code, state: 'withdrawn' })
    await expect(book(visitor, withdrawn.id)).rejects.toMatchObject({ code: 'viewing.refused.taken' })
    site.clock.set(slot.startsAt)
    await expect(book(visitor, slot.id)).rejects.toMatchObject({ code: 'viewing.refused.taken' })
    await expect(book(visitor, 'f'.repeat(24))).rejects.toMatchObject({ code: 'viewing.not-found' })
  })
})

describe('the unique index over slots', () => {
  it('refuses a second active slot of the same unit or guide at an overlapping time, but not at an adjacent one', async () => {
    const slot = await aSlot()
    const overlapping = new Date(slot.startsAt.getTime() + 15 * 60_000)
    await expect(aSlot({ premises: slot.premises, startsAt: overlapping })).rejects.toMatchObject({ code: 11_000 })
    await expect(aSlot({ premises: 'SFH-B-0201', guide: slot.guide, startsAt: overlapping })).rejects.toMatchObject({
      code: 11_000,
    })
    await aSlot({ premises: slot.premises, guide: slot.guide, startsAt: slot.endsAt })
  })
})

describe('moving a viewing', () => {
  async function aBookedVisit() {
    const { code } = await aPremises()
    const from = await aSlot({ premises: code })
    const to = await aSlot({ premises: code })
    const visitor = await aVisitor()
    return { code, from, to, visitor, visit: await book(visitor, from.id) }
  }

  it('books the new slot and frees the former one, repeatedly', async () => {
    const { from, to, visitor, visit } = await aBookedVisit()
    for (const [target, left, sequence] of [
      [to, from, 1],
      [from, to, 2],
      [to, from, 3],
    ] as const) {
      await site.services.viewings.bookings.move(visit, visitor.id, target.id)
      expect(await stored(target.id)).toMatchObject({ state: 'booked', booking: { sequence, unsettled: false } })
      const freed = await stored(left.id)
      expect(freed).toMatchObject({ state: 'free', booking: null })
      expect(freed.claims?.toSorted()).toEqual(slotClaims(left).toSorted())
    }
  })

  it('keeps the visitor’s limits during and after the move', async () => {
    const { code, to, visitor, visit } = await aBookedVisit()
    await site.services.viewings.bookings.move(visit, visitor.id, to.id)
    const another = await aSlot({ premises: code })
    await expect(book(visitor, another.id)).rejects.toMatchObject({ code: 'viewing.refused.only' })
    await book(visitor, (await aSlot({ premises: (await aPremises()).code })).id)
    await book(visitor, (await aSlot({ premises: (await aPremises()).code })).id)
    const fourth = await aSlot({ premises: (await aPremises()).code })
    await expect(book(visitor, fourth.id)).rejects.toMatchObject({ code: 'viewing.refused.place' })
  })

  it('gives a slot to one of a moving and a booking visitor, and changes nothing for the other', async () => {
    const { from, to, visitor, visit } = await aBookedVisit()
    const rival = await aVisitor()
    const { won } = await outcomes([site.services.viewings.bookings.move(visit, visitor.id, to.id), book(rival, to.id)])
    expect(won).toBe(1)
    const taken = await stored(to.id)
    const mine = taken.booking?.account.toHexString() === visitor.id
    expect((await stored(from.id)).state).toBe(mine ? 'free' : 'booked')
  })

  it('ends in one slot when several tabs move it at once', async () => {
    const { code, visitor, visit } = await aBookedVisit()
    const targets = await Promise.all(Array.from({ length: 8 }, () => aSlot({ premises: code })))
    await outcomes(targets.map(({ id }) => site.services.viewings.bookings.move(visit, visitor.id, id)))
    await site.services.viewings.sweep()
    expect(await ViewingModel.countDocuments({ 'booking.visit': visit, state: 'booked' })).toBe(1)
    const free = await ViewingModel.find({ state: 'free' }).lean()
    expect(free.every(slot => slot.claims?.every(claim => /^(premises|guide) /.test(claim)))).toBe(true)
  })

  it('leaves no booking when it is cancelled during the move', async () => {
    const { to, visitor, visit } = await aBookedVisit()
    await outcomes([
      site.services.viewings.bookings.move(visit, visitor.id, to.id),
      site.services.viewings.bookings.cancel(visit, visitor.id),
    ])
    await site.services.viewings.bookings.cancel(visit, visitor.id).catch(() => undefined)
    await site.services.viewings.sweep()
    expect(await ViewingModel.countDocuments({ 'booking.visit': visit })).toBe(0)
    expect(await ViewingModel.countDocuments({ 'released.visit': visit })).toBe(1)
  })

  it('is completed by the sweeper after a crash between the two writes', async () => {
    const { code, from, to, visitor, visit } = await aBookedVisit()
    const { booking } = await stored(from.id)
    const moved = { ...booking!, sequence: 1, lanes: ['b' as const], unsettled: true }
    await ViewingModel.updateOne(
      { _id: from._id },
      {
        $set: { 'booking.lanes': ['a'] },
        $pull: {
          claims: { $in: visitorClaims(from, { ...booking!, lanes: ['b'] }).filter(claim => claim.endsWith(' b')) },
        },
      },
    )
    await ViewingModel.updateOne(
      { _id: to._id },
      {
        $set: { state: 'booked', booking: moved },
        $push: { claims: { $each: visitorClaims({ ...to, premises: code }, moved) } },
      },
    )
    expect((await site.services.viewings.visits.ownViewing(visit, visitor.id)).startsAt).toEqual(to.startsAt)
    const shown = await site.services.publicStamp()
    await site.services.viewings.sweep()
    expect((await stored(from.id)).state).toBe('free')
    // The slot is available again, which public pages show.
    expect(await site.services.publicStamp()).not.toBe(shown)
    expect(await stored(to.id)).toMatchObject({ state: 'booked', booking: { unsettled: false } })
  })

  it('is refused to another unit, for somebody else’s viewing, and after the start', async () => {
    const { from, to, visitor, visit } = await aBookedVisit()
    const elsewhere = await aSlot({ premises: (await aPremises()).code })
    const { viewings } = site.services
    await expect(viewings.bookings.move(visit, visitor.id, elsewhere.id)).rejects.toMatchObject({
      code: 'viewing.not-found',
    })
    const stranger = await aVisitor()
    await expect(viewings.bookings.move(visit, stranger.id, to.id)).rejects.toMatchObject({ code: 'viewing.not-found' })
    await expect(viewings.bookings.cancel(visit, stranger.id)).rejects.toMatchObject({ code: 'viewing.not-found' })
    await expect(viewings.bookings.move(new Types.ObjectId().toHexString(), visitor.id, to.id)).rejects.toMatchObject({
      code: 'viewing.not-found',
    })
    site.clock.set(from.startsAt)
    await expect(viewings.bookings.move(visit, visitor.id, to.id)).rejects.toMatchObject({
      code: 'viewing.refused.begun',
    })
    await expect(viewings.bookings.cancel(visit, visitor.id)).rejects.toMatchObject({ code: 'viewing.refused.begun' })
  })
})
