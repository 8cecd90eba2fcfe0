import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { PremisesBulkItemModel, PremisesBulkModel } from '#models/listings/premises-bulk.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { runWithAudit } from '#outside/audit.ts'
import { shiftPosition, shiftOf } from '#features/street/placing.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const north = { row: 'north' as const, offsetM: 4, lengthM: 118, depthM: 10 }
const unit = { row: 'north' as const, offsetM: 10.2, widthM: 8, depth: 'street' as const }

describe('the new place of a unit after its building has moved', () => {
  it('keeps the distance from the walls to the centimetre, and the row of a unit in another row', () => {
    const shift = shiftOf({ code: 'A1', position: north }, { code: 'A1', position: { ...north, offsetM: 4.1 } })
    expect(shift).toEqual({ byM: 0.1, from: 'north', to: 'north' })
    expect(shiftPosition(unit, shift!)).toEqual({ ...unit, offsetM: 10.3 })
    const across = { byM: -2, from: 'north' as const, to: 'south' as const }
    expect(shiftPosition(unit, across)).toEqual({ ...unit, row: 'south', offsetM: 8.2 })
    const elsewhere = { byM: 1, from: 'south' as const, to: 'north' as const }
    expect(shiftPosition({ ...unit, row: 'north' }, elsewhere).row).toBe('north')
    expect(shiftOf({ code: 'A1', position: north }, { code: 'A1', position: { ...north, lengthM: 90 } })).toBeNull()
  })
})

describe('moving a building with its units', () => {
  const site = useSite()
  const path = '/zh/staff/buildings/A1/place'
  let manager: Awaited<ReturnType<typeof site.as>>
  let codes: [string, string]
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
    await aBuilding({ code: 'A1', position: north })
    await aBuilding({ code: 'A2', position: { ...north, offsetM: 131, lengthM: 126 } })
    codes = [(await aPremises({ position: unit })).code, (await aPremises({ position: unit, floor: 2 })).code]
  })
  const offsets = async () =>
    (await PremisesModel.find().sort({ code: 1 }).lean<Premises[]>()).map(({ position }) => position.offsetM)
  const building = async () => (await BuildingModel.findOne({ code: 'A1' }).lean<Building>())!
  const move = async (changes: Record<string, string>) =>
    manager
      .post(path)
      .type('form')
      .send(typedInto(await manager.get(path).expect(200), changes))

  it('asks with “along” chosen, and previews both answers on the plan', async () => {
    const opened = renderedPage(await manager.get(path).expect(200))
    expect(opened.$('[name=along]:checked').val()).toBe('yes')
    const look = async (along: string) =>
      renderedPage(await manager.get(path).query({ 'position.offsetM': '300', along }).expect(200))
    expect((await look('yes')).text('doubts')).not.toContain(codes[0])
    expect((await look('no')).text('doubts')).toContain(codes[0])
    expect((await look('no')).$('[name=along]:checked').val()).toBe('no')
    const without = renderedPage(await manager.get('/zh/staff/buildings/A2/place').expect(200))
    expect(without.$('[name=along]')).toHaveLength(0)
  })

  it('moves each unit with a history entry and a message, and can be undone', async () => {
    const moved = await move({ 'position.offsetM': '9.5' })
    expect(moved.status).toBe(303)
    expect(await building()).toMatchObject({ position: { offsetM: 9.5 } })
    expect((await building()).movedAlong).toBeUndefined()
    await site.runJobs()
    expect(await offsets()).toEqual([15.7, 15.7])
    const page = renderedPage(await manager.get(moved.headers.location!).expect(200))
    expect(page.$('main').text()).toContain('随A1楼移动')
    for (const code of codes) expect(page.$('main').text()).toContain(code)
    const history = renderedPage(await manager.get(`/zh/staff/premises/${codes[0]}/versions`).expect(200))
    expect(history.$('main').text()).toContain('王芳')
    await manager.post(`${moved.headers.location!}/undo`).type('form').send({}).expect(303)
    await site.runJobs()
    expect(await offsets()).toEqual([10.2, 10.2])
  })

  it('moves them once when the form is sent twice, with one bulk change and one audit entry', async () => {
    const typed = typedInto(await manager.get(path).expect(200), { 'position.offsetM': '9.5' })
    const send = () => manager.post(path).type('form').send(typed)
    const answers = await Promise.all([send(), send()])
    answers.push(await send())
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const bulks = await PremisesBulkModel.find().lean()
    expect(bulks.map(({ state }) => state)).toEqual(['confirmed'])
    expect(await PremisesBulkItemModel.countDocuments()).toBe(codes.length)
    const to = `/zh/staff/premises/bulk/${bulks[0]!._id.toHexString()}`
    expect(answers.map(({ headers }) => headers.location!).sort()).toEqual([path, path, to])
    await site.services.audit.settled()
    const entries = await AuditEntryModel.find({ action: /^(building|premises)/ }, { action: 1 })
      .sort({ action: 1 })
      .lean()
    expect(entries.map(({ action }) => action)).toEqual(['building.changed', 'premises.bulk-confirmed'])
    await site.runJobs()
    expect(await offsets()).toEqual([15.7, 15.7])
  })

  it('adds nothing to the audit for a plan that is not confirmed', async () => {
    const shift = { byM: 5, from: 'north' as const, to: 'north' as const }
    const by = { id: '0'.repeat(24), name: '王芳', role: 'listing_manager' }
    const { planAlong, follow } = site.services.listings.buildings
    const context = { requestId: 'r', who: { id: by.id, role: by.role }, told: [] }
    await runWithAudit(context, async () => {
      await follow((await planAlong({ code: 'A1', position: north }, shift, by))!)
    })
    expect(context.told).toEqual([])
  })

  it('does not move the units if the answer is no or missing', async () => {
    const asked = await move({ 'position.offsetM': '9.5', along: 'no' })
    expect(asked.status).toBe(303)
    const silent = typedInto(await manager.get(path).expect(200), { 'position.offsetM': '9.7' })
    delete silent['along']
    await manager.post(path).type('form').send(silent).expect(303)
    await site.runJobs()
    expect(await offsets()).toEqual([10.2, 10.2])
    expect(await PremisesBulkModel.countDocuments()).toBe(0)
  })

  it('leaves no bulk change behind if a colleague has moved the building meanwhile', async () => {
    const opened = await manager.get(path).expect(200)
    await move({ 'position.offsetM': '9.5', along: 'no' })
    const typed = typedInto(opened, { 'position.offsetM': '20', confirmed: 'yes' })
    await manager.post(path).type('form').send(typed).expect(409)
    await site.runJobs()
    expect(await offsets()).toEqual([10.2, 10.2])
    expect([await PremisesBulkModel.countDocuments(), await PremisesBulkItemModel.countDocuments()]).toEqual([0, 0])
  })

  it('does not overwrite a colleague’s change, nor move a unit beyond the start of the street', async () => {
    const first = await move({ 'position.offsetM': '9.5' })
    await PremisesModel.updateOne({ code: codes[0] }, { $inc: { version: 1 }, $set: { 'position.offsetM': 40 } })
    await site.runJobs()
    expect(await offsets()).toEqual([40, 15.7])
    expect(
      renderedPage(await manager.get(first.headers.location!).expect(200))
        .$('main')
        .text(),
    ).toContain(codes[0])
    await PremisesModel.updateOne({ code: codes[1] }, { $set: { 'position.offsetM': 3 } })
    const second = await move({ 'position.offsetM': '0', confirmed: 'yes' })
    const page = renderedPage(await manager.get(second.headers.location!).expect(200))
    expect(page.$('main').text()).toContain('将超出街道起点')
    await site.runJobs()
    expect(await offsets()).toEqual([30.5, 3])
  })

  it('is continued after a crash, but not if the building did not move', async () => {
    const shift = { byM: 5, from: 'north' as const, to: 'north' as const }
    const by = { id: '0'.repeat(24), name: '王芳', role: 'listing_manager' }
    const planned = await site.services.listings.buildings.planAlong({ code: 'A1', position: north }, shift, by)
    await site.runJobs()
    expect(await offsets()).toEqual([10.2, 10.2])
    // State after the write of the building, before any other step.
    await BuildingModel.updateOne({ code: 'A1' }, { $set: { movedAlong: planned!.bulk } })
    await site.runJobs()
    await site.runJobs()
    expect(await offsets()).toEqual([15.2, 15.2])
    expect((await building()).movedAlong).toBeUndefined()
  })
})
