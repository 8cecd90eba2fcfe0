import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { OccupancyModel } from '#models/premises/occupancy.ts'
import { listingIntents } from '#models/premises/parts/premises-vocabulary.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { intentOf, statusOf } from '#features/premises/listing/intent.ts'
import { occupancyService } from '#features/premises/occupancy/occupancy.ts'
import { summariesOf } from '#features/premises/occupancy/summaries.ts'
import { aPremises } from '../factories/premises.ts'
import { anOccupancy, showTaken } from '../factories/occupancies.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

describe('the occupancy of a unit', () => {
  const clock = testClock()
  const { win, confirm, giveUp, find, unconfirmed, show } = occupancyService({ clock })
  const { one } = summariesOf({ clock })
  const newId = () => new mongoose.Types.ObjectId().toHexString()
  const wishOf = (id: string, pending: number | null = 3) => ({
    holder: { kind: 'application' as const, id },
    status: 'held' as const,
    pending,
    among: ['shown' as const],
  })

  it('is shown once on the listing, however often it is reported', async () => {
    const { code } = await aPremises()
    const application = newId()
    await showTaken(code, { application })
    await showTaken(code, { application })
    const listing = await PremisesModel.findOne({ code }).lean()
    expect(listing).toMatchObject({ status: 'held', intent: 'shown' })
    expect(listing?.events.filter(({ kind }) => kind === 'held')).toHaveLength(1)
    expect(await one(code)).toMatchObject({ status: 'held', open: false })
    await showTaken(code, null)
    expect(await one(code)).toMatchObject({ status: 'available', open: true })
  })

  it('is never lost in simultaneous updates: the listing shows the latest', async () => {
    const { code } = await aPremises()
    const taken = Array.from({ length: 6 }, () => showTaken(code, { application: newId() }))
    await Promise.all([...taken, showTaken(code, null), show(code)])
    await anOccupancy(code, { application: 'a'.repeat(24), status: 'let' })
    await Promise.all(Array.from({ length: 5 }, () => show(code)))
    const listing = await PremisesModel.findOne({ code }).lean()
    expect(listing).toMatchObject({ status: 'let' })
    expect(listing?.hold?.application.toHexString()).toBe('a'.repeat(24))
  })

  it('is won by one of many simultaneous applications', async () => {
    const { code } = await aPremises()
    const won = await Promise.all(Array.from({ length: 20 }, () => win(code, wishOf(newId()))))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await OccupancyModel.countDocuments({ premises: code })).toBe(1)
  })

  it('cannot be won when the listing is not shown or does not exist', async () => {
    for (const status of ['draft', 'paused', 'archived'] as const) {
      const { code } = await aPremises({ status })
      expect(await win(code, wishOf(newId()))).toBeNull()
    }
    expect(await win('SFH-A-9999', wishOf(newId()))).toBeNull()
    expect(await OccupancyModel.countDocuments()).toBe(0)
  })

  it('cannot be released or confirmed by a former holder', async () => {
    const { code } = await aPremises()
    const before = (await win(code, wishOf(newId())))!
    await giveUp(before)
    const now = (await win(code, wishOf(newId())))!
    await giveUp(before)
    expect(await confirm(before, 'let')).toBe(false)
    expect(await find(code)).toEqual(now)
    clock.advance({ minutes: 1 })
    expect(await unconfirmed()).toEqual([code])
    expect(await confirm(now, 'let')).toBe(true)
    expect(await unconfirmed()).toEqual([])
    expect(await find(code)).toMatchObject({ status: 'let', pending: null, fresh: false })
  })

  it('is checked a moment later by the machine’s clock, even after the clock was changed', async () => {
    const { code } = await aPremises()
    await win(code, wishOf(newId()))
    clock.walk({ days: 400 })
    expect(await unconfirmed()).toEqual([])
    expect(await find(code)).toMatchObject({ fresh: true })
    for (const minutes of [-60, 120]) {
      clock.advance({ minutes })
      expect(await unconfirmed()).toEqual([code])
      expect(await find(code)).toMatchObject({ fresh: false })
    }
  })

  it('is shown as released by an application that won it in vain, also after a manager changed the listing', async () => {
    const { code } = await aPremises()
    const won = (await win(code, wishOf(newId())))!
    await show(code)
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'held' })
    await giveUp(won)
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'available', hold: null })
    await PremisesModel.updateOne({ code }, { $set: { status: 'archived', intent: 'archived' } })
    await OccupancyModel.create({
      premises: code,
      ...wishOf(newId()),
      claim: new mongoose.Types.ObjectId(),
      claimedAt: clock.machineNow(),
    })
    await show(code)
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'archived', intent: 'archived' })
  })

  it('overrides the intent of the listing, and archiving at the same moment pauses it', async () => {
    for (const status of ['draft', 'paused'] as const) {
      const { code } = await aPremises({ status })
      await showTaken(code, { status: 'let' })
      expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'let', intent: status })
      expect(await one(code)).toEqual(status === 'draft' ? null : expect.objectContaining({ status: 'let' }))
      await showTaken(code, null)
      expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status, intent: status, hold: null })
    }
    const { code } = await aPremises({ status: 'archived' })
    await showTaken(code, { status: 'held' })
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'held', intent: 'paused' })
  })

  it.each(listingIntents)('together with the intent %s makes one status, from which both can be read', intent => {
    const words = { draft: 'draft', shown: 'available', paused: 'paused', archived: 'archived' }
    expect(statusOf(intent, null)).toBe(words[intent])
    for (const occupied of ['held', 'let'] as const) expect(statusOf(intent, occupied)).toBe(occupied)
    for (const occupied of [null, 'held', 'let'] as const)
      expect(intentOf({ intent, status: statusOf(intent, occupied) })).toBe(intent)
    // Written by the previous version, which knows the status only.
    expect(intentOf({ intent: 'shown', status: statusOf(intent, null) })).toBe(intent)
  })
})
