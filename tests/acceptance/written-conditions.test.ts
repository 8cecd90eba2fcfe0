import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import type { Application } from '#models/cases/application.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { contractDocument } from '#features/acceptance/contract-text.ts'
import { writingRules } from '#features/applications/checks/case-rules.ts'
import { anonymiseCase } from '#features/cases/anonymised.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { makePdf } from '#outside/pdf.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { decisionOn, idOf, stored } from '../support/desk.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const chinese = '请提供银行资信证明。'
const russian = 'Предоставьте справку из банка.'
const here = { writtenIn: 'zh', wayOut: 'here' }
const why = '代理人懂中文。'

/** Creates an accepted offer of an applicant who reads Russian, and an officer who writes on the Chinese pages. */
async function accepted() {
  const { code } = await aPremises({ usableAsRegisteredAddress: true })
  const account = await anApplicant({ locale: 'ru' })
  const offer = { premises: code, madeAt: site.clock.now(), deadline: new Date('2026-12-08T15:59:59.999Z') }
  const held = { premises: [code], startedFor: code, heldPremises: code, offer, state: 'offered' as const }
  const id = idOf(await anApplication({ applicant: account._id, applicantName: 'IVANOVA ANNA', ...held }))
  const founder = await site.as(account)
  await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
  const officer = await site.as(await aColleague('decider', { name: '李慧兰' }))
  const at = `/zh/staff/applications/${id}/acceptance`
  const addition = { kind: 'other_paper', text: chinese, dueOn: '2026-12-20' }
  const send = (person: Agent, path: string, values: object) => person.post(`${at}${path}`).type('form').send(values)
  const conditions = async () => (await stored(id)).offer!.acceptance!.conditions
  return { id, account, founder, officer, at, addition, send, conditions }
}

describe('a condition in a language that the applicant does not read', () => {
  it('is marked, cannot be added without a translation, and is shown in both languages', async () => {
    const { id, founder, officer, at, addition, send, conditions } = await accepted()
    const page = renderedPage(await officer.get(at).expect(200))
    expect(page.$('#condition-add [data-test=writing] summary').text()).toBe('IVANOVA ANNA 使用俄语。本文为中文。')

    const refused = renderedPage(await send(officer, '/conditions', { ...addition, ...here }).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['condition-add-translation-text'])
    expect(refused.$('#condition-add-translation-text').attr('lang')).toBe('ru')
    expect(await conditions()).toHaveLength(2)

    await send(officer, '/conditions', { ...addition, ...here, 'translation-text': russian }).expect(303)
    expect((await conditions()).at(-1)).toMatchObject({
      text: russian,
      textWriting: { language: 'ru', original: { language: 'zh', text: chinese } },
    })
    const own = renderedPage(await founder.get(`/ru/applications/${id}/acceptance`).expect(200))
    expect(own.main).toMatch(/Предоставьте справку[\s\S]*Оригинал на китайском[\s\S]*请提供银行/)
    const desk = renderedPage(await officer.get(at).expect(200))
    expect(desk.main).toMatch(/请提供银行资信证明。[\s\S]*俄文译文[\s\S]*Предоставьте/)
  })

  it('has its note in both languages, or untranslated with an explanation hidden from the applicant', async () => {
    const { id, account, founder, officer, at, send, conditions } = await accepted()
    const [licence] = await conditions()
    const path = '/changes'
    const waived = { ...decisionOn(idOf(licence!), { to: 'waived', note: chinese }), writtenIn: 'zh' }
    const translation = `translation-note-${idOf(licence!)}`
    const refused = renderedPage(await send(officer, path, { ...waived, wayOut: 'as-is' }).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['condition-change-asIsReason'])
    await send(officer, path, { ...waived, wayOut: 'as-is', asIsReason: why }).expect(303)
    expect((await conditions())[0]).toMatchObject({ noteWriting: { language: 'zh', asIs: why } })
    const own = renderedPage(await founder.get(`/ru/applications/${id}/acceptance`).expect(200))
    expect(own.$('[data-test=beside] [lang=zh]').text()).toBe(chinese)
    expect(JSON.stringify(await site.services.cases.own.get(id, account.id))).not.toContain(why)
    expect(renderedPage(await officer.get(at)).text('as-is')).toContain(why)

    await send(officer, path, { ...waived, wayOut: 'here', [translation]: russian }).expect(303)
    const after = await stored(id)
    expect(after.events.at(-1)).toMatchObject({ kind: 'condition_waived', writing: { original: { text: chinese } } })
    let exported = ''
    for await (const one of site.services.applications.own.all(account.id)) exported += JSON.stringify(one)
    expect(exported).toContain(chinese)
    expect(exported).not.toContain(why)
    expect(JSON.stringify(anonymiseCase(after))).not.toContain(chinese)
    // Withdrawing a note removes its translations.
    await send(officer, path, decisionOn(idOf(licence!), { to: 'open', note: '' })).expect(303)
    expect((await conditions())[0]?.noteWriting ?? null).toBeNull()
  })

  it('is in the contract in both languages', async () => {
    const { id, officer, addition, send } = await accepted()
    await send(officer, '/conditions', { ...addition, ...here, 'translation-text': russian }).expect(303)
    await send(officer, '/contract', {}).expect(303)
    const { contract } = (await stored(id)).offer!.acceptance!
    const texts = await site.services.wording.editions.read(contract!.edition!)
    const drawn = await makePdf(contractDocument(contract!, { reference: 'SS', locale: 'ru', voided: null, texts }))
    const { text } = readPdf(drawn)
    expect(text.replaceAll(/\s/g, '')).toMatch(/请提供银行资信证明。.*Предоставьтесправкуизбанка\./)
  })

  it('waits for a colleague with the day of the first condition, returns to its form and is sent from there', async () => {
    const { id, founder, officer, at, addition, send, conditions } = await accepted()
    const [licence] = await conditions()
    const note = { ...decisionOn(idOf(licence!), { to: 'met', note: chinese }), writtenIn: 'zh' }
    const translation = `translation-note-${idOf(licence!)}`
    await send(officer, '/conditions', { ...addition, writtenIn: 'zh', wayOut: 'colleague' }).expect(303)
    await send(officer, '/changes', { ...note, wayOut: 'colleague' }).expect(303)
    expect((await stored(id)).toTranslate).toMatchObject([{ act: 'condition-add' }, { act: 'condition-change' }])
    expect(await conditions()).toHaveLength(2)
    expect((await founder.get(`/ru/applications/${id}/acceptance`)).text).not.toContain(chinese)

    const colleague = await site.as(await aColleague('reviewer', { name: '孙立群' }))
    const [first, second] = (await stored(id)).toTranslate!
    for (const text of [first, second]) {
      const page = `/zh/staff/applications/${id}/texts/${idOf(text!)}`
      expect(renderedPage(await colleague.get(page).expect(200)).text('due')).toContain('2026年12月')
      await colleague.post(page).type('form').send({ 'translation-0': russian }).expect(303)
    }
    const rows = renderedPage(await officer.get(`/zh/staff/applications/${id}`)).$('[data-test=text-row] a')
    expect(rows.map((_, row) => String(row.attribs.href)).get()).toEqual([
      `${at}?text=${idOf(first!)}#condition-add`,
      `${at}?text=${idOf(second!)}#condition-change`,
    ])
    const change = renderedPage(await officer.get(`${at}?text=${idOf(second!)}`).expect(200))
    expect(change.value(`note-${idOf(licence!)}`)).toBe(chinese)
    expect(change.field(translation).text()).toBe(russian)
    const sent = { ...note, wayOut: 'here', [translation]: russian, sends: idOf(second!) }
    await send(officer, '/changes', sent).expect(303)
    const added = { ...addition, ...here, 'translation-text': russian, sends: idOf(first!) }
    await send(officer, '/conditions', added).expect(303)
    const after = await stored(id)
    expect(after.toTranslate ?? []).toEqual([])
    expect((await conditions()).at(-1)?.textWriting?.translator?.name).toBe('孙立群')
    expect((await conditions())[0]?.noteWriting?.original?.text).toBe(chinese)
  })

  it('keeps its input when it is refused because the text was dropped or too many are waiting', async () => {
    const { id, officer, addition, send, conditions } = await accepted()
    await send(officer, '/conditions', { ...addition, writtenIn: 'zh', wayOut: 'colleague' }).expect(303)
    const [text] = (await stored(id)).toTranslate!
    await officer.post(`/zh/staff/applications/${id}/texts/${idOf(text!)}/drop`).expect(303)
    const typed = { ...addition, ...here, 'translation-text': russian, sends: idOf(text!) }
    const added = renderedPage(await send(officer, '/conditions', typed).expect(409))
    expect(added.$('#condition-add-text').text()).toBe(chinese)
    expect(added.$('#condition-add-translation-text').text()).toBe(russian)
    expect(added.$('#condition-add [name=sends]').val() ?? '').toBe('')

    const many = Array.from({ length: 20 }, () => ({ ...text!, _id: new Types.ObjectId() }))
    await ApplicationModel.updateOne({ _id: id }, { $set: { toTranslate: many } })
    const [licence] = await conditions()
    const decided = decisionOn(idOf(licence!), { to: 'met', dueOn: '2026-12-21', note: chinese })
    const note = { ...decided, writtenIn: 'zh', wayOut: 'colleague' }
    const changed = renderedPage(await send(officer, '/changes', note).expect(409))
    expect(changed.field(`note-${idOf(licence!)}`).text()).toBe(chinese)
    expect(changed.value(`dueOn-${idOf(licence!)}`)).toBe('2026-12-21')
  })

  it('is passed on once, however often its form is sent, and is refused if it differs', async () => {
    const { id, officer, addition, send } = await accepted()
    const waiting = { ...addition, writtenIn: 'zh', wayOut: 'colleague' }
    await send(officer, '/conditions', waiting).expect(303)
    const sends = idOf((await stored(id)).toTranslate![0]!)
    const again = { ...waiting, text: `${chinese}谢谢。`, passOnce: 'a'.repeat(24), sends }
    for (const _ of [1, 2]) await send(officer, '/conditions', again).expect(303)
    const changed = await send(officer, '/conditions', { ...again, dueOn: '2026-12-21' }).expect(409)
    expect(renderedPage(changed).$('#condition-add-dueOn').val()).toBe('2026-12-21')
    expect(renderedPage(changed).$('#condition-add [name=sends]').val() ?? '').toBe('')
    expect((await stored(id)).toTranslate?.map(({ texts }) => texts[0]?.text)).toEqual([again.text])
  })

  it('is no longer waiting after the handover, and verify-data reports where it is', async () => {
    const { id, officer, addition, send } = await accepted()
    await send(officer, '/conditions', { ...addition, writtenIn: 'zh', wayOut: 'colleague' }).expect(303)
    const { toTranslate } = await stored(id)
    await ApplicationModel.updateOne({ _id: id }, { $set: { state: 'contracted', stateSince: site.clock.now() } })
    const actor = { kind: 'decider' as const, id: 'd', name: '李慧兰' }
    await site.services.acceptance.handover.handOver(id, actor, { on: cityDayOf(site.clock.now()) })
    const broken = async () => {
      const application = await stored(id)
      let count = 0
      for (const { find } of writingRules) count += (await find([application])).length
      return count
    }
    expect((await stored(id)).toTranslate ?? []).toEqual([])
    expect(await broken()).toBe(0)
    await ApplicationModel.updateOne({ _id: id }, { $set: { toTranslate } })
    expect(await broken()).toBe(1)
  })

  it('is checked by verify-data for a translation into another language', async () => {
    const { id, officer, addition, send } = await accepted()
    await send(officer, '/conditions', { ...addition, ...here, 'translation-text': russian }).expect(303)
    const find = async () => {
      const application = (await ApplicationModel.findById(id).lean<Application>())!
      return (await writingRules[0]!.find([application])).length
    }
    expect(await find()).toBe(0)
    const at = 'offer.acceptance.conditions.2.textWriting.original.language'
    await ApplicationModel.updateOne({ _id: id }, { $set: { [at]: 'ru' } })
    expect(await find()).toBe(1)
  })
})
