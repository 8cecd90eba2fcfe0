import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { runChecks } from '#shared/checks.ts'
import { sendMessage } from '#features/reviewing/actions/messages.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { anAssessment, idOf, stored } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const chinese = '商业计划缺少第一年的预算，请补充。'
const russian = 'В бизнес-плане нет сметы первого года, приложите её.'
const inDecision = { state: 'decision' as const, assessments: [anAssessment('f'.repeat(24))] }
const colleague = { writtenIn: 'zh', wayOut: 'colleague' }
const here = { writtenIn: 'zh', wayOut: 'here' }
const asIs = { writtenIn: 'zh', wayOut: 'as-is', asIsReason: '代理人懂中文。' }
const message = { publicMessage: chinese, ...colleague }
const translated = { publicMessage: chinese, 'translation-publicMessage': russian, ...here }
const newId = () => new mongoose.Types.ObjectId().toHexString()

async function aCase(overrides: Partial<Application> = {}) {
  const account = await anApplicant({ locale: 'ru' })
  const id = idOf(await anApplication({ applicant: account._id, applicantName: 'IVANOVA ANNA', ...overrides }))
  const author = await aColleague('decider', { name: '李慧兰' })
  const officer = await site.as(author)
  const at = `/zh/staff/applications/${id}`
  const send = (person: Agent, action: string, values: object) =>
    person.post(`${at}/${action}`).type('form').send(values)
  const waiting = async () => (await stored(id)).toTranslate ?? []
  /** Lets a colleague translate the text; returns its id. */
  async function comeBack() {
    const [text] = await waiting()
    const translator = await site.as(await aColleague('reviewer'))
    const given = translator.post(`${at}/texts/${idOf(text!)}`).type('form')
    await given.send({ 'translation-0': russian }).expect(303)
    return idOf(text!)
  }
  return { id, account, author, officer, at, send, waiting, comeBack }
}

const anInterview = (): NonNullable<Application['interview']> => ({
  _id: new mongoose.Types.ObjectId(),
  state: 'open',
  place: '204',
  note: '',
  sequence: 0,
  wishes: [],
  waiting: false,
  startsAt: new Date(site.clock.now().getTime() + 5 * 86_400_000),
  endsAt: new Date(site.clock.now().getTime() + 5 * 86_400_000 + 2_700_000),
})

const deskOf = async (person: Agent) => renderedPage(await person.get('/en/staff').expect(200)).main

describe('a text that returned from translation', () => {
  it('is sent once, even if two officers have it open', async () => {
    const { id, officer, send, waiting, comeBack } = await aCase({ state: 'screening' })
    await send(officer, 'messages', message).expect(303)
    const sends = await comeBack()
    const other = await site.as(await aColleague('decider'))
    const once = newId()
    await send(officer, 'messages', { ...translated, sends, once }).expect(303)
    await send(officer, 'messages', { ...translated, sends, once }).expect(303)
    const late = renderedPage(await send(other, 'messages', { ...translated, sends, once: newId() }).expect(409))
    expect(late.main).toContain('该文本已发送或已撤销')
    expect(late.$('#messages [name=sends]')).toHaveLength(0)
    expect(late.$('#messages [name=publicMessage]').text()).toBe(chinese)
    expect((await stored(id)).messages).toHaveLength(1)
    expect(await waiting()).toEqual([])
    expect((await stored(id)).revision).toBe(3)
    const entry = await AuditEntryModel.findOne({ 'changes.field': 'writing.translated' }).lean()
    expect(entry?.changes).toContainEqual({ field: 'writing.translated', before: '"zh"', after: '"ru"' })
  })

  it.each([
    ['reject', 'reason', inDecision],
    ['request', 'text-section-plan', { state: 'screening' as const }],
    ['interview-cancel', 'interviewReason', { state: 'interview' as const }],
  ])('is refused with %s once it is gone, and the page gives back both languages', async (act, field, overrides) => {
    const interview = act === 'interview-cancel' ? { interview: anInterview() } : {}
    const { id, officer, send } = await aCase({ ...overrides, ...interview })
    const typed = { [field]: chinese, [`translation-${field}`]: russian, ask: 'section-plan', answerOn: '2026-12-20' }
    const page = renderedPage(await send(officer, act, { ...typed, ...here, sends: newId() }).expect(409))
    expect(page.main).toContain('该文本已发送或已撤销')
    const shown = page.$('main textarea').toArray()
    const texts = shown.map(one => page.$(one).text())
    expect(texts).toEqual(expect.arrayContaining([chinese, russian]))
    expect(page.$('[name=sends]')).toHaveLength(0)
    expect((await stored(id)).state).toBe(overrides.state)
  })

  it.each([
    ['sent', { ...here, 'translation-reason': russian }],
    ['passed on again', { ...colleague, passOnce: newId() }],
  ])('belongs to the form for which it was written: a form of another action with it is not %s', async (_how, way) => {
    const { id, officer, send, waiting, comeBack } = await aCase(inDecision)
    await send(officer, 'messages', message).expect(303)
    const sends = await comeBack()
    const rejection = { reason: chinese, ...way }
    const page = renderedPage(await send(officer, 'reject', { ...rejection, sends }).expect(409))
    expect(page.text('alert')).toContain('该文本属于另一个表单')
    expect(page.$('#reject [name=reason]').text()).toBe(chinese)
    expect(page.$('[name=sends]')).toHaveLength(0)
    expect((await stored(id)).state).toBe('decision')
    expect((await waiting()).map(({ act }) => act)).toEqual(['messages'])
    await send(officer, 'reject', rejection).expect(303)
    expect((await waiting()).map(({ act }) => act)).toContain('messages')
  })

  it('is refused by the service, too, if it was dropped meanwhile', async () => {
    const { id, author, officer, send, comeBack } = await aCase({ state: 'screening' })
    await send(officer, 'messages', message).expect(303)
    const sends = await comeBack()
    const actor = { kind: 'decider' as const, id: author.id, name: author.name }
    await site.services.cases.texts.drop(id, actor, sends)
    const { casePorts } = site.services
    await expect(sendMessage(casePorts, id, actor, { text: russian, sends })).rejects.toMatchObject({
      code: 'writing.gone',
    })
    await expect(
      site.services.cases.moves.move(id, 'ineligible', actor, { reason: russian, sends }),
    ).rejects.toMatchObject({ code: 'writing.gone' })
  })

  it('replaces itself when it is passed on again, and is passed on once', async () => {
    const { officer, send, waiting, comeBack } = await aCase(inDecision)
    const passed = { reason: chinese, ...colleague, passOnce: newId() }
    await send(officer, 'reject', passed).expect(303)
    await send(officer, 'reject', passed).expect(303)
    expect(await waiting()).toHaveLength(1)
    const sends = await comeBack()
    await send(officer, 'reject', { ...passed, reason: `${chinese}谢谢。`, sends, passOnce: newId() }).expect(303)
    expect((await waiting()).map(({ texts }) => texts[0]?.text)).toEqual([`${chinese}谢谢。`])
  })

  it.each([
    ['messages', { publicMessage: chinese, once: newId() }, { state: 'screening' as const }],
    ['reject', { reason: chinese, reasonCodes: 'plan_weak' }, inDecision],
    [
      'request',
      {
        ask: 'section-plan',
        'text-section-plan': chinese,
        'template-section-plan': '',
        answerOn: '2026-12-20',
        'translation-text-section-plan': '',
      },
      { state: 'screening' as const },
    ],
  ])('is stored with the fields of its form and no others: %s', async (act, typed, overrides) => {
    const { officer, send, waiting } = await aCase(overrides)
    const form = { ...typed, ...colleague, asIsReason: '', passOnce: newId() }
    await send(officer, act, { ...form, unknown: 'x', 'deep[er]': 'x' }).expect(303)
    expect((await waiting()).map(one => one.typed)).toEqual([form])
  })

  it('is dropped when the case ends, except for a message', async () => {
    const { id, account, officer, send, waiting } = await aCase(inDecision)
    await send(officer, 'reject', { reason: chinese, ...colleague }).expect(303)
    await send(officer, 'messages', message).expect(303)
    const kept = { kind: 'applicant' as const, id: account.id }
    await site.services.cases.moves.withdraw(id, kept)
    expect((await waiting()).map(({ act }) => act)).toEqual(['messages'])
  })
})

describe('the desk', () => {
  it('shows authors what waits for a translation, and nothing of an ended case', async () => {
    const { id, officer, send } = await aCase({ ...inDecision, dueOn: '2026-12-04' })
    await send(officer, 'reject', { reason: chinese, ...colleague }).expect(303)
    expect(await deskOf(officer)).toMatch(/Waiting for a translation\s*1/)
    const other = await site.as(await aColleague('reviewer'))
    expect(await deskOf(other)).not.toContain('Waiting for a translation')
    await ApplicationModel.updateOne({ _id: id }, { $set: { state: 'rejected' } })
    expect(await deskOf(officer)).not.toContain('Waiting for a translation')
    expect(await deskOf(other)).not.toContain('Texts to translate')
  })

  it('shows every officer the texts of a colleague who has left', async () => {
    const { id, author, officer, send, waiting, comeBack } = await aCase(inDecision)
    await send(officer, 'reject', { reason: chinese, ...colleague }).expect(303)
    await comeBack()
    const other = await site.as(await aColleague('decider'))
    expect(await deskOf(other)).not.toContain('Translated, not sent')
    const { hands } = site.services
    expect((await hands.of(author.id)).map(({ kind }) => kind)).toEqual(['texts'])
    const by = { kind: 'administrator' as const, id: author.id, name: author.name }
    await hands.giveAll(author.id, 'nobody', by)
    expect(await deskOf(other)).toMatch(/Translated, not sent\s*1/)
    expect(await deskOf(officer)).toMatch(/Translated, not sent\s*1/)
    expect((await stored(id)).events.at(-1)?.kind).toBe('translation_handed_on')
    expect((await waiting())[0]).toMatchObject({ by: { name: '李慧兰' }, keeper: { id: '' } })
  })

  it('is checked by verify-data: nothing waits for somebody who has left', async () => {
    const { author, officer, send } = await aCase(inDecision)
    await send(officer, 'reject', { reason: chinese, ...colleague }).expect(303)
    await AccountModel.updateOne({ _id: author._id }, { $set: { deactivatedAt: new Date() } })
    const examined = await runChecks(site.services.hands.checks)
    const broken = examined.filter(({ count }) => count > 0).map(({ name }) => name)
    expect(broken).toContain('nothing open is in the hands of somebody who cannot do it any more (texts)')
  })

  it('shows administrators the texts that they passed on and may drop', async () => {
    const { id, at, waiting } = await aCase({ state: 'rejected', submittedAt: site.clock.now() })
    const administrator = await site.as(await aColleague('administrator'))
    const reopening = { to: 'review', reason: chinese, ...colleague }
    await administrator.post(`${at}/reopen`).type('form').send(reopening).expect(303)
    expect(await deskOf(administrator)).toMatch(/Waiting for a translation\s*1/)
    const [text] = await waiting()
    expect(renderedPage(await administrator.get(at)).$('[data-test=text-row] form')).toHaveLength(1)
    await administrator.post(`${at}/texts/${idOf(text!)}/drop`).expect(303)
    expect((await stored(id)).toTranslate ?? []).toEqual([])
  })
})

describe('the translation of a text, as the applicant and the staff see it,', () => {
  it('gives the reason for a cancelled interview in both languages', async () => {
    const { id, account, officer, at, send } = await aCase({ state: 'interview', interview: anInterview() })
    expect(renderedPage(await officer.get(at)).$('#interview-cancel [data-test=writing]')).toHaveLength(1)
    const off = { interviewReason: chinese, ...here }
    await send(officer, 'interview-cancel', off).expect(422)
    await send(officer, 'interview-cancel', { ...off, 'translation-interviewReason': russian }).expect(303)
    expect((await stored(id)).interview?.cancelled).toMatchObject({
      reason: russian,
      writing: { language: 'ru', original: { text: chinese } },
    })
    await site.runJobs()
    expect(site.mails()[0]?.text).toMatch(/нет сметы[\s\S]*Оригинал на китайском:\s+商业计划缺少/)
    const page = renderedPage(await (await site.as(account)).get(`/ru/applications/${id}`).expect(200))
    expect(page.main).toMatch(/Собеседование отменено[\s\S]*Оригинал на китайском/)
  })

  it('is in the audit of a request, and its explanation is never read for the applicant', async () => {
    const { id, account, officer, send } = await aCase({ state: 'screening' })
    const asked = { ask: 'section-plan', 'text-section-plan': chinese, answerOn: '2026-12-20', ...asIs }
    await send(officer, 'messages', { publicMessage: chinese, ...asIs }).expect(303)
    await send(officer, 'request', asked).expect(303)
    const entry = await AuditEntryModel.findOne({ action: 'application.moved' }).sort({ number: -1 }).lean()
    expect(entry?.changes).toContainEqual({ field: 'writing.as-is', before: 'null', after: '"zh"' })
    expect(await AuditEntryModel.countDocuments({ 'changes.field': 'writing.as-is' })).toBe(2)

    const own = await site.services.cases.own.get(id, account.id)
    expect(own.request?.items[0]?.writing?.language).toBe('zh')
    expect(JSON.stringify(own)).not.toContain(asIs.asIsReason)
    expect(JSON.stringify(await site.services.cases.own.list(account.id))).not.toContain(asIs.asIsReason)
    await site.services.cases.moves.withdraw(id, { kind: 'applicant', id: account.id })
    expect((await stored(id)).pastRequests?.[0]?.items[0]?.writing?.asIs).toBe(asIs.asIsReason)
  })

  it('names the objector on the translator’s page, and shows the staff why an answer was sent untranslated', async () => {
    const until = new Date(site.clock.now().getTime() + 5 * 86_400_000)
    const announced = { premises: 'SFH-A-0107', from: site.clock.now(), until }
    const { id, officer, at, send, waiting } = await aCase({
      state: 'public_notice',
      objections: [],
      notice: announced,
    })
    const sent = { name: 'Boris', contact: 'boris@example.com', text: 'Why?', at: site.clock.now(), digest: id }
    const objection = idOf(await ObjectionModel.create({ ...sent, application: id, locale: 'en' }))
    const answer = { objection, outcome: 'dismissed', answer: chinese }
    await send(officer, 'objection', { ...answer, ...colleague }).expect(303)
    const [text] = await waiting()
    const translator = await site.as(await aColleague('reviewer'))
    const page = renderedPage(await translator.get(`${at}/texts/${idOf(text!)}`).expect(200))
    expect(page.text('lead')).toContain('Boris')
    expect(page.text('lead')).not.toContain('IVANOVA')
    await send(officer, 'objection', { ...answer, ...asIs }).expect(303)
    expect(renderedPage(await officer.get(at)).text('objection-answer')).toContain(asIs.asIsReason)
  })
})
