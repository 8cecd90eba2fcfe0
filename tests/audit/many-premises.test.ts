import mongoose from 'mongoose'
import supertest from 'supertest'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel, type AuditEntry } from '#models/audit/audit-entry.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { PremisesVersionModel } from '#models/listings/premises-version.ts'
import { aToken } from '../factories/access-token.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('a bulk change of units in the audit trail', () => {
  const site = useSite()
  const at = '/zh/staff/premises/bulk'
  const about = (code: string) => AuditEntryModel.find({ 'subject.id': code }).sort({ _id: 1 }).lean<AuditEntry[]>()

  it('is recorded under each unit, in the name of the colleague who confirmed it', async () => {
    const colleague = await aColleague('listing_manager')
    const manager = await site.as(colleague)
    const codes = [await aPremises({ status: 'available' }), await aPremises({ status: 'available' })].map(p => p.code)
    const wish = { kind: 'move', move: 'pause', note: '设备检修', code: codes }
    const { headers } = await manager.post(at).type('form').send(wish).expect(303)
    await manager.post(`${headers.location!}/confirm`).expect(303)
    await site.runJobs()
    await site.runJobs()

    for (const code of codes) {
      const entries = await about(code)
      expect(entries).toMatchObject([
        { action: 'premises.paused', who: { id: colleague.id, role: 'listing_manager' }, reason: '设备检修' },
      ])
      expect(entries[0]?.changes).toEqual([{ field: 'status', before: '"available"', after: '"paused"' }])
      expect(entries[0]?.requestId).toBe(`bulk-${headers.location!.split('/').at(-1)!}`)
    }
    const administrator = await site.as(await aColleague('administrator'))
    const confirmed = await AuditEntryModel.findOne({ action: 'premises.bulk-confirmed' }).lean<AuditEntry>()
    expect(confirmed?.reason).toBe('设备检修')
    const page = renderedPage(await administrator.get(`/zh/staff/audit/${String(confirmed?._id)}`).expect(200))
    const link = page.$('a[href*="request=bulk-"]').attr('href') ?? ''
    expect(renderedPage(await administrator.get(link).expect(200)).$('[data-test="entry"]')).toHaveLength(2)
  })

  it('sent by a program is recorded with the values before and after, in words', async () => {
    const { code } = await aPremises({ depositFen: 500_000 })
    const token = await aToken()
    await supertest(site.app)
      .post('/api/v1/staff/premises')
      .set('Authorization', `Bearer ${token.secret}`)
      .send({ rows: [{ code, deposit: 4321, layout: 'mezzanine' }] })
      .expect(200)
    await site.runJobs()
    const [entry] = await about(code)
    expect(entry).toMatchObject({ action: 'premises.changed', who: { id: token.account.id, role: 'listing_manager' } })
    expect(entry?.who.via).toContain('Space register')
    expect(entry?.changes).toContainEqual({ field: 'deposit', before: '"5000"', after: '"4321"' })
    const administrator = await site.as(await aColleague('administrator'))
    const page = renderedPage(await administrator.get(`/zh/staff/audit/${String(entry?._id)}`).expect(200))
    expect(page.main).not.toMatch(/\b(deposit|layout|mezzanine|yes)\b/)
  })

  it('records each draft removed by undoing an import, under its code and in the name of the colleague who undid it', async () => {
    await aBuilding()
    const sender = await aColleague('listing_manager')
    const boss = await aColleague('administrator')
    const manager = await site.as(sender)
    const administrator = await site.as(boss)
    const { code } = await aPremises({ depositFen: 500_000 })
    const columns =
      'code,title.zh,areaUsableSqM,areaGrossSqM,ceilingHeightM,frontageM,layout,condition,allowedUses,electricityKw,heating,marketRentPerSqMMonth,managementFeePerSqMMonth,heatingFeePerSqMSeason,deposit,position.row,position.offsetM,position.widthM'
    const cells = '店铺,50,60,3,0,open,shell,warehouse,10,none,10,1,2,0,north,20,8'
    const lines = [columns, ...['SFH-A-0155', 'SFH-A-0156', code].map(one => `${one},${cells}`)]
    const file = Buffer.from(lines.join('\n'))
    const sent = await manager.post('/zh/staff/premises/import').attach('file', file, 'list.csv').expect(303)
    const page = sent.headers['location'] ?? ''
    const mapping = columns.split(',').map((name, index): [string, string] => [`column.${index}`, name])
    await manager.post(`${page}/columns`).type('form').send(Object.fromEntries(mapping)).expect(303)
    await site.services.transfer.imports.work()
    await manager.post(`${page}/write`).type('form').send({ how: 'whole' }).expect(303)
    await site.services.transfer.imports.work()
    // Somebody edits one of the units, so it stays. Nothing of the import is in the history yet.
    await PremisesModel.updateOne({ code: 'SFH-A-0156' }, { $inc: { version: 1 } })
    await administrator.post(`${page}/undo`).expect(303)
    await site.runJobs()

    const requestId = `import-${page.split('/').at(-1)!}`
    expect(await about('SFH-A-0155')).toMatchObject([
      { action: 'premises.created', who: { id: sender.id, role: 'listing_manager' }, requestId },
      { action: 'premises.removed', who: { id: boss.id, role: 'administrator' }, requestId },
    ])
    expect((await about('SFH-A-0155'))[1]?.changes).toEqual([{ field: 'status', before: '"draft"', after: '""' }])
    expect((await about('SFH-A-0156')).map(({ action }) => action)).toEqual(['premises.created'])
    expect((await about(code)).map(({ who }) => who.id)).toEqual([sender.id, boss.id])
    const listed = renderedPage(await administrator.get('/zh/staff/audit?subject=sfh-a-0155').expect(200))
    expect(listed.main).toContain('删除房源草稿')
  })

  it('records a removed draft once if the process that should have recorded it was killed', async () => {
    const { code } = await aPremises({ status: 'draft' })
    const id = new mongoose.Types.ObjectId()
    const cause = { kind: 'import' as const, id, role: 'administrator' }
    const entry = {
      at: site.clock.now(),
      kind: 'removed',
      by: id,
      byName: '孙立群',
      note: '',
      version: null,
      changes: [],
    }
    await PremisesVersionModel.create({ _id: id, ...entry, code, cause, untold: true })
    await site.runJobs()
    expect(await about(code)).toHaveLength(0)
    site.clock.advance({ minutes: 6 })
    await site.runJobs()
    expect(await about(code)).toMatchObject([{ action: 'premises.removed', who: { role: 'administrator' } }])
    // The process was killed after the audit entry and before the mark was removed.
    await PremisesVersionModel.updateOne({ _id: id }, { $set: { untold: true } })
    await site.runJobs()
    expect(await about(code)).toHaveLength(1)
    expect(await PremisesVersionModel.countDocuments({ untold: true })).toBe(0)
  })

  it('is recorded once, even after a kill before or after recording', async () => {
    const { code } = await aPremises()
    const token = await aToken()
    const send = (deposit: number) =>
      supertest(site.app)
        .post('/api/v1/staff/premises')
        .set('Authorization', `Bearer ${token.secret}`)
        .send({ rows: [{ code, deposit }] })
        .expect(200)
    const waiting = async () => (await PremisesModel.findOne({ code }).lean<Premises>())?.unfiled ?? []

    await send(10)
    const [entry] = await waiting()
    await site.runJobs()
    expect(await about(code)).toHaveLength(1)
    // Killed after the audit entry: the entry is still waiting in the document.
    await PremisesModel.updateOne({ code }, { $push: { unfiled: entry } })
    await site.runJobs()
    expect(await waiting()).toHaveLength(1)
    site.clock.advance({ minutes: 6 })
    await site.runJobs()
    expect(await waiting()).toHaveLength(0)
    expect(await about(code)).toHaveLength(1)

    // Killed between the history and the audit trail.
    await send(20)
    const [second] = await waiting()
    await PremisesVersionModel.collection.insertOne({ ...second, code })
    await site.runJobs()
    expect(await about(code)).toHaveLength(1)
    site.clock.advance({ minutes: 6 })
    await site.runJobs()
    expect(await about(code)).toHaveLength(2)
    expect(await waiting()).toHaveLength(0)
  })
})
