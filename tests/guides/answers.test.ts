import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { catalogueText, locales } from '#shared/texts/i18n.ts'
import { questions } from '#features/guides/answers/questions.ts'
import { searchAnswers } from '#features/guides/answers/searching.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const answersIn = (locale: 'ru' | 'en' | 'zh') =>
  questions.map(({ name }) => ({
    name,
    question: catalogueText(locale, `answers.${name}.question`),
    answer: catalogueText(locale, `answers.${name}.answer`),
  }))

describe('the search in the answers', () => {
  it.each([
    ['ru', 'вернут залог', 'deposit'],
    ['ru', 'сколько стоит подать заявку', 'fee'],
    ['ru', 'нужен ли апостиль', 'fee'],
    ['ru', 'субаренда', 'sublet'],
    ['ru', 'как долго рассматривают заявку', 'time'],
    ['ru', 'кто может подать', 'who'],
    ['en', 'deposit back', 'deposit'],
    ['en', 'do I need a visa', 'visa'],
    ['en', 'subletting', 'sublet'],
    ['en', 'which documents', 'documents'],
    ['en', 'leave early', 'leave'],
    ['zh', '押金退还', 'deposit'],
    ['zh', '转租', 'sublet'],
    ['zh', '需要哪些文件', 'documents'],
    ['zh', '免签', 'visa'],
  ] as const)('finds in %s for “%s” among the first three: %s', (locale, typed, name) => {
    const found = searchAnswers(answersIn(locale), typed)
    expect(found.slice(0, 3).map(one => one.name)).toContain(name)
  })

  it('finds nothing for an unknown term or without words', () => {
    expect(searchAnswers(answersIn('en'), 'zebra crossing')).toEqual([])
    expect(searchAnswers(answersIn('en'), '?!')).toEqual([])
  })
})

describe('the answers page', () => {
  const site = useSite()
  const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))

  it.each(locales)('is grouped by topic, with the current settings, in %s', async locale => {
    const page = await open(`/${locale}/answers`)
    expect(page.$('[data-test=answer]').length).toBeGreaterThanOrEqual(25)
    expect(
      page
        .$('[data-test=answer]')
        .map((_, one) => page.$(one).attr('id'))
        .get(),
    ).toEqual(questions.map(({ name }) => name))
    expect(page.main).not.toMatch(/answers\.|undefined|NaN|[{}]/)
    expect(page.$('#offer').text()).toContain('14')
    expect(page.$('script[type="application/ld+json"]').text()).toContain('FAQPage')
  })

  it('uses the administrator’s current settings', async () => {
    const { id, name } = await aColleague('administrator')
    const { settings, revision } = await site.services.programme.current()
    const changed = { ...settings, offerDays: 21, citizenships: ['RU'] }
    expect((await site.services.programme.save(changed, { revision, by: { id, name } })).ok).toBe(true)
    const page = await open('/en/answers')
    expect(page.$('#offer').text()).toContain('21 days')
    expect(page.$('#who').text()).toContain('the office’s list')
  })

  it('mentions an appeal against a termination only if the settings allow one', async () => {
    const { id, name } = await aColleague('administrator')
    const save = async (change: (days: [string, number][]) => object) => {
      const { settings, revision } = await site.services.programme.current()
      const days = Object.entries(settings).filter(
        (entry): entry is [string, number] => /^appeal.+Days$/.test(entry[0]) && entry[0] !== 'appealDays',
      )
      await site.services.programme.save({ ...settings, ...change(days) }, { revision, by: { id, name } })
    }
    const end = async () => (await open('/en/answers')).$('#end').text()
    expect(await end()).toContain('You can appeal')
    await save(() => ({ appealSubletDays: 0 }))
    expect(await end()).toContain('The decision says whether you can appeal')
    await save(days => Object.fromEntries(days.map(([setting]) => [setting, 0])))
    expect(await end()).not.toContain('appeal')
    expect(await end()).not.toContain('stays yours')
    for (const locale of locales)
      expect((await open(`/${locale}/answers`)).$('#end').text()).not.toMatch(/пожаловаться|申诉/)
  })

  it('can be searched through its address', async () => {
    const page = await open('/en/answers?q=deposit')
    expect(page.text('found')).toMatch(/answers?$/)
    expect(page.$('[data-test=answer]').first().attr('id')).toBe('deposit')
    expect(page.value('q')).toBe('deposit')
    const none = await open('/en/answers?q=zebra')
    expect(none.text('found')).toContain('There is no answer to that.')
    expect(none.links()).toContain('/en/contact')
    await open('/en/answers?q[$ne]=x&q=y')
  })

  it('can be reworded by the listing manager like other texts: public once published, and audited', async () => {
    const staff = await site.as(await aColleague('listing_manager'))
    const path = '/en/staff/texts/answers.sublet'
    const shown = renderedPage(await staff.get(path).expect(200))
    expect(shown.main).toContain('May I sublet the unit?')
    const typed = Object.fromEntries(
      locales.flatMap(locale =>
        (['question', 'answer'] as const).map(part => [
          `answers.sublet.${part}.${locale}`,
          catalogueText(locale, `answers.sublet.${part}`),
        ]),
      ),
    )
    const changed = { ...typed, 'answers.sublet.answer.en': 'No, never.' }
    await staff
      .post(path)
      .type('form')
      .send({ ...changed, act: 'draft', version: 0 })
      .expect(303)
    expect((await open('/en/answers')).$('#sublet').text()).not.toContain('No, never.')
    await staff
      .post(path)
      .type('form')
      .send({ ...changed, act: 'publish', version: 1 })
      .expect(303)
    expect((await open('/en/answers')).$('#sublet').text()).toContain('No, never.')
    expect(await AuditEntryModel.countDocuments({ action: 'wording.published' })).toBe(1)
    await staff.post(path).type('form').send({ act: 'reset', version: 2 }).expect(303)

    const gap = { ...typed, 'answers.offer.answer.en': 'Two weeks.' }
    const refused = await staff
      .post('/en/staff/texts/answers.offer')
      .type('form')
      .send({ ...gap, act: 'publish', version: 0 })
    expect(refused.status).toBe(422)
    const applicant = await site.as(await anApplicant())
    await applicant.get(path).expect(403)
  })

  it('is linked from every page where its questions arise', async () => {
    const { code } = await aPremises()
    const links = async (path: string) => (await open(path)).links()
    expect(await links(`/en/premises/${code}`)).toEqual(
      expect.arrayContaining(['/en/answers#free', '/en/answers#time']),
    )
    expect(await links('/en/calculator')).toContain('/en/answers#calculator')
    expect(await links('/en/sign-up')).toEqual(expect.arrayContaining(['/en/answers#who', '/en/answers#data']))
    expect(await links('/en/applications/needed')).toContain('/en/answers#fee')
    expect(await links('/en/contact')).toContain('/en/answers')
    expect(await links('/en')).toEqual(expect.arrayContaining(['/en/answers', '/en/how-it-works']))
    const page = await open('/en/answers')
    expect(page.$('footer a[href="/en/answers"]')).toHaveLength(1)
    const map = await site.visit.get('/sitemap.xml').expect(200)
    expect(map.text).toContain('<loc>http://street.test/zh/answers</loc>')
    expect(map.text).toContain('<loc>http://street.test/zh/how-it-works</loc>')
  })

  it('is linked on the pages of applicants and tenants', async () => {
    const { code } = await aPremises()
    const founder = await anApplicant()
    const person = await site.as(founder)
    const doubts = async (path: string, agent = person) => renderedPage(await agent.get(path).expect(200)).links()
    const of = { applicant: founder._id, premises: [code] }
    const draft = await aDraft({ ...of, startedFor: 'SFH-A-9001' })
    expect(await doubts(`/en/applications/${draft._id.toHexString()}`)).toContain('/en/answers#draft')
    const offered = await anApplication({
      ...of,
      state: 'offered',
      heldPremises: code,
      startedFor: code,
      offer: { premises: code, madeAt: new Date('2026-11-20'), deadline: new Date('2026-12-04') },
    })
    expect(await doubts(`/en/applications/${offered._id.toHexString()}`)).toEqual(
      expect.arrayContaining(['/en/answers#offer', '/en/answers#time', '/en/answers#appeal']),
    )
    const other = await anApplicant()
    const next = await aPremises()
    const accepted = await anApplication({
      applicant: other._id,
      state: 'accepted',
      premises: [next.code],
      heldPremises: next.code,
    })
    expect(await doubts(`/en/applications/${accepted._id.toHexString()}/acceptance`, await site.as(other))).toContain(
      '/en/answers#before-contract',
    )
    const tenancy = await aTenancy(site.services)
    expect(await doubts(tenancy.own, await site.as(tenancy.tenant))).toContain('/ru/answers#duties')
  })

  it('has an answer for every link to one, on any page', () => {
    const names = new Set<string>(questions.map(({ name }) => name))
    const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.hbs'))
    const linked = views.flatMap(name =>
      [...readFileSync(`views/${name}`, 'utf8').matchAll(/pathTo '\/answers'}}#([\w-]+)/g)].map(
        ([, anchor]) => anchor ?? '',
      ),
    )
    expect(linked.length).toBeGreaterThan(10)
    expect(linked.filter(anchor => !names.has(anchor))).toEqual([])
  })
})
