import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { migration } from '#server/migrations/2026-11-29-names-to-find-by.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the search of the staff', () => {
  const site = useSite()
  type Person = Awaited<ReturnType<typeof site.as>>

  async function ask(person: Person, q: string, locale = 'zh') {
    const response = await person.get(`/${locale}/staff/search`).query({ q })
    const page = renderedPage(response)
    const kinds = page
      .$('[data-test^="found-"]')
      .map((_, section) => page.$(section).attr('data-test')?.slice(6))
      .get()
    const links = page
      .$('.finding__rows a')
      .map((_, link) => page.$(link).attr('href')?.replace(`/${locale}`, ''))
      .get()
    return { response, page, kinds, links }
  }

  const answers = {
    ...validAnswers(),
    applicant: {
      ...validAnswers().applicant,
      lastNameLatin: 'SHCHERBAKOVA',
      firstNameLatin: 'IULIIA',
      nameCyrillic: 'Щербакова Юлия Кузьминична',
      nameChinese: '谢霞',
      passportNumber: '75 1239876',
      phone: '+7 914 555-43-21',
    },
    company: { vehicle: 'russian_company', companyName: 'ООО «Кедр»', inn: '2540012345', ogrn: '1022501234567' },
  }
  const aCase = (overrides: Partial<Application> = {}) =>
    anApplication({ answers, applicantName: 'SHCHERBAKOVA IULIIA', ...overrides })
  const pathOf = ({ _id }: { _id: mongoose.Types.ObjectId }) => `/staff/applications/${_id.toHexString()}`

  it('finds a case by name in any script, usual spelling and order', async () => {
    const path = pathOf(await aCase())
    const other = pathOf(await anApplication({ applicantName: 'IVANOVA ANNA' }))
    const reviewer = await site.as(await aColleague('reviewer'))
    for (const q of [
      'щербак',
      'Shcherbakova',
      'scherbakova yu',
      'Юлия Щербакова',
      'yulia',
      '谢霞',
      'xie xia',
      'xiexia',
    ])
      expect((await ask(reviewer, q)).links, q).toEqual([path])
    for (const q of ['иванова', 'ivanova anna', 'ANNA IVANOVA'])
      expect((await ask(reviewer, q)).links, q).toEqual([other])
    const none = await ask(reviewer, 'щербинин', 'ru')
    expect(none.page.text('none')).toContain('Ничего не нашлось')
    expect(none.page.$('#finder').val()).toBe('щербинин')
  })

  it('finds a case by its whole or partial reference, and opens the only match', async () => {
    const one = await aCase({ reference: 'SS-2026-000123' })
    await aCase({ reference: 'SS-2026-000124' })
    const decider = await site.as(await aColleague('decider'))
    const { response } = await ask(decider, 'ss-2026-000123')
    expect(response.status).toBe(303)
    expect(response.headers.location).toBe(`/zh${pathOf(one)}`)
    for (const q of ['СС-2026-000123', 'ＳＳ－２０２６－０００１２３'])
      expect((await ask(decider, q)).response.headers.location, q).toBe(`/zh${pathOf(one)}`)
    for (const q of ['2026-123', '123', '000123']) expect((await ask(decider, q)).links, q).toContain(pathOf(one))
    expect((await ask(decider, 'SS-2026-0001')).links).toHaveLength(2)
  })

  it('searches the content of a case only for those who may read it', async () => {
    const path = pathOf(await aCase())
    const within = ['9876', '4321', '555-43-21', '2540012345', '1022501234567', 'кедр']
    const finds = async (role: 'reviewer' | 'decider' | 'administrator' | 'listing_manager') => {
      const person = await site.as(await aColleague(role))
      const found = await Promise.all(within.map(async q => (await ask(person, q)).links.includes(path)))
      return within.filter((_, index) => found[index])
    }
    expect(await finds('reviewer')).toEqual(within)
    expect(await finds('decider')).toEqual(within)
    expect(await finds('administrator')).toEqual(within.slice(1))
    expect(await finds('listing_manager')).toEqual([])
  })

  it('stores only a hash of the end of a passport number, and nothing after anonymisation', async () => {
    const { _id } = await aCase({ state: 'withdrawn', stateSince: new Date('2020-01-01') })
    const kept = async () => (await ApplicationModel.findById(_id).lean())?.searchTerms ?? []
    expect((await kept()).filter(term => term.includes('9876'))).toEqual([])
    expect((await kept()).filter(term => term.startsWith('~p'))).toEqual(
      Array(2).fill(expect.stringMatching(/^~p[0-9a-f]{24}$/)),
    )
    await site.services.cases.retention.anonymiseOldCases()
    expect(await kept()).toEqual([])
  })

  it('hides a case from officers with a conflict of interest, and its content before the declaration', async () => {
    const me = await aColleague('reviewer')
    const event = (kind: string) => ({
      _id: new mongoose.Types.ObjectId(),
      at: new Date(),
      by: { kind: 'reviewer' as const, id: me.id, name: me.name },
      kind,
    })
    const conflict = pathOf(
      await aCase({ reference: 'SS-2026-000201', state: 'review', events: [event('interest_conflict')] }),
    )
    const undeclared = pathOf(await aCase({ state: 'review' }))
    const declared = pathOf(await aCase({ state: 'review', events: [event('interest_none')] }))
    const person = await site.undeclared(me)
    for (const q of ['щербакова', '9876', 'SS-2026-000201', 'SFH-A-0107'])
      expect((await ask(person, q)).links, q).not.toContain(conflict)
    expect((await ask(person, 'щербакова')).links.toSorted()).toEqual([undeclared, declared].toSorted())
    expect((await ask(person, '9876')).links).toEqual([declared])
  })

  it('opens nothing when a code with look-alike letters matches a unit and a case', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const path = pathOf(await aCase({ premises: ['SFH-A-0107'] }))
    const person = await site.as(await aColleague('reviewer'))
    for (const q of ['SFH-A-0107', 'SFH-А-0107'])
      expect((await ask(person, q)).links.toSorted(), q).toEqual(['/premises/SFH-A-0107', path].toSorted())
  })

  it('finds units by any part of the code and by words, and drafts and other buildings only for those in charge of them', async () => {
    await aPremises({ code: 'SFH-A-0107', title: { ru: 'Чайная лавка' } })
    await aPremises({ code: 'SFH-B-0107', buildingCode: 'B1', status: 'draft', title: { ru: 'Чайный склад' } })
    const manager = await site.as(await aColleague('listing_manager'))
    for (const q of ['SFH-A-0107', 'sfha0107', 'a0107', 'a-01', 'СФХ-А-0107', 'ＳＦＨ－Ａ－０１０７', 'SFH–A–0107']) {
      const { response, links } = await ask(manager, q)
      expect(response.headers.location ?? links[0], q).toContain('/staff/premises/SFH-A-0107')
    }
    expect((await ask(manager, '0107')).links).toEqual(['/staff/premises/SFH-A-0107', '/staff/premises/SFH-B-0107'])
    expect((await ask(manager, 'чайный')).links).toHaveLength(2)
    const reviewer = await site.as(await aColleague('reviewer'))
    expect((await ask(reviewer, '0107')).links).toEqual(['/premises/SFH-A-0107'])
    const ofOne = await site.as(await aColleague('listing_manager', { buildings: ['B1'] }))
    expect((await ask(ofOne, '0107')).links).toEqual(['/staff/premises/SFH-B-0107'])
  })

  it('finds tenancies by tenant, reference and unit', async () => {
    const { path, code, application } = await aTenancy(site.services)
    const { reference } = (await ApplicationModel.findById(application).lean())!
    const manager = await site.as(await aColleague('listing_manager'))
    for (const q of ['ivanova', code, reference!]) {
      const { response, links } = await ask(manager, q, 'en')
      expect(response.headers.location ?? links.join(' '), q).toContain(path.replace('/en', ''))
    }
    expect((await ask(manager, 'ivanova', 'en')).kinds).toEqual(['tenancies'])
    const decider = await site.as(await aColleague('decider'))
    expect((await ask(decider, reference!)).kinds).toEqual(['applications', 'tenancies'])
  })

  it('finds people for administrators, and enquiries for those who answer them', async () => {
    const founder: TestAccount = await anApplicant({ name: 'Дмитрий Цой', email: 'dtsoi@example.com' })
    await aCase({ applicant: founder._id })
    await site.services.enquiries.send(
      {
        name: 'Ольга Жукова',
        email: 'olga@example.com',
        phone: '+7 (914) 777-88-99',
        messenger: '',
        preferredLanguage: 'ru',
        topic: 'premises',
        message: 'Есть ли вода?',
        premisesCode: 'SFH-A-0107',
      },
      '127.0.0.1',
    )
    const enquiry = `/staff/enquiries/${(await EnquiryModel.findOne().lean())!._id.toHexString()}`
    const administrator = await site.as(await aColleague('administrator'))
    for (const q of ['dmitry tsoy', 'Цой', 'dtsoi@']) expect((await ask(administrator, q)).kinds, q).toContain('people')
    const manager = await site.as(await aColleague('listing_manager'))
    for (const q of ['zhukova', '8899', 'olga@example.com', 'sfh-a-0107']) {
      expect((await ask(administrator, q)).links, q).toContain(enquiry)
      expect((await ask(manager, q)).response.headers.location ?? (await ask(manager, q)).links, q).toContain(enquiry)
    }
    expect((await ask(manager, 'Цой')).links).toEqual([])
    const reviewer = await site.as(await aColleague('reviewer'))
    expect((await ask(reviewer, 'olga@example.com')).links).toEqual([])
    expect((await ask(reviewer, 'dtsoi@example.com')).kinds).toEqual(['applications'])
    expect((await ask(reviewer, 'dtsoi@')).links).toEqual([])
  })

  it('is on every staff page and no other, and its queries are neither logged nor cached', async () => {
    const person = await site.as(await aColleague('administrator'))
    for (const locale of ['ru', 'en', 'zh'] as const) {
      const page = renderedPage(await person.get(`/${locale}/staff`).expect(200))
      expect(page.$('form.finder').attr('action')).toBe(`/${locale}/staff/search`)
      expect(page.$('label[for="finder"]').text()).not.toBe('')
      const empty = await ask(person, '', locale)
      expect(empty.page.text('hints')).toContain('SFH-A-0107')
      expect(empty.page.text('hints'), 'the last hint ends the list').toMatch(/[.。]$/)
    }
    expect(renderedPage(await person.get('/ru/premises').expect(200)).$('form.finder')).toHaveLength(0)
    expect(renderedPage(await person.get('/ru').expect(200)).$('script[src*="staff-pages"]')).toHaveLength(0)
    const { response } = await ask(person, 'unspeakable')
    expect(response.headers['cache-control']).toBe('no-store')
    expect(site.log.raw()).toContain('/zh/staff/search')
    expect(site.log.raw()).not.toContain('unspeakable')
  })

  it('treats all input as text', async () => {
    await aCase()
    const person = await site.as(await aColleague('administrator'))
    for (const q of ['.*', '^', '\\', '(', '[a-', '$ne', '~p9876', '~c', '%00', 'x'.repeat(5000), '<script>']) {
      const { response, links } = await ask(person, q)
      expect(response.status, q).toBe(200)
      expect(links, q).toEqual([])
    }
    await person.get('/zh/staff/search?q=a&q=b').expect(200)
  })

  it('finds cases from before the search existed after its migration', async () => {
    const { _id } = await aCase()
    await ApplicationModel.updateOne({ _id }, { $unset: { searchTerms: 1 } })
    const person = await site.as(await aColleague('reviewer'))
    expect((await ask(person, 'щербакова')).links).toEqual([])
    const { db } = mongoose.connection
    if (!db) throw new Error('no database')
    for (let times = 0; times < 2; times += 1) await migration.up({ db, log: site.log })
    expect((await ask(person, 'щербакова')).links).toEqual([pathOf({ _id })])
  })
})
