import { describe, expect, it } from 'vitest'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { MailModel } from '#models/mail.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { aPdf } from '../support/upload-site.ts'

const site = useSite()

const question = {
  name: 'Olga',
  email: 'olga@example.com',
  phone: '',
  messenger: '',
  preferredLanguage: 'ru',
  topic: 'premises',
  premisesCode: '',
  message: 'Is it free?',
  website: '',
  opened: String(new Date('2026-11-25T11:00:00+08:00').getTime()),
}
/** Sends an enquiry and returns the id of its request from the response. */
async function ask(): Promise<string> {
  const { headers } = await site.visit.post('/ru/contact').type('form').send(question).expect(303)
  return String(headers['x-request-id'])
}
/** Returns the lines with an id in the log of all processes, as an operator would find them. */
const storyOf = (id: string) => site.log.lines().filter(line => JSON.stringify(line).includes(id))
const toldOf = (id: string) => storyOf(id).map(({ msg, kind, template }) => [msg, kind ?? template])

describe('the id of a request', () => {
  it('is logged with its effects, their letters and the delivery of these', async () => {
    const id = await ask()
    await site.runJobs()
    expect(toldOf(id)).toEqual([
      ['request completed', undefined],
      ['effect carried out', 'confirm'],
      ['effect carried out', 'inbox'],
      ['mail sent', 'enquiry-received'],
      ['mail sent', 'enquiry-inbox'],
    ])
    expect(storyOf(id).every(line => line.reqId === id)).toBe(true)
    expect(site.mails().map(({ requestId }) => requestId)).toEqual([id, id])
    const [first] = site.mails()
    expect(storyOf(id).map(line => line.mail)).toContain(first?.id)
  })

  it('is logged with each retry and shown to administrators with a parked effect', async () => {
    const id = await ask()
    await EnquiryModel.collection.updateMany({}, { $set: { 'effects.0.kind': 'reply', 'effects.0.facts': null } })
    for (let tries = 0; tries < 8; tries += 1) {
      await site.services.outbox.carryOut()
      site.clock.advance({ minutes: (5 * 2 ** tries) / 60 })
    }
    expect(storyOf(id).filter(({ msg }) => msg === 'an effect could not be carried out')).toHaveLength(7)
    expect(storyOf(id).at(-1)).toMatchObject({ kind: 'reply', failures: 8, reqId: id })
    const administrator = await site.as(await aColleague('administrator'))
    const { $ } = renderedPage(await administrator.get('/en/staff/outbox').expect(200))
    expect($('[data-test="request"]').text()).toBe(`Request number: ${id}`)
  })

  it('is stored with a letter that the request queues itself, and with a document', async () => {
    const account = await anApplicant()
    const reset = await site.visit
      .post('/en/forgot-password')
      .type('form')
      .send({ email: account.email })
      .expect(response => expect(response.status).toBeLessThan(400))
    await site.runJobs()
    expect(site.mails().at(-1)).toMatchObject({ to: account.email, requestId: reset.headers['x-request-id'] })

    const person = await site.as(account)
    const draft = (await aDraft({ applicant: account._id }))._id.toHexString()
    const sent = await person
      .post(`/en/applications/${draft}/documents`)
      .attach('passport', aPdf(), 'a.pdf')
      .expect(303)
    const [document] = await DocumentModel.find({ application: draft }).lean()
    expect(document?.origin).toEqual({ requestId: sent.headers['x-request-id'] })
  })

  it('is replaced by that of the job where no request is known, as with effects of the previous version', async () => {
    await ask()
    await EnquiryModel.collection.updateMany({}, { $unset: { 'effects.$[].origin': 1 } })
    await site.runJobs()
    expect(site.mails()).toHaveLength(2)
    for (const { requestId } of site.mails()) expect(requestId).toMatch(/^carry-out-effects-[0-9a-f-]{36}$/)
    const again = { $set: { status: 'queued', nextAttemptAt: new Date(0) }, $unset: { origin: 1 } }
    await MailModel.collection.updateMany({}, again)
    await site.runJobs()
    expect(site.mails()).toHaveLength(4)
    expect(site.mails().at(-1)?.requestId).toMatch(/^deliver-mail-[0-9a-f-]{36}$/)
    const examined = await runChecks(site.checkers)
    expect(examined.filter(({ count }) => count > 0)).toEqual([])
  })

  it('appears at most once in a log line', async () => {
    await ask()
    await site.runJobs()
    for (const line of site.log.raw().split('\n')) expect(line.split('"reqId"').length).toBeLessThanOrEqual(2)
  })
})
