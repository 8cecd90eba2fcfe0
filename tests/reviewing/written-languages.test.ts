import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { type Application } from '#models/cases/application.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { LetterModel } from '#models/deciding/letter.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { anonymiseCase } from '#features/cases/anonymised.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { anAssessment, idOf, stored } from '../support/desk.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const chinese = '商业计划缺少第一年的预算，请补充[三份]报价。'
const russian = 'В бизнес-плане нет сметы первого года, приложите [три] предложения.'

async function aCase(overrides: Partial<Application> = {}) {
  const account = await anApplicant({ locale: 'ru' })
  const id = idOf(await anApplication({ applicant: account._id, applicantName: 'IVANOVA ANNA', ...overrides }))
  const officer = await site.as(await aColleague('decider', { name: '李慧兰' }))
  const founder = await site.as(account)
  const at = `/zh/staff/applications/${id}`
  const send = (person: Agent, action: string, values: object) =>
    person.post(`${at}/${action}`).type('form').send(values)
  return { id, account, officer, founder, at, send }
}
const inDecision = { state: 'decision' as const, assessments: [anAssessment('f'.repeat(24))] }
const both = { writtenIn: 'zh', wayOut: 'here' }

describe('a text in a language that its reader does not read', () => {
  it('is marked on the page, and is not sent without a translation or an explanation', async () => {
    const { id, officer, at, send } = await aCase(inDecision)
    const page = renderedPage(await officer.get(at).expect(200))
    expect(page.$('#reject [data-test=writing] summary').text()).toBe('IVANOVA ANNA 使用俄语。本文为中文。')
    expect(page.$('#reject [data-test=writing]').attr('open')).toBeDefined()
    expect(page.$('#reject [name=writtenIn] [selected]').val()).toBe('zh')

    const refused = renderedPage(await send(officer, 'reject', { reason: chinese, ...both }).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['reject-translation-reason'])
    expect(refused.$('#reject-translation-reason')).toHaveLength(1)
    const silent = { reason: chinese, writtenIn: 'zh', wayOut: 'as-is', asIsReason: ' ' }
    expect(renderedPage(await send(officer, 'reject', silent).expect(422)).errors()[0]?.field).toBe('reject-asIsReason')
    expect(await stored(id)).toMatchObject({ state: 'decision', revision: 0 })
  })

  it('is recognised by its script: Chinese is not accepted as Russian', async () => {
    const { id, officer, send } = await aCase(inDecision)
    const wrong = renderedPage(await send(officer, 'reject', { reason: chinese, writtenIn: 'ru' }).expect(422))
    expect(wrong.errors()[0]?.field).toBe('reject-writtenIn')
    await send(officer, 'messages', { publicMessage: russian, ...both }).expect(303)
    expect((await stored(id)).messages?.[0]).toMatchObject({ text: russian, writing: { language: 'ru' } })
    const same = { ...both, reason: chinese, 'translation-reason': chinese }
    expect(renderedPage(await send(officer, 'reject', same).expect(422)).errors()[0]?.text).toContain('收件人')
  })

  it('keeps its placeholders in the translation', async () => {
    const { officer, send } = await aCase(inDecision)
    const lost = { ...both, reason: chinese, 'translation-reason': 'Нет сметы, приложите три предложения.' }
    expect(renderedPage(await send(officer, 'reject', lost).expect(422)).errors()[0]?.text).toContain('方括号')
  })

  it('reaches its reader in both languages in page, mail, letter and export, the translation first', async () => {
    const { id, account, officer, founder, send } = await aCase(inDecision)
    await send(officer, 'reject', { reason: chinese, ...both, 'translation-reason': russian }).expect(303)
    expect((await stored(id)).events.at(-1)).toMatchObject({
      reason: russian,
      writing: { language: 'ru', original: { language: 'zh', text: chinese } },
    })
    await site.runJobs()
    const [mail] = site.mails()
    expect(mail?.text).toMatch(/Причина: В бизнес-плане нет сметы[\s\S]*Оригинал на китайском:\s+商业计划缺少/)

    const page = renderedPage(await founder.get(`/ru/applications/${id}`).expect(200))
    expect(page.main).toMatch(/В бизнес-плане нет сметы[\s\S]*Оригинал на китайском[\s\S]*商业计划缺少/)
    expect(page.$('[data-test=beside] [lang=zh]').first().text()).toBe(chinese)

    const letter = await LetterModel.findOne({ application: id }).lean()
    const { text } = readPdf(await buffer(site.services.letters.open(letter!)))
    expect(text).toContain('В бизнес-плане нет сметы')
    expect(text.replace(/\s/g, '')).toContain('商业计划缺少第一年的预算')
    expect(text).not.toContain('Оригинал на китайском')

    let exported = ''
    const asked = { holder: { id: account.id, email: account.email }, at: site.clock.now() }
    for await (const own of site.services.applications.own.all(asked.holder.id)) exported += JSON.stringify(own)
    expect(exported).toContain(chinese)

    const desk = renderedPage(await officer.get(`/zh/staff/applications/${id}`).expect(200))
    expect(desk.text('timeline')).toMatch(/商业计划缺少[\s\S]*俄文译文[\s\S]*В бизнес-плане/)
    const entry = await AuditEntryModel.findOne({ action: 'application.moved' }).sort({ number: -1 }).lean()
    expect(entry?.changes).toContainEqual({ field: 'writing.translated', before: '"zh"', after: '"ru"' })
  })

  it('may be sent untranslated, marked with its language, with an explanation hidden from its reader', async () => {
    const { id, officer, founder, send } = await aCase()
    const why = '申请人的代理人懂中文。'
    await send(officer, 'messages', {
      publicMessage: chinese,
      writtenIn: 'zh',
      wayOut: 'as-is',
      asIsReason: why,
    }).expect(303)
    const page = renderedPage(await founder.get(`/ru/applications/${id}`).expect(200))
    expect(page.text('thread')).toContain('На китайском')
    expect(page.$('[data-test=thread] [lang=zh]').text()).toBe(chinese)
    expect(page.main).not.toContain(why)
    await site.runJobs()
    expect(site.mails()[0]?.text).toMatch(/На китайском:\s+商业计划缺少/)
    expect(renderedPage(await officer.get(`/zh/staff/applications/${id}`)).text('thread')).toContain(why)
  })

  it('needs no translation in a form that does not ask for one, nor with ready texts alone', async () => {
    const { id, officer, send } = await aCase(inDecision)
    await send(officer, 'messages', { publicMessage: chinese }).expect(303)
    expect((await stored(id)).messages?.[0]?.writing ?? null).toBeNull()
    await send(officer, 'reject', { reasonCodes: 'plan_weak', reason: '', ...both }).expect(303)
    expect((await stored(id)).state).toBe('rejected')
  })

  it('is deleted with its translation when a case is anonymised', async () => {
    const { id, officer, send } = await aCase(inDecision)
    await send(officer, 'messages', { ...both, publicMessage: chinese, 'translation-publicMessage': russian }).expect(
      303,
    )
    await send(officer, 'reject', { ...both, reason: chinese, 'translation-reason': russian }).expect(303)
    const kept = JSON.stringify(anonymiseCase(await stored(id)))
    for (const word of [chinese, russian]) expect(kept).not.toContain(word)
  })

  it('may be the answer to an objection, in the language of the objector', async () => {
    const until = new Date(site.clock.now().getTime() + 5 * 86_400_000)
    const { id, officer, at, send } = await aCase({
      state: 'public_notice',
      objections: [],
      notice: { premises: 'SFH-A-0107', from: site.clock.now(), until },
    })
    const sent = { name: 'Boris', contact: 'boris@example.com', text: 'Why?', at: site.clock.now(), digest: id }
    const objection = idOf(await ObjectionModel.create({ ...sent, application: id, locale: 'en' }))
    expect(
      renderedPage(await officer.get(at))
        .$('#objection [data-test=writing] summary')
        .text(),
    ).toContain('Boris 使用英语')
    const answer = { objection, outcome: 'dismissed', answer: '依据规定处理。', ...both }
    await send(officer, 'objection', { ...answer, 'translation-answer': 'Handled by the rules.' }).expect(303)
    await site.runJobs()
    expect(site.mails()[0]?.text).toMatch(/Handled by the rules\.\s+Original in Chinese:\s+依据规定处理/)
  })
})

describe('an information request', () => {
  it('is sent in both languages, below the ready text', async () => {
    const { id, officer, founder, at, send } = await aCase({ state: 'screening' })
    const asked = {
      ask: 'section-plan',
      'text-section-plan': chinese,
      'template-section-plan': 'unclear',
      answerOn: '2026-12-20',
      ...both,
    }
    const refused = renderedPage(await send(officer, 'request', asked).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['request-translation-text-section-plan'])
    expect(refused.$('#request-translation-text-section-plan').attr('lang')).toBe('ru')
    await send(officer, 'request', { ...asked, 'translation-text-section-plan': russian }).expect(303)
    const [item] = (await stored(id)).request!.items
    expect(item).toMatchObject({ writing: { language: 'ru', original: { language: 'zh', text: chinese } } })
    expect(item!.text.endsWith(russian)).toBe(true)
    const page = renderedPage(await founder.get(`/ru/applications/${id}`).expect(200))
    expect(page.text('asked')).toMatch(/нет сметы первого года[\s\S]*Оригинал на китайском[\s\S]*商业计划缺少/)
    expect(renderedPage(await officer.get(at)).text('requests')).toContain(chinese)
    await site.runJobs()
    expect(site.mails()[0]?.text).toContain(chinese)
  })
})

describe('a text that a colleague will translate', () => {
  const passed = { reason: chinese, writtenIn: 'zh', wayOut: 'colleague' }

  it('waits for translation with the due day of its act, and is then sent by its author', async () => {
    const { id, officer, founder, at, send } = await aCase({ ...inDecision, dueOn: '2026-12-04' })
    await send(officer, 'reject', { ...passed, reasonCodes: 'plan_weak' }).expect(303)
    const waiting = await stored(id)
    expect(waiting).toMatchObject({ state: 'decision', toTranslate: [{ act: 'reject', into: 'ru' }] })
    expect(waiting.events.at(-1)).toMatchObject({ kind: 'translation_asked' })
    await site.runJobs()
    expect(site.mails()).toEqual([])
    expect((await founder.get(`/ru/applications/${id}`)).text).not.toContain(chinese)

    const colleague = await site.as(await aColleague('reviewer', { name: '孙立群' }))
    const desk = async (person: Agent) => renderedPage(await person.get('/en/staff').expect(200)).main
    expect(await desk(colleague)).toMatch(/Texts to translate\s*1/)
    expect(await desk(officer)).not.toMatch(/Texts to translate/)
    const row = renderedPage(await colleague.get(at).expect(200))
    expect(row.text('text-row')).toMatch(/待翻译[\s\S]*期限：2026年12月4日/)
    const page = row.$('[data-test=text-row] a').attr('href')!
    const beside = renderedPage(await colleague.get(page).expect(200))
    expect(beside.main).toContain(chinese)
    expect(beside.text('due')).toContain('2026年12月4日')
    const give = (translation: string) => colleague.post(page).type('form').send({ 'translation-0': translation })
    expect(renderedPage(await give('Нет сметы.').expect(422)).errors()[0]?.field).toBe('translation-0')
    await give(russian).expect(303)
    expect((await stored(id)).events.at(-1)).toMatchObject({ kind: 'translation_given' })
    await give(russian).expect(409)

    expect(await desk(officer)).toMatch(/Translated, not sent\s*1/)
    const back = renderedPage(await officer.get(at))
      .$('[data-test=text-row] a')
      .attr('href')!
    expect(back).toMatch(/\?text=[0-9a-f]{24}#reject$/)
    const form = renderedPage(await officer.get(back.split('#')[0]!).expect(200))
    expect(form.$('#reject').attr('open')).toBeDefined()
    expect(form.$('#reject-translation-reason').text()).toBe(russian)
    expect(form.$('#reject [name=reasonCodes]:checked').val()).toBe('plan_weak')
    const values = { sends: form.$('#reject [name=sends]').val(), reason: chinese, reasonCodes: 'plan_weak', ...both }
    await send(officer, 'reject', { ...values, 'translation-reason': russian }).expect(303)
    const after = await stored(id)
    expect(after.state).toBe('rejected')
    expect(after.toTranslate ?? []).toEqual([])
    expect(after.events.at(-1)?.writing?.translator?.name).toBe('孙立群')
    expect(await desk(officer)).not.toMatch(/Translated, not sent/)
  })

  it('may be a message or a request, and is removed once it is sent', async () => {
    const { id, officer, at, send } = await aCase({ state: 'screening' })
    const colleague = await site.as(await aColleague('reviewer'))
    const giveFirst = async () => {
      const [text] = (await stored(id)).toTranslate!
      await colleague
        .post(`${at}/texts/${idOf(text!)}`)
        .type('form')
        .send({ 'translation-0': russian })
        .expect(303)
      return idOf(text!)
    }
    await send(officer, 'messages', { publicMessage: chinese, writtenIn: 'zh', wayOut: 'colleague' }).expect(303)
    let sends = await giveFirst()
    expect(
      renderedPage(await officer.get(`${at}?text=${sends}`))
        .$('#messages-translation-publicMessage')
        .text(),
    ).toBe(russian)
    const message = { publicMessage: chinese, 'translation-publicMessage': russian, sends, ...both }
    await send(officer, 'messages', message).expect(303)
    expect((await stored(id)).toTranslate ?? []).toEqual([])
    expect((await stored(id)).messages?.[0]).toMatchObject({ text: russian })

    const asked = { ask: 'section-plan', 'text-section-plan': chinese, answerOn: '2026-12-20' }
    await send(officer, 'request', { ...asked, writtenIn: 'zh', wayOut: 'colleague' }).expect(303)
    sends = await giveFirst()
    const form = renderedPage(await officer.get(`${at}/request?text=${sends}`).expect(200))
    expect(form.$('#request-translation-text-section-plan').text()).toBe(russian)
    await send(officer, 'request', { ...asked, ...both, sends, 'translation-text-section-plan': russian }).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'information_requested' })
    expect((await stored(id)).toTranslate ?? []).toEqual([])
  })

  it('is closed to those who may not read the case, and can be dropped', async () => {
    const { id, officer, founder, at, send } = await aCase(inDecision)
    await send(officer, 'reject', passed).expect(303)
    const [text] = (await stored(id)).toTranslate!
    const page = `${at}/texts/${idOf(text!)}`
    const undeclared = await site.undeclared(await aColleague('reviewer'))
    await undeclared.get(page).expect(303).expect('Location', at)
    await (await site.as(await aColleague('listing_manager'))).get(page).expect(403)
    await founder.get(page).expect(403)
    expect(JSON.stringify(await site.services.cases.own.get(id, String((await stored(id)).applicant)))).not.toContain(
      chinese,
    )
    await officer.post(`${page}/drop`).expect(303)
    expect((await stored(id)).toTranslate ?? []).toEqual([])
    expect((await stored(id)).events.at(-1)).toMatchObject({ kind: 'translation_dropped' })
    await officer.get(page).expect(404)
    await officer.post(`${page}/drop`).expect(409)
  })
})
