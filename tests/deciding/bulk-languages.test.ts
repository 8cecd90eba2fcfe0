import { describe, expect, it } from 'vitest'
import { BulkDecisionModel } from '#models/deciding/bulk-decision.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { idOf, inDecision, stored } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const chinese = '商业计划缺少第一年的预算。'
const told = { ru: 'В бизнес-плане нет сметы первого года.', en: 'The plan has no budget for the first year.' }
const why = '申请人都懂中文。'

/** Creates cases whose applicants read these languages, and a decider on the Chinese pages. */
async function casesIn(...languages: Locale[]) {
  const cases: string[] = []
  for (const locale of languages) {
    const { _id: applicant } = await anApplicant({ locale })
    cases.push(idOf(await inDecision({ applicant })))
  }
  const decider = await site.as(await aColleague('decider', { name: '李慧兰' }))
  const at = '/zh/staff/applications/bulk'
  const send = (values: object) =>
    decider
      .post(at)
      .type('form')
      .send({ action: 'reject', case: cases, reason: chinese, writtenIn: 'zh', wayOut: 'here', ...values })
  const reasonOf = async (id: string) => (await stored(id)).events.at(-1)
  return { cases, decider, at, send, reasonOf }
}

describe('the one reason of a bulk decision', () => {
  it('shows which languages are needed and asks for a translation into each of the others', async () => {
    const { cases, decider, at, send } = await casesIn('ru', 'ru', 'en', 'zh')
    const query = `action=reject&${cases.map(id => `case=${id}`).join('&')}`
    const page = renderedPage(await decider.get(`${at}?${query}`).expect(200))
    expect(page.$('[data-test=writing] summary').text()).toBe(
      '2位收件人使用俄语。1位收件人使用英语。1位收件人使用汉语。本文为中文。',
    )
    const fields = page.$('[data-test=writing] textarea').map((_, field) => String(field.attribs.name))
    expect(fields.get()).toEqual(['translation-reason-ru', 'translation-reason-en'])
    const refused = renderedPage(await send({ 'translation-reason-ru': told.ru }).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['bulk-translation-reason-en'])
    expect(refused.$('[name=translation-reason-ru]').text()).toBe(told.ru)
    expect(await BulkDecisionModel.countDocuments()).toBe(0)
  })

  it('reaches every applicant in their own language, with the original below', async () => {
    const { cases, decider, send, reasonOf } = await casesIn('ru', 'en', 'zh')
    const translated = { 'translation-reason-ru': told.ru, 'translation-reason-en': told.en }
    const { headers } = await send(translated).expect(303)
    const preview = renderedPage(await decider.get(headers.location!).expect(200))
    expect(preview.main).toMatch(/商业计划[\s\S]*俄文译文[\s\S]*нет сметы[\s\S]*英文译文[\s\S]*no budget/)
    await decider.post(`${headers.location!}/confirm`).expect(303)
    const original = { language: 'zh', text: chinese }
    expect(await reasonOf(cases[0]!)).toMatchObject({ reason: told.ru, writing: { language: 'ru', original } })
    expect(await reasonOf(cases[1]!)).toMatchObject({ reason: told.en, writing: { language: 'en', original } })
    expect(await reasonOf(cases[2]!)).toMatchObject({ reason: chinese, writing: { language: 'zh' } })
  })

  it('may be sent untranslated with an explanation, and needs no translation if all read its language', async () => {
    const mixed = await casesIn('ru', 'zh')
    const asIs = { wayOut: 'as-is', asIsReason: why }
    expect(renderedPage(await mixed.send({ wayOut: 'as-is' }).expect(422)).errors()[0]?.field).toBe('bulk-asIsReason')
    const { headers } = await mixed.send(asIs).expect(303)
    expect(renderedPage(await mixed.decider.get(headers.location!)).text('as-is')).toContain(why)
    await mixed.decider.post(`${headers.location!}/confirm`).expect(303)
    expect(await mixed.reasonOf(mixed.cases[0]!)).toMatchObject({
      reason: chinese,
      writing: { language: 'zh', asIs: why },
    })
    expect((await mixed.reasonOf(mixed.cases[1]!))?.writing?.asIs ?? null).toBeNull()

    const same = await casesIn('zh', 'zh')
    await same.send({}).expect(303)
  })

  it('uses the translations that exist and is sent untranslated to the other applicants', async () => {
    const { cases, decider, send, reasonOf } = await casesIn('ru', 'en')
    const some = { 'translation-reason-ru': told.ru, wayOut: 'as-is', asIsReason: why }
    const { headers } = await send(some).expect(303)
    const preview = renderedPage(await decider.get(headers.location!).expect(200))
    expect(preview.main).toContain(told.ru)
    expect(preview.text('as-is')).toContain(why)
    await decider.post(`${headers.location!}/confirm`).expect(303)
    const original = { language: 'zh', text: chinese }
    expect(await reasonOf(cases[0]!)).toMatchObject({ reason: told.ru, writing: { language: 'ru', original } })
    expect(await reasonOf(cases[1]!)).toMatchObject({ reason: chinese, writing: { language: 'zh', asIs: why } })
  })
})
