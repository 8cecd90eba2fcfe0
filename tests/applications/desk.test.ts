import { describe, expect, it } from 'vitest'
import { AccountModel } from '../../models/account.ts'
import { ApplicationModel, type Application } from '../../models/application.ts'
import { PremisesModel } from '../../models/premises.ts'
import { locales } from '../../server/shared/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')

type Agent = Awaited<ReturnType<typeof site.as>>
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const signedIn = async (...arguments_: Parameters<typeof aColleague>) => site.as(await aColleague(...arguments_))
const post = (person: Agent, id: string, action: string, values: object = {}) =>
  person.post(`/en/staff/applications/${id}/${action}`).type('form').send(values)
const open = async (person: Agent, id: string, status = 200) =>
  renderedPage(await person.get(`/en/staff/applications/${id}`).expect(status))
const actionsOn = (page: ReturnType<typeof renderedPage>) =>
  page
    .$('.case-now form[action*="/staff/applications/"][method=post]')
    .map((_, form) => page.$(form).attr('action')!.split('/').at(-1))
    .get()

const scores = { feasibility: '4', experience: '5', jobs: '3', finance: '0', street_benefit: '4' }
const assessment = { ...scores, comment: 'Считаю план реалистичным.' }
const anAssessment = (reviewer: string) => ({
  reviewer,
  reviewerName: 'Sun Liqun',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: 4, experience: 4, jobs: 4, finance: 4, street_benefit: 2 },
  comment: 'Sound.',
})
const inDecision = async (overrides: Partial<Application> = {}) =>
  anApplication({ state: 'decision', assessments: [anAssessment('f'.repeat(24))], ...overrides })

/** Handed in through the applicant's own pages, with a passport and two more papers. */
async function submitted(code: string) {
  const account = await anApplicant({ locale: 'ru' })
  const founder = await site.as(account)
  const draft = await aDraft({ applicant: account._id, premises: [code], startedFor: code })
  const id = idOf(draft)
  await founder
    .post(`/ru/applications/${id}/documents`)
    .attach('passport', pdf, 'Паспорт.pdf')
    .attach('business_plan', pdf, 'План.pdf')
    .attach('experience', pdf, '作品集.pdf')
    .expect(303)
  await founder.post(`/ru/applications/${id}/check`).expect(303)
  return { id, founder }
}

describe('a case from submission to the keys', () => {
  it('goes its straight path through the screens only', async () => {
    const { code } = await aPremises()
    const { id, founder } = await submitted(code)
    const reviewer = await signedIn('reviewer', { name: '孙立群' })
    const decider = await signedIn('decider', { name: '李慧兰' })
    const done = `/en/staff/applications/${id}`

    expect(actionsOn(await open(reviewer, id))).toEqual(['screening'])
    await post(reviewer, id, 'screening').expect(303).expect('location', done)
    const screening = await open(reviewer, id)
    expect(screening.notice).toBe('You are screening this application.')
    expect(actionsOn(screening)).toEqual(['review', 'ineligible'])
    await post(reviewer, id, 'review').expect(303)

    const undeclared = await open(reviewer, id)
    expect(actionsOn(undeclared)).toEqual(['declaration'])
    expect(undeclared.text('closed')).toContain('after your declaration')
    expect(undeclared.main).not.toContain('Магазин дальневосточного мёда')
    await post(reviewer, id, 'declaration', { interest: 'none' }).expect(303)
    const open_ = await open(reviewer, id)
    expect(open_.main).toContain('Магазин дальневосточного мёда')
    expect(actionsOn(open_)).toEqual(['assessment', 'declaration', 'interview'])
    await post(reviewer, id, 'assessment', assessment).expect(303)
    expect(actionsOn(await open(reviewer, id))).toEqual(['assessment', 'decision', 'declaration', 'interview'])
    await post(reviewer, id, 'decision').expect(303)
    expect(actionsOn(await open(reviewer, id))).toEqual([])

    const deciding = await open(decider, id)
    expect(actionsOn(deciding)).toEqual(['offer', 'waitlist', 'declaration', 'reject'])
    expect(deciding.main).toContain('3.2 of 5')
    expect(deciding.value('deadlineOn')).toBe('2026-12-09')
    await post(decider, id, 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(303)
    await site.runJobs()
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'held' })
    expect((await open(decider, id)).text('choices')).toContain('kept for this application')

    await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    await post(decider, id, 'contract').expect(303)
    const handover = {
      on: '2026-11-25',
      electricityMeter: '1 250,5',
      waterMeter: '',
      heatMeter: '3',
      inventory: 'Два ключа.\nЦарапина на витрине.',
    }
    await post(decider, id, 'handover', handover).expect(303)
    await site.runJobs()

    const ended = await open(decider, id)
    expect(actionsOn(ended)).toEqual([])
    const link = ended.links().find(href => href.startsWith('/en/staff/tenancies/'))!
    const tenancy = renderedPage(await decider.get(link).expect(200))
    expect(tenancy.text('left')).toContain('1,095 days left')
    expect(tenancy.main).toContain('1,250.5 kWh')
    expect(tenancy.main).toContain('no meter of its own')
    expect(tenancy.main).toContain('李慧兰')
    expect(tenancy.text('inventory')).toContain('Царапина на витрине')
    expect((await stored(id)).events.map(({ kind, to }) => to ?? kind).filter(kind => kind !== 'started')).toEqual([
      'submitted',
      'screening',
      'review',
      'interest_none',
      'assessed',
      'decision',
      'offered',
      'accepted',
      'contracted',
      'handed_over',
    ])
  })

  it('ends with a reason that reaches the applicant', async () => {
    const founder = await anApplicant({ locale: 'ru' })
    const decider = await signedIn('decider')
    const rejected = idOf(await inDecision({ applicant: founder._id }))
    await post(decider, rejected, 'reject', { reason: 'Нет плана расходов.' }).expect(303)
    const ineligible = idOf(
      await anApplication({ applicant: founder._id, state: 'screening', startedFor: 'SFH-A-0109' }),
    )
    await post(decider, ineligible, 'ineligible', { reason: 'Паспорт истёк.' }).expect(303)
    await site.runJobs()
    expect(
      site
        .mails()
        .map(({ text }) => text)
        .join(),
    ).toMatch(/Нет плана расходов[\s\S]*Паспорт истёк/)
    expect(await stored(rejected)).toMatchObject({ state: 'rejected' })
    expect(await stored(ineligible)).toMatchObject({ state: 'ineligible' })
  })
})

describe('deciding', () => {
  it('is refused to whoever reviewed the case, even with a decider’s role', async () => {
    const { code } = await aPremises()
    const account = await aColleague('reviewer')
    const id = idOf(await anApplication({ state: 'review', premises: [code] }))
    const before = await site.as(account)
    await post(before, id, 'declaration', { interest: 'none' }).expect(303)
    await post(before, id, 'assessment', assessment).expect(303)
    await post(before, id, 'decision').expect(303)
    await AccountModel.updateOne({ _id: account._id }, { role: 'decider' })

    const now = await site.as(account)
    const page = await open(now, id)
    expect(actionsOn(page)).toEqual([])
    expect(page.text('obstacle')).toContain('You assessed this')
    for (const [action, values] of [
      ['offer', { premises: code, deadlineOn: '2026-12-05' }],
      ['offer', {}],
      ['reject', { reason: 'No.' }],
    ] as const) {
      const refused = renderedPage(await post(now, id, action, values).expect(403))
      expect(refused.text('alert')).toContain('You assessed this')
    }
    expect(await stored(id)).toMatchObject({ state: 'decision', revision: 3 })
  })

  it('is not for reviewers', async () => {
    const id = idOf(await inDecision())
    const reviewer = await signedIn('reviewer')
    expect(actionsOn(await open(reviewer, id))).toEqual([])
    await post(reviewer, id, 'reject', { reason: 'No.' }).expect(403)
    await post(reviewer, id, 'offer', { premises: 'SFH-A-0107', deadlineOn: '2026-12-05' }).expect(403)
    expect(await stored(id)).toMatchObject({ state: 'decision' })
  })

  it('asks for a reason, a premises and a day that has not passed, and keeps what was typed', async () => {
    const { code } = await aPremises()
    const id = idOf(await inDecision({ premises: [code] }))
    const decider = await signedIn('decider')
    const noReason = renderedPage(await post(decider, id, 'reject', { reason: '  ' }).expect(422))
    expect(noReason.errors()).toEqual([{ field: 'reason', text: 'Reason for the applicant: Fill in this field.' }])
    expect(noReason.$('details#reject').attr('open')).toBeDefined()

    const bad = renderedPage(await post(decider, id, 'offer', { deadlineOn: '5 December' }).expect(422))
    expect(bad.errors().map(({ field }) => field)).toEqual(['premises', 'deadlineOn'])
    expect(bad.value('deadlineOn')).toBe('5 December')
    const past = renderedPage(
      await post(decider, id, 'offer', { premises: code, deadlineOn: '2026-11-25' }).expect(422),
    )
    expect(past.errors()).toEqual([{ field: 'deadlineOn', text: expect.stringContaining('later than today') }])
    expect(past.$('[name=premises]:checked').val()).toBe(code)
  })

  it('offers only what is free, and shows what keeps the rest', async () => {
    const free = await aPremises()
    const held = await aPremises({ status: 'held' })
    const id = idOf(await inDecision({ premises: [held.code, free.code] }))
    const decider = await signedIn('decider')
    const page = await open(decider, id)
    expect(
      page
        .$('[name=premises]')
        .map((_, radio) => page.$(radio).val())
        .get(),
    ).toEqual([free.code])
    expect(page.text('choices')).toMatch(new RegExp(`${held.code}.*kept for somebody else.*${free.code}.*free`))
    const refused = renderedPage(
      await post(decider, id, 'offer', { premises: held.code, deadlineOn: '2026-12-05' }).expect(409),
    )
    expect(refused.text('alert')).toContain(held.code)

    await PremisesModel.updateMany({}, { status: 'let' })
    expect((await open(decider, id)).main).toContain('None of the chosen premises is free')
  })

  it('tells whoever was slower that a colleague moved the case first', async () => {
    const id = idOf(await inDecision())
    const [one, other] = [await signedIn('decider'), await signedIn('decider')]
    const statuses = await Promise.all(
      [one, other].map(async person => (await post(person, id, 'reject', { reason: 'No.' })).status),
    )
    expect(statuses.toSorted()).toEqual([303, 409])
    const late = renderedPage(await post(other, id, 'reject', { reason: 'No.' }).expect(409))
    expect(late.text('alert')).toContain('Somebody else changed the application')
    expect(late.main).toContain('Rejected')
  })
})

describe('reviewing', () => {
  it('needs a declaration first, and is over for whoever has a conflict', async () => {
    const id = idOf(await anApplication({ state: 'review' }))
    const reviewer = await signedIn('reviewer')
    expect(renderedPage(await post(reviewer, id, 'assessment', assessment).expect(409)).text('alert')).toContain(
      'First',
    )
    await post(reviewer, id, 'decision').expect(409)
    const silent = renderedPage(await post(reviewer, id, 'declaration', { interest: 'conflict' }).expect(422))
    expect(silent.errors().map(({ field }) => field)).toEqual(['note'])
    await post(reviewer, id, 'declaration', { interest: 'conflict', note: 'Моя сестра.' }).expect(303)

    const page = await open(reviewer, id)
    expect(actionsOn(page)).toEqual([])
    expect(page.text('closed')).toContain('you declared a conflict')
    expect(page.main).not.toContain('Магазин дальневосточного мёда')
    await post(reviewer, id, 'assessment', assessment).expect(403)
    await post(reviewer, id, 'declaration', { interest: 'none' }).expect(403)
    expect(await stored(id)).toMatchObject({ assessments: [] })
  })

  it('asks for every score and the grounds', async () => {
    const id = idOf(await anApplication({ state: 'review' }))
    const reviewer = await signedIn('reviewer')
    await post(reviewer, id, 'declaration', { interest: 'none' }).expect(303)
    const gap = { ...scores, jobs: undefined }
    const page = renderedPage(await post(reviewer, id, 'assessment', { ...gap, finance: '6', comment: '' }).expect(422))
    expect(page.errors().map(({ field }) => field)).toEqual(['jobs', 'finance', 'comment'])
    expect(page.$('[name=experience]:checked').val()).toBe('5')
    expect(await stored(id)).toMatchObject({ assessments: [] })
  })

  it('hides the scores of others until one’s own are given', async () => {
    const id = idOf(await anApplication({ state: 'review', assessments: [anAssessment('f'.repeat(24))] }))
    const reviewer = await signedIn('reviewer')
    await post(reviewer, id, 'declaration', { interest: 'none' }).expect(303)
    expect((await open(reviewer, id)).main).not.toContain('Sound.')
    await post(reviewer, id, 'assessment', assessment).expect(303)
    expect((await open(reviewer, id)).main).toContain('Sound.')
  })
})

describe('handing over', () => {
  it('asks for readings and an inventory, and for a day between the contract and today', async () => {
    const since = new Date('2026-11-20T04:00:00Z')
    const id = idOf(await anApplication({ state: 'contracted', stateSince: since, heldPremises: 'SFH-A-0107' }))
    const reviewer = await signedIn('reviewer')
    const form = { on: '2026-11-25', electricityMeter: '12', waterMeter: 'x', heatMeter: '', inventory: '' }
    const bad = renderedPage(await post(reviewer, id, 'handover', form).expect(422))
    expect(bad.errors().map(({ field }) => field)).toEqual(['waterMeter'])
    expect(bad.value('waterMeter')).toBe('x')
    const bare = renderedPage(await post(reviewer, id, 'handover', { ...form, waterMeter: '' }).expect(422))
    expect(bare.errors().map(({ field }) => field)).toEqual(['inventory'])
    for (const on of ['2026-11-26', '2026-11-19']) {
      const good = { ...form, waterMeter: '', inventory: 'Ключи.' }
      const wrong = renderedPage(await post(reviewer, id, 'handover', { ...good, on }).expect(422))
      expect(wrong.errors().map(({ field }) => field)).toEqual(['on'])
    }
    expect((await stored(id)).handedOverOn).toBeUndefined()
  })
})

describe('the page of a case', () => {
  it.each(locales)('speaks %s and keeps the applicant’s own words', async locale => {
    const id = idOf(await anApplication())
    const reviewer = await signedIn('reviewer')
    const page = renderedPage(await reviewer.get(`/${locale}/staff/applications/${id}`).expect(200))
    expect(page.language).toBe(locale)
    expect(page.headings).toBe(1)
    expect(page.$('dd[lang=ru]').text()).toContain('Магазин дальневосточного мёда')
    expect(page.main).toContain({ ru: 'Подана', en: 'Submitted', zh: '已提交' }[locale])
    expect(page.main).toContain('75 1234567')
  })

  it('does not show the passport number to administrators', async () => {
    const id = idOf(await anApplication())
    const administrator = await signedIn('administrator')
    const page = await open(administrator, id)
    expect(page.main).not.toContain('75 1234567')
    expect(page.main).toContain('shown only to those who handle the application')
  })

  it('shows a chosen document in the page, and no passport unasked', async () => {
    const { code } = await aPremises()
    const { id } = await submitted(code)
    const reviewer = await signedIn('reviewer')
    const page = await open(reviewer, id)
    expect(page.$('iframe').attr('title')).toContain('План.pdf')
    const passport = page.$('.document-list a').first().attr('href')!
    expect(passport).toMatch(new RegExp(`^/en/staff/applications/${id}\\?document=[0-9a-f]{24}#documents$`))
    const chosen = renderedPage(await reviewer.get(passport.replace('#documents', '')).expect(200))
    expect(chosen.$('iframe').attr('title')).toContain('Паспорт.pdf')
    const viewer = await reviewer.get(chosen.$('iframe').attr('src')!).expect(200)
    expect(viewer.text).toContain('data-file=')
  })

  it('leaves a line in the log for every opening and for reading a passport, without its number', async () => {
    const { code } = await aPremises()
    const { id } = await submitted(code)
    const account = await aColleague('reviewer')
    const reviewer = await site.as(account)
    const page = await open(reviewer, id)
    const [passport] = (await site.services.documents.list(id)).filter(({ kind }) => kind === 'passport')
    await reviewer.get(`/en/applications/${id}/documents/${idOf(passport!)}?inline=1`).expect(200)
    expect(page.main).toContain('75 1234567')

    const lines = site.log.lines().filter(({ application }) => application === id)
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'case opened', account: account.id, role: 'reviewer', time: expect.any(Number) }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({
        msg: 'document read',
        account: account.id,
        kind: 'passport',
        document: idOf(passport!),
      }),
    )
    expect(site.log.raw()).not.toContain('1234567')
  })

  it('keeps the papers closed to a reviewer until the declaration, and for good after a conflict', async () => {
    const { code } = await aPremises()
    const { id } = await submitted(code)
    const [plan] = await site.services.documents.list(id)
    const paper = `/en/applications/${id}/documents/${idOf(plan!)}`
    const [one, other] = [await signedIn('reviewer'), await signedIn('reviewer')]
    await post(one, id, 'screening').expect(303)
    await one.get(paper).expect(200)
    await post(one, id, 'review').expect(303)
    for (const reviewer of [one, other]) await reviewer.get(paper).expect(403)
    await post(one, id, 'declaration', { interest: 'none' }).expect(303)
    await post(other, id, 'declaration', { interest: 'conflict', note: 'Мой сосед.' }).expect(303)
    await one.get(paper).expect(200)
    await other
      .get(paper)
      .expect(403)
      .expect(/closed to you/)
    await (await signedIn('decider')).get(paper).expect(200)
  })

  it('does not exist for drafts, wrong ids and wrong people', async () => {
    const reviewer = await signedIn('reviewer')
    const draft = idOf(await aDraft())
    await open(reviewer, draft, 404)
    await open(reviewer, 'f'.repeat(24), 404)
    await open(reviewer, 'nonsense', 404)
    await post(reviewer, draft, 'screening').expect(404)
    await post(reviewer, 'f'.repeat(24), 'screening').expect(404)

    const id = idOf(await anApplication())
    const strangers = [await signedIn('listing_manager'), await site.as(await anApplicant())]
    for (const stranger of strangers) await open(stranger, id, 403)
    await site.visit
      .get(`/en/staff/applications/${id}`)
      .expect(303)
      .expect('location', /\/en\/sign-in\?next=/)
  })
})

describe('every action', () => {
  const actions = [
    'screening',
    'ineligible',
    'review',
    'declaration',
    'assessment',
    'decision',
    'reject',
    'waitlist',
    'notice',
    'review-again',
    'conditions-not-met',
    'lapse',
    'offer',
    'contract',
    'handover',
  ]
  const bodies: Record<string, object> = {
    ineligible: { reason: 'x' },
    reject: { reason: 'x' },
    waitlist: { reason: 'x' },
    notice: { premises: 'SFH-A-0107' },
    'review-again': { reason: 'x' },
    'conditions-not-met': { reason: 'x' },
    lapse: { reason: 'x' },
    declaration: { interest: 'none' },
    assessment,
    offer: { premises: 'SFH-A-0107', deadlineOn: '2026-12-05' },
    handover: { on: '2026-11-25', electricityMeter: '1', inventory: 'x' },
  }

  it.each(actions)('%s is refused to everybody who does not handle cases', async action => {
    const id = idOf(await anApplication())
    for (const role of ['listing_manager', 'administrator'] as const)
      await post(await signedIn(role), id, action, bodies[action]).expect(403)
    await post(await site.as(await anApplicant()), id, action, bodies[action]).expect(403)
    await post(site.visit, id, action, bodies[action])
      .expect(303)
      .expect('location', /sign-in/)
    expect(await stored(id)).toMatchObject({ state: 'submitted', revision: 0 })
  })

  it.each(actions)('%s says in words that an ended case is past it', async action => {
    const id = idOf(await anApplication({ state: 'withdrawn' }))
    const page = renderedPage(await post(await signedIn('reviewer'), id, action, bodies[action]).expect(409))
    expect(page.text('alert').length).toBeGreaterThan(20)
    expect(await stored(id)).toMatchObject({ state: 'withdrawn', revision: 0 })
  })
})

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

  it('lists what waits for somebody, the oldest first; never a draft', async () => {
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

  it('filters by state, use, officer and words, and sorts by its columns', async () => {
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
    expect(references(await queue(person, '?q=2026-000001'))).toEqual(one)
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

  it('says so when the premises are invented', async () => {
    const { code } = await aPremises({ demo: true })
    const person = await signedIn('reviewer')
    await anApplication()
    expect((await queue(person)).$('[data-test=demo-banner]')).toHaveLength(0)
    await anApplication({ premises: [code] })
    expect((await queue(person)).$('[data-test=demo-banner]')).toHaveLength(1)
  })

  it('turns its pages and keeps the filter', async () => {
    for (let i = 0; i < 26; i += 1) await anApplication()
    const person = await signedIn('reviewer')
    const page = await queue(person, '?use=retail')
    expect(references(page)).toHaveLength(25)
    expect(page.$('a[rel=next]').attr('href')).toBe('/en/staff/applications?use=retail&page=2')
    expect(references(await queue(person, '?use=retail&page=99'))).toHaveLength(1)
  })

  it('is for those who handle cases', async () => {
    await queue(await signedIn('administrator'))
    await (await signedIn('listing_manager')).get('/en/staff/applications').expect(403)
    await (await site.as(await anApplicant())).get('/en/staff/applications').expect(403)
    await site.visit.get('/en/staff/applications').expect(303)
  })

  it.each(locales)('speaks %s', async locale => {
    await threeCases()
    const page = renderedPage(await (await signedIn('reviewer')).get(`/${locale}/staff/applications`).expect(200))
    expect(page.heading).toBe({ ru: 'Заявки', en: 'Applications', zh: '入驻申请' }[locale])
    expect(page.text('summary')).toBe({ ru: '2 заявки', en: '2 applications', zh: '共 2 件' }[locale])
  })
})
