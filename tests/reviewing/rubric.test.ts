import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
type Agent = Awaited<ReturnType<typeof site.as>>
const path = '/en/staff/settings/rubric'
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const opened = async (person: Agent) => renderedPage(await person.get(path).expect(200))

/** Returns everything that the page's form would send, with changes. */
async function fields(person: Agent, changed: Record<string, string> = {}) {
  const page = await opened(person)
  const form = page.$('form.settings-form').serializeArray()
  return { ...Object.fromEntries(form.map(({ name, value }) => [name, value])), ...changed }
}
const save = async (person: Agent, changed: Record<string, string> = {}) =>
  person
    .post(path)
    .type('form')
    .send(await fields(person, changed))
const named = (row: number, name: string) =>
  Object.fromEntries(locales.map(locale => [`name-${String(row)}-${locale}`, name]))

describe('the rubric', () => {
  it('asks for the reason of a change, for the audit', async () => {
    const administrator = await site.as(await aColleague('administrator'))
    const why = 'Two see more than one'
    expect((await save(administrator, { panelSize: '2', why })).status).toBe(303)
    expect((await AuditEntryModel.findOne({ 'subject.kind': 'rubric' }).lean())?.reason).toBe(why)
    const refused = await save(administrator, { panelSize: '77', why: 'Typed' })
    expect(renderedPage(refused).$('[name=why]').val()).toBe('Typed')
  })

  it('is stored in versions, and a case keeps the version in force when its review began', async () => {
    const administrator = await site.as(await aColleague('administrator', { name: 'Ли' }))
    const reviewer = await site.as(await aColleague('reviewer'))
    const early = idOf(await anApplication({ state: 'screening' }))
    const late = idOf(await anApplication({ state: 'screening' }))
    const toReview = (id: string) => reviewer.post(`/en/staff/applications/${id}/review`).expect(303)
    await toReview(early)
    const changes = { ...named(1, ''), ...named(5, 'Экология'), 'weight-5': '4', panelSize: '2', spreadThreshold: '1' }
    await save(administrator, changes).then(answer => expect(answer.status).toBe(303))
    const told = await AuditEntryModel.findOne({ 'subject.kind': 'rubric' }).lean()
    expect(told).toMatchObject({ action: 'settings.changed', who: { role: 'administrator' } })
    expect(told?.changes).toContainEqual({ field: 'panelSize', before: '1', after: '2' })
    const entry = renderedPage(await administrator.get(`/en/staff/audit/${String(told?._id)}`).expect(200))
    expect(entry.main).toContain('How many reviewers give scores')
    expect(told?.changes).toContainEqual({ field: 'experience.weight', before: '1', after: 'null' })
    expect(told?.changes.filter(({ field }) => field.startsWith('finance.'))).toEqual([])
    expect(entry.main).toMatch(/Экология: weight\W+4/)
    expect(entry.main).toMatch(/Экология: name.+Russian\W+Экология/)
    expect(entry.main).toMatch(/version\W*12/)
    expect(entry.main).not.toContain('undefined')
    await toReview(late)
    expect((await stored(early)).rubric).toMatchObject({ version: 1, panelSize: 1 })
    const { rubric } = await stored(late)
    expect(rubric).toMatchObject({ version: 2, panelSize: 2, spreadThreshold: 1 })
    expect(rubric?.criteria.map(({ key, weight }) => [key, weight])).toEqual([
      ['feasibility', 1],
      ['jobs', 1],
      ['finance', 1],
      ['street_benefit', 1],
      ['criterion_1_5', 4],
    ])

    await reviewer
      .post(`/en/staff/applications/${late}/declaration`)
      .type('form')
      .send({ interest: 'none' })
      .expect(303)
    const scores = { feasibility: '1', jobs: '1', finance: '1', street_benefit: '1', comment: 'Хорошо.' }
    const assess = (given: object) =>
      reviewer.post(`/en/staff/applications/${late}/assessment`).type('form').send(given)
    const gap = renderedPage(await assess(scores).expect(422))
    expect(gap.errors()).toEqual([
      { field: 'criterion_1_5', text: expect.stringMatching(/^\S.*: Give a score from 0 to 5\.$/) as string },
    ])
    expect(gap.main).toContain('Экология')
    await assess({ ...scores, criterion_1_5: '5' }).expect(303)
    expect(renderedPage(await reviewer.get(`/en/staff/applications/${late}`)).main).toContain('3 of 5')
    expect((await opened(administrator)).text('versions')).toMatch(/Version 2.*Ли/)
  })

  it('refuses invalid input, keeps it on the page and never overwrites a colleague’s change', async () => {
    const administrator = await site.as(await aColleague('administrator'))
    const wrong = renderedPage(
      await save(administrator, { 'name-0-en': '', 'weight-1': '0', panelSize: '6', spreadThreshold: 'x' }),
    )
    expect(
      wrong
        .errors()
        .map(({ field }) => field)
        .toSorted(),
    ).toEqual(['name-0-en', 'panelSize', 'spreadThreshold', 'weight-1'])
    expect(wrong.value('panelSize')).toBe('6')
    const bare = Object.fromEntries([0, 1, 2, 3, 4].flatMap(row => Object.entries(named(row, ''))))
    expect(
      renderedPage(await save(administrator, bare))
        .errors()
        .map(({ field }) => field),
    ).toEqual(['name-0-ru'])

    const old = await fields(administrator, { panelSize: '3' })
    await save(administrator, { panelSize: '2' }).then(answer => expect(answer.status).toBe(303))
    const stale = renderedPage(await administrator.post(path).type('form').send(old).expect(409))
    expect(stale.text('stale')).toContain('A colleague saved')
    expect(stale.value('panelSize')).toBe('3')
    expect(stale.value('version')).toBe('2')
  })

  it('can assign new applications and panels to the officers with the least workload', async () => {
    const administrator = await site.as(await aColleague('administrator'))
    const account = await aColleague('reviewer', { name: 'Ань' })
    await save(administrator, { autoAssign: 'least_loaded' }).then(answer => expect(answer.status).toBe(303))
    const founder = await anApplicant()
    const { code } = await aPremises()
    const draft = await aDraft({ applicant: founder._id, premises: [code], startedFor: code })
    const own = await site.as(founder)
    await own
      .post(`/en/applications/${idOf(draft)}/documents`)
      .attach('passport', pdf, 'p.pdf')
      .attach('business_plan', pdf, 'b.pdf')
      .attach('experience', pdf, 'e.pdf')
      .expect(303)
    await own.post(`/en/applications/${idOf(draft)}/check`).expect(303)
    expect(String((await stored(idOf(draft))).assignee)).toBe(account.id)
    expect((await stored(idOf(draft))).events.at(-1)).toMatchObject({ kind: 'assigned', person: { name: 'Ань' } })
    const id = idOf(await anApplication({ state: 'screening' }))
    const reviewer = await site.as(account)
    await reviewer.post(`/en/staff/applications/${id}/review`).expect(303)
    expect((await stored(id)).panel).toEqual([{ id: account.id, name: 'Ань' }])
  })

  it('can be changed by administrators only', async () => {
    await (await site.as(await aColleague('reviewer'))).get(path).expect(403)
    await site.visit.get(path).expect(303)
  })

  it.each(locales)('is shown in %s', async locale => {
    const administrator = await site.as(await aColleague('administrator'))
    const page = renderedPage(await administrator.get(path.replace('/en/', `/${locale}/`)).expect(200))
    expect(page.heading).toBe(
      { ru: 'Порядок рецензирования', en: 'How applications are reviewed', zh: '评审规则' }[locale],
    )
  })
})

describe('the queue', () => {
  it('is sorted by score', async () => {
    await anApplication({ reference: 'SS-2026-000001', state: 'decision', score: 2 })
    await anApplication({ reference: 'SS-2026-000002', state: 'decision', score: 4.25 })
    const decider = await site.as(await aColleague('decider'))
    const page = renderedPage(await decider.get('/en/staff/applications?sort=-score').expect(200))
    expect(page.text('queue')).toMatch(/000002.*4\.3.*000001.*2/)
  })
})
