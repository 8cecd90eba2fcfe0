import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { OccupancyModel } from '#models/premises/occupancy.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { anApplication } from '../factories/applications.ts'
import { applicationsBench, newId, officer } from '../support/applications-bench.ts'
import { testClock } from '../support/clock.ts'
import { idOf, stored } from '../support/desk.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

describe('an offer', () => {
  const clock = testClock()
  const bench = applicationsBench(clock)
  const { service } = bench

  it('of a unit can be made by only one of twenty deciders', async () => {
    const cases = await Promise.all(Array.from({ length: 20 }, () => anApplication({ state: 'decision' })))
    const offers = cases.map(application =>
      service.deciding.offers.make(idOf(application), officer('decider'), { premises: 'SFH-A-0107' }),
    )
    const settled = await Promise.allSettled(offers)
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = settled.flatMap(result =>
      result.status === 'rejected' ? [result.reason as { code: string }] : [],
    )
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['application.premises-taken']))
    expect(await ApplicationModel.countDocuments({ state: 'offered' })).toBe(1)
    expect(await ApplicationModel.countDocuments({ heldPremises: 'SFH-A-0107' })).toBe(1)
  })

  it('of a killed process blocks its unit only for a minute, and its claim cannot be used afterwards', async () => {
    const power = { left: Infinity }
    const dying = applicationsBench(clock, power).service
    const [dead, next] = await Promise.all([anApplication({ state: 'decision' }), anApplication({ state: 'decision' })])
    const terms = { premises: 'SFH-A-0107' }
    // Reads the summary, wins the unit, and dies before the case is written.
    power.left = 3
    await expect(dying.deciding.offers.make(idOf(dead), officer('decider'), terms)).rejects.toThrow('killed')
    expect(await bench.standing('SFH-A-0107')).toEqual({ status: 'available', holder: idOf(dead) })
    await expect(service.deciding.offers.make(idOf(next), officer('decider'), terms)).rejects.toMatchObject({
      code: 'application.premises-taken',
    })
    clock.advance({ minutes: 1 })
    expect((await service.deciding.offers.make(idOf(next), officer('decider'), terms)).heldPremises).toBe('SFH-A-0107')
    expect((await stored(idOf(dead))).revision).toBe(dead.revision + 1)
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ holder: idOf(next) })
    clock.set('2026-11-25T12:00:00+08:00')
  })

  it('leaves the unit available if it is refused after the claim', async () => {
    const applicant = new mongoose.Types.ObjectId()
    await anApplication({ state: 'accepted', applicant, heldPremises: 'SFH-A-0109' })
    const id = idOf(await anApplication({ state: 'decision', applicant, startedFor: 'SFH-A-0108' }))
    await expect(
      service.deciding.offers.make(id, officer('decider'), { premises: 'SFH-A-0107' }),
    ).rejects.toMatchObject({
      code: 'application.offer-elsewhere',
    })
    expect(await bench.standing('SFH-A-0107')).toEqual({ status: 'available', holder: null })
  })

  it('is refused for a unit that a case of an earlier version holds without a record', async () => {
    const before = await anApplication({ state: 'offered', heldPremises: 'SFH-A-0107' })
    await OccupancyModel.deleteMany({})
    const id = idOf(await anApplication({ state: 'decision' }))
    await expect(
      service.deciding.offers.make(id, officer('decider'), { premises: 'SFH-A-0107' }),
    ).rejects.toMatchObject({
      code: 'application.premises-taken',
    })
    await service.cases.occupancy.sync('SFH-A-0107')
    expect(await bench.standing('SFH-A-0107')).toEqual({ status: 'held', holder: idOf(before) })
  })

  it('can be made again despite a leftover record of an earlier version or a status without a record', async () => {
    const ended = await anApplication({ state: 'offered', heldPremises: 'SFH-A-0107' })
    await service.cases.occupancy.sync('SFH-A-0107')
    await ApplicationModel.updateOne(
      { _id: ended._id },
      { $set: { state: 'declined', pendingEffects: [] }, $unset: { heldPremises: 1, offer: 1 } },
    )
    const terms = { premises: 'SFH-A-0107' }
    const next = await service.deciding.offers.make(
      idOf(await anApplication({ state: 'decision' })),
      officer('decider'),
      terms,
    )
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ holder: idOf(next) })

    await anApplication({ state: 'waitlisted', startedFor: 'SFH-A-0108', premises: ['SFH-A-0108'] })
    await PremisesModel.updateOne({ code: 'SFH-A-0108' }, { $set: { status: 'held' } })
    expect(await service.deciding.waiting.offerFree()).toBe(1)
    await service.cases.occupancy.sync('SFH-A-0108')
    expect(await bench.standing('SFH-A-0108')).toMatchObject({ status: 'held', holder: expect.any(String) as string })
  })

  it('is open until the end of the fourteenth day in the city, or of the chosen day', async () => {
    const byDefault = await service.deciding.offers.make(
      idOf(await anApplication({ state: 'decision' })),
      officer('decider'),
      {
        premises: 'SFH-A-0107',
      },
    )
    expect(byDefault.offer?.deadline).toEqual(new Date('2026-12-09T15:59:59.999Z'))
    const other = await anApplication({ state: 'decision', premises: ['SFH-A-0108'] })
    const named = await service.deciding.offers.make(idOf(other), officer('decider'), {
      premises: 'SFH-A-0108',
      deadlineOn: '2026-12-31',
    })
    expect(named.offer?.deadline).toEqual(new Date('2026-12-31T15:59:59.999Z'))
  })

  it('is refused for a unit that was not chosen or is not available, and for a past deadline', async () => {
    const id = idOf(await anApplication({ state: 'decision', premises: ['SFH-A-0107', 'HEI-B-0001'] }))
    const offer = (terms: { premises: string; deadlineOn?: string }) =>
      service.deciding.offers.make(id, officer('decider'), terms)
    await expect(offer({ premises: 'SFH-A-0199' })).rejects.toMatchObject({ code: 'application.premises-not-chosen' })
    await expect(offer({ premises: 'HEI-B-0001' })).rejects.toMatchObject({ code: 'application.premises-taken' })
    await expect(offer({ premises: 'SFH-A-0107', deadlineOn: '2026-11-25' })).rejects.toMatchObject({
      code: 'application.offer-deadline-past',
    })
  })

  const offered = (deadline: string) => {
    const offer = { premises: 'SFH-A-0107', madeAt: new Date('2026-11-01'), deadline: new Date(deadline) }
    return anApplication({ state: 'offered', heldPremises: 'SFH-A-0107', offer })
  }

  it('can be answered up to the last millisecond and not after it', async () => {
    clock.set('2026-12-09T15:59:59.999Z')
    const inTime = await offered('2026-12-09T15:59:59.999Z')
    expect((await service.deciding.offers.accept(idOf(inTime), inTime.applicant.toHexString())).state).toBe('accepted')
    await ApplicationModel.deleteMany({})
    const late = await offered('2026-12-09T15:59:59.998Z')
    await expect(service.deciding.offers.accept(idOf(late), late.applicant.toHexString())).rejects.toMatchObject({
      code: 'application.refused.deadline-passed',
    })
    await expect(service.deciding.offers.decline(idOf(late), late.applicant.toHexString())).rejects.toMatchObject({
      code: 'application.refused.deadline-passed',
    })
    clock.set('2026-11-25T12:00:00+08:00')
  })

  it('expires once and frees the unit for the next applicant', async () => {
    const late = await offered('2026-11-25T03:00:00Z')
    expect(await service.deciding.sweeps.expireOffers()).toBe(1)
    expect(await service.deciding.sweeps.expireOffers()).toBe(0)
    await bench.carryOut()
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ status: 'available', holder: null })
    expect((await stored(idOf(late))).state).toBe('offer_expired')
    expect(await bench.mails()).toEqual(['application-offer-expired'])
    const next = await anApplication({ state: 'waitlisted' })
    expect(
      (await service.deciding.offers.make(idOf(next), officer('reviewer'), { premises: 'SFH-A-0107' })).state,
    ).toBe('offered')
  })

  it('can be declined by its applicant only', async () => {
    const application = await offered('2026-12-31T03:00:00Z')
    await expect(service.deciding.offers.decline(idOf(application), newId())).rejects.toMatchObject({
      kind: 'not-found',
    })
    await service.deciding.offers.decline(idOf(application), application.applicant.toHexString(), 'Нашли другое')
    expect((await stored(idOf(application))).events.at(-1)).toMatchObject({ to: 'declined', reason: 'Нашли другое' })
  })
})

describe('the handover', () => {
  const { service } = applicationsBench()
  const contracted = () =>
    anApplication({ state: 'contracted', heldPremises: 'SFH-A-0107', stateSince: new Date('2026-11-20T02:00:00Z') })

  it('is recorded once, even after simultaneous clicks', async () => {
    const id = idOf(await contracted())
    const racers = Array.from({ length: 5 }, () =>
      service.acceptance.handover.handOver(id, officer('decider'), { on: '2026-11-25' }),
    )
    expect((await Promise.allSettled(racers)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(
      service.acceptance.handover.handOver(id, officer('decider'), { on: '2026-11-25' }),
    ).rejects.toMatchObject({
      code: 'application.handed-over-already',
    })
  })

  it.each([
    ['2026-11-26', 'application.handover-future'],
    ['2026-11-19', 'application.handover-before-contract'],
  ])('is refused on %s', async (on, code) => {
    await expect(
      service.acceptance.handover.handOver(idOf(await contracted()), officer('decider'), { on }),
    ).rejects.toMatchObject({ code })
  })

  it('is refused before the contract, and to a listing manager', async () => {
    const accepted = await anApplication({ state: 'accepted', heldPremises: 'SFH-A-0108' })
    await expect(
      service.acceptance.handover.handOver(idOf(accepted), officer('decider'), { on: '2026-11-25' }),
    ).rejects.toMatchObject({
      code: 'application.not-contracted',
    })
    const ready = await contracted()
    await expect(
      service.acceptance.handover.handOver(idOf(ready), officer('listing_manager'), { on: '2026-11-25' }),
    ).rejects.toMatchObject({
      code: 'application.refused.not-yours',
    })
  })

  it('holds the unit until the tenancy releases it', async () => {
    const id = idOf(await contracted())
    await service.acceptance.handover.handOver(id, officer('decider'), { on: '2026-11-25' })
    expect((await stored(id)).heldPremises).toBe('SFH-A-0107')
    await service.acceptance.handover.release(id)
    await service.acceptance.handover.release(id)
    const { heldPremises, events } = await stored(id)
    expect(heldPremises).toBeUndefined()
    expect(events.filter(({ kind }) => kind === 'released')).toHaveLength(1)
  })
})
