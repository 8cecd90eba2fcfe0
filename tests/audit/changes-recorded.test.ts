import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { deskOf, stored } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the values before and after a change', () => {
  const site = useSite()
  const last = async () => (await AuditEntryModel.findOne().sort({ _id: -1 }).lean())!

  it('are recorded for settings, listings and cases, each under its own name', async () => {
    const account = await aColleague('administrator')
    const administrator = await site.as(account)
    const page = renderedPage(await administrator.get('/en/staff/settings'))
    const values = { offerDays: '21', utilitiesUsualPerSqMMonthFen: '6', whoMayApply: 'any', senderName: '' }
    const rest = { utilitiesIntensivePerSqMMonthFen: '18', utilitiesStoragePerSqMMonthFen: '2' }
    await administrator
      .post('/en/staff/settings')
      .type('form')
      .send({ ...values, ...rest, revision: page.value('revision') })
      .expect(303)
    expect(await last()).toMatchObject({
      action: 'settings.changed',
      subject: { kind: 'settings' },
      who: { id: account.id },
      changes: [{ field: 'offerDays', before: '14', after: '21' }],
    })

    const { code } = await aPremises({ status: 'available' })
    const manager = await site.as(await aColleague('listing_manager'))
    await manager
      .post(`/en/staff/premises/${code}/status`)
      .type('form')
      .send({ move: 'pause', note: 'Roof' })
      .expect(303)
    expect(await last()).toMatchObject({
      action: 'premises.paused',
      subject: { kind: 'premises', label: code },
      reason: 'Roof',
      changes: [{ field: 'status', before: '"available"', after: '"paused"' }],
    })

    const { _id, reference } = await anApplication()
    const reviewer = await aColleague('reviewer')
    const path = `/en/staff/applications/${_id.toHexString()}`
    await administrator.post(`${path}/assign`).type('form').send({ officer: reviewer.id }).expect(303)
    expect(await last()).toMatchObject({
      subject: { kind: 'application', id: _id.toHexString(), label: reference },
      who: { id: account.id, role: 'administrator' },
    })
    const found = renderedPage(await administrator.get(`/en/staff/audit?subject=${reference ?? ''}`))
    expect(found.$('[data-test="entry"]').length).toBeGreaterThan(0)
    expect(found.$(`[data-test="entry"] a[href="${path}"]`).length).toBeGreaterThan(0)
  })

  it('are recorded for a submission under the reference that it created', async () => {
    const { code } = await aPremises()
    const { id } = await deskOf(site).submitted(code)
    const { reference } = await stored(id)
    const submission = await AuditEntryModel.findOne({ 'subject.id': id, 'changes.before': '"draft"' }).lean()
    expect(submission?.subject.label).toBe(reference)
  })
})
