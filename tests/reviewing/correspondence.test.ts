import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const site = useSite()
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const secret = 'Позвонить в налоговую: адрес вызывает вопросы.'
const formId = 'b'.repeat(24)
const question = 'Пришлите, пожалуйста, фото витрины.'

async function aCase(overrides: Partial<Application> = {}) {
  const account = await anApplicant({ locale: 'ru' })
  const id = idOf(await anApplication({ applicant: account._id, ...overrides }))
  const founder = await site.as(account)
  const officer = await site.as(await aColleague('reviewer', { name: '孙立群' }))
  const desk = `/en/staff/applications/${id}`
  const own = `/ru/applications/${id}`
  const note = (text: string) => officer.post(`${desk}/notes`).type('form').send({ internalNote: text })
  const tell = (text: string) => officer.post(`${desk}/messages`).type('form').send({ publicMessage: text })
  const ask = (text: string, once?: string) =>
    founder.post(`${own}/messages`).type('form').send({ message: text, once })
  return { id, founder, officer, desk, own, note, tell, ask }
}

describe('internal notes', () => {
  it('are visible to the officers of cases only, and never to the applicant', async () => {
    const { id, founder, officer, desk, own, note } = await aCase()
    await note(secret).expect(303).expect('location', `${desk}#notes`)
    await site.runJobs()
    const page = renderedPage(await officer.get(desk).expect(200))
    expect(page.text('notes')).toContain(`孙立群`)
    expect(page.text('notes')).toContain(secret)
    expect(page.text('thread')).toBe('')

    for (const path of [own, `${own}/messages`, '/ru/applications'])
      expect((await founder.get(path).expect(200)).text).not.toContain(secret)
    expect(site.mails()).toEqual([])
    const { applicant } = await stored(id)
    const read = await site.services.cases.own.get(id, applicant.toHexString())
    expect(JSON.stringify(read)).not.toContain(secret)
  })

  it('are written by officers and administrators, but not before a declaration', async () => {
    const { id, desk, note } = await aCase()
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.post(`${desk}/notes`).type('form').send({ internalNote: 'Видел.' }).expect(303)
    for (const stranger of [await site.as(await aColleague('listing_manager')), await site.as(await anApplicant())])
      await stranger.post(`${desk}/notes`).type('form').send({ internalNote: 'x' }).expect(403)
    const empty = renderedPage(await note('   ').expect(422))
    expect(empty.errors().map(({ field }) => field)).toEqual(['internalNote'])

    const undeclared = await site.undeclared(await aColleague('reviewer'))
    const refused = undeclared.post(`${desk}/notes`).type('form').send({ internalNote: 'x' }).expect(409)
    expect(renderedPage(await refused).main).not.toContain('Видел.')
    expect((await stored(id)).notes).toHaveLength(1)
  })
})

describe('messages to the applicant', () => {
  it('are sent by e-mail in their language, shown on their page and signed by the office', async () => {
    const { founder, desk, own, tell } = await aCase()
    await tell(question).expect(303).expect('location', `${desk}#messages`)
    await site.runJobs()
    const [mail] = site.mails()
    expect(mail?.subject).toMatch(/^Сообщение по заявке SS-/)
    expect(mail?.text).toContain(question)
    const page = renderedPage(await founder.get(own).expect(200))
    expect(page.text('thread')).toMatch(/Администрация 25 ноября 2026.*Пришлите, пожалуйста, фото витрины/)
    expect(page.main).not.toContain('孙立群')
    await site.runJobs()
    expect(site.mails()).toHaveLength(1)
  })

  it('are answered in the same thread, and the office has a list of unanswered ones', async () => {
    const { founder, officer, desk, own, tell, ask } = await aCase()
    const queue = async () => renderedPage(await officer.get('/en/staff/applications?messages=unanswered').expect(200))
    const counted = async () => renderedPage(await officer.get('/en/staff').expect(200)).main
    await tell(question).expect(303)
    expect((await queue()).text('empty')).not.toBe('')
    await ask('Фото приложу\r\nзавтра.').expect(303).expect('location', `${own}#messages`)
    await ask('И ещё вопрос.').expect(303)
    const page = renderedPage(await officer.get(desk).expect(200))
    expect(page.text('thread')).toMatch(/фото витрины.*Applicant → office.*Фото приложу завтра.*И ещё вопрос/)
    expect(page.text('messages-waiting')).toBe('2 messages from the applicant wait for an answer.')
    expect((await queue()).text('queue')).toContain('2 messages')
    expect(await counted()).toMatch(/Messages to answer\s*1/)
    expect((await founder.get(own)).text).toContain('Вы')

    await tell('Спасибо.').expect(303)
    expect(renderedPage(await officer.get(desk)).text('messages-waiting')).toBe('')
    await ask('Хорошо.').expect(303)
    await officer.post(`${desk}/messages-settled`).expect(303)
    expect(await counted()).toMatch(/Messages to answer\s*0/)
  })

  it('are stored once however often a form is sent, and a refused form keeps its input', async () => {
    const { id, own, founder, ask } = await aCase()
    const once = String(renderedPage(await founder.get(own)).value('once'))
    await Promise.all([ask('Один раз.', once), ask('Один раз.', once)])
    await ask('Один раз.', once).expect(303)
    expect((await stored(id)).messages).toHaveLength(1)
    const empty = renderedPage(await ask('').expect(422))
    expect(empty.errors().map(({ field }) => field)).toEqual(['message'])
    expect(renderedPage(await ask('x'.repeat(4001)).expect(422)).value('message')).toHaveLength(4001)
    for (let i = 0; i < 19; i += 1) await ask(`Вопрос ${i}`).expect(303)
    const full = renderedPage(await ask('Ещё один.').expect(409))
    expect(full.text('alert')).toContain('слишком много')
    expect(full.value('message')).toBe('Ещё один.')
  })

  it('count as one act in the audit when the office sends them twice', async () => {
    const { id, officer, desk } = await aCase()
    await site.services.audit.settled()
    const before = await AuditEntryModel.countDocuments()
    for (const _time of [1, 2])
      await officer.post(`${desk}/messages`).type('form').send({ publicMessage: question, once: formId }).expect(303)
    await site.services.audit.settled()
    expect(await AuditEntryModel.countDocuments()).toBe(before + 1)
    expect((await stored(id)).messages).toHaveLength(1)
  })

  it('are marked as needing no answer once when the form is sent twice, at the same moment or later', async () => {
    const { id, officer, desk, ask } = await aCase()
    await ask(question).expect(303)
    await officer.get(desk).expect(200)
    await site.services.audit.settled()
    const before = await AuditEntryModel.countDocuments()
    const send = () => officer.post(`${desk}/messages-settled`)
    const answers = await Promise.all([send(), send(), send()])
    answers.push(await send())
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect((await stored(id)).unansweredMessages).toBe(0)
    await site.services.audit.settled()
    expect(await AuditEntryModel.countDocuments()).toBe(before + 1)
    expect(renderedPage(await officer.get(desk)).$('form[action$="/messages-settled"]')).toHaveLength(0)
  })

  it('stay unanswered if they came while the officer had the case open', async () => {
    const { id, officer, desk, ask } = await aCase()
    await ask(question).expect(303)
    const shown = String(renderedPage(await officer.get(desk).expect(200)).value('shown'))
    await ask('И ещё вопрос.').expect(303)
    const settle = (given: string) => officer.post(`${desk}/messages-settled`).type('form').send({ shown: given })
    const refused = renderedPage(await settle(shown).expect(409))
    expect(refused.text('alert')).toContain('new message')
    expect(refused.text('thread')).toContain('И ещё вопрос.')
    expect((await stored(id)).unansweredMessages).toBe(2)
    await settle(String(refused.value('shown'))).expect(303)
    expect((await stored(id)).unansweredMessages).toBe(0)
    await settle(shown).expect(303)
  })

  it('stay unanswered if they came while the officer wrote an answer', async () => {
    const { id, officer, desk, ask } = await aCase()
    await ask(question).expect(303)
    const shown = String(renderedPage(await officer.get(desk).expect(200)).value('shown'))
    await ask('И ещё вопрос.').expect(303)
    await ask('И последний.').expect(303)
    const answer = () =>
      officer.post(`${desk}/messages`).type('form').send({ publicMessage: 'Ответ на первый.', once: formId, shown })
    await answer().expect(303)
    expect((await stored(id)).unansweredMessages).toBe(2)
    await answer().expect(303)
    expect(await stored(id)).toMatchObject({ unansweredMessages: 2, messages: { length: 4 } })
    const after = renderedPage(await officer.get(desk))
    expect(after.text('messages-waiting')).toContain('2 messages')
    await officer
      .post(`${desk}/messages`)
      .type('form')
      .send({ publicMessage: 'И на остальные.', shown: String(after.value('shown')) })
      .expect(303)
    expect((await stored(id)).unansweredMessages).toBe(0)
  })

  it('are not counted as new or unanswered once a colleague has answered them', async () => {
    const { id, officer, desk, ask, tell } = await aCase()
    const shownNow = async () => String(renderedPage(await officer.get(desk).expect(200)).value('shown'))
    await ask(question).expect(303)
    const first = await shownNow()
    await ask('И ещё вопрос.').expect(303)
    const both = await shownNow()
    const answer = (publicMessage: string, shown: string) =>
      officer.post(`${desk}/messages`).type('form').send({ publicMessage, shown }).expect(303)
    await answer('Ответ на первый.', first)
    expect((await stored(id)).unansweredMessages).toBe(1)
    await officer.post(`${desk}/messages-settled`).type('form').send({ shown: both }).expect(303)
    expect((await stored(id)).unansweredMessages).toBe(0)
    await tell('Ответ на оба.').expect(303)
    await answer('Ответ на первый, позже.', first)
    expect((await stored(id)).unansweredMessages).toBe(0)
  })

  it('are not lost when an earlier form is sent again with another text, nor are notes', async () => {
    const { id, officer, desk, own, founder, ask } = await aCase()
    const send = (to: string, body: object) => officer.post(`${desk}/${to}`).type('form').send(body)
    const other = 'И фото вывески.'
    for (const [to, name] of [
      ['messages', 'publicMessage'],
      ['notes', 'internalNote'],
    ] as const) {
      await send(to, { [name]: question, once: formId }).expect(303)
      const page = await send(to, { [name]: other, once: formId }).expect(409)
      const refused = renderedPage(page)
      expect(refused.text('alert')).toContain('from this form')
      const form = typedInto(page, {}, `form[action$="/${to}"]`)
      expect(form[name]).toBe(other)
      for (const _time of [1, 2]) await send(to, form).expect(303)
      expect((await stored(id))[to]?.map(({ text }) => text)).toEqual([question, other])
    }
    const mine = 'Вот фото.'
    const further = 'И ещё одно.'
    const again = 'c'.repeat(24)
    await ask(mine, again).expect(303)
    const refused = await ask(further, again).expect(409)
    expect(renderedPage(refused).text('alert')).toContain('из этой формы')
    const form = typedInto(refused, {}, `form[action="${own}/messages"]`)
    await founder.post(`${own}/messages`).type('form').send(form).expect(303)
    expect((await stored(id)).messages?.map(({ text }) => text).slice(2)).toEqual([mine, further])
  })

  it('are not lost when only their translation or the mentioned colleague differs', async () => {
    const { id, officer, desk } = await aCase()
    const send = (to: string, body: object) => officer.post(`${desk}/${to}`).type('form').send(body)
    const told = { publicMessage: '请寄照片。', writtenIn: 'zh', wayOut: 'here', once: formId }
    await send('messages', { ...told, 'translation-publicMessage': 'Пришлите фото.' }).expect(303)
    await send('messages', { ...told, 'translation-publicMessage': 'Пришлите фото.' }).expect(303)
    await send('messages', { ...told, 'translation-publicMessage': 'Пришлите снимок.' }).expect(409)
    const colleague = await aColleague('reviewer', { name: 'Бао' })
    const note = { internalNote: secret, once: formId }
    await send('notes', note).expect(303)
    await send('notes', { ...note, mention: colleague.id }).expect(409)
    expect(await stored(id)).toMatchObject({ messages: [{ text: 'Пришлите фото.' }], notes: [{ text: secret }] })
  })

  it('do not conflict with a colleague who moves the case at the same time', async () => {
    const { id, officer, desk, ask } = await aCase()
    const [moved, asked] = await Promise.all([officer.post(`${desk}/screening`), ask('Я тут.')])
    expect([moved.status, asked.status]).toEqual([303, 303])
    expect(await stored(id)).toMatchObject({ state: 'screening', messages: [{ text: 'Я тут.' }] })
  })

  it('are available only to the owner of a submitted application', async () => {
    const { own, desk, ask } = await aCase()
    const stranger = await anApplicant()
    const person = await site.as(stranger)
    await person.get(`${own}/messages`).expect(404)
    await person.post(`${own}/messages`).type('form').send({ message: 'x' }).expect(404)
    const draft = idOf(await aDraft({ applicant: stranger._id }))
    await person.get(`/ru/applications/${draft}/messages`).expect(404)
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.post(`${desk}/messages`).type('form').send({ publicMessage: 'x' }).expect(403)
    await ask('Мой вопрос.').expect(303)
  })

  it.each(locales)('are shown in %s', async locale => {
    const { founder, officer, own, desk, ask, note } = await aCase()
    await ask('Вопрос.').expect(303)
    await note('Ответить.').expect(303)
    const page = renderedPage(await founder.get(`${own}/messages`.replace('/ru/', `/${locale}/`)).expect(200))
    expect(page.heading).toContain({ ru: 'Сообщения', en: 'Messages', zh: '消息' }[locale])
    const staff = renderedPage(await officer.get(desk.replace('/en/', `/${locale}/`)).expect(200))
    expect(staff.main).toContain({ ru: 'Внутренние заметки', en: 'Internal notes', zh: '内部备注' }[locale])
  })
})
