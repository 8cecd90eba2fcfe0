import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { leastLoaded, leastLoadedOf, type Officer } from '#features/cases/review/panel.ts'
import { initialRubric, meanScore, scoresMissing, findSpreads } from '#features/cases/review/rubric.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const post = (person: Agent, id: string, action: string, values: object = {}) =>
  person.post(`/en/staff/applications/${id}/${action}`).type('form').send(values)
const open = async (person: Agent, id: string) =>
  renderedPage(await person.get(`/en/staff/applications/${id}`).expect(200))
const kinds = ({ events }: Application) =>
  events
    .filter(({ kind }) => kind !== 'interest_none')
    .map(({ kind, to, person }) => [to ?? kind, person?.name].filter(Boolean).join(' '))

const two = { ...initialRubric, panelSize: 2 }
const scores = { feasibility: '4', experience: '4', jobs: '4', finance: '4', street_benefit: '4' }
const grounds = (comment: string, changed: object = {}) => ({ ...scores, ...changed, comment })

async function threeReviewers() {
  const accounts = [
    await aColleague('reviewer', { name: 'Ань' }),
    await aColleague('reviewer', { name: 'Бао' }),
    await aColleague('reviewer', { name: 'Вэй' }),
  ] as const
  const an = await site.as(accounts[0])
  const bao = await site.as(accounts[1])
  const wei = await site.as(accounts[2])
  return { accounts, an, bao, wei }
}

describe('the assignment of a case', () => {
  const officer = (name: string, cases: number, reviews = 0): Officer => ({
    id: name,
    name,
    role: 'reviewer',
    cases,
    reviews,
  })

  it('selects the officer with the least workload, by name among equals', () => {
    expect(leastLoaded([])).toBeNull()
    expect(leastLoaded([officer('a', 1), officer('b', 0, 1), officer('c', 0)])?.name).toBe('c')
    expect(leastLoaded([officer('b', 1), officer('a', 0, 1)])?.name).toBe('a')
    expect(leastLoadedOf([officer('c', 0), officer('b', 2), officer('a', 1)], 2).map(({ name }) => name)).toEqual([
      'c',
      'a',
    ])
  })

  it('is made by hand beside the workload, or automatically, and both are in the history', async () => {
    const { accounts, an } = await threeReviewers()
    await anApplication({ state: 'screening', assignee: accounts[0]._id })
    const id = idOf(await anApplication())
    const page = await open(an, id)
    expect(page.$('select[name=officer] option').first().text()).toContain(
      'Ань, reviewer: 1 in hand (1 applications, 0',
    )
    await post(an, id, 'assign', { officer: accounts[2].id }).expect(303)
    expect((await open(an, id)).text('assignee')).toBe('Вэй')
    await post(an, id, 'assign-least').expect(303)
    expect((await open(an, id)).text('assignee')).toBe('Бао')
    expect(kinds(await stored(id))).toEqual(['assigned Вэй', 'assigned Бао'])
    await post(an, id, 'assign', { officer: 'nobody' }).expect(422)
    const gone = renderedPage(await post(an, id, 'assign', { officer: 'f'.repeat(24) }).expect(409))
    expect(gone.text('alert')).toContain('cannot be chosen')
    await post(await site.as(await aColleague('listing_manager')), id, 'assign-least').expect(403)
  })

  it('is made by hand once when the form is sent twice', async () => {
    const { accounts, an } = await threeReviewers()
    const id = idOf(await anApplication())
    for (const _time of [1, 2]) await post(an, id, 'assign', { officer: accounts[2].id }).expect(303)
    expect(kinds(await stored(id))).toEqual(['assigned Вэй'])
    await post(an, id, 'assign', { officer: accounts[1].id }).expect(303)
    await post(an, id, 'assign', { officer: accounts[2].id }).expect(303)
    expect(kinds(await stored(id))).toEqual(['assigned Вэй', 'assigned Бао', 'assigned Вэй'])
  })

  it('is refused if a colleague got the case after the page was opened', async () => {
    const { accounts, an } = await threeReviewers()
    const id = idOf(await anApplication())
    const from = async () => String((await open(an, id)).$('form[action$="/assign"] [name=from]').val())
    const shown = await from()
    await post(an, id, 'assign', { officer: accounts[2].id, from: shown }).expect(303)
    await post(an, id, 'assign', { officer: accounts[2].id, from: shown }).expect(303)
    const late = renderedPage(await post(an, id, 'assign', { officer: accounts[1].id, from: shown }).expect(409))
    expect(late.text('alert')).toContain('The application has changed since this page was opened')
    expect((await stored(id)).assignee?.toHexString()).toBe(accounts[2].id)
    await post(an, id, 'assign', { officer: accounts[1].id, from: await from() }).expect(303)
  })

  it('is made automatically once when the form is sent twice, and is refused after a colleague’s change', async () => {
    const { accounts, an, bao } = await threeReviewers()
    const id = idOf(await anApplication())
    const form = async (person: Agent) =>
      typedInto(await person.get(`/en/staff/applications/${id}`).expect(200), {}, 'form[action$="/assign-least"]')
    const shown = await form(an)
    const overtaken = await form(bao)
    for (const _time of [1, 2]) await post(an, id, 'assign-least', shown).expect(303)
    expect(kinds(await stored(id))).toEqual(['assigned Ань'])
    const late = renderedPage(await post(bao, id, 'assign-least', overtaken).expect(409))
    expect(late.text('alert')).toContain('has changed since this page was opened')
    const seen = await form(bao)
    for (const _time of [1, 2]) await post(bao, id, 'assign-least', seen).expect(303)
    expect(kinds(await stored(id))).toEqual(['assigned Ань', 'assigned Бао'])
    await post(an, id, 'assign', { officer: accounts[2].id }).expect(303)
    await post(an, id, 'assign-least', shown).expect(409)
  })

  it('is not visible to the applicant', async () => {
    const { an } = await threeReviewers()
    const account = await anApplicant()
    const id = idOf(await anApplication({ applicant: account._id }))
    await post(an, id, 'assign-least').expect(303)
    const page = renderedPage(await (await site.as(account)).get(`/en/applications/${id}`).expect(200))
    expect(page.main).not.toMatch(/Ань|Бао|Вэй/)
  })
})

describe('the panel', () => {
  it('is filled by workload, and when it is full others give no scores', async () => {
    const { accounts, an, wei } = await threeReviewers()
    const id = idOf(await anApplication({ state: 'review', rubric: two }))
    await post(an, id, 'seat', { reviewer: accounts[1].id }).expect(303)
    await post(an, id, 'fill-panel').expect(303)
    expect((await stored(id)).panel?.map(({ name }) => name)).toEqual(['Бао', 'Ань'])
    await post(an, id, 'seat', { reviewer: accounts[2].id }).expect(409)
    await post(wei, id, 'declaration', { interest: 'none' }).expect(303)
    const refused = renderedPage(await post(wei, id, 'assessment', grounds('Я тоже.')).expect(409))
    expect(refused.text('alert')).toContain('Other reviewers')
    await post(an, id, 'unseat', { member: accounts[1].id }).expect(303)
    await post(an, id, 'seat', { reviewer: accounts[2].id }).expect(303)
    await post(wei, id, 'assessment', grounds('Теперь и я.')).expect(303)
    const late = renderedPage(await post(wei, id, 'unseat', { member: accounts[2].id }).expect(409))
    expect(late.text('alert')).toContain('not given scores')
  })

  it('hides the scores and their mean until all are in', async () => {
    const { accounts, an, bao, wei } = await threeReviewers()
    const panel = accounts.slice(0, 2).map(({ id, name }) => ({ id, name }))
    const id = idOf(await anApplication({ state: 'review', rubric: two, panel }))
    for (const person of [an, bao, wei]) await post(person, id, 'declaration', { interest: 'none' }).expect(303)
    await post(an, id, 'assessment', { ...grounds('Первое мнение.'), 'comment-jobs': 'Мало мест.' }).expect(303)
    const decider = await site.as(await aColleague('decider'))
    for (const person of [bao, wei, decider]) expect((await open(person, id)).main).not.toContain('Первое мнение.')
    const own = await open(an, id)
    expect(own.main).toContain('Мало мест.')
    expect(own.$('.case-block__aside')).toHaveLength(0)
    expect((await stored(id)).score ?? null).toBeNull()
    await post(an, id, 'decision').expect(409)

    await post(bao, id, 'assessment', grounds('Второе мнение.', { jobs: '3' })).expect(303)
    for (const person of [an, bao, decider]) {
      const page = await open(person, id)
      expect(page.main).toContain('Первое мнение.')
      expect(page.main).toContain('Второе мнение.')
      expect(page.$('.case-block__aside').text()).toBe('3.9 of 5')
    }
    expect((await open(wei, id)).main).not.toContain('мнение')
    expect((await stored(id)).score).toBeCloseTo(3.9)
    await post(an, id, 'decision').expect(303)
  })

  it('must record a discussion if its scores differ widely', async () => {
    const { accounts, an, bao } = await threeReviewers()
    const panel = accounts.slice(0, 2).map(({ id, name }) => ({ id, name }))
    const id = idOf(await anApplication({ state: 'review', rubric: two, panel }))
    for (const person of [an, bao]) await post(person, id, 'declaration', { interest: 'none' }).expect(303)
    await post(an, id, 'assessment', grounds('Верю.', { finance: '5' })).expect(303)
    await post(bao, id, 'assessment', grounds('Не верю.', { finance: '1' })).expect(303)
    const page = await open(an, id)
    expect(page.text('spread')).toContain('Financial soundness: from 1 to 5')
    const silent = renderedPage(await post(an, id, 'decision', { discussion: ' ' }).expect(422))
    expect(silent.errors().map(({ field }) => field)).toEqual(['discussion'])
    await post(an, id, 'decision', { discussion: 'Выписка из банка убедила обоих.' }).expect(303)
    const { events } = await stored(id)
    expect(events.at(-1)).toMatchObject({ to: 'decision', note: 'Выписка из банка убедила обоих.' })
  })
})

describe('a conflict of interest', () => {
  it('removes the reviewer from panel and case, and the colleague with the least workload takes over', async () => {
    const { accounts, an, bao } = await threeReviewers()
    const [{ id: anId, name }] = accounts
    const id = idOf(await anApplication({ state: 'review', panel: [{ id: anId, name }], assignee: accounts[0]._id }))
    await anApplication({ state: 'screening', assignee: accounts[1]._id })
    await post(an, id, 'declaration', { interest: 'conflict', note: 'Сестра.' }).expect(303)
    const now = await stored(id)
    expect(now.panel?.map(({ name: member }) => member)).toEqual(['Вэй'])
    expect(kinds(now)).toEqual(['interest_conflict', 'panel_left Ань', 'panel_joined Вэй', 'assigned Вэй'])
    const page = await open(bao, id)
    expect(page.text('timeline')).toContain('Сестра.')
    expect(page.text('assignee')).toBe('Вэй')
    expect(page.$('select[name=officer]').text()).not.toContain('Ань')
    await post(an, id, 'assign-least').expect(403)
    await post(bao, id, 'assign', { officer: anId }).expect(409)
  })

  it('that is declared after scoring excludes the reviewer’s scores', async () => {
    const { an, bao } = await threeReviewers()
    const id = idOf(await anApplication({ state: 'review' }))
    await post(an, id, 'declaration', { interest: 'none' }).expect(303)
    await post(an, id, 'assessment', grounds('Хорошо.')).expect(303)
    await post(an, id, 'declaration', { interest: 'conflict', note: 'Узнала соседа.' }).expect(303)
    expect(await stored(id)).toMatchObject({ score: null, assessments: [{ noConflict: false }] })
    await post(bao, id, 'declaration', { interest: 'none' }).expect(303)
    await post(bao, id, 'decision').expect(409)
    await post(bao, id, 'assessment', grounds('Средне.', { jobs: '1' })).expect(303)
    expect((await stored(id)).score).toBeCloseTo(3.4)
  })

  it('of the last available reviewer is reported to the administrators and on the case', async () => {
    const only = await aColleague('reviewer', { name: 'Ань' })
    const administrator = await aColleague('administrator', { locale: 'ru' })
    const id = idOf(await anApplication({ state: 'review', panel: [{ id: only.id, name: 'Ань' }] }))
    const an = await site.as(only)
    await post(an, id, 'declaration', { interest: 'conflict', note: 'Моя фирма.' }).expect(303)
    await site.runJobs()
    expect(site.mails().map(({ to, subject }) => [to, subject])).toEqual([
      [administrator.email, expect.stringContaining('некому рецензировать')],
    ])
    const page = await open(await site.as(administrator), id)
    expect(page.text('nobody')).toContain('nobody left to review')
    await post(await site.as(administrator), id, 'fill-panel').expect(409)
  })

  it('can be reported by an officer at any step', async () => {
    const { accounts, an, bao } = await threeReviewers()
    const id = idOf(await anApplication({ state: 'screening', assignee: accounts[0]._id }))
    await post(an, id, 'conflict', { conflictNote: '' }).expect(422)
    await post(an, id, 'conflict', { conflictNote: 'Должник мужа.' }).expect(303)
    expect((await open(an, id)).text('closed')).toContain('closed to you')
    expect((await open(bao, id)).text('assignee')).toBe('Бао')
  })
})

describe('the calculation of scores', () => {
  const assessed = (reviewer: string, given: number[], noConflict = true) => ({
    reviewer,
    reviewerName: reviewer,
    at: new Date(0),
    noConflict,
    comment: '',
    scores: Object.fromEntries(initialRubric.criteria.map(({ key }, index) => [key, given[index] ?? 0])),
  })
  const all = [assessed('a', [5, 5, 5, 5, 0]), assessed('b', [5, 5, 5, 5, 3]), assessed('c', [0, 0, 0, 0, 0], false)]

  it('weighs criteria and leaves out reviewers with a conflict', () => {
    const weighted = {
      ...initialRubric,
      criteria: initialRubric.criteria.map(one => ({ ...one, weight: one.key === 'street_benefit' ? 6 : 1 })),
    }
    expect(meanScore({ assessments: [] })).toBeNull()
    expect(meanScore({ assessments: all })).toBeCloseTo(4.3)
    expect(meanScore({ assessments: all, rubric: weighted })).toBeCloseTo(2.9)
  })

  it('reports a spread only above the threshold', () => {
    expect(findSpreads({ assessments: all })).toEqual([{ key: 'street_benefit', lowest: 0, highest: 3 }])
    expect(findSpreads({ assessments: all, rubric: { ...initialRubric, spreadThreshold: 3 } })).toEqual([])
  })

  it('waits for the whole panel and for the number of scores in the rules', () => {
    expect(scoresMissing({ assessments: [] })).toBe(1)
    expect(scoresMissing({ assessments: all.slice(0, 1), rubric: two })).toBe(1)
    expect(scoresMissing({ assessments: all, rubric: two })).toBe(0)
    expect(scoresMissing({ assessments: all, panel: [{ id: 'z', name: 'Z' }] })).toBe(1)
  })
})
