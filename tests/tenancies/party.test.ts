import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { LetterModel } from '#models/deciding/letter.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { runChecks } from '#shared/checks.ts'
import { migration } from '#server/migrations/2026-12-13-parties-of-tenancies.ts'
import { renewalDueOn } from '#features/tenancies/duties/duties.ts'
import { aColleague } from '../factories/account.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { validAnswers } from '../factories/applications.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { binary } from '../support/files/binary.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { typedInto } from '../support/staff-form.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
type MadeTenancy = Awaited<ReturnType<typeof aTenancy>>

const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body)
const show = async (person: Person, path: string) => renderedPage(await person.get(path).expect(200))
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const decider = async () => site.as(await aColleague('decider'))

/** Answers of a person whose name is known in all three scripts. */
function answersOf(company: Record<string, string> = {}) {
  const answers = validAnswers()
  Object.assign(answers.applicant!, { nameChinese: '安娜' })
  Object.assign(answers.company!, company)
  return answers
}
const company = { vehicle: 'russian_company', companyName: 'ООО «Восточный берег»', ogrn: '1022500000001' }
const ending = { state: 'expiring', rentFreeUntil: '2027-05-25' } as const

async function rename({ tenant }: MadeTenancy, name = 'Лаура Фальшивая'): Promise<Person> {
  const person = await site.as(tenant)
  await post(person, '/ru/account', { name, locale: 'ru' }).expect(303)
  return person
}

const why = { reason: 'Так решили на совещании.', reasonZh: '会议如此决定。' }
async function decide({ id, path }: MadeTenancy, act: string, said: Record<string, string>): Promise<void> {
  await post(await decider(), `${path}/${act}`, { ...said, ...why }).expect(303)
  const proposal = (await stored(id)).proposal?.key ?? ''
  await post(await decider(), `${path}/confirm`, { proposal }).expect(303)
  await site.runJobs()
}

async function letterOf({ application }: MadeTenancy, person: Person): Promise<string> {
  const letter = (await LetterModel.findOne({ application }).lean())!
  const path = `/ru/applications/${application}/letters/${letter._id.toHexString()}`
  const { body } = await person.get(path).buffer().parse(binary).expect(200)
  return readPdf(body as Buffer).text.replaceAll(/\s+/g, '')
}

const broken = async () =>
  (await runChecks(site.checkers))
    .filter(({ count, name }) => count > 0 && name.includes('party'))
    .map(({ name }) => name)

describe('after the tenant has renamed the account', () => {
  it.each([
    ['renewal', { until: '2027-06-30' }],
    ['paid', { from: '2027-06-01' }],
    ['termination', { ground: 'sublet' }],
  ] as const)('the letter on a %s has the name of the contract in its three scripts', async (act, said) => {
    const tenancy = await aTenancy(site.services, { ...ending, answers: answersOf() })
    const person = await rename(tenancy)
    await decide(tenancy, act, said)
    const letter = await letterOf(tenancy, person)
    expect(letter).toContain('IVANOVAANNA/ИвановаАннаСергеевна/安娜')
    expect(letter).not.toContain('Фальшивая')
  })

  it('the pages of both sides and the list of tenancies show the name of the contract', async () => {
    const tenancy = await aTenancy(site.services, { answers: answersOf(), nextDueOn: '2026-11-01' })
    const person = await rename(tenancy)
    const officer = await decider()
    const inFull = 'IVANOVA ANNA / Иванова Анна Сергеевна / 安娜'
    for (const page of [await show(officer, tenancy.path), await show(person, tenancy.own)])
      expect(page.main).toContain(inFull)
    for (const [locale, name] of [
      ['ru', 'Иванова Анна Сергеевна'],
      ['en', 'IVANOVA ANNA'],
      ['zh', '安娜'],
    ] as const) {
      const list = await show(officer, `/${locale}/staff/tenancies`)
      expect(list.$('[data-test=tenancies] tbody').text()).toContain(name)
      expect(list.text('board')).toContain(name)
      expect(list.main).not.toContain('Фальшивая')
    }
    expect((await show(officer, `${tenancy.path}/pause`)).main).not.toContain('Фальшивая')
  })

  it('both searches find the tenancy by the name of the contract, not by that of the account', async () => {
    const { code, ...tenancy } = await aTenancy(site.services, { answers: answersOf() })
    await rename({ code, ...tenancy })
    const officer = await decider()
    const found = async (path: string, q: string) =>
      (await show(officer, `${path}?q=${encodeURIComponent(q)}`)).main.includes(code)
    for (const path of ['/en/staff/tenancies', '/en/staff/search']) {
      for (const q of ['Иванова', 'ivanova', '安娜']) expect(await found(path, q), `${path} ${q}`).toBe(true)
      expect(await found(path, 'Фальшивая'), path).toBe(false)
    }
    expect((await show(officer, '/zh/staff/search?q=ivanova')).main).toContain('安娜')
  })

  it('the history and the audit name the tenant by the name of the contract', async () => {
    const tenancy = await aTenancy(site.services, { ...ending, answers: answersOf() })
    const person = await rename(tenancy)
    await post(person, `${tenancy.own}/renewal`, { wish: 'renew', letter: 'Хотим остаться.' }).expect(303)
    const history = (await show(await decider(), tenancy.path)).text('events')
    expect(history).toContain('IVANOVA ANNA')
    expect(history).not.toContain('Фальшивая')
    const administrator = await site.as(await aColleague('administrator'))
    const audit = await show(administrator, `/en/staff/audit?kind=tenancy`)
    expect(audit.main).toContain('IVANOVA ANNA')
    expect(audit.main).not.toContain('Фальшивая')
  })
})

describe('the party of a tenancy', () => {
  it('is compared with the contract by verify-data', async () => {
    const { id } = await aTenancy(site.services, { answers: answersOf() })
    expect(await broken()).toEqual([])
    await TenancyModel.updateOne({ _id: id }, { $set: { 'party.nameLatin': 'PETROVA OLGA' } })
    expect(await broken()).toEqual(['every tenancy has the party of its contract'])
    await TenancyModel.updateOne({ _id: id }, { $unset: { party: 1 } })
    expect(await broken()).toEqual(['every tenancy has the party of its contract'])
  })

  it('is added by the migration to tenancies of an earlier version, as signed or else as submitted', async () => {
    const migrate = () => migration.up({ db: mongoose.connection.db!, log: site.log })
    const before = { $unset: { party: 1, searchTerms: 1 } }
    const submitted = await aTenancy(site.services, { answers: answersOf(company) })
    const signed = await aTenancy(site.services)
    const forgotten = await aTenancy(site.services, { anonymisedAt: site.clock.now(), state: 'vacated' })
    const all = [submitted, signed, forgotten].map(({ id }) => id)
    const asOpened = await stored(submitted.id)
    await TenancyModel.updateMany({}, before)
    const lessee = { ...asOpened.party, nameLatin: 'PETROVA OLGA', passportNumber: '75 7654321' }
    const _id = new mongoose.Types.ObjectId(signed.application)
    const contract = { lessee, premises: { code: signed.code }, preparedAt: site.clock.now(), signedOn: '2026-08-01' }
    await ApplicationModel.collection.updateOne({ _id }, { $set: { 'offer.acceptance.contract': contract } })
    for (let run = 0; run < 2; run += 1) {
      await migrate()
      const [one, other, none] = await Promise.all(all.map(stored))
      expect(one).toMatchObject({ party: asOpened.party, searchTerms: asOpened.searchTerms })
      expect(other?.party).toEqual({ ...asOpened.party, nameLatin: 'PETROVA OLGA' })
      expect(none?.party).toBeUndefined()
    }
    expect(await broken()).toEqual([])
  })
})

describe('a tenancy of a company', () => {
  it('shows the company in lists and letters, with the person who applied in letters and on pages', async () => {
    const tenancy = await aTenancy(site.services, { ...ending, answers: answersOf(company) })
    const person = await rename(tenancy)
    const manager = await site.as(await aColleague('listing_manager'))
    for (const q of ['', '?q=восточный', '?q=1022500000001']) {
      const list = await show(manager, encodeURI(`/zh/staff/tenancies${q}`))
      expect(list.$('[data-test=tenancies] tbody').text()).toContain('ООО «Восточный берег»')
    }
    expect((await show(person, tenancy.own)).main).toMatch(
      /ООО «Восточный берег», 1022500000001.*IVANOVA ANNA \/ Иванова Анна Сергеевна/,
    )
    await decide(tenancy, 'renewal', { until: '2027-06-30' })
    expect(await letterOf(tenancy, person)).toMatch(/ООО«Восточныйберег»,1022500000001.*IVANOVAANNA/)
  })
})

describe('the correction of a tenant’s name by two officers', () => {
  const married = { nameLatin: 'PETROVA ANNA', nameCyrillic: 'Петрова Анна Сергеевна', nameChinese: '安娜' }
  const correctionOf = async (person: Person, { path }: MadeTenancy) =>
    typedInto(await person.get(`${path}/party`).expect(200), {}, 'main form')

  it('changes every page and the search, stores the former names and sends a mail to the tenant', async () => {
    const { id, path, ...rest } = await aTenancy(site.services, { answers: answersOf() })
    const tenancy = { id, path, ...rest }
    const one = await decider()
    const other = await decider()
    expect((await show(one, path)).links()).toContain(`${path}/party`)
    const form = await correctionOf(one, tenancy)
    expect(form).toMatchObject({ nameLatin: 'IVANOVA ANNA', nameChinese: '安娜', companyName: '', corrections: '0' })
    const same = renderedPage(await post(one, `${path}/party`, { ...form, ...why }).expect(422))
    expect(same.$('.error-summary').text()).toContain('No name has been changed')
    await post(one, `${path}/party`, { ...form, ...married, ...why }).expect(303)
    expect((await stored(id)).party).toMatchObject({ nameLatin: 'IVANOVA ANNA' })
    expect((await show(await site.as(tenancy.tenant), tenancy.own)).main).not.toContain('PETROVA')
    await post(one, `${path}/confirm`, { proposal: (await stored(id)).proposal!.key }).expect(409)

    const confirming = await show(other, `${path}/confirm`)
    expect(confirming.main).toContain('IVANOVA ANNA → PETROVA ANNA')
    expect(confirming.main).not.toContain('安娜 →')
    await post(other, `${path}/confirm`, { proposal: (await stored(id)).proposal!.key }).expect(303)
    await site.runJobs()
    const page = await show(other, path)
    expect(page.main).toContain('PETROVA ANNA / Петрова Анна Сергеевна / 安娜')
    expect(page.text('events')).toContain('Party of the contract corrected')
    // The case still finds it by the name under which the founder applied.
    for (const q of ['petrova', 'Иванова'])
      expect((await show(other, `/en/staff/tenancies?q=${encodeURIComponent(q)}`)).main).toContain(rest.code)
    expect(await stored(id)).toMatchObject({ proposal: null, formerParties: [{ nameLatin: 'IVANOVA ANNA' }] })
    const mail = site.mails().find(({ subject }) => subject.includes('Исправлено имя в договоре'))
    expect(mail?.text).toContain('PETROVA ANNA / Петрова Анна Сергеевна / 安娜')
    expect(mail?.text).toContain(why.reason)
  })

  it('passes the check by verify-data against the signed contract', async () => {
    const tenancy = await aTenancy(site.services, { answers: answersOf(), state: 'vacated' })
    await decide(tenancy, 'party', { ...(await correctionOf(await decider(), tenancy)), ...married })
    expect(await broken()).toEqual([])
  })

  it('is refused from a page with the names before another correction', async () => {
    const tenancy = await aTenancy(site.services, { answers: answersOf() })
    const old = await correctionOf(await decider(), tenancy)
    await decide(tenancy, 'party', { ...old, ...married })
    await post(await decider(), `${tenancy.path}/party`, { ...old, nameLatin: 'SIDOROVA ANNA', ...why }).expect(409)
  })
})

describe('a proposed correction of the party', () => {
  const correction = { ...why, nameLatin: 'PETROVA ANNA' }
  async function proposed(tenancy: MadeTenancy): Promise<void> {
    const one = await decider()
    const form = typedInto(await one.get(`${tenancy.path}/party`).expect(200), {}, 'main form')
    await post(one, `${tenancy.path}/party`, { ...form, ...correction }).expect(303)
  }
  const renewal = () => ({ at: site.clock.now(), wish: 'renew' as const, letter: 'Хотим остаться.' })

  it('is among the work of deciders after the tenancy has ended', async () => {
    const tenancy = await aTenancy(site.services, { state: 'vacated', answers: answersOf() })
    await proposed(tenancy)
    const other = await decider()
    const work = await show(other, '/en/staff/work/tenancy-proposals')
    expect(work.links()).toContain(`${tenancy.path}/confirm`)
    const proposal = (await stored(tenancy.id)).proposal!.key
    await post(other, `${tenancy.path}/confirm`, { proposal }).expect(303)
    expect((await stored(tenancy.id)).party!.nameLatin).toBe('PETROVA ANNA')
  })

  it('is no answer to the letter about the renewal, which its page does not show', async () => {
    const tenancy = await aTenancy(site.services, { ...ending, answers: answersOf(), renewal: renewal() })
    const due = renewalDueOn(await stored(tenancy.id))
    expect(due).not.toBeNull()
    await proposed(tenancy)
    expect(renewalDueOn(await stored(tenancy.id))).toBe(due)
    const other = await decider()
    expect((await show(other, '/en/staff/work/renewal-requests')).main).toContain(tenancy.code)
    const page = await show(other, `${tenancy.path}/confirm`)
    expect(page.main).toContain('The corrected names are used from now on')
    expect(page.main).not.toContain('Хотим остаться.')
    const proposal = String(page.value('proposal'))
    await TenancyModel.updateOne({ _id: tenancy.id }, { $set: { 'renewal.at': new Date('2026-11-26T04:00:00Z') } })
    await post(other, `${tenancy.path}/confirm`, { proposal }).expect(303)
    expect((await stored(tenancy.id)).renewal!.decidedAt).toBeUndefined()
  })
})
