import { load } from 'cheerio'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { migration } from '#server/migrations/2026-12-06-nothing-due-after-an-end.ts'
import { runChecks } from '#shared/checks.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { aColleague, testPassword } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { binary } from '../support/files/binary.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { unzip } from '../support/files/unzip.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body)
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const exit = { on: '2026-11-25', electricityMeter: '1251', condition: 'Чисто', needsWork: 'no' }

/** Creates a tenancy that has ended with reports, a finding, an inspection and the renewal letter still open. */
async function left(changes: Partial<Tenancy> = {}) {
  const finding = { _id: new mongoose.Types.ObjectId(), text: 'Вывеска', cureBy: '2026-11-10' }
  const kept = { kind: 'planned' as const, note: '' }
  const inspections: Tenancy['inspections'] = [
    { _id: new mongoose.Types.ObjectId(), ...kept, state: 'held', on: '2026-11-01', findings: [finding] },
    { _id: new mongoose.Types.ObjectId(), ...kept, state: 'planned', on: '2026-11-20', findings: [] },
  ]
  const at = new Date('2026-11-20T02:00:00Z')
  const reports = [
    { _id: new mongoose.Types.ObjectId(), number: 1, turnoverFen: 1, foreignJobs: 1, localJobs: 1, note: '', at },
  ]
  const tenancy = await aTenancy(site.services, {
    handoverOn: '2026-03-01',
    state: 'notice',
    leavesOn: '2026-11-30',
    inspections,
    reports,
    ...changes,
  })
  const officer = await site.as(await aColleague('decider', { name: '李慧兰' }))
  await post(officer, `${tenancy.path}/exit`, exit).expect(303)
  await post(officer, `${tenancy.path}/vacate`).expect(303)
  await site.runJobs()
  return { ...tenancy, officer, tenant: await site.as(tenancy.tenant) }
}

/** Words about work that is still to be done, in the three languages. */
const owing =
  /просрочено на|через \d+ д|осталось \d|\d days? (overdue|left)|in \d+ days?|逾期 ?\d|还有 ?\d|剩余 ?\d|今天到期/i

describe('a tenancy that has ended', () => {
  it.each(locales)('shows no duties on any page, in %s', async locale => {
    const { officer, tenant, path, own, application } = await left()
    const inLocale = (address: string) => address.replace(/^\/(ru|en|zh)\//, `/${locale}/`)
    const pages = [
      [tenant, own],
      [tenant, `/ru/applications/${application}`],
      [tenant, '/ru/applications'],
      [officer, path],
      [officer, '/en/staff/tenancies'],
      [officer, '/en/staff'],
      [officer, `/en/staff/applications/${application}`],
    ] as const
    for (const [person, address] of pages) {
      const page = renderedPage(await person.get(inLocale(address)).expect(200))
      expect(page.main, address).not.toMatch(owing)
      const forms = /\/(reports|milestones|findings|inspections)\/|\/(renewal|notice)$/
      expect(
        page.links().filter(link => forms.test(link)),
        address,
      ).toEqual([])
      expect(page.$('[data-test=left], [data-test=duties], [data-test=clock] svg'), address).toHaveLength(0)
    }
  })

  it.each(locales)('is described as over in the tenant’s data export, in %s', async locale => {
    const { tenant } = await left()
    const t = translatorFor(locale)
    const { body } = await tenant
      .post(`/${locale}/account/privacy/archive`)
      .type('form')
      .send({ password: testPassword })
      .buffer(true)
      .parse(binary)
      .expect(200)
    const pages = [...unzip(body as Buffer)].filter(([name]) => name.endsWith('.html'))
    const known = pages
      .map(([, page]) => load(page.toString())('body').text())
      .join(' ')
      .replaceAll(/\s+/g, ' ')
    expect(known).toContain('Вывеска')
    expect(known).toContain(t('tenancy.milestone.void'))
    expect(known).toContain(t('tenancy.clock.ended'))
    expect(known).not.toContain(t('tenancy.clock.until'))
    expect(known).not.toMatch(owing)
    expect(known).not.toContain(t('tenancy.milestone.due', { day: formatDay(locale, startOfCityDay('2026-11-10')) }))
  })

  it('redirects from its forms to its page', async () => {
    const { tenant, own } = await left()
    for (const form of ['notice', 'renewal', 'reports/1'])
      expect((await tenant.get(`${own}/${form}`).expect(303)).headers['location']).toBe(own)
  })

  it('is shown as over on the page of its application, too', async () => {
    const { tenant, application } = await left()
    const page = renderedPage(await tenant.get(`/ru/applications/${application}`).expect(200))
    expect(page.main).toContain('Аренда закончилась, помещение возвращено.')
    expect(page.main).not.toContain('Срок без арендной платы идёт')
  })
})

/** Returns the broken invariants about ended tenancies; the incomplete data of these tests breaks others. */
async function broken(): Promise<Record<string, string[]>> {
  const examined = await runChecks(site.checkers)
  const found = examined.filter(
    ({ name, level, count }) => level === 'violation' && count > 0 && /nameless is|has ended/.test(name),
  )
  return Object.fromEntries(found.map(({ name, problems }) => [name, problems.map(({ id }) => id)]))
}

describe('after the retention period', () => {
  it('an ended tenancy causes no tasks, no handover and no second exit inspection', async () => {
    const { id, path, application, code } = await left()
    site.clock.walk({ days: 3 * 366 })
    await site.runJobs()
    expect((await stored(id)).anonymisedAt).toBeInstanceOf(Date)
    const officer = await site.as(await aColleague('decider'))
    for (const address of ['/en/staff', '/en/staff/applications', '/en/staff/tenancies']) {
      const { main } = renderedPage(await officer.get(address).expect(200))
      expect(main, address).not.toMatch(/undefined|handover is due/i)
    }
    const queue = renderedPage(await officer.get('/en/staff/applications').expect(200))
    expect(queue.links().filter(link => link.includes(application))).toEqual([])
    expect(renderedPage(await officer.get(path).expect(200)).$('[data-test=actions]')).toHaveLength(0)
    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'terminated' }, $unset: { exit: 1 } })
    const repairs = { ...exit, on: '2026-11-25', needsWork: 'yes', defects: 'Крыша' }
    await post(officer, `${path}/exit`, repairs).expect(409)
    await site.runJobs()
    expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('available')
  })

  it('a list of ended cases shows no name rather than “undefined”', async () => {
    const { application } = await left()
    await ApplicationModel.updateOne(
      { _id: application },
      { $set: { state: 'rejected', anonymisedAt: new Date() }, $unset: { applicantName: 1 } },
    )
    const officer = await site.as(await aColleague('decider'))
    const { main } = renderedPage(await officer.get('/en/staff/applications?state=ended').expect(200))
    expect(main).not.toContain('undefined')
  })
})

describe('verify-data', () => {
  it('reports a tenancy that is anonymised and open, and one that is ended and has a duty', async () => {
    const { id, application } = await left()
    expect(await broken()).toEqual({})
    const change = (update: object) => TenancyModel.updateOne({ _id: id }, update)
    await change({ $set: { nextDueOn: '2026-12-01' } })
    expect(await broken()).toEqual({ 'no tenancy that has ended has a duty or stands on the desk': [id] })
    await change({ $set: { nextDueOn: null, anonymisedAt: new Date(), breach: { reason: 'x', cureBy: '2026-12-01' } } })
    expect(await broken()).toEqual({ 'no tenancy that was made nameless is open': [id] })
    const report = { duty: 'opening-1', at: new Date(), text: 'Открылись.', files: [] }
    await change({ $set: { breach: null }, $unset: { party: 1, formerParties: 1, searchTerms: 1 } })
    expect(await broken()).toEqual({})
    await change({ $set: { dutyReports: [report] } })
    expect(await broken()).toEqual({ 'no tenancy that was made nameless is open': [id] })
    await change({ $set: { anonymisedAt: null, dutyReports: null } })

    site.clock.walk({ days: 3 * 366 })
    await site.runJobs()
    expect(await broken()).toEqual({})
    await ApplicationModel.updateOne({ _id: application }, { $unset: { handedOverOn: 1 } })
    expect(await broken()).toEqual({ 'no case that was made nameless is open': [application] })
    for (let run = 0; run < 2; run += 1) await migration.up({ db: mongoose.connection.db!, log: site.log })
    expect(await broken()).toEqual({})
    expect((await ApplicationModel.findById(application).lean())?.handedOverOn).toBe('2026-03-01')
  })
})

it('moves duties to the last day without undoing concurrent changes of the tenancy', async () => {
  const { id } = await aTenancy(site.services, { handoverOn: '2026-03-01', state: 'trading' })
  const { milestones, revision } = await stored(id)
  const late = milestones.map(one => (one.dueOn === '2029-02-28' ? { ...one, dueOn: '2029-03-01' } : one))
  await TenancyModel.updateOne({ _id: id }, { $set: { milestones: late } })
  const migrate = () => migration.up({ db: mongoose.connection.db!, log: site.log })
  const openedMeanwhile = { $set: { 'milestones.0.doneOn': '2026-11-20' }, $inc: { revision: 1 } }
  expect(await cutIn(0, migrate, () => TenancyModel.updateOne({ _id: id }, openedMeanwhile).exec())).toBe('met')
  const after = await stored(id)
  expect(after.milestones[0]?.doneOn).toBe('2026-11-20')
  expect(after.milestones.slice(-2).map(({ dueOn }) => dueOn)).toEqual(['2029-02-28', '2029-02-28'])
  expect(after.revision).toBe(revision + 1)
})

it('moves duties after the end to the last day, and removes those of ended tenancies', async () => {
  const { id } = await aTenancy(site.services, { handoverOn: '2026-03-01', state: 'converted_to_paid' })
  const { milestones } = await stored(id)
  const late = milestones.map(one => (one.dueOn === '2029-02-28' ? { ...one, dueOn: '2029-03-01' } : one))
  const done = late.map(one => (one.dueOn < '2029-01-01' ? { ...one, doneOn: '2026-11-01' } : one))
  await TenancyModel.updateOne({ _id: id }, { $set: { milestones: done, nextDueOn: '2029-03-01' } })
  for (let run = 0; run < 2; run += 1) await migration.up({ db: mongoose.connection.db!, log: site.log })
  const after = await stored(id)
  expect(after.nextDueOn).toBe('2029-02-28')
  expect(after.milestones.slice(-2).map(({ dueOn }) => dueOn)).toEqual(['2029-02-28', '2029-02-28'])
})
