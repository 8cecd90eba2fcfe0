import path from 'node:path'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { MonthlyFiguresModel } from '#models/reports/monthly-figures.ts'
import { OccupancyModel } from '#models/premises/occupancy.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { runMigrations } from '#outside/database/migrations.ts'
import { migration } from '#server/migrations/2026-12-03-who-has-a-premises.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague } from '../factories/account.ts'
import { aMigratedDump } from '../support/database/filled-once.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { countsBy, restoreDump } from '../support/database/stored-dump.ts'

const site = useSite()
const migrations = path.join(import.meta.dirname, '../../server/migrations')
const migrate = () => runMigrations(migrations, site.log)
const again = () => migration.up({ db: mongoose.connection.db!, log: site.log })
const premises = () => mongoose.connection.collection('premises')
const listing = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!
const broken = async () =>
  (await runChecks(site.checkers))
    .filter(({ level, count }) => level === 'violation' && count > 0)
    .map(({ name, problems }) => [name, problems.map(({ id }) => id)])
/** Everything except the time at which it ran. */
const stored = async () => {
  const read = (name: string) => mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray()
  const all = await Promise.all(['premises', 'applications', 'occupancies', 'earlier_tenancies'].map(read))
  return mongoose.mongo.BSON.EJSON.stringify(all)
}

describe('the migration from the version without occupancy records', () => {
  it('keeps the number of units in each status, and breaks no rule of the data check', async () => {
    await restoreDump('2ffb327')
    const before = { status: await countsBy('premises', 'status'), state: await countsBy('applications', 'state') }
    await migrate()
    expect({ status: await countsBy('premises', 'status'), state: await countsBy('applications', 'state') }).toEqual(
      before,
    )
    expect(await broken()).toEqual([])
    await site.runJobs()
    expect(await countsBy('premises', 'status')).toEqual(before.status)
    expect(await broken()).toEqual([])
  }, 60_000)

  it('creates a record for each held or let unit, for its case or for an earlier tenancy', async () => {
    await restoreDump('2ffb327')
    const { held = 0, let: taken = 0 } = await countsBy('premises', 'status')
    expect(taken).toBeGreaterThan(1)
    await migrate()
    const kept = await mongoose.connection
      .collection('applications')
      .countDocuments({ heldPremises: { $type: 'string' } })
    expect(await OccupancyModel.countDocuments()).toBe(held + taken)
    expect(await OccupancyModel.countDocuments({ 'holder.kind': 'application' })).toBe(kept)
    expect(await EarlierTenancyModel.countDocuments()).toBe(held + taken - kept)
    expect(await premises().countDocuments({ intent: { $exists: false } })).toBe(0)
    expect(await premises().countDocuments({ 'hold.until': { $exists: true } })).toBe(0)
  }, 60_000)

  it('changes the data once, however often it runs, and continues after an interruption', async () => {
    await aMigratedDump('2ffb327', site)
    const once = await stored()
    await again()
    expect(await stored()).toBe(once)
    const some = await EarlierTenancyModel.find().limit(3).lean()
    await OccupancyModel.deleteMany({ 'holder.id': mongoose.trusted({ $in: some.map(({ _id }) => _id) }) })
    await again()
    expect(await broken()).toEqual([])
    expect(await OccupancyModel.countDocuments()).toBe(
      await premises().countDocuments({ status: { $in: ['held', 'let'] } }),
    )
  }, 60_000)

  it('corrects units that were paused, archived or available although somebody held them', async () => {
    await restoreDump('2ffb327')
    const cases = await mongoose.connection
      .collection<{ heldPremises: string }>('applications')
      .find({ heldPremises: { $type: 'string' } })
      .limit(3)
      .toArray()
    const [paused, archived, free] = cases.map(({ heldPremises }) => heldPremises)
    for (const [code, status] of [
      [paused, 'paused'],
      [archived, 'archived'],
      [free, 'available'],
    ])
      await premises().updateOne({ code }, { $set: { status, hold: null } })
    await mongoose.connection.collection('applications').updateMany({}, { $set: { pendingEffects: [] } })
    await migrate()
    for (const [code, intent] of [
      [paused, 'paused'],
      [archived, 'paused'],
      [free, 'shown'],
    ] as const)
      expect(await listing(code!)).toMatchObject({ status: expect.stringMatching(/held|let/), intent })
    expect(await broken()).toEqual([])
  }, 60_000)

  it('corrects the published figures, past months included, and counts no unit twice', async () => {
    await restoreDump('2ffb327')
    // Signed and not yet handed over: the unit is let, and nobody is in it.
    const signed = { state: 'contracted', handedOverOn: { $exists: false } }
    const empty = await mongoose.connection.collection('applications').countDocuments(signed)
    const taken = (await premises().countDocuments({ status: 'let' })) - empty
    const { occupancy: published, ...rest } = (await MonthlyFiguresModel.findById('2026-10').lean())!
    expect(published.let).toBeLessThan(2)
    await migrate()
    await again()
    const { occupancy: counted, ...others } = (await MonthlyFiguresModel.findById('2026-10').lean())!
    expect(others).toEqual(rest)
    expect(counted.let).toBeGreaterThan(1)
    expect(counted.let).toBeLessThanOrEqual(taken)
    expect(counted.total).toBe(published.total)
    await MonthlyFiguresModel.deleteMany({})
    site.clock.set('2027-01-05T12:00:00+08:00')
    await site.services.figures.publish()
    expect((await MonthlyFiguresModel.findById('2026-12').lean())?.occupancy.let).toBe(taken)
    const page = renderedPage(await site.visit.get('/en/figures').expect(200))
    expect(page.main).toContain(String(taken))
  }, 60_000)

  it('leaves data that the version before can read, whose pages use only the status', async () => {
    await aMigratedDump('2ffb327', site)
    const statuses = await premises().distinct('status')
    expect(
      statuses.every(status => ['draft', 'available', 'held', 'let', 'paused', 'archived'].includes(status as string)),
    ).toBe(true)
    const cases = await premises().countDocuments({ 'hold.application': { $type: 'objectId' } })
    expect(cases).toBe(await OccupancyModel.countDocuments({ 'holder.kind': 'application' }))
    // The previous version pauses a listing by its status and leaves the intent unchanged; that must not prevent resuming
    // it.
    const free = (await PremisesModel.findOne({ status: 'available' }).lean<Premises>())!
    await premises().updateOne({ code: free.code }, { $set: { status: 'paused' } })
    const manager = await site.as(await aColleague('listing_manager'))
    await manager.post(`/en/staff/premises/${free.code}/status`).type('form').send({ move: 'resume' }).expect(303)
    expect(await listing(free.code)).toMatchObject({ status: 'available', intent: 'shown' })
  }, 60_000)
})
