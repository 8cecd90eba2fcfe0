import { describe, expect, it } from 'vitest'
import { AnswerTemplateModel } from '#models/reviewing/answer-template.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { fillGaps, hasOpenGap, fillReadyAnswers, unknownGaps } from '#shared/texts/filling.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the placeholders of a ready-made answer', () => {
  it('are filled with known values, and otherwise stay visible', () => {
    expect(fillGaps('Hello {name}, {premises} is free.', { name: 'Olga' })).toBe('Hello Olga, {premises} is free.')
    expect(fillGaps('{name}', { name: '$& {premises}' })).toBe('$& {premises}')
    expect(unknownGaps('{name} {nmae} {}')).toEqual(['nmae', ''])
    expect([hasOpenGap('{premises}'), hasOpenGap('{else}')]).toEqual([true, false])
  })

  it('are filled in the sender’s language only', () => {
    const texts = [{ text: { ru: 'Да', zh: '是' } }, { text: { en: 'Yes', ru: '' } }]
    expect(fillReadyAnswers(texts, 'ru', {})).toEqual([{ text: 'Да' }])
  })
})

describe('the ready-made answers of the office', () => {
  const site = useSite()
  const here = '/zh/staff/enquiries/templates'
  const content = { name: '用水', ru: 'Здравствуйте, {name}! В {premises} есть вода.', en: '', zh: '您好，{name}！' }

  async function anEnquiry(overrides: object = {}): Promise<string> {
    const enquiry = await EnquiryModel.create({
      name: 'Ольга',
      email: 'olga@example.com',
      preferredLanguage: 'ru',
      topic: 'premises',
      message: 'Вода?',
      digest: String(await EnquiryModel.countDocuments()),
      premisesCode: 'SFH-A-0107',
      ...overrides,
    })
    return enquiry._id.toHexString()
  }

  it('are created once, edited by one colleague at a time, and recorded in the audit trail with both values', async () => {
    const person = await site.as(await aColleague('listing_manager'))
    const send = (path: string, fields: Record<string, string>) => person.post(path).type('form').send(fields)
    await person.get(`${here}/new`).expect(200)
    await send(`${here}/new`, content).expect(303)
    const again = renderedPage(await send(`${here}/new`, content).expect(422))
    expect(again.value('name')).toBe('用水')
    const id = String((await AnswerTemplateModel.findOne().lean())?._id)
    await send(`${here}/${id}`, { ...content, version: '1', en: 'Yes.' }).expect(303)
    const late = renderedPage(await send(`${here}/${id}`, { ...content, version: '1', en: 'No.' }).expect(409))
    expect(late.value('en')).toBe('No.')
    expect(late.text('theirs')).toContain('Yes.')
    expect(await AnswerTemplateModel.findById(id).lean()).toMatchObject({ version: 2, text: { en: 'Yes.' } })
    const told = await AuditEntryModel.find({ 'subject.kind': 'template' }).sort({ _id: 1 }).lean()
    expect(told.map(({ action, changes }) => [action, changes.at(-1)])).toMatchObject([
      ['template.created', { field: 'zh', before: 'null', after: JSON.stringify(content.zh) }],
      ['template.changed', { field: 'en', before: '""', after: '"Yes."' }],
    ])
    expect(renderedPage(await person.get(here).expect(200)).main).toContain('用水')
  })

  it('are refused without a text, with an unknown placeholder, and from other roles', async () => {
    const person = await site.as(await aColleague('administrator'))
    const send = (fields: Record<string, string>) => person.post(`${here}/new`).type('form').send(fields)
    await send({ name: 'x', ru: '', en: '', zh: '' }).expect(422)
    const odd = renderedPage(await send({ ...content, ru: 'Hello {nmae}' }).expect(422))
    expect(odd.value('ru')).toBe('Hello {nmae}')
    await person.get(`${here}/aaaaaaaaaaaaaaaaaaaaaaaa`).expect(404)
    for (const account of [await anApplicant(), await aColleague('reviewer')])
      await (await site.as(account)).get(here).expect(403)
    await site.visit.get(here).expect(303)
  })

  it('are added below an answer that was started, without a script and without being stored', async () => {
    const { _id } = await AnswerTemplateModel.create({ name: '用水', text: { ru: content.ru }, version: 1 })
    const id = await anEnquiry()
    const person = await site.as(await aColleague('listing_manager'))
    const told = await AuditEntryModel.countDocuments()
    const fields = { version: '0', insert: 'yes', ready: String(_id), text: 'Начало <ответа>\r\n', way: 'elsewhere' }
    const page = renderedPage(
      await person.post(`/zh/staff/enquiries/${id}/reply`).type('form').send(fields).expect(200),
    )
    expect(page.value('text')).toBe('Начало <ответа>\n\nЗдравствуйте, Ольга! В SFH-A-0107 есть вода.')
    expect(page.$('[name=way][value=elsewhere]').attr('checked')).toBe('checked')
    expect(page.$('#errors, .error-summary')).toHaveLength(0)
    expect(await EnquiryModel.findById(id).lean()).toMatchObject({ status: 'new', version: 0, replies: [] })
    expect(await AuditEntryModel.countDocuments()).toBe(told)
    const none = { ...fields, ready: '' }
    const same = renderedPage(await person.post(`/zh/staff/enquiries/${id}/reply`).type('form').send(none).expect(200))
    expect(same.value('text')).toBe('Начало <ответа>')
    await person.post('/zh/staff/enquiries/aaaaaaaaaaaaaaaaaaaaaaaa/reply').type('form').send(fields).expect(404)
  })

  it('are inserted in the sender’s language, and are not sent with an open placeholder', async () => {
    await AnswerTemplateModel.create({ name: '用水', text: { ru: content.ru }, version: 1 })
    const { _id } = await AnswerTemplateModel.create({ name: '英文', text: { en: 'Yes.' }, version: 1 })
    const known = await anEnquiry()
    const bare = await anEnquiry({ premisesCode: null })
    const person = await site.as(await aColleague('listing_manager'))
    const offered = renderedPage(await person.get(`/zh/staff/enquiries/${known}`).expect(200))
    expect(
      offered
        .$('#ready option')
        .toArray()
        .map(one => offered.$(one).text()),
    ).toEqual(['不使用模板', '用水'])
    const ready = String(offered.$('#ready option').last().attr('value'))
    const text = async (id: string) => {
      const fields = { version: '0', insert: 'yes', ready, text: '' }
      const shown = await person.post(`/zh/staff/enquiries/${id}/reply`).type('form').send(fields).expect(200)
      return renderedPage(shown).value('text')
    }
    expect(await text(known)).toBe('Здравствуйте, Ольга! В SFH-A-0107 есть вода.')
    expect(await text(bare)).toContain('{premises}')
    const reply = { version: '0', text: await text(bare), way: 'mail' }
    await person.post(`/zh/staff/enquiries/${bare}/reply`).type('form').send(reply).expect(422)
    const other = { version: '0', insert: 'yes', ready: String(_id), text: 'Мой текст' }
    const kept = await person.post(`/zh/staff/enquiries/${known}/reply`).type('form').send(other).expect(200)
    expect(renderedPage(kept).value('text')).toBe('Мой текст')

    const put = { version: '1', archived: 'yes' }
    await person.post(`${here}/${ready}/archive`).type('form').send(put).expect(303)
    await person.post(`${here}/${ready}/archive`).type('form').send(put).expect(409)
    expect(renderedPage(await person.get(`/zh/staff/enquiries/${known}`)).$('#ready')).toHaveLength(0)
  })
})
