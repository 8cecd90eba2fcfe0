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
  it('lets exactly one of twenty have it', async () => {
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

  it('lets one person have one of two that overlap, however fast they ask', async () => {
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

  it('lets one person have one of several of the same premises', async () => {
    const { code } = await aPremises()
    const slots = await Promise.all([1, 2, 3, 4, 5].map(() => aSlot({ premises: code })))
    const visitor = await aVisitor()
    const { won, reasons } = await outcomes(slots.map(({ id }) => book(visitor, id)))
    expect(won).toBe(1)
    expect(new Set(reasons)).toEqual(new Set(['viewing.refused.only']))
  })

  it('lets one person have three to come, and another when one of them is over', async () => {
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

  it('refuses what has begun, is withdrawn, is let or hidden, and who has not confirmed the address', async () => {
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

describe('the index', () => {
  it('refuses a second live slot of the same premises or guide at an overlapping time, but not next to it', async () => {
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

  it('takes the new slot and frees the former one, again and again', async () => {
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

  it('keeps the limits of the visitor while and after it', async () => {
    const { code, to, visitor, visit } = await aBookedVisit()
    await site.services.viewings.bookings.move(visit, visitor.id, to.id)
    const another = await aSlot({ premises: code })
    await expect(book(visitor, another.id)).rejects.toMatchObject({ code: 'viewing.refused.only' })
    await book(visitor, (await aSlot({ premises: (await aPremises()).code })).id)
    await book(visitor, (await aSlot({ premises: (await aPremises()).code })).id)
    const fourth = await aSlot({ premises: (await aPremises()).code })
    await expect(book(visitor, fourth.id)).rejects.toMatchObject({ code: 'viewing.refused.place' })
  })

  it('lets one of a mover and a booker have the slot, and loses nothing for the other', async () => {
    const { from, to, visitor, visit } = await aBookedVisit()
    const rival = await aVisitor()
    const { won } = await outcomes([site.services.viewings.bookings.move(visit, visitor.id, to.id), book(rival, to.id)])
    expect(won).toBe(1)
    const taken = await stored(to.id)
    const mine = taken.booking?.account.toHexString() === visitor.id
    expect((await stored(from.id)).state).toBe(mine ? 'free' : 'booked')
  })

  it('ends in one slot when many tabs move it at once', async () => {
    const { code, visitor, visit } = await aBookedVisit()
    const targets = await Promise.all(Array.from({ length: 8 }, () => aSlot({ premises: code })))
    await outcomes(targets.map(({ id }) => site.services.viewings.bookings.move(visit, visitor.id, id)))
    await site.services.viewings.sweep()
    expect(await ViewingModel.countDocuments({ 'booking.visit': visit, state: 'booked' })).toBe(1)
    const free = await ViewingModel.find({ state: 'free' }).lean()
    expect(free.every(slot => slot.claims?.every(claim => /^(premises|guide) /.test(claim)))).toBe(true)
  })

  it('is gone for good when it is given up while it moves', async () => {
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

  it('is finished by the sweep after a crash between the two writes', async () => {
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

  it('is refused to another premises, to somebody else, and once it has begun', async () => {
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
