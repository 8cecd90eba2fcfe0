import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { runChecks } from '#shared/checks.ts'
import { isMessageKey } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

/**
 * Creates a case whose tenancy cannot begin, since no day is called "never", with a letter after it: parked after eight
 * failures.
 */
async function aParkedCase(kind = 'tenancy') {
  const account = await anApplicant()
  const { _id, reference } = await anApplication({ applicant: account._id, state: 'contracted' })
  const id = _id.toHexString()
  const facts = { premises: 'SFH-A-0107', handoverOn: 'never', rentFreeMonths: '36' }
  const pendingEffects = [
    { key: `application:${id}:x-0`, kind, facts },
    { key: `application:${id}:x-1`, kind: 'mail', facts: { template: 'application-handed-over' } },
  ]
  await ApplicationModel.updateOne({ _id }, { $set: { pendingEffects } })
  for (let tries = 0; tries < 8; tries += 1) {
    await site.services.outbox.carryOut()
    site.clock.advance({ minutes: (5 * 2 ** tries) / 60 })
  }
  const left = async () =>
    (await ApplicationModel.findById(_id).lean<Application>())?.pendingEffects.map(effect => effect.kind)
  return { id, reference: reference ?? '', account, left, key: `application:${id}:x-0` }
}

describe('a parked effect', () => {
  let administrator: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => void (administrator = await site.as(await aColleague('administrator'))))
  const send = (act: 'repeat' | 'drop', fields: Record<string, string>) =>
    administrator
      .post(`/en/staff/outbox/${act}`)
      .type('form')
      .send({ outbox: 'applications', ...fields })

  it.each([
    ['ru', 'Невыполненное', 'Остановлено'],
    ['en', 'Not carried out', 'Stopped'],
    ['zh', '未完成事项', '已停止'],
  ])('is shown to administrators in %s, and the page is empty when there is none', async (locale, title, parked) => {
    const empty = renderedPage(await administrator.get(`/${locale}/staff/outbox`).expect(200))
    expect(empty.heading).toBe(title)
    expect(empty.$('[data-test="none"]')).toHaveLength(1)
    const { reference } = await aParkedCase()
    const { $ } = renderedPage(await administrator.get(`/${locale}/staff/outbox`).expect(200))
    expect($('[data-test="effect"]').text()).toContain(reference)
    expect($('[data-test="effect"] .status').text()).toBe(parked)
    await (await site.as(await aColleague('decider'))).get(`/${locale}/staff/outbox`).expect(403)
  })

  it('has a readable name for every kind', () => {
    const { applications, tenancies, enquiries, saved } = site.services
    const outboxes = [applications.outbox(tenancies), tenancies.outbox, enquiries.outbox, saved.outbox]
    const kinds = outboxes.flatMap(outbox => outbox.kinds)
    expect(kinds).toContain('mail')
    expect(kinds.filter(kind => !isMessageKey(`outbox.kind.${kind}`))).toEqual([])
  })

  it('is repeated when its cause is gone, with the effects after it', async () => {
    const { id, key, left, account } = await aParkedCase()
    await ApplicationModel.updateOne({ _id: id }, { $set: { 'pendingEffects.0.facts.handoverOn': '2026-12-01' } })
    await site.runJobs()
    expect(await left()).toEqual(['tenancy', 'mail'])
    await send('repeat', { document: id, key }).expect(303)
    await site.runJobs()
    expect(await left()).toEqual([])
    expect(await TenancyModel.countDocuments({ application: id })).toBe(1)
    expect(site.mails().filter(({ to }) => to === account.email)).toHaveLength(1)
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)
    await send('repeat', { document: id, key }).expect(409)
    expect(await AuditEntryModel.countDocuments({ action: 'effect.repeated', 'subject.id': id })).toBe(1)
  })

  it('is dropped with a reason for the audit trail, and the effects after it continue', async () => {
    const { id, key, left, account } = await aParkedCase()
    const refused = renderedPage(await send('drop', { document: id, key, reason: ' ' }).expect(422))
    expect(refused.errors()).toHaveLength(1)
    const complaint = refused.$('[data-error-summary] a').attr('href') ?? ''
    expect(refused.$(complaint).attr()).toMatchObject({ name: 'reason', 'aria-invalid': 'true' })
    expect(await left()).toEqual(['tenancy', 'mail'])
    await send('drop', { document: id, key, reason: 'Entered by hand' }).expect(303)
    await site.runJobs()
    expect(await left()).toEqual([])
    expect(await TenancyModel.countDocuments()).toBe(0)
    expect(site.mails().filter(({ to }) => to === account.email)).toHaveLength(1)
    const [entry] = await AuditEntryModel.find({ action: 'effect.dropped' }).lean()
    expect(entry).toMatchObject({ reason: 'Entered by hand', subject: { kind: 'application', id } })
  })

  it('is the only kind that can be dropped, and only for its own case', async () => {
    const { id, left } = await aParkedCase()
    await send('drop', { document: id, key: `application:${id}:x-1`, reason: 'x' }).expect(409)
    const nobodys = new mongoose.Types.ObjectId().toHexString()
    await send('drop', { document: nobodys, key: `application:${id}:x-0`, reason: 'x' }).expect(409)
    await send('drop', { outbox: 'accounts', document: id, key: `application:${id}:x-0`, reason: 'x' }).expect(422)
    expect(await left()).toEqual(['tenancy', 'mail'])
  })

  it('of a kind of a newer version can be dropped but not repeated', async () => {
    const { id, key, left } = await aParkedCase('of-the-future')
    const page = renderedPage(await administrator.get('/en/staff/outbox').expect(200))
    expect(page.$('[data-test="effect"]').text()).toContain(
      'A newer version of the program left the action “of-the-future”',
    )
    expect(page.$('form[action$="/repeat"]')).toHaveLength(0)
    await send('repeat', { document: id, key }).expect(409)
    await send('drop', { document: id, key, reason: 'The update was taken back' }).expect(303)
    await site.runJobs()
    expect(await left()).toEqual([])
  })

  it.each([
    ['tenancy', 'no effect has failed so often that it waits for an administrator'],
    ['of-the-future', 'every pending effect is of a kind that this version carries out'],
  ])('is reported by verify-data: %s', async (kind, rule) => {
    const { id } = await aParkedCase(kind)
    const examined = await runChecks(site.checkers)
    const found = examined.find(({ name }) => name === rule)
    expect(found).toMatchObject({ level: 'warning', count: 1, problems: [{ id }] })
  })
})

describe('the stored effects of a case', () => {
  it('do not change with failures, because undoing a bulk decision compares them', async () => {
    const { id } = await aParkedCase()
    const before = await ApplicationModel.findById(id).lean<Application>()
    expect(before?.pendingEffects.map(effect => Object.keys(effect).sort())).toEqual([
      ['facts', 'key', 'kind'],
      ['facts', 'key', 'kind'],
    ])
  })
})
