import { describe, expect, it } from 'vitest'
import { AuditEntryModel, type AuditEntry } from '#models/audit/audit-entry.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

describe('the reason for an act', () => {
  const site = useSite()
  const last = (action: string) => AuditEntryModel.findOne({ action }).sort({ _id: -1 }).lean<AuditEntry>()

  it('is optional where accounts and rules are changed, and is recorded in the audit trail', async () => {
    const agent = await site.as(await aColleague('administrator'))
    const leaver = await aColleague('reviewer')
    const person = `/zh/staff/users/${leaver.id}`
    expect(renderedPage(await agent.get(person).expect(200)).$('#deactivate [name="why"]')).toHaveLength(1)
    await agent.post(`${person}/deactivate`).type('form').send({ why: ' 调离\r\n岗位 ' }).expect(303)
    expect(await last('account.deactivated')).toMatchObject({ reason: '调离 岗位', subject: { id: leaver.id } })
    await agent.post(`${person}/reactivate`).type('form').send({}).expect(303)
    expect(await last('account.reactivated')).toMatchObject({ reason: null })
    await agent.post(`${person}/deactivate`).type('form').send({}).expect(303)
    await agent.post(`${person}/reactivate`).type('form').send({ why: '回岗' }).expect(303)
    expect(await last('account.reactivated')).toMatchObject({ reason: '回岗' })
    await aBuilding({ code: 'B1' })
    const limits = { buildings: 'B1', why: '长'.repeat(600) }
    const keeper = await aColleague('listing_manager')
    await agent.post(`/zh/staff/users/${keeper.id}/buildings`).type('form').send(limits).expect(303)
    expect(await last('account.buildings')).toMatchObject({ reason: '长'.repeat(500) })

    const typed = typedInto(await agent.get('/zh/staff/settings').expect(200), {}, 'main form')
    const refused = await agent
      .post('/zh/staff/settings')
      .type('form')
      .send({ ...typed, offerDays: 'x', why: '区里通知' })
      .expect(422)
    expect(renderedPage(refused).value('why')).toBe('区里通知')
    await agent
      .post('/zh/staff/settings')
      .type('form')
      .send({ ...typed, offerDays: '21', why: '区里通知' })
      .expect(303)
    expect(await last('settings.changed')).toMatchObject({ reason: '区里通知' })
    await agent
      .post(`${person}/deactivate`)
      .type('form')
      .send({ why: ['a', 'b'] })
      .expect(303)
    expect(await last('account.deactivated')).toMatchObject({ reason: null })
  })
})
