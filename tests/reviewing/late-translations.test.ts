import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { translateAnswer } from '#features/reviewing/translations/translating.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { anAssessment, idOf, stored } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const chinese = '商业计划缺少第一年的预算，请补充。'
const russian = 'В бизнес-плане нет сметы первого года, приложите её.'
const colleague = { writtenIn: 'zh', wayOut: 'colleague' }
const asIs = { writtenIn: 'zh', wayOut: 'as-is', asIsReason: '代理人懂中文。' }
const newId = () => new mongoose.Types.ObjectId().toHexString()

/** Creates a waiting text of a case, its author 李慧兰, and a colleague who has its page open. */
async function aWaitingText(act = 'reject') {
  const account = await anApplicant({ locale: 'ru' })
  const state = { state: 'decision' as const, assessments: [anAssessment('f'.repeat(24))] }
  const id = idOf(await anApplication({ applicant: account._id, ...state }))
  const author = await site.as(await aColleague('decider', { name: '李慧兰' }))
  const translator = await site.as(await aColleague('reviewer', { name: '孙立群' }))
  const at = `/zh/staff/applications/${id}`
  const field = act === 'messages' ? 'publicMessage' : 'reason'
  const send = (action: string, values: object) => author.post(`${at}/${action}`).type('form').send(values)
  const pass = (values: object = {}) => send(act, { [field]: chinese, ...colleague, ...values }).expect(303)
  const waiting = async () => idOf((await stored(id)).toTranslate!.at(-1)!)
  await pass()
  const text = await waiting()
  const give = (locale = 'zh') =>
    translator.post(`/${locale}/staff/applications/${id}/texts/${text}`).type('form').send({ 'translation-0': russian })
  return { id, account, at, author, text, translator, send, pass, waiting, give, field }
}
const kept = (page: ReturnType<typeof renderedPage>) => page.$('main textarea[readonly]')

describe('a translation that comes too late', () => {
  it('stays on the page if the author has dropped the text, with the author’s name', async () => {
    const { at, author, text, give } = await aWaitingText()
    await author.post(`${at}/texts/${text}/drop`).expect(303)
    const page = renderedPage(await give().expect(409))
    expect(kept(page).text()).toBe(russian)
    expect(kept(page).attr('lang')).toBe('ru')
    expect(page.$(`label[for="${kept(page).attr('id')!}"]`).text()).toBe('您填写的内容（俄文）')
    expect(page.text('alert')).toMatch(/您翻译期间，李慧兰撤销了该文本/)
    expect(page.$('[data-test=alert] a').attr('href')).toBe(at)
    expect(renderedPage(await give('en').expect(409)).text('alert')).toMatch(/李慧兰 dropped this text/)
    expect(renderedPage(await give('ru').expect(409)).text('alert')).toMatch(/текст был снят: 李慧兰/)
  })

  it('links to the text that has replaced the other', async () => {
    const { at, text, pass, waiting, give } = await aWaitingText()
    await pass({ reason: `${chinese}谢谢。`, sends: text, passOnce: newId() })
    const next = await waiting()
    await pass({ reason: `${chinese}多谢。`, sends: next, passOnce: newId() })
    const page = renderedPage(await give().expect(409))
    expect(page.text('alert')).toContain('李慧兰')
    expect(page.$('[data-test=alert] a').attr('href')).toBe(`${at}/texts/${await waiting()}`)
    expect(kept(page).text()).toBe(russian)
  })

  it.each(['reject', 'messages'])('shows a message that the text has been sent: %s', async act => {
    const { id, text, send, field, give } = await aWaitingText(act)
    await send(act, { [field]: chinese, ...asIs, sends: text, once: newId() }).expect(303)
    expect((await stored(id)).toTranslate ?? []).toEqual([])
    const page = renderedPage(await give().expect(409))
    expect(page.text('alert')).toMatch(/李慧兰已发送该文本/)
    expect(kept(page).text()).toBe(russian)
  })

  it('shows a message that the case has moved on, even if the applicant took it back', async () => {
    const { id, account, give, translator, at, text } = await aWaitingText()
    await site.services.cases.moves.withdraw(id, { kind: 'applicant', id: account.id })
    const page = renderedPage(await give().expect(409))
    expect(page.text('alert')).toContain('案件已进入')
    expect(kept(page).text()).toBe(russian)
    await translator.post(`${at}/texts/${newId()}`).type('form').send({ 'translation-0': russian }).expect(404)
    await translator.get(`${at}/texts/${text}`).expect(404)
  })

  it.each(['applicant', 'decider'])('stays on the page for a text without a log entry, ended by the %s', async who => {
    const { id, account, at, author, text, give, send } = await aWaitingText()
    // As it was stored before the log existed.
    await ApplicationModel.updateOne({ _id: id }, { $unset: { textLog: 1 } })
    if (who === 'applicant') await site.services.cases.moves.withdraw(id, { kind: 'applicant', id: account.id })
    else await send('reject', { reason: chinese, ...asIs }).expect(303)
    const page = renderedPage(await give().expect(409))
    expect(page.text('alert')).toContain('案件已进入')
    expect(kept(page).text()).toBe(russian)
    expect((await stored(id)).textLog).toMatchObject([{ act: 'passed', into: 'ru', by: { name: '李慧兰' } }])
    await author.post(`${at}/texts/${text}/drop`).expect(409)
  })

  it('is logged for the staff only', async () => {
    const { id, account, at, author, text } = await aWaitingText()
    await author.post(`${at}/texts/${text}/drop`).expect(303)
    expect((await stored(id)).textLog).toHaveLength(2)
    expect((await site.services.cases.own.get(id, account.id)).textLog).toBeUndefined()
  })

  it('stays on the page if the applicant has withdrawn the answer that it translates', async () => {
    const id = idOf(await anApplication({ state: 'screening' }))
    const desk = await site.as(await aColleague('reviewer'))
    const at = `/zh/staff/applications/${id}`
    const form = renderedPage(await desk.get(`${at}/translations/activity/zh`).expect(200))
    const of = form.value('of')
    const version = form.value('version')
    const changed = validAnswers()
    changed.plan = { ...changed.plan, activity: '' }
    await ApplicationModel.updateOne({ _id: id }, { $set: { 'snapshot.answers': changed } })
    const send = (question: string) =>
      desk.post(`${at}/translations/${question}/zh`).type('form').send({ translation: chinese, of, version })
    const page = renderedPage(await send('activity').expect(409))
    expect(kept(page).text()).toBe(chinese)
    expect(page.$('[data-test=alert] a').attr('href')).toContain(at)
    await send('nothing').expect(404)
    const actor = { kind: 'reviewer' as const, id: 'a'.repeat(24), name: '孙立群' }
    const made = { question: 'activity', lang: 'zh' as const, text: chinese, of: String(of), version: 0 }
    // As when it is withdrawn between the page and the write.
    const refusal = { code: 'translation.taken-back', kind: 'conflict' }
    await expect(translateAnswer(site.services.casePorts, id, actor, made)).rejects.toMatchObject(refusal)
  })
})

describe('a translation of an enquiry’s answer that comes too late', () => {
  async function anEnquiry() {
    const sent = { name: 'Ольга', email: 'olga@example.com', preferredLanguage: 'ru' as const, topic: 'other' as const }
    const made = await EnquiryModel.create({ ...sent, message: 'Есть ли вода?', digest: 'water' })
    const id = made._id.toHexString()
    const author = await site.as(await aColleague('listing_manager', { name: '王芳' }))
    const translator = await site.as(await aColleague('administrator'))
    const at = `/zh/staff/enquiries/${id}`
    const now = async () => (await EnquiryModel.findById(id).lean<Enquiry>())!
    const reply = async (values: object) =>
      author
        .post(`${at}/reply`)
        .type('form')
        .send({ version: String((await now()).version), way: 'mail', text: chinese, writtenIn: 'zh', ...values })
        .expect(303)
    await reply({ wayOut: 'colleague' })
    const text = idOf((await now()).toTranslate!)
    const give = (to = text) => translator.post(`${at}/texts/${to}`).type('form').send({ 'translation-0': russian })
    return { at, author, now, reply, text, give }
  }

  it('stays on the page after the answer was sent, and is distinguished from one that never existed', async () => {
    const { at, reply, text, give } = await anEnquiry()
    await reply({ ...asIs, sends: text })
    const page = renderedPage(await give().expect(409))
    expect(kept(page).text()).toBe(russian)
    expect(page.text('alert')).toMatch(/王芳已发送该文本/)
    expect(page.$('[data-test=alert] a').attr('href')).toBe(at)
    await give(newId()).expect(404)
  })

  it('stays on the page after the answer was dropped or the enquiry was answered otherwise', async () => {
    const { at, author, text, give, reply, now } = await anEnquiry()
    await author.post(`${at}/texts/${text}/drop`).expect(303)
    await author.post(`${at}/texts/${text}/drop`).expect(409)
    expect(renderedPage(await give().expect(409)).text('alert')).toMatch(/王芳撤销了该文本/)
    await reply({ wayOut: 'colleague' })
    const other = idOf((await now()).toTranslate!)
    expect(
      renderedPage(await give().expect(409))
        .$('[data-test=alert] a')
        .attr('href'),
    ).toBe(`${at}/texts/${other}`)
    await reply({ way: 'elsewhere' })
    const page = renderedPage(await give(other).expect(409))
    expect(page.text('alert')).toMatch(/王芳.*未使用该文本/)
    expect(kept(page).text()).toBe(russian)
  })
})
