import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { TextEditionModel } from '#models/wording/edition.ts'
import { catalogueText, locales, messageKeys, messageKeysBelow, useWordings } from '#shared/texts/i18n.ts'
import { makePdf } from '#outside/pdf.ts'
import { contractDocument, countGaps } from '#features/acceptance/contract-text.ts'
import { findWordingProblem } from '#features/wording/rules.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const clauses = messageKeysBelow('contract.clause.').filter(key => key.endsWith('.text'))
const flat = (bytes: Buffer) => readPdf(bytes).text.replaceAll(/\s+/g, ' ')

describe('the text of the contract', () => {
  it.each(locales)('has in %s the same open places and as many paragraphs as in the other languages', locale => {
    for (const key of clauses) {
      const own = catalogueText(locale, key)
      const chinese = catalogueText('zh', key)
      expect(own.split('\n\n'), key).toHaveLength(chinese.split('\n\n').length)
      const places = (text: string) => text.match(/\[[^\]]+\]|【[^】]+】/g)?.length ?? 0
      expect(places(own), key).toBe(places(chinese))
    }
  })

  it('contains no figures of its own, as they are filled in', () => {
    for (const key of clauses) for (const locale of locales) expect(catalogueText(locale, key), key).not.toMatch(/\d/)
  })

  it('may lose a clause, but not the facts that are filled into it', () => {
    expect(findWordingProblem('ru', 'contract.clause.term.text', '—')).toBeNull()
    expect(findWordingProblem('ru', 'contract.clause.term.text', 'Три года.')).toBe('wording.gap-missing')
    expect(findWordingProblem('ru', 'contract.clause.term.title', '—')).toBeNull()
    expect(findWordingProblem('ru', 'mail.application-offered.body', '—')).toBe('wording.gap-missing')
  })
})

describe('a contract', () => {
  const site = useSite()
  const text = async (person: Awaited<ReturnType<typeof site.as>>, path: string) =>
    flat((await person.get(path).responseType('blob').expect(200)).body as Buffer)

  async function accepted(locale: 'ru' | 'zh' = 'ru') {
    const { code } = await aPremises({})
    const account = await anApplicant({ locale })
    const offer = { madeAt: new Date('2026-11-24T04:00:00Z'), deadline: new Date('2026-12-08T15:59:59.999Z') }
    const made = await anApplication({
      applicant: account._id,
      premises: [code],
      startedFor: code,
      state: 'offered',
      heldPremises: code,
      offer: { premises: code, ...offer },
    })
    const id = made._id.toHexString()
    const founder = await site.as(account)
    await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    const decider = await site.as(await aColleague('decider'))
    return { id, code, founder, decider, at: `/zh/staff/applications/${id}/acceptance` }
  }
  const founderFiles = async (founder: Awaited<ReturnType<typeof site.as>>, id: string) => ({
    documents: renderedPage(await founder.get(`/ru/applications/${id}/acceptance`).expect(200)).main,
  })
  const contractOf = async (id: string) =>
    (await ApplicationModel.findById(id).lean<Application>())!.offer!.acceptance!.contract!

  async function word(clause: string, ru: string) {
    const manager = await site.as(await aColleague('listing_manager', { email: `${clause}@example.com` }))
    const path = `/zh/staff/texts/contract.clause.${clause}`
    // A clause that is open in one language is open in all: it has no placeholders any more.
    const typed = {
      [`contract.clause.${clause}.text.ru`]: ru,
      [`contract.clause.${clause}.text.en`]: 'The premises are insured.',
      [`contract.clause.${clause}.text.zh`]: '房屋已投保。',
    }
    await manager
      .post(path)
      .type('form')
      .send({ ...typed, act: 'draft', version: 0 })
      .expect(303)
    return {
      manager,
      publish: () =>
        manager
          .post(path)
          .type('form')
          .send({ ...typed, act: 'publish', version: 1 })
          .expect(303),
    }
  }

  it('is complete, in both languages side by side, with its number and the office’s open places', async () => {
    const { id, code, founder, decider, at } = await accepted()
    expect(renderedPage(await decider.get(at).expect(200)).text('open-places')).toMatch(/有\d+处/)
    await decider.post(`${at}/contract`).expect(303)
    const words = await text(founder, `/ru/applications/${id}/papers/contract`)
    for (const part of [
      '绥俄创合〔2026〕1号',
      code,
      '草案',
      'Проект',
      '36个月',
      '36 месяцев',
      '60日',
      '60 дней',
      '90 дней',
    ])
      expect(words).toContain(part)
    for (const key of messageKeysBelow('contract.clause.').filter(name => name.endsWith('.title')))
      for (const locale of ['zh', 'ru'] as const) expect(words, key).toContain(catalogueText(locale, key))
    expect(words).not.toMatch(/undefined|\{|\}|□|NaN/)
  })

  it('keeps the texts with which it was prepared, and its next version has the new texts and the same number', async () => {
    const { id, founder, decider, at } = await accepted()
    await decider.post(`${at}/contract`).expect(303)
    const path = `/ru/applications/${id}/papers/contract`
    const first = await text(founder, path)
    const { publish } = await word('insurance', 'Помещение страхует Сторона А.')
    await publish()
    await site.services.programme
      .current()
      .then(({ settings, revision }) =>
        site.services.programme.save(
          { ...settings, issuerZh: '绥芬河市新机关' },
          { revision, by: { id: '0'.repeat(24), name: '李明' } },
        ),
      )
    expect(await text(founder, path)).toBe(first)

    await decider.post(`${at}/contract`).expect(303)
    const second = await text(founder, path)
    expect(second).toContain('Помещение страхует Сторона А.')
    expect(second).toContain('绥芬河市新机关')
    expect(second).toContain('绥俄创合〔2026〕1号')
    expect(await contractOf(id)).toMatchObject({ version: 2, number: '绥俄创合〔2026〕1号' })
    expect(await TextEditionModel.countDocuments()).toBe(2)
  })

  it('is prepared once by a form that is sent twice, and again only from a page that shows its latest version', async () => {
    const { id, decider, at } = await accepted()
    const colleague = await site.as(await aColleague('reviewer'))
    const form = async (person: typeof decider) =>
      typedInto(await person.get(at).expect(200), {}, 'form[action$="/acceptance/contract"]')
    const send = (person: typeof decider, values: object) => person.post(`${at}/contract`).type('form').send(values)
    const history = async () => {
      const { events } = (await ApplicationModel.findById(id).lean<Application>())!
      return events.filter(({ kind }) => kind === 'contract_prepared').length
    }
    const first = await form(decider)
    const overtaken = await form(colleague)
    await site.services.audit.settled()
    const before = await AuditEntryModel.countDocuments()
    for (const _time of [1, 2]) await send(decider, first).expect(303)
    await site.services.audit.settled()
    expect(await AuditEntryModel.countDocuments()).toBe(before + 1)
    expect([(await contractOf(id)).version, await history()]).toEqual([1, 1])
    await send(colleague, overtaken).expect(409)

    const second = await form(decider)
    for (const _time of [1, 2]) await send(decider, second).expect(303)
    expect([(await contractOf(id)).version, await history()]).toEqual([2, 2])
    await send(decider, first).expect(409)
    const { events } = (await ApplicationModel.findById(id).lean<Application>())!
    await ApplicationModel.updateOne({ _id: id }, { $push: { events: { ...events[0], kind: 'condition_met' } } })
    await send(decider, second).expect(409)
    expect([(await contractOf(id)).version, await history()]).toEqual([2, 2])
  })

  it('accepts a scan and a signature only for the version that the page names', async () => {
    const { id, founder, decider, at } = await accepted()
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
    const desk = `/zh/staff/applications/${id}`
    const scanForm = async () =>
      renderedPage(await decider.get(at).expect(200)).$('form[action$="/signed"] [name=version]')
    const scan = (version: unknown) =>
      decider.post(`${at}/signed`).field('version', String(version)).attach('signed_contract', pdf, '合同.pdf')
    const signForm = async () =>
      typedInto(await decider.get(desk).expect(200), { openPlaces: 'yes' }, `form[action$="${id}/contract"]`)
    const sign = (values: object) => decider.post(`${desk}/contract`).type('form').send(values)
    await decider.post(`${at}/contract`).expect(303)
    const old = (await scanForm()).val()
    const { revision: _any, ...signing } = await signForm()
    expect([old, signing['version']]).toEqual(['1', '1'])
    expect(
      renderedPage(await decider.get(desk))
        .$(`form[action$="${id}/contract"]`)
        .text(),
    ).toContain('第1版')
    await decider.post(`${at}/contract`).expect(303)

    const refused = renderedPage(await scan(old).expect(409))
    expect(refused.$('.case-alert').text()).toContain('合同已有更新版本')
    const { documents } = await founderFiles(founder, id)
    expect(documents).not.toContain('合同.pdf')
    await sign(signing).expect(409)
    expect((await contractOf(id)).signedOn).toBeFalsy()
    await scan((await scanForm()).val()).expect(303)
    await sign({ ...signing, version: (await signForm())['version'] }).expect(303)
    expect(await contractOf(id)).toMatchObject({ version: 2, signedOn: '2026-11-25' })
  })

  it('is signed, or closed for unmet conditions, only as the page showed it', async () => {
    const { id, founder, decider, at } = await accepted()
    const desk = `/zh/staff/applications/${id}`
    const form = async (act: string) =>
      typedInto(await decider.get(desk).expect(200), {}, `form[action$="${id}/${act}"]`)
    const send = (act: string, values: object) => decider.post(`${desk}/${act}`).type('form').send(values)
    await decider.post(`${at}/contract`).expect(303)
    const sign = await form('contract')
    const fail = await form('conditions-not-met')
    const paper = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
    await founder
      .post(`/ru/applications/${id}/acceptance`)
      .attach('notarised_translation', paper, 'Перевод.pdf')
      .expect(303)
    await send('conditions-not-met', { ...fail, reason: 'Перевода нет.', writtenIn: 'ru' }).expect(409)
    await decider.post(`${at}/contract`).expect(303)
    await send('contract', { ...sign, openPlaces: 'yes' }).expect(409)
    expect((await contractOf(id)).signedOn).toBeFalsy()
    await send('contract', { ...(await form('contract')), openPlaces: 'yes' }).expect(303)
    expect((await ApplicationModel.findById(id).lean<Application>())!.state).toBe('contracted')
  })

  it('counts open places in both languages, Party A included, and needs a confirmation to be signed with them', async () => {
    const { id, founder, decider, at } = await accepted()
    await decider.post(`${at}/contract`).expect(303)
    const terms = await contractOf(id)
    const texts = await site.services.wording.editions.current('contract')
    const gaps = (own: typeof texts, office: typeof terms.office = null) =>
      countGaps({ ...terms, office }, { locale: 'ru', texts: own })
    const decided = texts.map(one => ({ ...one, text: one.text.replaceAll(/\[[^\]]+\]|【[^】]+】/g, 'X') }))
    expect(terms.openPlaces).toBe(gaps(texts))
    expect(gaps(decided)).toBe(0)
    const only = (key: string, locale: string) =>
      decided.map(one => (one.key === key && one.locale === locale ? { ...one, text: '[X]' } : one))
    expect(gaps(only('contract.party-a.signatory.gap', 'zh'))).toBe(1)
    expect(gaps(only('contract.clause.insurance.text', 'ru'))).toBe(1)
    expect(gaps(only('contract.party-a.gap', 'ru'), { name: { zh: '机关' } })).toBe(1)
    expect(gaps(only('contract.party-a.gap', 'ru'), { name: { zh: '机关', ru: 'Орган' } })).toBe(0)

    const sign = `/ru/staff/applications/${id}/contract`
    const refused = renderedPage(await decider.post(sign).expect(422))
    expect(refused.$('#openPlaces-error').text()).toContain('квадратных скобках')
    expect(refused.$('[name=openPlaces]')).toHaveLength(1)
    const open = renderedPage(await decider.get(`/ru/staff/applications/${id}`).expect(200))
    expect(open.main).toContain(`${String(terms.openPlaces)} мест`)
    await decider.post(sign).type('form').send({ openPlaces: 'yes' }).expect(303)
    const words = await text(founder, `/ru/applications/${id}/papers/contract`)
    expect(words).not.toContain('Проект.')
    expect(words).not.toContain('草案')
  })

  it('is drawn unchanged by a release with other texts and clauses, and under another name of the site', async () => {
    const { id, founder, decider, at } = await accepted()
    await decider.post(`${at}/contract`).expect(303)
    const first = await text(founder, `/ru/applications/${id}/papers/contract`)
    const terms = await contractOf(id)
    expect(terms).toMatchObject({ duties: { licence: 60, opening: 90 }, office: { head: { zh: expect.any(String) } } })
    const texts = await site.services.wording.editions.read(terms.edition!)
    const printing = { reference: 'SS-2026-000001', locale: 'ru', voided: null } as const
    const drawn = async (own: typeof texts) => flat(await makePdf(contractDocument(terms, { ...printing, texts: own })))

    // The older texts have a clause that the catalogue lacks, and lack one that it has.
    const older = texts
      .filter(({ key }) => !key.startsWith('contract.clause.insurance.'))
      .map(one => ({ ...one, key: one.key.replace('.clause.deposit.', '.clause.pledge.') }))
    const words = await drawn(older)
    expect(words).toContain(catalogueText('ru', 'contract.clause.deposit.text').split(' [')[0])
    expect(words).not.toContain(catalogueText('ru', 'contract.clause.insurance.title'))

    const named = { ...terms, openConditions: [{ kind: 'business_licence' as const, text: null, dueOn: '2027-01-15' }] }
    const whole = async () => flat(await makePdf(contractDocument(named, { ...printing, texts })))
    const before = await whole()
    try {
      useWordings(messageKeys.flatMap(key => locales.map(locale => ({ key, locale, text: 'NEXT RELEASE' }))))
      expect(await drawn(texts)).not.toContain('NEXT RELEASE')
      expect(await whole()).toBe(before)
    } finally {
      useWordings([])
    }
    expect(await text(founder, `/ru/applications/${id}/papers/contract`)).toBe(first)
  })

  it('can be previewed with draft texts by those who write them', async () => {
    const { manager, publish } = await word('insurance', 'Черновик страхового условия.')
    const sample = () => text(manager, '/zh/staff/contracts/preview/ru')
    const words = await sample()
    expect(words).toContain('Черновик страхового условия.')
    expect(words).toContain('绥俄创合〔2026〕×号')
    const page = renderedPage(await manager.get('/zh/staff/texts?group=contract').expect(200))
    expect(page.$('[data-test=samples] a')).toHaveLength(3)
    const { id, founder, decider, at } = await accepted()
    await decider.post(`${at}/contract`).expect(303)
    expect(await text(founder, `/ru/applications/${id}/papers/contract`)).not.toContain('Черновик')
    await publish()
    await (await site.as(await aColleague('reviewer'))).get('/zh/staff/contracts/preview/ru').expect(403)
  })
})
