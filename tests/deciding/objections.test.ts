import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { MailModel } from '#models/mail.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { staffCommand } from '#features/accounts/people/staff-command.ts'
import { addressIn } from '#features/deciding/notice/answering.ts'
import { anonymiseCase } from '#features/cases/anonymised.ts'
import { dueAfterObjection } from '#features/cases/status/due.ts'
import { migration } from '#server/migrations/2026-12-08-due-days-of-objected-cases.ts'
import { messageOf } from '#outside/database/database-away.ts'
import { catalogueText, type Locale } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { anAssessment, deskOf, idOf, inDecision, stored } from '../support/desk.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { post, open, signedIn } = deskOf(site)

/** Creates a decision on notice until 30 November, with the pages of both sides. */
async function announced(assessments = [anAssessment('f'.repeat(24))]) {
  const by = { id: (await aColleague('administrator')).id, name: 'Olga' }
  const { settings, revision } = await site.services.programme.current()
  await site.services.programme.save({ ...settings, publicNoticeDays: 5 }, { revision, by })
  const { code } = await aPremises()
  const account = await anApplicant({ locale: 'ru' })
  const application = await inDecision({
    applicant: account._id,
    premises: [code],
    startedFor: code,
    assessments,
    score: 3.6,
  })
  const id = idOf(application)
  const decider = await signedIn('decider', { name: 'Li' })
  const reasons = { reasonCodes: ['plan_sound', 'jobs_created'], reason: 'Хлеб нужен всем.' }
  await post(decider, id, 'notice', { premises: code, ...reasons }).expect(303)
  await site.runJobs()
  const other = await signedIn('decider', { name: 'Zhou' })
  return { id, code, account, decider, other, reference: application.reference! }
}

async function object(
  reference: string,
  { locale = 'en', ...values }: { locale?: Locale; contact?: string; text?: string } = {},
) {
  const at = `/${locale}/notices/${reference}/objection`
  const opened = renderedPage(await site.visit.get(at).expect(200)).value('opened')
  site.clock.advance({ minutes: 1 })
  const given = { name: 'Ван Хай', contact: 'wang@example.com', text: 'Обещали нам.', opened, website: '', ...values }
  await site.visit.post(at).type('form').send(given).expect(303)
  return (await ObjectionModel.findOne().sort({ _id: -1 }).lean())!._id.toHexString()
}

describe('an objection to an announced decision', () => {
  it('counts once when it is sent twice at the same moment', async () => {
    const { id, reference } = await announced()
    for (let operation = 0; ; operation += 1) {
      const said = { name: 'Ван Хай', contact: 'wang@example.com', locale: 'zh' as const }
      const objection = { ...said, text: `Обещали нам, и не раз: ${String(operation)}.` }
      const raise = () => site.services.deciding.objections.raise(reference, objection, `192.0.2.${String(operation)}`)
      const end = await cutIn(operation, raise, raise)
      const { objections, events } = await stored(id)
      expect(objections, `cut in at operation ${String(operation)}`).toHaveLength(operation + 1)
      expect(events.filter(({ kind }) => kind === 'objected')).toHaveLength(operation + 1)
      if (end === 'over') break
    }
    const same = { name: 'Ван Хай', contact: 'wang@example.com', text: 'Обещали.', locale: 'zh' as const }
    const raise = () => site.services.deciding.objections.raise(reference, same, '198.51.100.7')
    const { length } = (await stored(id)).objections!
    await Promise.all([raise(), raise(), raise(), raise()])
    expect((await stored(id)).objections).toHaveLength(length + 1)
  })

  it('is shown at the top of the case, and no page announces an automatic offer while it is open', async () => {
    const { id, decider, account, reference, other } = await announced()
    expect((await open(decider, id)).main).toContain('by itself')
    const objection = await object(reference)
    const page = await open(decider, id)
    expect(page.main.indexOf('Обещали нам.')).toBeGreaterThan(-1)
    expect(page.main.indexOf('Обещали нам.')).toBeLessThan(page.main.indexOf('What to do now'))
    expect(page.text('now')).toContain('Answer each of them')
    expect(page.text('standing')).not.toContain('by itself')
    const own = renderedPage(await (await site.as(account)).get(`/en/applications/${id}`).expect(200))
    expect(own.text('standing')).not.toContain('by itself')
    expect(own.main).toContain('The office considers and answers the objection first')
    expect(own.main).not.toContain('Обещали нам.')
    await post(other, id, 'objection', { objection, outcome: 'dismissed', answer: 'Обещания не было.' }).expect(303)
    expect((await open(decider, id)).text('standing')).toContain('by itself')
  })

  it.each([
    { locale: 'ru', subject: /^Ответ на ваше возражение/ },
    { locale: 'en', subject: /^Your objection/ },
    { locale: 'zh', subject: /^关于您对申请/ },
  ] as const)('is answered by e-mail in the language in which it was sent: $locale', async ({ locale, subject }) => {
    const { id, reference, other } = await announced()
    const objection = await object(reference, { locale, contact: 'Тел. 123, WANG@example.com' })
    const answer = { objection, outcome: 'dismissed', answer: 'Обещания в бумагах нет.' }
    const none = renderedPage(await post(other, id, 'objection', { objection }).expect(422))
    expect(none.errors().map(({ field }) => field)).toEqual(['outcome', 'answer'])
    await post(other, id, 'objection', answer).expect(303)
    await post(other, id, 'objection', answer).expect(409)
    await site.runJobs()
    await site.runJobs()
    const letters = site.mails().filter(({ to }) => to === 'wang@example.com')
    expect(letters).toHaveLength(1)
    expect(letters[0]?.subject).toMatch(subject)
    expect(letters[0]?.subject).toContain(reference)
    expect(letters[0]?.text).toContain('Обещания в бумагах нет.')
  })

  it('is answered by ready texts in the language of the objector, which the office read in its own', async () => {
    const { id, decider, reference, other } = await announced()
    const objection = await object(reference, { locale: 'en' })
    const chosen = { objection, outcome: 'dismissed', reasonCodes: ['record_agrees', 'weighed_before'] }
    await post(other, id, 'objection', { ...chosen, reasonCodes: [], answer: '' }).expect(422)
    await post(other, id, 'objection', { ...chosen, reasonCodes: ['rule_missed'], answer: '' }).expect(422)
    await post(other, id, 'objection', { ...chosen, answer: 'См. протокол.' }).expect(303)
    await site.runJobs()
    const letter = site.mails().find(({ to }) => JSON.stringify(to).includes('wang@example.com'))
    for (const key of ['record_agrees', 'weighed_before'] as const)
      expect(letter?.text).toContain(catalogueText('en', `decision.reason.${key}`))
    expect(letter?.text).toContain('См. протокол.')
    const page = renderedPage(await decider.get(`/zh/staff/applications/${id}`).expect(200))
    expect(page.main).toContain(catalogueText('zh', 'decision.reason.record_agrees'))
  })

  it('without an e-mail address is answered in person by the officer, as the case page explains', async () => {
    const { id, decider, reference } = await announced()
    await object(reference, { contact: '+86 138 0000 0000' })
    expect((await open(decider, id)).text('objection-open')).toContain('tell the person the answer yourself (+86 138')
    expect(addressIn({ contact: 'me@home' })).toBeNull()
  })

  it.each([['微信：wang，Wang＠example。com。'], ['Пишите на wang@example.com.'], ['wang@EXAMPLE.com；138 0000 0000']])(
    'with the contact %j has an e-mail address',
    contact => {
      expect(addressIn({ contact })).toBe('wang@example.com')
    },
  )

  it('prevents an offer while it is open, and the offer is made automatically after a dismissal and the end of the notice', async () => {
    const { id, code, decider, reference } = await announced()
    const one = await object(reference)
    const other = await object(reference, { text: 'И нам.' })
    site.clock.set('2026-12-01T09:00:00+08:00')
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'public_notice' })
    const chief = await signedIn('decider')
    await post(chief, id, 'objection', { objection: one, outcome: 'dismissed', answer: 'Нет.' }).expect(303)
    const offer = { premises: code, deadlineOn: '2026-12-20' }
    expect(renderedPage(await post(chief, id, 'offer', offer).expect(409)).text('alert')).toContain('answer them first')
    const service = site.services.deciding.offers.make(
      id,
      { kind: 'decider', id: 'a'.repeat(24), name: 'X' },
      { premises: code },
    )
    await expect(service).rejects.toMatchObject({ code: 'application.refused.objections-open' })
    const work = async () => (await chief.get('/en/staff/work/objections').expect(200)).text
    expect(await work()).toContain(reference)
    await post(chief, id, 'objection', { objection: other, outcome: 'dismissed', answer: 'Тоже нет.' }).expect(303)
    expect(await work()).not.toContain(reference)
    await site.runJobs()
    const offered = await stored(id)
    expect(offered).toMatchObject({ state: 'offered', offer: { premises: code } })
    expect(offered.events.at(-1)?.record?.objections).toMatchObject([
      { objection: one, outcome: 'dismissed' },
      { objection: other, outcome: 'dismissed' },
    ])
    const timeline = (await open(await signedIn('decider'), id)).text('timeline')
    expect(timeline).toContain('Objection not accepted: ')
    expect(decider).toBeDefined()
  })

  it('does not stop the applicant from accepting, declining or withdrawing once it is answered', async () => {
    for (const to of ['accepted', 'declined', 'withdrawn']) {
      const { id, account, reference, other } = await announced()
      const objection = await object(reference)
      await post(other, id, 'objection', { objection, outcome: 'dismissed', answer: 'Нет.' }).expect(303)
      site.clock.advance({ days: 6 })
      await site.runJobs()
      expect(await stored(id)).toMatchObject({ state: 'offered' })
      const person = await site.as(account)
      await person.post(`/ru/applications/${id}`).type('form').send({ to }).expect(303)
      const after = await stored(id)
      expect(after).toMatchObject({ state: to, objectionAnswers: [{ text: 'Нет.', by: { name: 'Zhou' } }] })
      expect(after.events.filter(({ record }) => record?.objections).map(event => event.to)).toEqual(['offered'])
    }
  })

  it('prevents the offer if it is upheld, and returns the case to review', async () => {
    const { id, code, account, decider, reference, other } = await announced()
    const objection = await object(reference)
    await post(other, id, 'objection', { objection, outcome: 'upheld', answer: 'Вы правы.' }).expect(303)
    const answered = await open(decider, id)
    expect(answered.text('now')).toContain('Return the case to review')
    expect(answered.text('now')).not.toContain('Answer each of them')
    expect(answered.text('standing')).not.toContain('Until the objections are answered')
    expect(answered.text('timeline')).not.toContain('For staff: Вы правы.')
    const own = renderedPage(await (await site.as(account)).get(`/en/applications/${id}`).expect(200))
    expect(own.text('standing')).toContain('an objection to it was accepted')
    site.clock.set('2026-12-01T09:00:00+08:00')
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'public_notice' })
    const chief = await signedIn('decider')
    const refused = await post(chief, id, 'offer', { premises: code, deadlineOn: '2026-12-20' }).expect(409)
    expect(renderedPage(refused).text('alert')).toContain('return the case to review')
    const work = async () => (await chief.get('/en/staff/work/objections').expect(200)).text
    expect(await work()).toContain(reference)
    await post(chief, id, 'review-again', { reason: 'Возражение принято.' }).expect(303)
    expect(await work()).not.toContain(reference)
    const again = await stored(id)
    expect(again).toMatchObject({ state: 'review', objectionAnswers: [{ outcome: 'upheld' }] })
    expect((await open(chief, id)).text('objections')).toContain('Вы правы.')
    expect(JSON.stringify(anonymiseCase(again).objectionAnswers)).not.toContain('правы')
  })
})

describe('the answer to an objection by an officer without a part in the decision', () => {
  it.each([
    ['en', /You announced this decision or scored the application, so a colleague who did neither answers/],
    ['ru', /Вы объявили это решение или оценивали заявку, поэтому на возражение отвечает другой сотрудник/],
    ['zh', /该决定由您公布，或您参与过评分，异议须由未参与的工作人员答复/],
  ])('is explained in %s to the decider who announced the decision and gets no form', async (locale, why) => {
    const { id, decider, other, reference } = await announced()
    const objection = await object(reference)
    const page = renderedPage(await decider.get(`/${locale}/staff/applications/${id}`).expect(200))
    expect(page.text('objection-note')).toMatch(why)
    expect(page.$('form[action$="/objection"]')).toHaveLength(0)
    const theirs = renderedPage(await other.get(`/${locale}/staff/applications/${id}`).expect(200))
    expect(theirs.text('objection-note')).toBe('')
    expect(theirs.$('form[action$="/objection"]')).toHaveLength(1)
    await post(decider, id, 'objection', { objection, outcome: 'dismissed', answer: 'Нет.' }).expect(403)
    expect((await stored(id)).objectionAnswers ?? []).toEqual([])
  })

  it('is on the desks of uninvolved deciders and reviewers, and not on those of the others', async () => {
    const scorer = await aColleague('reviewer')
    const { id, decider, other, reference } = await announced([anAssessment(scorer.id)])
    const objection = await object(reference)
    const people = { decider, other, scorer: await site.as(scorer), reviewer: await signedIn('reviewer') }
    const desks = async () => {
      const shown: string[] = []
      for (const [name, person] of Object.entries(people))
        if ((await person.get('/en/staff/work/objections').expect(200)).text.includes(reference)) shown.push(name)
      return shown
    }
    expect(await desks()).toEqual(['other', 'reviewer'])
    await post(people.reviewer, id, 'objection', { objection, outcome: 'upheld', answer: 'Вы правы.' }).expect(303)
    expect(await desks()).toEqual(['decider', 'other'])
  })

  it('can be given on the command line, for each objection by its number, if everybody was involved', async () => {
    const { id, reference } = await announced()
    const [one] = [await object(reference), await object(reference, { text: 'И нам.' })]
    const { accounts, deciding, hands, tenancies } = site.services
    const command = (...args: string[]) =>
      staffCommand(
        ['answer-objection', reference, ...args],
        { accounts, deciding, hands, tenancies, publicUrl: '' },
        () => Promise.resolve(),
      ).catch(messageOf)
    const dismissed = ['--outcome', 'dismissed', '--reason', 'Обещания не было.']
    expect(await command('--outcome', 'perhaps', '--reason', 'x')).toContain('--outcome upheld or dismissed')
    expect(await command(...dismissed)).toMatch(/Say --objection:\n {2}1 .*Ван Хай\n {2}2 .*Ван Хай/)
    expect(await command(...dismissed, '--objection', '3')).toContain('Say --objection')
    expect(await command(...dismissed, '--objection', '1')).toBe(`Answered. Open objections to ${reference}: 1.`)
    expect(await command(...dismissed)).toBe(`Answered. Open objections to ${reference}: 0.`)
    expect(await command(...dismissed)).toContain('answered already')
    expect((await stored(id)).objectionAnswers).toMatchObject([
      { objection: one, outcome: 'dismissed', text: 'Обещания не было.', by: { name: 'npm run staff' } },
      { by: { name: 'npm run staff' } },
    ])
    await site.runJobs()
    expect(site.mails().filter(({ to }) => to === 'wang@example.com')).toHaveLength(2)
  })
})

describe('the day by which the office means to answer an objection', () => {
  it('is shown to both sides, becomes overdue, and is not moved by another objection', async () => {
    const { id, account, reference } = await announced()
    expect((await stored(id)).dueOn).toBeUndefined()
    const objection = await object(reference)
    expect((await stored(id)).dueOn).toBe('2026-12-09')
    site.clock.set('2026-11-27T12:00:00+08:00')
    const other = await object(reference, { text: 'И нам.' })
    expect((await stored(id)).dueOn).toBe('2026-12-09')
    const administrator = await aColleague('administrator')
    const seen = async () => {
      const own = renderedPage(await (await site.as(account)).get(`/en/applications/${id}`).expect(200))
      const judge = await signedIn('decider')
      const page = await open(judge, id)
      const chief = await site.as(administrator)
      return {
        own: own.text('standing'),
        office: page.text('standing'),
        queue: renderedPage(await judge.get('/en/staff/applications').expect(200)).text('due'),
        work: renderedPage(await judge.get('/en/staff/work/objections').expect(200)).main,
        overdue: renderedPage(await chief.get('/en/staff/work/overdue-cases').expect(200)).main,
      }
    }
    const before = await seen()
    for (const place of ['own', 'office'] as const)
      expect(before[place], place).toContain('By the end of 9 December 2026')
    expect(before.queue).toContain('9 December 2026')
    expect(before.work).toContain('9 Dec')
    expect(before.overdue).not.toContain(reference)
    const desk = renderedPage(await (await signedIn('decider')).get('/en/staff').expect(200))
    expect(desk.$('[data-test=work-later] [data-kind=objections]')).toHaveLength(1)
    site.clock.set('2026-12-10T09:00:00+08:00')
    const after = await seen()
    expect(after.own).toContain('Was due by the end of 9 December 2026')
    for (const place of ['office', 'queue', 'work', 'overdue'] as const)
      expect(after[place], place).toContain('1 day late')
    const chief = await signedIn('decider')
    const answer = { outcome: 'dismissed', answer: 'Нет.' }
    await post(chief, id, 'objection', { objection, ...answer }).expect(303)
    expect((await stored(id)).dueOn).toBe('2026-12-09')
    await post(chief, id, 'objection', { objection: other, ...answer }).expect(303)
    expect((await stored(id)).dueOn).toBeUndefined()
  })

  it('remains after one was upheld, until the case is back in review with a new day', async () => {
    const { id, decider, reference, other } = await announced()
    const objection = await object(reference)
    await post(other, id, 'objection', { objection, outcome: 'upheld', answer: 'Вы правы.' }).expect(303)
    expect((await stored(id)).dueOn).toBe('2026-12-09')
    expect((await open(decider, id)).text('standing')).toContain('By the end of 9 December 2026')
    await post(decider, id, 'review-again', { reason: 'Возражение принято.' }).expect(303)
    expect((await stored(id)).dueOn).toBe('2026-12-05')
  })

  it('is added once to objections from before this rule', async () => {
    const since = new Date('2026-11-20T12:00:00+08:00')
    const kept = async (count: number) =>
      (
        await ObjectionModel.create(
          Array.from({ length: count }, (_, day) => ({
            application: new mongoose.Types.ObjectId(),
            name: 'X',
            contact: 'x',
            text: 'x',
            digest: `${Math.random()}`,
            at: new Date(since.getTime() + day * 86_400_000),
          })),
        )
      ).map(({ _id }) => _id.toHexString())
    const notice = { premises: 'SFH-A-0107', from: since, until: new Date('2026-12-01T23:59:59+08:00') }
    const answer = (objection: string, outcome: 'upheld' | 'dismissed') => ({
      objection,
      outcome,
      at: since,
      by: { id: 'x', name: 'Li' },
      text: 'x',
    })
    const [one, other] = await kept(2)
    const make = (objections: string[], rest: object = {}) =>
      anApplication({ state: 'public_notice', notice, objections, ...rest })
    const cases = [
      await make([one!, other!]),
      await make([one!, other!], { objectionAnswers: [answer(one!, 'dismissed')] }),
      await make([one!], { objectionAnswers: [answer(one!, 'upheld')] }),
      await make([one!], { objectionAnswers: [answer(one!, 'dismissed')] }),
      await make([]),
      await make([one!], { dueOn: '2026-11-21' }),
    ]
    for (const _time of [1, 2]) await migration.up({ db: mongoose.connection.db!, log: site.log })
    const days = await Promise.all(cases.map(async one => (await stored(idOf(one))).dueOn))
    expect(days).toEqual(['2026-12-04', '2026-12-04', '2026-12-04', undefined, undefined, '2026-11-21'])
  })

  it('is calculated with the announced holidays even if the office has saved no settings', async () => {
    const at = new Date('2026-09-24T12:00:00+08:00')
    const about = { application: new mongoose.Types.ObjectId(), name: 'X', contact: 'x', text: 'x', digest: 'holidays' }
    const [objection] = await ObjectionModel.create([{ ...about, at }])
    const notice = { premises: 'SFH-A-0107', from: at, until: new Date('2026-12-01T23:59:59+08:00') }
    const objections = [objection!._id.toHexString()]
    const id = idOf(await anApplication({ state: 'public_notice', notice, objections }))
    await migration.up({ db: mongoose.connection.db!, log: site.log })
    const settings = await site.services.programme.settings()
    expect((await stored(id)).dueOn).toBe(dueAfterObjection({}, { now: at, settings }).dueOn)
  })
})

describe('an answer to an objection', () => {
  it('is reported as being sent until the e-mail has left, and then as sent on that day', async () => {
    const { id, reference, other } = await announced()
    const objection = await object(reference)
    const reached = async () => (await open(await signedIn('decider'), id)).text('objections')
    await post(other, id, 'objection', { objection, outcome: 'dismissed', answer: 'Нет.' }).expect(303)
    expect(await reached()).toContain('The answer goes to whoever objected by e-mail.')
    site.clock.set('2026-11-26T09:00:00+08:00')
    await site.runJobs()
    await site.runJobs()
    expect(site.mails().some(({ to }) => to === 'wang@example.com')).toBe(true)
    expect(await reached()).toContain('The answer went to whoever objected by e-mail on 26 November 2026.')
    expect(await reached()).not.toContain('goes to')
    // The records of sent letters are deleted after a time. The case keeps what it says.
    await site.services.mail.forgetSent(-1)
    expect(await MailModel.countDocuments({ to: 'wang@example.com' })).toBe(0)
    expect(await reached()).toContain('The answer went to whoever objected by e-mail after it was given on 25 November')
  })

  it('must be given in person if its e-mail could not be delivered', async () => {
    const { id, reference, other } = await announced()
    const objection = await object(reference)
    await post(other, id, 'objection', { objection, outcome: 'dismissed', answer: 'Нет.' }).expect(303)
    await site.runJobs()
    await MailModel.updateMany({ to: 'wang@example.com' }, { $set: { status: 'failed' }, $unset: { sentAt: 1 } })
    const page = await open(await signedIn('decider'), id)
    expect(page.text('objections')).toContain('could not be delivered: tell the person the answer yourself (wang@')
  })
})

describe('a second notice', () => {
  it('leads to the offer automatically, even if an objection to the first one was upheld', async () => {
    const { id, code, decider, reference, other } = await announced()
    const first = await object(reference)
    await post(other, id, 'objection', { objection: first, outcome: 'upheld', answer: 'Вы правы.' }).expect(303)
    await post(decider, id, 'review-again', { reason: 'Возражение принято.' }).expect(303)
    await post(await signedIn('reviewer'), id, 'decision').expect(303)
    const reasons = { reasonCodes: ['plan_sound'], reason: 'Проверено ещё раз.' }
    await post(decider, id, 'notice', { premises: code, ...reasons }).expect(303)
    const second = await object(reference, { text: 'Снова против.' })
    await post(other, id, 'objection', { objection: second, outcome: 'dismissed', answer: 'Нет.' }).expect(303)
    site.clock.set('2026-12-03T09:00:00+08:00')
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'offered', offer: { premises: code } })
  })
})

describe('the public notice', () => {
  it('shows the score, the reasons and where to complain, in the reader’s language', async () => {
    const { reference } = await announced()
    const page = renderedPage(await site.visit.get(`/en/notices/${reference}`).expect(200))
    expect(page.text('notice')).toContain('Score of the reviewers3.6 of 5')
    expect(page.text('reasons')).toContain('Хлеб нужен всем.')
    expect(page.$('[data-test=reasons] li')).toHaveLength(3)
    expect(page.$('[data-test=complain] a[href^="mailto:"]')).toHaveLength(1)
    expect(page.links()).toContain('/en/contact')
    const chinese = renderedPage(await site.visit.get(`/zh/notices/${reference}`).expect(200))
    expect(chinese.text('notice')).toContain('评审得分')
    expect(chinese.text('complain')).toMatch(/^对决定程序的投诉：[^\s，]+，联系项目办公室$/)
  })
})
