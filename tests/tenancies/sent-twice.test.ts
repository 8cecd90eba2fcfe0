import { describe, expect, it } from 'vitest'
import mongoose from 'mongoose'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const historyOf = async (id: string): Promise<string[]> => {
  const { events } = (await TenancyModel.findById(id).lean())!
  return events.map(({ kind }) => kind)
}

describe('a form of a tenancy that is sent twice, from a second tab or after going back,', () => {
  it('counts as one act of the office', async () => {
    const { id, path } = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-08-01' })
    const officer = await site.as(await aColleague('reviewer'))
    const before = await historyOf(id)
    const twice = async (to: string, body: object) => {
      for (const _time of [1, 2]) await officer.post(`${path}/${to}`).type('form').send(body).expect(303)
    }
    await twice('milestones/licence-1', { doneOn: '2026-11-20' })
    expect((await historyOf(id)).slice(before.length)).toEqual(['licence-done'])
    await officer.post(`${path}/milestones/licence-1`).type('form').send({ doneOn: '2026-11-21' }).expect(303)
    await twice('milestones/licence-1/undone', {})
    const since = (await historyOf(id)).slice(before.length)
    expect(since).toEqual(['licence-done', 'licence-done', 'licence-not-done'])
  })

  it('counts as one report of the tenant, without a correction', async () => {
    const { id, own, tenant } = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-08-01' })
    const founder = await site.as(tenant)
    const report = { turnover: '1000', foreignJobs: '1', localJobs: '2', note: 'Открылись.' }
    const send = (body: object) => founder.post(`${own}/reports/1`).type('form').send(body).expect(303)
    await send(report)
    await send(report)
    expect((await historyOf(id)).filter(kind => kind.startsWith('report'))).toEqual(['report-sent'])
    await send({ ...report, localJobs: '3' })
    expect((await historyOf(id)).at(-1)).toBe('report-corrected')
    expect((await TenancyModel.findById(id).lean())!.reports).toHaveLength(2)
  })

  it('counts as a new report once the office has marked the duty as not done', async () => {
    const { id, own, path, tenant } = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-08-01' })
    const founder = await site.as(tenant)
    const report = { turnover: '1000', foreignJobs: '1', localJobs: '2', note: 'Открылись.' }
    await founder.post(`${own}/reports/1`).type('form').send(report).expect(303)
    const officer = await site.as(await aColleague('reviewer'))
    await officer.post(`${path}/milestones/quarterly_report-1/undone`).type('form').send({}).expect(303)
    await founder.post(`${own}/reports/1`).type('form').send(report).expect(303)
    expect((await historyOf(id)).at(-1)).toBe('report-sent')
  })

  it('counts as one letter about renewal', async () => {
    const { id, own, tenant } = await aTenancy(site.services, { state: 'expiring' })
    const founder = await site.as(tenant)
    for (const letter of ['Хотим остаться.', 'Хотим остаться.', 'Хотим остаться ещё на год.'])
      await founder.post(`${own}/renewal`).type('form').send({ wish: 'renew', letter }).expect(303)
    expect((await historyOf(id)).filter(kind => kind === 'renewal-requested')).toHaveLength(2)
  })

  it('counts as one answer to a finding until an officer has read it', async () => {
    const inspection = new mongoose.Types.ObjectId()
    const finding = new mongoose.Types.ObjectId()
    const held = { _id: inspection, kind: 'planned' as const, state: 'held' as const, note: '', on: '2026-11-20' }
    const findings = [{ _id: finding, text: 'Закрыт выход', cureBy: '2026-12-05' }]
    const { id, own, path, tenant } = await aTenancy(site.services, {
      state: 'trading',
      inspections: [{ ...held, findings }],
    })
    const founder = await site.as(tenant)
    const say = () =>
      founder.post(`${own}/findings/${finding.toHexString()}`).type('form').send({ text: 'Исправлено.' })
    await say().expect(303)
    await say().expect(303)
    const answers = async () => (await TenancyModel.findById(id).lean())!.inspections[0]!.findings[0]!.answers!
    expect(await answers()).toHaveLength(1)
    const officer = await site.as(await aColleague('reviewer'))
    const upTo = (await answers())[0]!.at.toISOString()
    await officer.post(`${path}/answers-read`).type('form').send({ upTo }).expect(303)
    await say().expect(303)
    expect(await answers()).toHaveLength(2)
  })

  it('counts as one notice and one appeal of the tenant', async () => {
    const leaving = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-08-01' })
    const founder = await site.as(leaving.tenant)
    const notice = { leavesOn: '2026-12-28', reason: 'Переезд', confirmed: 'yes' }
    for (const _time of [1, 2]) await founder.post(`${leaving.own}/notice`).type('form').send(notice).expect(303)
    expect(await historyOf(leaving.id)).toEqual(['opened', 'moved'])
    await founder
      .post(`${leaving.own}/notice`)
      .type('form')
      .send({ ...notice, leavesOn: '2026-12-29' })
      .expect(409)

    const ended = await aTenancy(site.services, {
      state: 'trading',
      termination: { ground: 'sublet', reason: 'Сдано.', appealUntil: '2026-12-24' },
    })
    const other = await site.as(ended.tenant)
    const appeal = (text: string) => other.post(`${ended.own}/appeal`).type('form').send({ text })
    for (const _time of [1, 2]) await appeal('Это моя сестра.').expect(303)
    expect(await historyOf(ended.id)).toEqual(['opened', 'appeal-received'])
    const second = renderedPage(await appeal('И ещё вот что.').expect(409))
    expect(second.main).toContain('Жалоба уже подана')
  })

  it('counts as one act when both requests come at the same moment', async () => {
    const { id, own, path, tenant } = await aTenancy(site.services, { state: 'trading', handoverOn: '2026-08-01' })
    const [founder, officer, colleague] = await Promise.all([
      site.as(tenant),
      site.as(await aColleague('reviewer')),
      site.as(await aColleague('reviewer')),
    ])
    const together = (people: (typeof founder)[], to: string, body: object) =>
      Promise.all(people.map(one => one.post(to).type('form').send(body).expect(303)))
    await together([officer, colleague, officer], `${path}/milestones/licence-1`, { doneOn: '2026-11-20' })
    const visit = { kind: 'planned', on: '2026-11-30', note: '消防' }
    await together([officer, officer, officer], `${path}/inspection`, visit)
    await together([founder, founder, founder], `${own}/notice`, {
      leavesOn: '2026-12-28',
      reason: 'Переезд',
      confirmed: 'yes',
    })
    expect(await historyOf(id)).toEqual(['opened', 'licence-done', 'inspection-planned', 'moved'])
    await site.runJobs()
    expect(site.mails()).toHaveLength(2)
  })
})
