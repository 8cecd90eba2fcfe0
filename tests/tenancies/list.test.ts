import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { validAnswers } from '../factories/applications.ts'
import { aBuilding } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const reviewer = async () => site.as(await aColleague('reviewer'))

type RenderedPage = ReturnType<typeof renderedPage>
type Agent = Awaited<ReturnType<typeof reviewer>>
const at = '/en/staff/tenancies'
const listed = async (agent: Agent, query = ''): Promise<RenderedPage> =>
  renderedPage(await agent.get(`${at}?${query}`).expect(200))
const codesOf = (page: RenderedPage): string[] =>
  page
    .$('[data-test=tenancies] tbody th')
    .map((_, cell) => page.$(cell).text().trim())
    .get()
const codes = async (agent: Agent, query = '') => codesOf(await listed(agent, query))

function answersOf([lastNameLatin, firstNameLatin]: [string, string]) {
  const answers = validAnswers()
  Object.assign(answers.applicant!, { lastNameLatin, firstNameLatin, nameCyrillic: '', nameChinese: '' })
  return answers
}

describe('the search in the list of tenancies', () => {
  it('finds the name of the contract in any script, but not that of the account', async () => {
    const anna = await aTenancy(site.services, { premises: 'SFH-A-0107' })
    const answers = answersOf(['PETROVA', 'OLGA'])
    const other = await aTenancy(site.services, { premises: 'SFH-A-0108', handoverOn: '2026-09-01', answers })
    const officer = await reviewer()
    expect(await codes(officer)).toEqual([anna.code, other.code])
    expect(await codes(officer, 'q=petrova')).toEqual([other.code])
    expect(await codes(officer, `q=${encodeURIComponent('Петрова')}`)).toEqual([other.code])
    // Both accounts have her name.
    expect(await codes(officer, `q=${encodeURIComponent('иванова')}`)).toEqual([anna.code])
    expect(await codes(officer, 'q=sidorov')).toEqual([])
  })

  it('finds a code or a part of it, and a reference', async () => {
    const one = await aTenancy(site.services, { premises: 'SFH-A-0107' })
    await aTenancy(site.services, { premises: 'SFH-B-0208', buildingCode: 'B2' })
    const officer = await reviewer()
    for (const typed of ['SFH-A-0107', 'sfh-а-0107', 'A-0107', '0107', 'SFH-A', 'ＳＦＨ-A-01'])
      expect(await codes(officer, `q=${encodeURIComponent(typed)}`), typed).toEqual([one.code])
    const { reference } = (await TenancyModel.findById(one.id).lean())!
    await TenancyModel.updateOne({ _id: one.id }, { $set: { reference: 'SS-2026-100007' } })
    await ApplicationModel.updateOne({ _id: one.application }, { $set: { reference: 'SS-2026-100007' } })
    for (const typed of ['SS-2026-100007', 'ss-2026-1000', '2026-100007', '100007'])
      expect(await codes(officer, `q=${encodeURIComponent(typed)}`), typed).toEqual([one.code])
    expect(await codes(officer, `q=${reference}`)).toEqual([])
  })

  it('links to matching tenancies from before the site', async () => {
    const officer = await reviewer()
    await EarlierTenancyModel.create([
      { ...earlier, premises: 'SFH-A-0109', tenant: 'Чайная «Белый журавль»' },
      { ...earlier, premises: 'SFH-A-0110', tenant: 'Пекарня' },
    ])
    const q = `q=${encodeURIComponent('журавль')}`
    const page = await listed(officer, q)
    expect(page.text('earlier-found')).toContain('1 tenancy')
    const href = page.$('[data-test=earlier-found] a').attr('href')!
    const found = renderedPage(await officer.get(href).expect(200))
    const rows = found.$('[data-test=earlier-tenancies] tbody th').text()
    expect(rows).toContain('SFH-A-0109')
    expect(rows).not.toContain('SFH-A-0110')
    expect(found.value('q')).toBe('журавль')
    expect((await listed(officer)).$('[data-test=earlier-found]').length).toBe(0)
  })
})

const earlier = {
  state: 'let' as const,
  taken: 'let' as const,
  since: '2025-03-01',
  rent: 'free' as const,
  rentMonthFen: 100,
}

describe('the list of tenancies', () => {
  it('is filtered by state and shows current and unfinished tenancies by default', async () => {
    const lasts = await aTenancy(site.services, { premises: 'SFH-A-0107', state: 'trading' })
    const over = await aTenancy(site.services, { premises: 'SFH-A-0108', state: 'vacated', nextDueOn: null })
    const exit = await aTenancy(site.services, {
      premises: 'SFH-A-0109',
      handoverOn: '2026-09-01',
      state: 'terminated',
      nextDueOn: '2026-11-20',
    })
    const officer = await reviewer()
    expect(await codes(officer)).toEqual([lasts.code, exit.code])
    expect(await codes(officer, 'state=ended')).toEqual([over.code, exit.code])
    expect(await codes(officer, 'state=all')).toEqual([lasts.code, over.code, exit.code])
    expect(await codes(officer, 'state=vacated')).toEqual([over.code])
    expect(await codes(officer, 'state=nonsense&due=nonsense&building=%00&page=x')).toEqual([lasts.code, exit.code])
    // A tenant who is not found among the current tenancies may have left.
    const none = await listed(officer, 'q=SFH-A-0108')
    expect(codesOf(none)).toEqual([])
    expect(none.text('empty')).toContain('There are no such tenancies.')
    const everywhere = await officer.get(none.$('[data-test=empty] a').attr('href')!).expect(200)
    expect(codesOf(renderedPage(everywhere))).toEqual([over.code])
  })

  it('is filtered by building', async () => {
    const one = await aTenancy(site.services, { premises: 'SFH-A-0107', buildingCode: 'A1' })
    await aTenancy(site.services, { premises: 'SFH-B-0208', buildingCode: 'B2' })
    const officer = await reviewer()
    const page = await listed(officer, 'building=A1')
    expect(codesOf(page)).toEqual([one.code])
    expect(
      page
        .$('select[name=building] option')
        .map((_, option) => page.$(option).val())
        .get(),
    ).toEqual(['', 'A1', 'B2'])
    expect(page.$('select[name=building] option[selected]').val()).toBe('A1')
    expect(await codes(officer, 'building=Z9')).toEqual([])
  })

  it('is filtered by building within a listing manager’s own buildings', async () => {
    await aBuilding({ code: 'A1' })
    const theirs = await aTenancy(site.services, { premises: 'SFH-B-0208', buildingCode: 'B2' })
    await aTenancy(site.services, { premises: 'SFH-A-0107', buildingCode: 'A1' })
    const manager = await site.as(await aColleague('listing_manager', { buildings: ['B2'] }))
    const page = await listed(manager)
    expect(codesOf(page)).toEqual([theirs.code])
    expect(
      page
        .$('select[name=building] option')
        .map((_, option) => page.$(option).val())
        .get(),
    ).toEqual(['', 'B2'])
    for (const query of ['building=A1', 'q=SFH-A-0107', 'q=ivanova&building=A1'])
      expect(await codes(manager, query), query).toEqual([])
  })

  it('is filtered by what is due', async () => {
    // Today is 25 November 2026. This one owes its licence, its opening and a report.
    const behind = await aTenancy(site.services, { premises: 'SFH-A-0101', handoverOn: '2026-08-01' })
    const fresh = await aTenancy(site.services, { premises: 'SFH-A-0102', handoverOn: '2026-11-01' })
    const soon = await aTenancy(site.services, {
      premises: 'SFH-A-0103',
      handoverOn: '2026-11-02',
      nextDueOn: '2026-11-28',
    })
    const ending = await aTenancy(site.services, {
      premises: 'SFH-A-0104',
      handoverOn: '2024-03-01',
      state: 'expiring',
      milestones: [],
      rentFreeUntil: '2027-02-28',
      nextDueOn: '2027-02-28',
    })
    const sent = await aTenancy(site.services, {
      premises: 'SFH-A-0105',
      handoverOn: '2026-11-03',
      state: 'trading',
      unreadReports: [1],
    })
    const cure = await aTenancy(site.services, {
      premises: 'SFH-A-0106',
      handoverOn: '2026-11-04',
      state: 'breach_cure',
      breach: { reason: 'Закрыто без предупреждения.', cureBy: '2026-12-24' },
    })
    const officer = await reviewer()
    const due = (name: string) => codes(officer, `due=${name}`)
    expect(await due('late')).toEqual([behind.code])
    expect(await due('week')).toEqual([behind.code, soon.code])
    expect(await due('reports')).toEqual([behind.code])
    expect(await due('office')).toEqual([sent.code])
    expect(await due('tenant')).toEqual([cure.code])
    expect(await due('ending')).toEqual([ending.code])
    expect(await codes(officer, 'due=ending&state=trading')).toEqual([])
    expect(await codes(officer, `due=ending&q=${ending.code}`)).toEqual([ending.code])
    expect(await codes(officer)).toContain(fresh.code)
  })
})

describe('the filters of the list of tenancies', () => {
  it('stay in the form and in the links between pages, and one link clears them', async () => {
    const first = await aTenancy(site.services, { premises: 'SFH-A-0101', state: 'trading', nextDueOn: '2026-11-20' })
    const { _id, ...stored } = (await TenancyModel.findById(first.id).lean())!
    await TenancyModel.insertMany(
      Array.from({ length: 50 }, (_, index) => ({
        ...stored,
        application: _id.toHexString().slice(0, 20) + String(1000 + index),
        premises: `SFH-A-${2000 + index}`,
      })),
    )
    const officer = await reviewer()
    const page = await listed(officer, 'q=sfh-a&state=trading&due=late')
    expect(page.text('summary')).toContain('51')
    expect(codesOf(page)).toHaveLength(50)
    const next = page.$('a[rel=next]').attr('href')!
    expect(Object.fromEntries(new URL(next, 'http://x').searchParams)).toEqual({
      q: 'sfh-a',
      state: 'trading',
      due: 'late',
      page: '2',
    })
    const second = renderedPage(await officer.get(next).expect(200))
    expect(codesOf(second)).toHaveLength(1)
    expect(second.value('q')).toBe('sfh-a')
    expect(second.$('select[name=state] option[selected]').val()).toBe('trading')
    expect(second.$('select[name=due] option[selected]').val()).toBe('late')
    expect(second.$('form.desk-filters a').attr('href')).toBe(at)
    expect((await listed(officer)).$('form.desk-filters a').length).toBe(0)
    // A page beyond the last is the last.
    expect(codesOf(await listed(officer, 'state=trading&page=9'))).toHaveLength(1)
  })

  it('ignore invalid values in an address', async () => {
    const { code } = await aTenancy(site.services)
    const officer = await reviewer()
    const odd = [
      '%00',
      '%F0%9F%98%80',
      '((((',
      '.*',
      '$where',
      '%5C',
      '"><script>',
      'a'.repeat(3_000),
      '%E5%BA%97'.repeat(200),
    ]
    for (const name of ['q', 'state', 'building', 'due', 'page'])
      for (const value of odd)
        for (const path of [at, `${at}/earlier`])
          await officer.get(`${path}?${name}=${value}&${name}[$ne]=1&${name}=${value}`).expect(200)
    expect(await codes(officer, 'q=.*')).toEqual([])
    expect(await codes(officer, 'q=&state=&building=&due=&page=')).toEqual([code])
  })

  it.each(locales)('are shown in %s', async locale => {
    await aTenancy(site.services)
    const officer = await reviewer()
    const page = renderedPage(await officer.get(`/${locale}/staff/tenancies?q=nobody&due=office`).expect(200))
    expect(page.language).toBe(locale)
    const labels = page
      .$('form.desk-filters label')
      .map((_, label) => page.$(label).text())
      .get()
    expect(labels).toHaveLength(4)
    expect(labels.every(Boolean)).toBe(true)
    expect(page.text('empty')).not.toBe('')
  })
})
