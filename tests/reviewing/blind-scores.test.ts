import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { ReviewRulesModel } from '#models/reviewing/review-rules.ts'
import { initialRubric, findSpreads } from '#features/cases/review/rubric.ts'
import { anonymiseCase } from '#features/cases/anonymised.ts'
import { assessDeclared } from '#features/reviewing/actions/assessment.ts'
import { currentRules, saveRules } from '#features/reviewing/assignment/review-rules.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { anAssessment, deskOf, idOf, stored, type Agent } from '../support/desk.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { post, open } = deskOf(site)
const two = { ...initialRubric, panelSize: 2 }
const scores = { feasibility: '4', experience: '4', jobs: '4', finance: '4', street_benefit: '4' }
const given = (finance: string, comment: string, more: object = {}) => ({ ...scores, finance, comment, ...more })

/** Creates two reviewers who have declared, and a case that waits for the scores of both. */
async function twoReviewers(overrides: Parameters<typeof anApplication>[0] = {}) {
  const accounts = [
    await aColleague('reviewer', { name: 'Ань' }),
    await aColleague('reviewer', { name: 'Бао' }),
  ] as const
  const panel = accounts.map(({ id, name }) => ({ id, name }))
  const id = idOf(await anApplication({ state: 'review', rubric: two, panel, ...overrides }))
  const an = await site.as(accounts[0])
  const bao = await site.as(accounts[1])
  for (const person of [an, bao]) await post(person, id, 'declaration', { interest: 'none' }).expect(303)
  return { id, an, bao, accounts }
}

/** Ань gives 2, Бао 5; after seeing the 5, Ань changes her score to 3. */
async function talkedRound(overrides: Parameters<typeof anApplication>[0] = {}) {
  const people = await twoReviewers(overrides)
  const { id, an, bao } = people
  await post(an, id, 'assessment', given('2', 'Денег мало.')).expect(303)
  await post(bao, id, 'assessment', given('5', 'Денег хватит.')).expect(303)
  await post(an, id, 'assessment', given('3', 'Пожалуй, хватит.', { changeReason: 'Бао показал выписку.' })).expect(303)
  return people
}

const rowOf = async (person: Agent, id: string, reviewer: string) => {
  const page = await open(person, id)
  return page
    .$('.assessment')
    .filter((_, row) => page.$(row).find('.assessment__who').text().includes(reviewer))
    .text()
    .replaceAll(/\s+/g, ' ')
}

describe('scores that were given before those of other reviewers were visible', () => {
  it('are shown beside a later change with its reason', async () => {
    const { id, an, bao } = await talkedRound()
    const decider = await site.as(await aColleague('decider'))
    await post(decider, id, 'declaration', { interest: 'none' })
    for (const person of [an, bao, decider]) {
      const row = await rowOf(person, id, 'Ань')
      expect(row).toContain('Changed after the scores of others were to be seen')
      expect(row).toContain('Financial soundness3 before: 2')
      expect(row).toContain('Денег мало.')
      expect(row).toContain('Пожалуй, хватит.')
      expect(row).toContain('Бао показал выписку.')
      expect(await rowOf(person, id, 'Бао')).not.toContain('before:')
    }
    const { formerAssessments } = await stored(id)
    expect(formerAssessments).toMatchObject([{ reviewerName: 'Ань', scores: { finance: 2 }, comment: 'Денег мало.' }])
  })

  it('cannot be changed without a reason', async () => {
    const { id, an, bao } = await twoReviewers()
    await post(an, id, 'assessment', given('2', 'Денег мало.')).expect(303)
    expect((await open(an, id)).$('[name=changeReason]')).toHaveLength(0)
    await post(an, id, 'assessment', given('1', 'Денег нет.')).expect(303)
    await post(bao, id, 'assessment', given('5', 'Денег хватит.')).expect(303)
    expect((await open(an, id)).$('[name=changeReason]')).toHaveLength(1)
    const refused = renderedPage(await post(an, id, 'assessment', given('3', 'Хватит.')).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['changeReason'])
    expect((await stored(id)).assessments.map(one => one.scores.finance)).toEqual([1, 5])
    const { services } = site
    const actor = { kind: 'reviewer', id: (await stored(id)).assessments[0]!.reviewer, name: 'Ань' } as const
    const numbers = { feasibility: 4, experience: 4, jobs: 4, finance: 3, street_benefit: 4 }
    const silent = assessDeclared(services.casePorts, id, actor, {
      scores: numbers,
      comment: 'x',
      reason: ' ',
    })
    await expect(silent).rejects.toMatchObject({ code: 'case.refused.change-unexplained' })
  })

  it('count once when the form is sent twice, both for the first scores and for a change', async () => {
    const { id, an, bao } = await twoReviewers()
    const low = given('2', 'Денег мало.')
    const high = given('5', 'Денег хватит.')
    const change = given('3', 'Пожалуй, хватит.', { changeReason: 'Бао показал выписку.' })
    for (const _time of [1, 2]) await post(an, id, 'assessment', low).expect(303)
    for (const _time of [1, 2]) await post(bao, id, 'assessment', high).expect(303)
    for (const _time of [1, 2]) await post(an, id, 'assessment', change).expect(303)
    const { events, formerAssessments } = await stored(id)
    expect(events.map(({ kind }) => kind).filter(kind => kind !== 'interest_none')).toEqual([
      ...['assessed', 'assessed', 'score_changed'],
    ])
    expect(formerAssessments).toHaveLength(1)
    const told = await AuditEntryModel.countDocuments({ 'subject.id': id, route: /assessment$/ })
    expect(told).toBe(3)
  })

  it('count once when the form is sent twice at the same moment, whichever request is faster', async () => {
    const { id, an } = await twoReviewers()
    const before = await stored(id)
    const send = () => post(an, id, 'assessment', given('2', 'Денег мало.'))
    for (let [number, end] = [0, 'met']; end === 'met'; number += 1) {
      await ApplicationModel.replaceOne({ _id: id }, before)
      let other: ReturnType<typeof send> | undefined
      end = await cutIn(
        number,
        () => send().expect(303),
        () => (other ??= send()),
      )
      expect((await (other ?? send())).status).toBe(303)
      expect((await stored(id)).events.filter(({ kind }) => kind === 'assessed')).toHaveLength(1)
    }
  }, 60_000)

  it('count as changed when only the comment, a remark or the reason differs', async () => {
    const { id, an } = await talkedRound()
    const change = { changeReason: 'Бао показал выписку.' }
    const ways = [
      given('3', 'Хватит.', change),
      given('3', 'Хватит.', { ...change, 'comment-finance': 'По выписке.' }),
      given('3', 'Хватит.', { 'comment-finance': 'По выписке.', changeReason: 'Бао показал и договор.' }),
    ]
    for (const way of ways) await post(an, id, 'assessment', way).expect(303)
    const { assessments, events } = await stored(id)
    expect(events.filter(({ kind }) => kind === 'score_changed')).toHaveLength(4)
    expect(assessments.find(({ reviewerName }) => reviewerName === 'Ань')).toMatchObject({
      comment: 'Хватит.',
      comments: { finance: 'По выписке.' },
      reason: 'Бао показал и договор.',
    })
  })

  it('do not count if their reviewer declares a conflict at any moment of the request', async () => {
    const { id, an } = await twoReviewers()
    await post(an, id, 'assessment', given('2', 'Денег мало.')).expect(303)
    const before = await stored(id)
    const change = given('5', 'Денег хватит.')
    for (let [number, end] = [0, 'met']; end === 'met'; number += 1) {
      await ApplicationModel.replaceOne({ _id: id }, before)
      const report = async () =>
        (await post(an, id, 'declaration', { interest: 'conflict', note: 'Брат заявителя.' })).status
      let reported: Promise<number> | undefined
      end = await cutIn(
        number,
        () => post(an, id, 'assessment', change),
        () => (reported ??= report()),
      )
      const status = await (reported ?? report())
      expect([303, 409]).toContain(status)
      const { assessments, events } = await stored(id)
      expect(events.filter(({ kind }) => kind === 'interest_conflict')).toHaveLength(status === 303 ? 1 : 0)
      if (status === 303) expect(assessments.filter(({ noConflict }) => noConflict)).toEqual([])
    }
  }, 60_000)

  it('require a discussion if they differ widely, even if they are changed later', async () => {
    const { id, an } = await talkedRound()
    expect((await open(an, id)).text('spread')).toContain('Financial soundness: from 2 to 5')
    const silent = renderedPage(await post(an, id, 'decision').expect(422))
    expect(silent.errors().map(({ field }) => field)).toEqual(['discussion'])
    await post(an, id, 'decision', { discussion: 'Выписка из банка.' }).expect(303)
    expect(findSpreads(await stored(id))).toEqual([{ key: 'finance', lowest: 2, highest: 5 }])
  })

  it('are part of the record of the decision, which a later change leaves as it is', async () => {
    const { id, an, accounts } = await talkedRound()
    await post(an, id, 'decision', { discussion: 'Выписка из банка.' }).expect(303)
    const record = (await stored(id)).events.at(-1)?.record
    expect(record?.changed).toEqual([
      { reviewer: accounts[0].id, name: 'Ань', blind: 3.6, given: 3.8, reason: 'Бао показал выписку.' },
    ])
    expect(record?.score).toBeCloseTo(4)
    const timeline = (await open(an, id)).text('timeline')
    expect(timeline).toContain('Score: 4 of 5')
    expect(timeline).toContain('Ань: 3.6 before the scores of others were to be seen, then 3.8. Бао показал выписку.')
  })

  it('stay in the record of the decision when the applicant accepts the offer', async () => {
    const { code } = await aPremises()
    const account = await anApplicant()
    const { id, an, accounts } = await talkedRound({ applicant: account._id, premises: [code], startedFor: code })
    await post(an, id, 'decision', { discussion: 'Выписка из банка.' }).expect(303)
    const decider = await site.as(await aColleague('decider'))
    await post(decider, id, 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(303)
    const founder = await site.as(account)
    await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    const { state, events, assessments } = await stored(id)
    expect(state).toBe('accepted')
    const changed = [{ reviewer: accounts[0].id, name: 'Ань', blind: 3.6, given: 3.8, reason: 'Бао показал выписку.' }]
    const recorded = events.filter(({ record }) => record)
    expect(recorded.map(({ to, record }) => [to, record?.changed])).toEqual([
      ['decision', changed],
      ['offered', changed],
    ])
    expect(assessments.map(one => one.scores.finance).toSorted()).toEqual([3, 5])
    const timeline = (await open(decider, id)).text('timeline')
    expect(timeline.match(/Ань: 3\.6 before the scores of others were to be seen, then 3\.8\./g)).toHaveLength(2)
  })

  it('are marked in the audit, as is their change', async () => {
    const { id } = await talkedRound()
    const entries = await AuditEntryModel.find({ 'subject.id': id }).sort({ _id: 1 }).lean()
    const changed = entries.find(({ changes }) => changes.some(({ after }) => after.includes('score_changed')))
    expect(changed?.changes).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'scores.finance' })]))
    const blind = entries.filter(entry => entry !== changed).flatMap(({ changes }) => changes)
    expect(blind.some(({ field }) => field.startsWith('scores.'))).toBe(false)
  })

  it.each([
    ['en', 'Score: Money', 'Money: weight: 1 → 2', 'Jobs → Jobs\u00a0· Money'],
    ['ru', 'Оценка: Деньги', 'Деньги: вес: 1 → 2', 'Рабочие места → Рабочие места\u00a0· Деньги'],
    ['zh', '评分：资金', '资金：权重：1 → 2', '带动就业 → 带动就业\u00a0· 资金'],
  ])('are named in the audit by the words of the office, in %s', async (locale, score, weight, criteria) => {
    const { id } = await talkedRound()
    const changed = await AuditEntryModel.findOne({ 'subject.id': id, 'changes.field': 'scores.finance' }).lean()
    const { casePorts, audit } = site.services
    const { rubric, autoAssign } = await currentRules()
    const name = { ru: 'Деньги', en: 'Money', zh: '资金' }
    const renamed = rubric.criteria.map(one => (one.key === 'finance' ? { ...one, name } : one))
    const rules = { ...rubric, criteria: renamed, autoAssign }
    const by = { id: 'f'.repeat(24), name: 'x' }
    await saveRules(casePorts, rules, { version: rubric.version, by })
    const changes = [
      { field: 'finance.weight', before: 1, after: 2 },
      { field: 'criteria', before: ['jobs'], after: ['jobs', 'finance'] },
    ]
    await audit.keep([
      {
        action: 'settings.changed',
        subject: { kind: 'rubric', id: 'rubric' },
        changes,
        outcome: 'done',
        last: true,
        who: { id: null, role: 'system' },
        requestId: 'r',
        route: '',
      },
    ])

    const administrator = await site.as(await aColleague('administrator'))
    const entry = await administrator.get(`/${locale}/staff/audit/${String(changed!._id)}`).expect(200)
    expect(renderedPage(entry).main).toContain(score)
    expect(renderedPage(entry).main).not.toContain('finance')
    const { text } = await administrator.get(`/${locale}/staff/audit/export.csv`).expect(200)
    expect(text).toContain(`${score}${locale === 'zh' ? '：' : ': '}2 → 3`)
    expect(text).toContain(weight)
    expect(text).toContain(criteria)
  })

  it('are hidden from other reviewers during an information request', async () => {
    const { id, an, bao } = await twoReviewers()
    await post(an, id, 'assessment', given('2', 'Денег мало.')).expect(303)
    await ApplicationModel.updateOne(
      { _id: id },
      { state: 'information_requested', returnTo: 'review', answerBy: site.clock.now() },
    )
    expect((await open(bao, id)).main).not.toContain('Денег мало.')
    expect((await open(an, id)).main).toContain('Денег мало.')
  })

  it('are shown as not stored if an earlier version of the site overwrote them', async () => {
    const reviewer = await aColleague('reviewer', { name: 'Ань' })
    const event = (kind: string) => ({ kind, at: new Date(), by: { kind: 'reviewer', id: reviewer.id, name: 'Ань' } })
    const events = [event('interest_none'), event('assessed'), event('assessed')] as never
    const assessments = [{ ...anAssessment(reviewer.id), reviewerName: 'Ань' }]
    const id = idOf(await anApplication({ state: 'decision', assessments, events }))
    expect(await rowOf(await site.as(reviewer), id, 'Ань')).toContain('Earlier scores: not kept')
  })

  it('stay with an anonymised case, without their comments', async () => {
    const { id } = await talkedRound()
    const { formerAssessments, assessments } = anonymiseCase(await stored(id))
    expect(formerAssessments).toMatchObject([{ scores: { finance: 2 }, comment: '' }])
    expect(JSON.stringify([formerAssessments, assessments])).not.toMatch(/выписк|Денег/)
  })
})

/** Anonymises the case as retention does. */
async function madeNameless(id: string) {
  await post(await site.as(await aColleague('decider')), id, 'notes', { internalNote: 'Внутреннее.' })
  const was = await stored(id)
  const left = { ...anonymiseCase({ ...was, state: 'rejected' }), anonymisedAt: site.clock.now(), pendingEffects: [] }
  await ApplicationModel.collection.replaceOne({ _id: was._id }, left)
}

describe('an anonymised case', () => {
  it('shows both values of a changed score and leaves out the deleted words', async () => {
    const { id, an } = await talkedRound()
    await post(an, id, 'decision', { discussion: 'Хватит.' }).expect(303)
    await madeNameless(id)
    const page = await open(an, id)
    expect(page.main).not.toMatch(/undefined|null/)
    expect(page.text('timeline')).toContain('Ань: 3.6 before the scores of others were to be seen, then 3.8.')
    expect(await rowOf(an, id, 'Ань')).toContain('Financial soundness3 before: 2')
    expect(page.text('spread')).toContain('The scores differed widely, and the reviewers talked about them')
  })

  it('offers no forms, accepts no input and shows no answer as “not answered”', async () => {
    const { id, an } = await talkedRound()
    await madeNameless(id)
    for (const person of [an, await site.as(await aColleague('administrator'))]) {
      const page = await open(person, id)
      expect(page.$('main form[method=post]').length).toBe(0)
      expect(page.main).not.toContain('not answered')
      expect(page.text('answers-hint')).toBe('The answers were deleted under the retention rule.')
    }
    for (const [act, values] of Object.entries({ messages: { publicMessage: 'x' }, notes: { internalNote: 'x' } }))
      await post(an, id, act, { ...values, once: 'a'.repeat(24) }).expect(409)
    expect((await stored(id)).messages ?? []).toEqual([])
    await an.get(`/en/applications/${id}/papers/submitted`).expect(404)
  })
})

describe('the page of a case during and after scoring', () => {
  it('asks for a discussion before the decision and reports it afterwards', async () => {
    const { id, an } = await talkedRound()
    const before = await open(an, id)
    expect(before.text('spread')).toContain('Talk about them')
    expect(before.text('now')).toBe('All scores are in: a reviewer moves the application to decision.')
    await post(an, id, 'decision', { discussion: 'Хватит.' }).expect(303)
    const after = (await open(an, id)).text('spread')
    expect(after).toContain('the reviewers talked about them')
    expect(after).not.toContain('write down')
  })

  it('asks for a declaration only those who have not made one', async () => {
    const { id, an } = await twoReviewers()
    const late = await site.undeclared(await aColleague('reviewer'))
    const administrator = await site.as(await aColleague('administrator'))
    expect((await open(late, id)).text('now')).toContain('first the declaration of interest')
    for (const person of [an, administrator])
      expect((await open(person, id)).text('now')).toBe('Reviewers assess the application, criterion by criterion.')
  })

  it('asks about an interest found later without mentioning closed content', async () => {
    const { id, an } = await twoReviewers()
    const { main } = await open(an, id)
    expect(main).toContain('If you have found an interest of yours since you declared')
    expect(main).not.toContain('Before the content opens')
  })
})

describe('the number of scores needed', () => {
  it('is taken from the rules in force before the review has begun', async () => {
    const { criteria, spreadThreshold } = initialRubric
    const by = { id: 'f'.repeat(24), name: '管理员' }
    await ReviewRulesModel.create({
      _id: 2,
      criteria,
      spreadThreshold,
      panelSize: 2,
      autoAssign: false,
      at: new Date(),
      by,
    })
    const an = await aColleague('reviewer')
    const bao = await aColleague('reviewer')
    const id = idOf(await anApplication({ state: 'screening' }))
    const reviewer = await site.as(an)
    await post(reviewer, id, 'declaration', { interest: 'none' })
    expect((await open(reviewer, id)).main).toContain('Scores needed: 2; given: 0')
    await post(reviewer, id, 'fill-panel').expect(303)
    expect((await stored(id)).panel?.map(member => member.id).toSorted()).toEqual([an.id, bao.id].toSorted())
  })
})
