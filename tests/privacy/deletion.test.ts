import { beforeEach, describe, expect, it } from 'vitest'
import mongoose from 'mongoose'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { MailModel } from '#models/mail.ts'
import { SavedModel } from '#models/saved/saved.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { privacyService } from '#features/privacy/service.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague, anApplicant, testPassword, type TestAccount } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { useSite } from '../support/site.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const path = '/ru/account/privacy'
const asks = (agent: Agent, password = testPassword) =>
  agent.post(`${path}/deletion`).type('form').send({ deletionPassword: password })
const ended = (applicant: TestAccount, state: Application['state'], code: string) => {
  const day = new Date('2026-11-20T12:00:00+08:00')
  const events = [
    {
      _id: new mongoose.Types.ObjectId(),
      at: day,
      by: { kind: 'applicant', id: applicant.id, name: 'Анна' },
      kind: 'moved',
    },
  ]
  return anApplication({
    applicant: applicant._id,
    state,
    stateSince: day,
    premises: [code],
    startedFor: code,
    events,
  } as never)
}

/** Creates an account with some data of every kind. */
async function aLife() {
  const person = await anApplicant({ name: 'Анна Иванова', locale: 'ru' })
  const { code } = await aPremises()
  await aDraft({ applicant: person._id, startedFor: 'SFH-A-0300', premises: ['SFH-A-0300'] })
  const withdrawn = await ended(person, 'withdrawn', 'SFH-A-0301')
  const rejected = await ended(person, 'rejected', 'SFH-A-0302')
  await site.services.saved.favourites.add(person.id, [code])
  const slot = await aSlot({
    premises: code,
    guide: (await aColleague('listing_manager'))._id,
    startsAt: new Date('2026-12-20T10:00:00+08:00'),
  })
  const wish = { slot: slot.id, partySize: 1, phone: '+7 914 000', note: 'с ребёнком', language: 'ru' as const }
  await site.services.viewings.bookings.book({ ...person, locale: 'ru', verified: true }, wish)
  const sent = { name: 'Анна', email: person.email, preferredLanguage: 'ru', topic: 'other' } as const
  await EnquiryModel.create({ ...sent, message: 'Есть ли парковка?', digest: person.id })
  return { person, withdrawn, rejected }
}

const broken = async (): Promise<string[]> => {
  const examined = await runChecks(site.checkers)
  const invented = ['every history leads', 'every reference is', 'state and fields']
  return examined
    .filter(({ level, count }) => level === 'violation' && count > 0)
    .map(({ name }) => name)
    .filter(name => !invented.some(start => name.startsWith(start)))
}
const byKind = async (template: string) => (await MailModel.find({ template }).lean()).length

async function expectGone({ person, withdrawn, rejected }: Awaited<ReturnType<typeof aLife>>) {
  expect(await AccountModel.exists({ email: person.email })).toBeNull()
  expect(await SavedModel.countDocuments()).toBe(0)
  expect(await EnquiryModel.countDocuments()).toBe(0)
  expect(await ApplicationModel.countDocuments({ state: 'draft' })).toBe(0)
  const viewings = JSON.stringify(await ViewingModel.find({}, { pendingEffects: 0 }).lean())
  for (const trace of ['Анна', '914 000', 'ребёнком', person.email, person.id]) expect(viewings).not.toContain(trace)
  const nameless = JSON.stringify(await ApplicationModel.findById(withdrawn._id).lean())
  for (const trace of ['IVANOVA', '75 1234567', person.id, 'Анна']) expect(nameless).not.toContain(trace)
  expect((await ApplicationModel.findById(rejected._id).lean())?.applicantName).toBe('IVANOVA ANNA')
  expect(await byKind('account-deleted')).toBe(1)
  expect(await broken()).toEqual([])
}

describe('deleting an account', () => {
  it('shows what is deleted and what is kept, waits a fortnight, shows a notice on every page and can be cancelled', async () => {
    const person = await anApplicant({ locale: 'ru' })
    const agent = await site.as(person)
    const page = await agent.get(path).expect(200)
    for (const word of ['Что будет удалено', 'Что останется и почему', '60 дней после решения', '14 дней'])
      expect(page.text).toContain(word)
    await asks(agent, 'wrong')
      .expect(422)
      .expect(/Нынешний пароль введён неверно/)
    await asks(agent).expect(303)
    await asks(agent).expect(303)
    await site.runJobs({ tidying: true })
    expect(site.mails().map(({ subject }) => subject)).toEqual(['Учётная запись будет удалена 9 декабря 2026'])

    const again = await site.as(person)
    await again.get('/ru/premises').expect(/data-test="leaving"/)
    await again.get(path).expect(/Учётная запись будет удалена 9 декабря 2026/)
    await again.post(`${path}/keep`).expect(303)
    await again.get('/ru/premises').expect(({ text }) => expect(text).not.toContain('data-test="leaving"'))
    site.clock.advance({ days: 20 })
    await site.runJobs({ tidying: true })
    const kinds = (await AccountModel.findById(person._id).lean())?.history.map(({ kind }) => kind)
    expect(kinds).toEqual(['deletion_asked', 'deletion_called_off'])
    expect(await auditEntriesAbout(person.id)).toEqual([
      'account.deletion_asked applicant',
      'account.deletion_called_off applicant',
    ])
  })

  it('is cancelled through the link in the mail, which asks for confirmation and works once', async () => {
    const person = await anApplicant({ locale: 'ru' })
    await asks(await site.as(person)).expect(303)
    await site.runJobs({ tidying: true })
    const link = /http:\/\/street\.test(\/ru\/keep-account\/[\w-]+)/.exec(site.mails()[0]?.text ?? '')?.[1] ?? ''
    await site.visit
      .get(link)
      .expect(200)
      .expect('Cache-Control', 'no-store')
      .expect(/Оставить учётную запись/)
    expect((await AccountModel.findById(person._id).lean())?.deletion).toBeTruthy()
    await site.visit
      .post(link)
      .expect(200)
      .expect(/Удаление отменено/)
    await site.visit.post(link).expect(410)
    expect(await auditEntriesAbout(person.id)).toEqual([
      'account.deletion_asked applicant',
      'account.deletion_called_off visitor',
    ])
    expect((await AccountModel.findById(person._id).lean())?.deletion).toBeUndefined()
    expect(JSON.stringify(await AccountModel.findById(person._id).lean())).not.toContain(link.split('/').at(-1))
  })

  it('deletes everything that need not be kept, and frees the e-mail address', async () => {
    const life = await aLife()
    const agent = await site.as(life.person)
    await asks(agent).expect(303)
    site.clock.advance({ days: 13 })
    await site.runJobs({ tidying: true })
    expect(await AccountModel.exists({ email: life.person.email })).not.toBeNull()
    site.clock.advance({ days: 2 })
    await site.runJobs({ tidying: true })
    await expectGone(life)
    expect(await auditEntriesAbout(life.person.id)).toEqual([
      'account.deletion_asked applicant',
      'account.deleted system',
    ])
    const toThem = site.mails().filter(({ to }) => to === life.person.email)
    expect(toThem.map(({ subject }) => subject)).toContain('Учётная запись удалена')
    await agent.get('/ru/account').expect(303)

    site.clock.advance({ days: 60 })
    await site.runJobs({ tidying: true })
    const late = await ApplicationModel.findById(life.rejected._id).lean()
    expect(late).toMatchObject({ reference: life.rejected.reference, state: 'rejected' })
    expect(JSON.stringify(late)).not.toContain('IVANOVA')
    const decider = { kind: 'administrator', id: life.person.id, name: 'A' } as const
    const reopening = site.services.cases.moves.reopen(life.rejected._id.toHexString(), decider, {
      to: 'review',
      reason: 'x',
    })
    await expect(reopening).rejects.toMatchObject({ code: 'application.nobody-left' })
    const signUp = { name: 'Анна', email: life.person.email, password: 'another good phrase' }
    expect(await site.services.accounts.registration.signUp({ ...signUp, locale: 'ru', from: '::1' })).toMatchObject({
      ok: true,
    })
  })

  it('is refused while cases are open, with links to them', async () => {
    const person = await anApplicant({ locale: 'ru' })
    const live = await anApplication({ applicant: person._id, state: 'review' })
    const agent = await site.as(person)
    const page = await agent.get(path).expect(200)
    expect(page.text).toContain(`href="/ru/applications/${live._id.toHexString()}"`)
    await asks(agent)
      .expect(409)
      .expect(/учётную запись удалить нельзя/)
    expect((await AccountModel.findById(person._id).lean())?.deletion).toBeUndefined()
  })

  it('is not carried out if an application was submitted meanwhile: the account stays, and a mail explains why', async () => {
    const person = await anApplicant({ locale: 'ru' })
    await asks(await site.as(person)).expect(303)
    await anApplication({ applicant: person._id, state: 'submitted' })
    site.clock.advance({ days: 15 })
    await site.runJobs({ tidying: true })
    expect(site.mails().at(-1)?.subject).toBe('Учётная запись не удалена')
    await (await site.as(person)).get(path).expect(200)
    expect((await AccountModel.findById(person._id).lean())?.deletion).toBeUndefined()
  })

  it('is not available to staff', async () => {
    const reviewer = await aColleague('reviewer')
    await asks(await site.as(reviewer)).expect(403)
    await site.services.accounts.leaving.askForDeletion(reviewer.id)
    expect((await AccountModel.findById(reviewer._id).lean())?.deletion).toBeUndefined()
  })
})

describe('a killed deletion of an account', () => {
  const steps = [
    ['saved', 'forgetEverything'],
    ['viewings', 'forgetVisitor'],
    ['enquiries', 'forgetSender'],
    ['applications', 'forgetApplicant'],
    ['mail', 'forgetTo'],
    ['mail', 'queue'],
    ['accounts', 'closeForDeletion'],
    ['accounts', 'beginErasing'],
    ['accounts', 'removeAccount'],
  ] as const
  let life: Awaited<ReturnType<typeof aLife>>
  beforeEach(async () => {
    life = await aLife()
    await asks(await site.as(life.person)).expect(303)
    await site.runJobs({ tidying: true })
    site.clock.advance({ days: 15 })
  })

  it.each(steps)('continues after %s.%s where it stopped, and sends one last mail', async (slice, act) => {
    const { personalData, applications, accounts, mail } = site.services
    const parts = { ...personalData, accounts: accounts.leaving, mail }
    const part = parts[slice] as unknown as Record<string, (...asked: unknown[]) => Promise<unknown>>
    const step = slice in personalData ? 'erase' : act
    const killed = async (...asked: unknown[]) => {
      await part[step]?.(...asked)
      throw new Error('killed')
    }
    const dyingParts = { ...parts, [slice]: { ...part, [step]: killed } }
    const dying = privacyService({
      ...dyingParts,
      accounts: { ...accounts, leaving: dyingParts.accounts },
      clock: site.clock,
      slices: [dyingParts.saved, dyingParts.viewings, dyingParts.enquiries, dyingParts.applications],
      standingInTheWay: applications.own.standingInTheWay,
    })
    await expect(dying.deleteAccounts(site.log)).rejects.toThrow('killed')
    await expect(dying.deleteAccounts(site.log).catch(() => 'again')).resolves.toBeDefined()
    await site.runJobs({ tidying: true })
    await expectGone(life)
  })
})
