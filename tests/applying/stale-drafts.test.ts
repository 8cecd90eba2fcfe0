import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { MailModel } from '#models/mail.ts'
import { carryOutEffects } from '#features/outbox/jobs.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'

const site = useSite()
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)

/** A draft untouched since 20 November 2026: with 90 days its last day is 18 February 2027. */
async function anOldDraft() {
  const account = await anApplicant({ locale: 'ru' })
  const draft = await aDraft({ applicant: account._id })
  // A session lasts for days, a draft for months.
  return { account, id: idOf(draft), signIn: () => site.as(account) }
}
const exists = async (id: string) => (await ApplicationModel.countDocuments({ _id: id })) === 1
async function on(day: string) {
  site.clock.set(noon(day))
  await site.runJobs()
  return site.mails().map(({ subject }) => subject)
}

describe('an untouched draft', () => {
  it('has one reminder seven days before its last day and is deleted the day after', async () => {
    const { account, id } = await anOldDraft()
    expect(await on('2027-02-10')).toEqual([])
    expect(await on('2027-02-11')).toHaveLength(1)
    const [mail] = site.mails()
    expect(mail).toMatchObject({ to: account.email, subject: 'Черновик заявки на SFH-A-0107 скоро удалится' })
    expect(mail?.text).toContain('до 18 февраля 2027 включительно')
    expect(mail?.text).toContain(`http://street.test/ru/applications/${id}`)

    expect(await on('2027-02-18')).toHaveLength(1)
    expect(await exists(id)).toBe(true)
    await on('2027-02-19')
    expect(await exists(id)).toBe(false)
    expect(await auditEntriesAbout(id)).toEqual(['application.removed system'])
  })

  it('shows its last day on its page and in the list, with emphasis in the last week', async () => {
    const { id, signIn } = await anOldDraft()
    const tasks = async () => renderedPage(await (await signIn()).get(`/ru/applications/${id}`).expect(200))
    expect((await tasks()).text('kept-until')).toBe('Черновик хранится до 18 февраля 2027, если его не менять.')
    site.clock.set(noon('2027-02-12'))
    expect((await tasks()).text('kept-until')).toContain('Чтобы продлить срок, сохраните любой раздел.')
    const list = renderedPage(await (await signIn()).get('/en/applications').expect(200))
    expect(list.main).toContain('kept until 18 February 2027')
  })

  it('starts a new period when a section or document is saved, with a new reminder', async () => {
    const { id, signIn } = await anOldDraft()
    await on('2027-02-11')
    site.clock.set(noon('2027-02-15'))
    await (await signIn()).post(`/ru/applications/${id}/plan`).type('form').send(validAnswers().plan).expect(303)
    await on('2027-02-25')
    expect(await exists(id)).toBe(true)
    expect(renderedPage(await (await signIn()).get(`/ru/applications/${id}`)).text('kept-until')).toContain(
      '16 мая 2027',
    )
    expect(await on('2027-05-08')).toHaveLength(1)
    expect(await on('2027-05-09')).toHaveLength(2)
    await on('2027-05-17')
    expect(await exists(id)).toBe(false)
  })

  it('stays for a full week after the reminder even if the worker stopped for months', async () => {
    const { id } = await anOldDraft()
    expect(await on('2027-04-01')).toHaveLength(1)
    expect(site.mails()[0]?.text).toContain('8 апреля 2027')
    await on('2027-04-08')
    expect(await exists(id)).toBe(true)
    await on('2027-04-09')
    expect(await exists(id)).toBe(false)
  })

  it('stays for a week after its letter was sent if the worker stopped right after the reminder', async () => {
    const { id, signIn } = await anOldDraft()
    site.clock.set(noon('2027-02-11'))
    await site.services.applying.deletions.warn()
    expect(await on('2027-03-20')).toHaveLength(1)
    expect(site.mails()[0]?.text).toContain('до 27 марта 2027 включительно')
    expect(await exists(id)).toBe(true)
    expect(renderedPage(await (await signIn()).get(`/ru/applications/${id}`)).text('kept-until')).toContain('27 марта')
    await on('2027-03-27')
    expect(await exists(id)).toBe(true)
    await on('2027-03-28')
    expect(await exists(id)).toBe(false)
  })

  it('stays for a week after its letter was sent if the letter was delayed', async () => {
    const { id, signIn } = await anOldDraft()
    site.clock.set(noon('2027-02-11'))
    await site.services.applying.deletions.warn()
    await carryOutEffects.run({ services: site.services, log: site.log })
    expect(await site.queuedMails()).toHaveLength(1)
    expect(await on('2027-02-25')).toHaveLength(1)
    expect(await on('2027-03-04')).toHaveLength(1)
    expect(await exists(id)).toBe(true)
    expect(renderedPage(await (await signIn()).get(`/ru/applications/${id}`)).text('kept-until')).toContain('4 марта')
    await on('2027-03-05')
    expect(await exists(id)).toBe(false)
  })

  it('is deleted even if its letter could never be sent', async () => {
    const { id } = await anOldDraft()
    site.clock.set(noon('2027-02-11'))
    await site.services.applying.deletions.warn()
    await carryOutEffects.run({ services: site.services, log: site.log })
    await MailModel.updateOne({ status: 'queued' }, { $set: { status: 'failed' } })
    expect(await on('2027-02-19')).toEqual([])
    expect(await exists(id)).toBe(false)
  })

  it('has no letter if it was saved before the letter was sent', async () => {
    const { id, signIn } = await anOldDraft()
    site.clock.set(noon('2027-02-11'))
    expect(await site.services.applying.deletions.warn()).toBe(1)
    expect(await site.services.applying.deletions.warn()).toBe(0)
    await (await signIn()).post(`/ru/applications/${id}/plan`).type('form').send({ activity: 'Чай' }).expect(422)
    await site.runJobs()
    expect(site.mails()).toEqual([])
  })

  it('is deleted with its documents, and submitted applications are not affected', async () => {
    const { id, signIn } = await anOldDraft()
    const pdf = Buffer.from('%PDF-1.4\ntrailer << >>\n%%EOF\n')
    site.clock.set(noon('2026-11-20'))
    await (await signIn()).post(`/ru/applications/${id}/documents`).attach('passport', pdf, 'a.pdf').expect(303)
    const handedIn = idOf(await anApplication())
    await on('2027-02-11')
    await on('2027-02-19')
    expect(await site.services.documents.list(id)).toEqual([])
    expect(await exists(handedIn)).toBe(true)
  })
})
