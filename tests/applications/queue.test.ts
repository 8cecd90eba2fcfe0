import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { deskOf, type Agent } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { signedIn } = deskOf(site)

describe('the queue', () => {
  const queue = async (person: Agent, query = '') =>
    renderedPage(await person.get(`/en/staff/applications${query}`).expect(200))
  const references = (page: Awaited<ReturnType<typeof queue>>) =>
    page
      .$('[data-test=queue] tbody th a')
      .map((_, link) => page.$(link).text())
      .get()

  async function threeCases() {
    const officer = await aColleague('reviewer', { name: '孙立群' })
    const answers = { ...validAnswers(), company: { vehicle: 'chinese_company_to_be_founded', companyName: '蜂蜜' } }
    answers.plan = { ...answers.plan, useClass: 'catering' }
    const at = new Date('2026-11-01T02:00:00Z')
    await anApplication({ reference: 'SS-2026-000001', submittedAt: new Date('2026-11-20T02:00:00Z') })
    await anApplication({
      reference: 'SS-2026-000002',
      submittedAt: at,
      state: 'screening',
      assignee: officer._id,
      applicantName: 'ORLOV (OLEG)',
      snapshot: { at, formVersion: 1, answers, documents: [] },
    })
    await anApplication({ reference: 'SS-2026-000003', state: 'rejected' })
    await aDraft()
    return officer
  }

  it('lists open cases with the oldest first, and never a draft', async () => {
    await threeCases()
    const page = await queue(await signedIn('decider'))
    expect(references(page)).toEqual(['SS-2026-000002', 'SS-2026-000001'])
    const [first] = page
      .$('[data-test=queue] tbody tr')
      .map((_, row) => page.$(row).text().replace(/\s+/g, ' '))
      .get()
    expect(first).toMatch(/ORLOV \(OLEG\) .+ SFH-A-0107 .+ Screening 1 Nov 2026 24 days — 孙立群/)
    expect(references(await queue(await signedIn('decider'), '?state=all'))).toHaveLength(3)
  })

  it('can be filtered by state, use, officer and words, and sorted by its columns', async () => {
    const officer = await threeCases()
    const person = await site.as(officer)
    const one = ['SS-2026-000001']
    const two = ['SS-2026-000002']
    expect(references(await queue(person, '?state=submitted'))).toEqual(one)
    expect(references(await queue(person, '?state=ended'))).toEqual(['SS-2026-000003'])
    expect(references(await queue(person, '?use=catering'))).toEqual(two)
    expect(references(await queue(person, '?assignee=me'))).toEqual(two)
    expect(references(await queue(person, `?assignee=${officer.id}`))).toEqual(two)
    expect(references(await queue(person, '?assignee=nobody'))).toEqual(one)
    expect(references(await queue(person, `?q=${encodeURIComponent('(oleg')}`))).toEqual(two)
    for (const words of ['orlov oleg', 'oleg orlov', 'Oleg Orl'])
      expect(references(await queue(person, `?q=${encodeURIComponent(words)}`)), words).toEqual(two)
    expect(references(await queue(person, '?q=oleg%20nobody'))).toEqual([])
    expect(references(await queue(person, '?q=2026-000001'))).toEqual(one)
    expect(references(await queue(person, `?q=${encodeURIComponent('СС-2026-000001')}`))).toEqual(one)
    expect(references(await queue(person, '?q=sfh-a-0107&sort=reference'))).toEqual([...one, ...two])
    expect(references(await queue(person, '?q=.*'))).toEqual([])
    expect(references(await queue(person, '?sort=-submitted'))).toEqual([...one, ...two])
    expect(references(await queue(person, '?sort=applicant'))).toEqual([...one, ...two])
    expect(references(await queue(person, '?sort=-applicant'))).toEqual([...two, ...one])
    const none = await queue(person, '?q=nobody')
    expect(none.text('empty')).toContain('no such applications')
    const odd = await queue(person, '?state=draft&use=castle&sort=__proto__&page=minus&assignee[$ne]=1')
    expect(references(odd)).toHaveLength(2)
  })

  it('counts for each step the cases that its page lists, and no contract after the handover', async () => {
    await anApplication({ reference: 'SS-2026-000004', state: 'contracted' })
    await anApplication({ reference: 'SS-2026-000005', state: 'contracted', handedOverOn: '2026-11-20' })
    const person = await signedIn('decider')
    for (const query of ['', '?state=contracted']) {
      const page = await queue(person, query)
      expect(references(page)).toEqual(['SS-2026-000004'])
      expect(page.text('summary')).toBe('1 application')
      expect(page.$('.desk-steps li').text().replace(/\s+/g, ' ').trim()).toBe('Contract signed 1')
    }
    expect(references(await queue(person, '?state=all'))).toEqual(['SS-2026-000004', 'SS-2026-000005'])
    const desk = renderedPage(await person.get('/en/staff').expect(200))
    expect(desk.$('dt:has(a[href="/en/staff/applications?state=contracted"]) + dd').text().trim()).toBe('1')
  })

  it('has a banner if the units are demonstration data', async () => {
    const { code } = await aPremises({ demo: true })
    const person = await signedIn('reviewer')
    await anApplication()
    expect((await queue(person)).$('[data-test=demo-banner]')).toHaveLength(0)
    await anApplication({ premises: [code] })
    expect((await queue(person)).$('[data-test=demo-banner]')).toHaveLength(1)
  })

  it('marks empty cells, which are hidden on a phone, but never that of the officer', async () => {
    await threeCases()
    const marked = async (person: Agent) =>
      (await queue(person))
        .$('[data-test=queue] tbody tr:has(a:contains("000002")) [data-nothing]')
        .map((_, cell) => cell.attribs['data-label'])
        .get()
    expect(await marked(await signedIn('administrator'))).toEqual(['Score'])
    const undeclared = await site.undeclared(await aColleague('decider'))
    expect(await marked(undeclared)).toEqual(['Applying as', 'Use', 'Score'])
  })

  it('has pages that keep the filter', async () => {
    for (let i = 0; i < 26; i += 1) await anApplication()
    const person = await signedIn('reviewer')
    const page = await queue(person, '?use=retail')
    expect(references(page)).toHaveLength(25)
    expect(page.$('a[rel=next]').attr('href')).toBe('/en/staff/applications?use=retail&page=2')
    expect(references(await queue(person, '?use=retail&page=99'))).toHaveLength(1)
  })

  it('is available only to those who handle cases', async () => {
    await queue(await signedIn('administrator'))
    await (await signedIn('listing_manager')).get('/en/staff/applications').expect(403)
    await (await site.as(await anApplicant())).get('/en/staff/applications').expect(403)
    await site.visit.get('/en/staff/applications').expect(303)
  })

  it.each(locales)('is shown in %s', async locale => {
    await threeCases()
    const page = renderedPage(await (await signedIn('reviewer')).get(`/${locale}/staff/applications`).expect(200))
    expect(page.heading).toBe({ ru: 'Заявки', en: 'Applications', zh: '入驻申请' }[locale])
    expect(page.text('summary')).toBe({ ru: '2 заявки', en: '2 applications', zh: '共2件' }[locale])
  })
})
