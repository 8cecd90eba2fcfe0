import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { ownRecord } from '#features/cases/own/own-record.ts'
import { proposeInterview } from '#features/reviewing/actions/interview.ts'
import type { OutgoingMail } from '#outside/mail/mail.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { valueOf } from '../support/files/calendar.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const slot = {
  interviewOn: '2026-12-03',
  interviewAt: '14:00',
  interviewMinutes: '45',
  interviewPlace: 'Комната 204',
  interviewNote: 'Возьмите паспорт.',
  interpreter: 'ru',
}
const secret = 'Говорил уверенно, цифры знает не все.'

async function aCase(overrides: Partial<Application> = {}) {
  const account = await anApplicant({ locale: 'ru', name: 'Анна' })
  const officer = await aColleague('reviewer', { name: '孙立群' })
  const declared = { at: new Date(), kind: 'interest_none', by: { kind: 'reviewer' as const, id: officer.id } }
  const events = [declared] as unknown as Application['events']
  const application = await anApplication({ applicant: account._id, state: 'review', events, ...overrides })
  const id = application._id.toHexString()
  let [founder, desk] = [await site.as(account), await site.as(officer)]
  const signIn = async () => void ([founder, desk] = [await site.as(account), await site.as(officer)])
  const at = `/zh/staff/applications/${id}`
  const own = `/ru/applications/${id}`
  const act = (action: string, body: object) => desk.post(`${at}/${action}`).type('form').send(body)
  const say = (body: object) => founder.post(`${own}/interview`).type('form').send(body)
  const withdraw = () => founder.post(own).type('form').send({ to: 'withdrawn' })
  const look = async (path: string) =>
    renderedPage(await (path.startsWith('/zh') ? desk : founder).get(path).expect(200))
  /** Sessions that are inactive for so long have expired. */
  const later = (instant: string) => {
    site.clock.set(instant)
    return signIn()
  }
  const mails = async () => {
    await site.runJobs()
    return site.mails()
  }
  return {
    id,
    account,
    officer,
    at,
    own,
    act,
    say,
    withdraw,
    look,
    later,
    mails,
    reference: application.reference ?? '',
  }
}

function entryOf({ calendar, text }: OutgoingMail) {
  const content = calendar!.content
  const value = (name: string) => valueOf(content, name)
  return {
    method: calendar!.method,
    uid: value('UID'),
    sequence: value('SEQUENCE'),
    start: value('DTSTART'),
    end: value('DTEND'),
    location: value('LOCATION'),
    text,
  }
}

describe('an interview', () => {
  it('moves the case to its step and sends the applicant a letter with a calendar entry', async () => {
    const { id, own, act, look, mails } = await aCase()
    await act('interview', slot).expect(303)
    const { state, interview, events } = await stored(id)
    expect(state).toBe('interview')
    const note = '2026-12-03 14:00–14:45, Комната 204 (ru)'
    expect(events.at(-1)).toMatchObject({ from: 'review', to: 'interview', note })
    expect(interview!.startsAt.toISOString()).toBe('2026-12-03T06:00:00.000Z')

    const mail = (await mails())[0]!
    expect(mail.subject).toContain('Приглашаем на собеседование')
    expect(mail.text).toContain('четверг, 3 декабря, 14:00–14:45 (Суйфэньхэ, UTC+8), во Владивостоке 16:00')
    expect(mail.text).toContain('С переводчиком на русский.')
    expect(mail.text).toContain('Возьмите паспорт.')
    expect(entryOf(mail)).toMatchObject({
      method: 'REQUEST',
      uid: `interview-${String(interview!._id)}@startup-street`,
      sequence: '0',
      start: '20261203T060000Z',
      end: '20261203T064500Z',
      location: 'Комната 204',
    })

    const page = await look(own)
    expect(page.text('slot')).toContain('14:00–14:45')
    expect(page.text('next')).toContain('3 декабря')
  })

  it('cannot be in the past, and a form with errors keeps its input', async () => {
    const { id, at, act, look } = await aCase()
    const empty = renderedPage(await act('interview', { interviewMinutes: '5' }).expect(422))
    expect(empty.errors().map(({ field }) => field)).toEqual([
      'interviewOn',
      'interviewAt',
      'interviewMinutes',
      'interviewPlace',
    ])
    expect(empty.errors()[0]?.text).toBe('日期：请填写此项。')
    const past = renderedPage(await act('interview', { ...slot, interviewOn: '2026-11-24' }).expect(422))
    expect(past.errors()).toEqual([{ field: 'interviewOn', text: '该时间已过，请选择将来的时间。' }])
    expect(past.value('interviewPlace')).toBe('Комната 204')
    const far = renderedPage(await act('interview', { ...slot, interviewOn: '2027-11-24' }).expect(422))
    expect(far.errors().map(({ field }) => field)).toEqual(['interviewOn'])
    expect((await stored(id)).state).toBe('review')
    expect((await look(at)).$('#interview form')).toHaveLength(1)
  })

  it('is the only open one of its case', async () => {
    const { id, act } = await aCase()
    await act('interview', slot).expect(303)
    expect(renderedPage(await act('interview', { ...slot, interviewAt: '16:00' }).expect(409)).text('alert')).toContain(
      '已安排面谈',
    )
    const propose = { on: '2026-12-04', minuteOfDay: 600, minutes: 30, place: 'x', interpreter: null, note: '' }
    await expect(
      proposeInterview(site.services.casePorts, id, { kind: 'reviewer', id }, propose),
    ).rejects.toMatchObject({
      code: 'interview.open-already',
    })
    expect((await stored(id)).pastInterviews ?? []).toEqual([])
  })

  it('is moved and cancelled under the same id with a higher sequence', async () => {
    const { id, own, act, look, mails } = await aCase()
    await act('interview', slot).expect(303)
    await act('interview-change', { ...slot, interviewOn: '2026-12-04', interviewAt: '09:30', interpreter: '' }).expect(
      303,
    )
    await act('interview-cancel', { interviewReason: 'Заболел переводчик.' }).expect(303)
    const entries = (await mails()).map(entryOf)
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1)
    expect(entries.map(({ method, sequence }) => `${method} ${sequence}`)).toEqual([
      'REQUEST 0',
      'REQUEST 1',
      'CANCEL 2',
    ])
    expect(entries[1]).toMatchObject({ start: '20261204T013000Z' })
    expect(entries[1]!.text).toContain('Раньше было: четверг, 3 декабря, 14:00–14:45')
    expect(entries[1]!.text).toContain('Без переводчика')
    expect(entries[2]!.text).toContain('Заболел переводчик.')

    const noted = await act('interview-outcome', { held: 'yes', outcomeNote: secret }).expect(409)
    expect(renderedPage(noted).text('alert')).toContain('可能已取消')
    const page = await look(own)
    expect(page.text('interview-standing')).toContain('Заболел переводчик.')
    expect(page.text('slot')).toBe('')
    await act('interview', slot).expect(303)
    const { interview, pastInterviews } = await stored(id)
    expect(pastInterviews!.map(({ state }) => state)).toEqual(['cancelled'])
    expect(interview!.state).toBe('open')
    expect(String(interview!._id)).not.toBe(String(pastInterviews![0]!._id))
  })

  it('is cancelled only as the page shows it, not after a move or an answer of the applicant', async () => {
    const { id, at, act, say, look } = await aCase()
    await act('interview', slot).expect(303)
    const form = (page: Awaited<ReturnType<typeof look>>) => String(page.$('#interview-cancel [name=arranged]').val())
    const reason = { interviewReason: 'В четверг нет переводчика.', writtenIn: 'ru' }
    const old = form(await look(at))
    await act('interview-change', { ...slot, interviewOn: '2026-12-04' }).expect(303)
    const refused = renderedPage(await act('interview-cancel', { ...reason, arranged: old }).expect(409))
    expect(refused.text('alert')).toContain('面谈')
    expect(refused.$('#interview-cancel textarea').first().val()).toBe(reason.interviewReason)
    expect((await stored(id)).interview!.state).toBe('open')
    await say({ wish: 'another_time', anotherTimeText: 'Могу только утром.' }).expect(303)
    await act('interview-cancel', { ...reason, arranged: form(refused) }).expect(409)
    await act('interview-cancel', { ...reason, arranged: form(await look(at)) }).expect(303)
    expect((await stored(id)).interview!.state).toBe('cancelled')
  })

  it('gets a new outcome only from a page that shows the previous one', async () => {
    const { id, at, act, later, look } = await aCase()
    await act('interview', slot).expect(303)
    await later('2026-12-03T15:00:00+08:00')
    const form = (page: Awaited<ReturnType<typeof look>>) =>
      String(page.$('form[action$="/interview-outcome"] [name=arranged]').val())
    const old = form(await look(at))
    for (const _time of [1, 2])
      await act('interview-outcome', { held: 'yes', outcomeNote: secret, arranged: old }).expect(303)
    const refused = renderedPage(
      await act('interview-outcome', { held: 'no', outcomeNote: 'Не пришёл.', arranged: old }).expect(409),
    )
    expect((await stored(id)).interview!.state).toBe('held')
    await act('interview-outcome', { held: 'no', outcomeNote: 'Не пришёл.', arranged: form(refused) }).expect(303)
    expect((await stored(id)).interview!.state).toBe('not_held')
  })

  it('ends with a note that only the staff can read', async () => {
    const { id, account, at, own, act, look, later } = await aCase()
    await act('interview', slot).expect(303)
    await act('interview-outcome', { held: 'yes', outcomeNote: secret }).expect(409)
    await later('2026-12-03T15:00:00+08:00')
    const late = await act('interview-cancel', { interviewReason: 'x' }).expect(409)
    expect(renderedPage(late).text('alert')).toContain('面谈已经开始')
    const missing = renderedPage(await act('interview-outcome', {}).expect(422))
    expect(missing.errors().map(({ field }) => field)).toEqual(['held', 'outcomeNote'])
    // Sent twice, it is one outcome.
    for (const _time of [1, 2])
      await act('interview-outcome', { held: 'yes', outcomeNote: secret }).expect(303).expect('location', `${at}#talk`)
    expect((await stored(id)).events.filter(({ kind }) => kind === 'interview_held')).toHaveLength(1)
    expect((await stored(id)).events.at(-1)).toMatchObject({ kind: 'interview_held', note: secret })
    expect((await look(at)).text('outcome')).toContain(secret)

    for (const path of [own, `${own}/interview`]) expect((await look(path)).body).not.toContain(secret)
    const read = await site.services.cases.own.get(id, account.id)
    expect(read.interview?.outcome).toBeUndefined()
    expect(read.interview?.state).toBe('held')
    for await (const kept of site.services.applications.own.all(account.id))
      expect(JSON.stringify(ownRecord(kept))).toMatch(/^(?!.*Говорил).*Возьмите паспорт/)
  })

  it('can be neither seen nor arranged by a colleague with a conflict of interest', async () => {
    const { id, at, act } = await aCase()
    await act('interview', slot).expect(303)
    const other = await aColleague('reviewer')
    const undeclared = await site.undeclared(other)
    expect((await undeclared.get(at)).text).not.toContain('Комната 204')
    const conflict = { at: new Date(), kind: 'interest_conflict', by: { kind: 'reviewer', id: other.id } }
    await ApplicationModel.updateOne({ _id: id }, { $push: { events: conflict } })
    expect((await undeclared.get(at)).text).not.toContain('Комната 204')
    await undeclared.post(`${at}/interview-cancel`).type('form').send({ interviewReason: 'x' }).expect(403)
  })

  it('is listed above the queue until its outcome is recorded', async () => {
    const { act, look, later, reference } = await aCase()
    await act('interview', slot).expect(303)
    const coming = async () => (await look('/zh/staff/applications')).text('coming')
    expect(await coming()).toContain(reference)
    expect(await coming()).not.toContain('请记录面谈结果')
    await later('2026-12-03T15:00:00+08:00')
    expect(await coming()).toContain('请记录面谈结果')
    await act('interview-outcome', { held: 'no', outcomeNote: 'Не пришёл.' }).expect(303)
    expect(await coming()).toBe('')
  })
})

describe('scores during the interview step', () => {
  it('can still be given, and are hidden from reviewers who have not given their own', async () => {
    const { id, act, at } = await aCase()
    await act('interview', slot).expect(303)
    const page = renderedPage(await act('assessment', {}).expect(422))
    const names = page.$('.scores input[type=radio][value="4"]').map((_, input) => page.$(input).attr('name'))
    const scores = Object.fromEntries(names.get().map(name => [name, '4']))
    await act('assessment', { ...scores, comment: 'Толково.' }).expect(303)
    expect((await stored(id)).assessments).toHaveLength(1)
    const other = await aColleague('reviewer')
    const declared = { at: new Date(), kind: 'interest_none', by: { kind: 'reviewer', id: other.id } }
    await ApplicationModel.updateOne({ _id: id }, { $push: { events: declared } })
    expect((await (await site.as(other)).get(at).expect(200)).text).not.toContain('Толково.')
    await act('decision', {}).expect(303)
    expect((await stored(id)).state).toBe('decision')
  })
})

describe('the applicant’s wish about an interview', () => {
  it('reaches the officer of the case and is settled when the interview is changed', async () => {
    const { id, officer, at, own, act, say, look, mails } = await aCase()
    await ApplicationModel.updateOne({ _id: id }, { assignee: officer._id })
    await act('interview', { ...slot, interpreter: '' }).expect(303)
    await say({ wish: 'interpreter', interpreterText: 'На русский, пожалуйста.' })
      .expect(303)
      .expect('location', `${own}#interview`)
    await say({ wish: 'another_time', anotherTimeText: 'Лучше после обеда 4-го.' }).expect(303)
    const page = await look(at)
    expect(page.text('interview-waiting')).not.toBe('')
    expect(page.text('wishes')).toContain('На русский, пожалуйста.')
    expect(page.text('wishes')).toContain('Лучше после обеда 4-го.')
    const toOfficer = (await mails()).filter(({ to }) => to === officer.email)
    expect(toOfficer).toHaveLength(2)
    expect((await look(own)).text('said')).toContain('На русский, пожалуйста.')
    expect((await stored(id)).events.map(({ kind }) => kind)).toContain('interview_wish_another_time')

    await act('interview-change', { ...slot, interviewOn: '2026-12-04' }).expect(303)
    expect((await look(at)).text('interview-waiting')).toBe('')
  })

  it('is not settled by a form that was opened before it came', async () => {
    const { id, at, act, say, look } = await aCase()
    await act('interview', { ...slot, interpreter: '' }).expect(303)
    const arranged = (page: ReturnType<typeof renderedPage>) =>
      String(page.$('form[action$="/interview-change"] [name=arranged]').val())
    const before = arranged(await look(at))
    await say({ wish: 'interpreter', interpreterText: 'На русский, пожалуйста.' }).expect(303)
    const change = { ...slot, interpreter: '', interviewPlace: 'Комната 205' }
    const late = renderedPage(await act('interview-change', { ...change, arranged: before }).expect(409))
    expect(late.text('wishes')).toContain('На русский, пожалуйста.')
    expect((await stored(id)).interview).toMatchObject({ waiting: true, place: slot.interviewPlace })
    await act('interview-change', { ...change, interpreter: 'ru', arranged: arranged(late) }).expect(303)
    expect((await stored(id)).interview).toMatchObject({ waiting: false, interpreter: 'ru' })
  })

  it('needs a text, and keeps it when it comes too late', async () => {
    const { act, say, later } = await aCase()
    await say({ wish: 'interpreter', interpreterText: 'x' }).expect(404)
    await act('interview', slot).expect(303)
    const empty = renderedPage(await say({ wish: 'another_time', anotherTimeText: ' ' }).expect(422))
    expect(empty.errors().map(({ field }) => field)).toEqual(['anotherTimeText'])
    await later('2026-12-03T14:10:00+08:00')
    expect(
      renderedPage(await say({ wish: 'another_time', anotherTimeText: 'Позже' }).expect(409)).text('alert'),
    ).toContain('уже началось')
  })

  it('can be sent only by the applicant of the case', async () => {
    const { own, act } = await aCase()
    await act('interview', slot).expect(303)
    const stranger = await site.as(await anApplicant())
    await stranger.get(`${own}/interview`).expect(404)
    await stranger.post(`${own}/interview`).type('form').send({ wish: 'interpreter', interpreterText: 'x' }).expect(404)
  })
})

describe('the schedule of an interview', () => {
  it('reminds the applicant a day before, once for each new time', async () => {
    const { act, mails } = await aCase()
    await act('interview', slot).expect(303)
    await act('interview-change', { ...slot, interviewAt: '15:00' }).expect(303)
    const reminders = async () => (await mails()).filter(({ subject }) => subject.startsWith('Напоминание'))
    site.clock.set('2026-12-02T14:59:00+08:00')
    expect(await reminders()).toEqual([])
    site.clock.set('2026-12-02T15:01:00+08:00')
    expect(await reminders()).toHaveLength(1)
    site.clock.set('2026-12-02T16:00:00+08:00')
    const [reminder, ...more] = await reminders()
    expect(more).toEqual([])
    expect(reminder?.text).toContain('15:00–15:45')
    expect(entryOf(reminder!)).toMatchObject({ method: 'REQUEST', sequence: '1' })
  })

  it('sends no reminder of an interview that is cancelled or over', async () => {
    const { act, later, mails } = await aCase()
    await act('interview', slot).expect(303)
    await later('2026-12-03T16:00:00+08:00')
    expect((await mails()).map(({ subject }) => subject).filter(subject => subject.startsWith('Напоминание'))).toEqual(
      [],
    )
  })

  it('cancels the interview when the application is withdrawn', async () => {
    const { id, act, withdraw, mails } = await aCase()
    await act('interview', slot).expect(303)
    await withdraw().expect(303)
    const { state, interview, events } = await stored(id)
    expect([state, interview?.state]).toEqual(['withdrawn', 'cancelled'])
    expect(events.slice(-2).map(({ kind }) => kind)).toEqual(['moved', 'interview_cancelled'])
    const gone = (await mails()).find(mail => mail.calendar?.method === 'CANCEL')
    expect(entryOf(gone!)).toMatchObject({ method: 'CANCEL', sequence: '1' })
    expect(gone?.text).toContain('Вы отозвали заявку.')
  })

  it('leaves an interview that was held when the case goes on', async () => {
    const { id, officer, act, later, mails } = await aCase()
    const scores = { feasibility: 4, experience: 4, jobs: 4, fit: 4, documents: 4 }
    const assessment = {
      reviewer: officer.id,
      reviewerName: '孙',
      at: new Date(),
      noConflict: true,
      scores,
      comment: 'x',
    }
    await ApplicationModel.updateOne({ _id: id }, { assessments: [assessment] })
    await act('interview', slot).expect(303)
    await later('2026-12-03T15:00:00+08:00')
    await act('decision', {}).expect(303)
    expect((await stored(id)).interview?.state).toBe('open')
    expect((await mails()).filter(mail => mail.calendar?.method === 'CANCEL')).toEqual([])
    await act('interview-outcome', { held: 'yes', outcomeNote: 'Всё ясно.' }).expect(303)
    expect((await stored(id)).interview?.state).toBe('held')
  })
})
