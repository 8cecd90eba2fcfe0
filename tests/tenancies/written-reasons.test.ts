import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { runChecks } from '#shared/checks.ts'
import { catalogueText } from '#shared/texts/i18n.ts'
import { tenancyChecks } from '#features/tenancies/checks.ts'
import { wordedFinding } from '#features/tenancies/inspections/ready-findings.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const chinese = '店面尚未悬挂招牌，请尽快整改。'
const russian = 'На магазине всё ещё нет вывески, исправьте.'
const why = '承租人懂中文。'
const here = { writtenIn: 'zh', wayOut: 'here' }

/** Creates a shop whose tenant reads Russian, and an officer on the Chinese pages. */
async function aShop() {
  const tenancy = await aTenancy(site.services, { state: 'trading' })
  const officer = await site.as(await aColleague('reviewer', { name: '李慧兰' }))
  const at = tenancy.path.replace('/en/', '/zh/')
  const post = (path: string, values: object) => officer.post(`${at}/${path}`).type('form').send(values)
  const stored = async () => (await TenancyModel.findById(tenancy.id).lean<Tenancy>())!
  const own = async () => renderedPage(await (await site.as(tenancy.tenant)).get(tenancy.own).expect(200))
  return { ...tenancy, ownPath: tenancy.own, officer, at, post, stored, own }
}

describe('a reason in a language that the tenant does not read', () => {
  it('is marked and cannot be sent without a translation', async () => {
    const { officer, at, post, stored } = await aShop()
    const page = renderedPage(await officer.get(`${at}/breach`).expect(200))
    expect(page.$('[data-test=writing] summary').text()).toBe('IVANOVA ANNA 使用俄语。本文为中文。')
    expect(
      page
        .$('[name=wayOut]')
        .map((_, way) => page.$(way).val())
        .get(),
    ).toEqual(['here', 'as-is'])
    const breach = { reason: chinese, cureBy: '2026-12-31', ...here }
    const refused = renderedPage(await post('breach', breach).expect(422))
    const said = '收件人使用其他语言。请填写译文，或按原文发送。'
    expect(refused.errors()).toEqual([{ field: 'lease-translation-reason', text: said }])
    // There is no colleague to pass it to, so the form counts as one to be translated here.
    await post('breach', { ...breach, wayOut: 'colleague' }).expect(422)
    expect((await stored()).state).toBe('trading')
  })

  it('reaches the tenant in both languages in mail, page and export, the translation first', async () => {
    const { id, tenant, officer, at, post, stored, own } = await aShop()
    const pause = { from: '2026-11-20', plannedTo: '', reason: chinese, ...here, 'translation-reason': russian }
    await post('pause', pause).expect(303)
    const writing = { language: 'ru', original: { language: 'zh', text: chinese } }
    expect((await stored()).pauses[0]).toMatchObject({ reason: russian, writing })
    expect((await stored()).events.at(-1)).toMatchObject({ reason: russian, writing })
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toMatch(/нет вывески[\s\S]*Оригинал на китайском:\s+店面尚未/)
    const page = await own()
    expect(page.text('pause')).toContain(russian)
    expect(page.main).toMatch(/нет вывески[\s\S]*Оригинал на китайском[\s\S]*店面尚未/)
    expect(renderedPage(await officer.get(at)).text('events')).toMatch(/店面尚未[\s\S]*俄文译文[\s\S]*нет вывески/)
    const entry = await AuditEntryModel.findOne({ 'subject.id': id }).sort({ number: -1 }).lean()
    expect(entry?.changes).toContainEqual({ field: 'writing.translated', before: '"zh"', after: '"ru"' })
    let exported = ''
    const asked = { holder: { id: tenant.id, email: tenant.email, verified: true }, at: site.clock.now() }
    const archive = site.services.personalData.tenancies.archive({
      ...asked,
      locale: 'ru',
      t: (key: string) => key,
    } as never)
    for await (const file of archive) exported += JSON.stringify(file)
    expect(exported).toContain(chinese)
  })

  it('may be sent untranslated with an explanation that only the staff can read', async () => {
    const { officer, at, post, own } = await aShop()
    const notice = { leavesOn: '2026-12-31', reason: chinese, writtenIn: 'zh', wayOut: 'as-is' }
    await post('notice', notice).expect(422)
    await post('notice', { ...notice, asIsReason: why }).expect(303)
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toMatch(/На китайском:\s+店面尚未/)
    const page = await own()
    expect(page.$('[data-test=events] [lang=zh]').text()).toBe(chinese)
    expect(page.main).not.toContain(why)
    expect(renderedPage(await officer.get(at)).text('as-is')).toContain(why)
  })

  it('is checked by verify-data for a translation into another language', async () => {
    const { id, post } = await aShop()
    await post('notice', { leavesOn: '2026-12-31', reason: chinese, ...here, 'translation-reason': russian }).expect(
      303,
    )
    const broken = async () => {
      const found = await runChecks(tenancyChecks({ ...site.services, clock: site.clock }))
      return found.filter(({ count }) => count > 0).map(({ name }) => name)
    }
    const name = 'a translation to a tenant stands beside an original in another language'
    expect(await broken()).not.toContain(name)
    const last = (await TenancyModel.findById(id).lean<Tenancy>())!.events.length - 1
    await TenancyModel.updateOne({ _id: id }, { $set: { [`events.${String(last)}.writing.original.language`]: 'ru' } })
    expect(await broken()).toContain(name)
  })
})

describe('a finding of an inspection', () => {
  it('is translated row by row below its ready text, and is shown to the office in Chinese', async () => {
    const { officer, at, post, stored, own } = await aShop()
    await post('inspection', { kind: 'planned', on: '2026-11-25', note: '', ...here }).expect(303)
    const target = (await stored()).inspections[0]!._id.toHexString()
    const rows = { finding: [chinese, ''], ready: ['', 'damaged'], cureBy: ['2026-12-05', '2026-12-20'] }
    const held = { on: '2026-11-25', note: '', ...rows, ...here }
    const refused = renderedPage(await post(`inspections/${target}`, held).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['lease-translation-finding-0'])
    await post(`inspections/${target}`, { ...held, 'translation-finding-0': russian }).expect(303)
    const [first, second] = (await stored()).inspections[0]!.findings
    expect(first).toMatchObject({ text: russian, textZh: chinese, writing: { original: { text: chinese } } })
    expect(second).toMatchObject({ text: catalogueText('ru', 'finding.template.damaged.text') })
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toMatch(/— На магазине[\s\S]*Оригинал на китайском:\s+店面尚未/)
    expect((await own()).text('inspection')).toMatch(/нет вывески[\s\S]*Оригинал на китайском[\s\S]*店面尚未/)
    expect(renderedPage(await officer.get(at)).text('inspection')).toMatch(/店面尚未[\s\S]*俄文译文/)
  })

  it('shows untranslated words wherever it appears, and records them once in the audit', async () => {
    const { id, tenant, ownPath, officer, at, post, stored } = await aShop()
    await post('inspection', { kind: 'planned', on: '2026-11-25', note: '' }).expect(303)
    const target = (await stored()).inspections[0]!._id.toHexString()
    const rows = { finding: chinese, ready: 'damaged', cureBy: '2026-12-20' }
    const held = { on: '2026-11-25', note: '', ...rows, writtenIn: 'zh', wayOut: 'as-is', asIsReason: why }
    await post(`inspections/${target}`, held).expect(303)
    const finding = (await stored()).inspections[0]!.findings[0]!._id.toHexString()
    const person = await site.as(tenant)
    const ready = catalogueText('ru', 'finding.template.damaged.text')
    const answer = renderedPage(await person.get(`${ownPath}/findings/${finding}`).expect(200))
    expect(answer.text('lead')).toBe(ready)
    expect(answer.$('[data-test=beside] [lang=zh]').text()).toBe(chinese)
    expect(renderedPage(await person.get(ownPath)).main).toContain(`${ready} · На китайском: ${chinese}`)
    const cure = renderedPage(await officer.get(`${at.replace('/zh/', '/ru/')}/findings/${finding}`).expect(200))
    expect(cure.$('[data-test=beside] [lang=zh]').text()).toBe(chinese)
    await post(`findings/${finding}`, { curedOn: '2026-11-25' }).expect(303)
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toMatch(/закрыто[\s\S]*На китайском:\s+店面尚未/)
    const entries = await AuditEntryModel.find({ 'subject.id': id }).sort({ number: 1 }).lean()
    const told = entries.map(({ changes }) => changes.filter(({ field }) => field.startsWith('writing.')).length)
    expect(told.slice(-2)).toEqual([1, 0])
  })

  it('keeps untranslated words apart from the ready text', () => {
    const asIs = { language: 'zh' as const, asIs: why }
    const ready = { ru: catalogueText('ru', 'finding.template.damaged.text'), zh: '' }
    expect(wordedFinding('ru', { ready: 'damaged', text: chinese, writing: asIs })).toMatchObject({
      text: ready.ru,
      textZh: `${catalogueText('zh', 'finding.template.damaged.text')}\n\n${chinese}`,
      writing: { language: 'ru', original: { language: 'zh', text: chinese }, asIs: why },
    })
    expect(wordedFinding('ru', { text: chinese })).toEqual({ text: chinese })
  })
})

describe('the note of a planned inspection', () => {
  const noted = '请保证电表可以查看。'
  const inRussian = 'Обеспечьте доступ к счётчику.'

  /**
   * Plans an inspection with its note, and returns its form as a browser sends it: unchanged, except for the day and the
   * given values.
   */
  async function planned(told: object, { locale = 'ru' }: { locale?: string } = {}) {
    const shop = await aShop()
    await AccountModel.updateOne({ _id: shop.tenant.id }, { $set: { locale } })
    const values = { kind: 'planned', on: '2026-11-25', note: noted, writtenIn: 'zh', ...told }
    await shop.post('inspection', values).expect(303)
    const inspection = async () => (await shop.stored()).inspections[0]!
    const { _id, note, noteWriting } = await inspection()
    const path = `inspections/${_id.toHexString()}`
    const form = renderedPage(await shop.officer.get(`${shop.at}/${path}`).expect(200))
    const typed = (name: string) => form.$(`[name=${name}]`).text().replaceAll('\n', '\r\n')
    const untouched = { note: typed('note'), 'translation-note': typed('translation-note'), wayOut: 'here' }
    const writtenIn = form.$('[name=writtenIn] [selected]').val()
    const record = (more: object = {}) => shop.post(path, { on: '2026-11-25', ...untouched, writtenIn, ...more })
    return { ...shop, inspection, record, typed, was: { note, noteWriting } }
  }

  it.each([
    ['en', 'Please have the electricity meter accessible.', []],
    ['ru', inRussian, [chinese]],
    ['ru', inRussian, []],
  ])('keeps both its languages when it is recorded unchanged, in %s', async (locale, translation, finding) => {
    const { inspection, record, typed, was } = await planned(
      { wayOut: 'here', 'translation-note': translation },
      { locale },
    )
    expect([typed('note'), typed('translation-note')]).toEqual([noted, translation])
    const cureBy = finding.map(() => '2026-12-20')
    await record({ finding, cureBy, 'translation-finding-0': finding.length > 0 ? russian : '' }).expect(303)
    expect(was.noteWriting?.original?.text).toBe(noted)
    expect(await inspection()).toMatchObject({ state: 'held', ...was })
  })

  it('needs no second explanation, and keeps its translation when a form does not ask for it', async () => {
    const asIs = await planned({ wayOut: 'as-is', asIsReason: why })
    await asIs.record().expect(303)
    expect(await asIs.inspection()).toMatchObject({ state: 'held', ...asIs.was })
    const plain = await planned({ wayOut: 'here', 'translation-note': inRussian })
    const { id } = plain
    await plain.record({ note: inRussian, 'translation-note': undefined, writtenIn: undefined }).expect(303)
    expect(await plain.inspection()).toMatchObject({ state: 'held', ...plain.was })
    const entry = await AuditEntryModel.findOne({ 'subject.id': id }).sort({ number: -1 }).lean()
    expect(JSON.stringify(entry?.changes)).not.toContain('writing.')
  })

  it('needs a check of its translation after a change, and accepts a new one', async () => {
    const { inspection, record, was } = await planned({ wayOut: 'here', 'translation-note': inRussian })
    const refused = renderedPage(await record({ note: chinese }).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['lease-translation-note'])
    await record({ note: chinese, 'translation-note': russian }).expect(303)
    const writing = { language: 'ru', original: { language: 'zh', text: chinese } }
    expect(was.note).toBe(inRussian)
    expect(await inspection()).toMatchObject({ note: russian, noteWriting: writing })
  })
})
