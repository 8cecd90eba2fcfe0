import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { letterDecisions, LetterModel, tenancyDecisions, type Letter } from '#models/deciding/letter.ts'
import { lettersView } from '#features/cases/letters/view.ts'
import { lettersService } from '#features/deciding/letters/service.ts'
import { locales, translatorFor, useWordings, type Locale } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const reviewer = 'f'.repeat(24)
const at = new Date('2026-11-22T04:00:00Z')
const assessed = { reviewer, reviewerName: 'Sun', at, noConflict: true, scores: { feasibility: 4 }, comment: '' }

async function decided(action: string, values: object, overrides: Partial<Application> = {}) {
  const account = await anApplicant({ locale: 'ru' })
  const application = await anApplication({
    applicant: account._id,
    state: 'decision',
    assessments: [assessed],
    ...overrides,
  })
  const id = idOf(application)
  const decider = await site.as(await aColleague('decider'))
  await decider.post(`/zh/staff/applications/${id}/${action}`).type('form').send(values).expect(303)
  await site.runJobs()
  return { id, account, decider, reference: application.reference! }
}
const lettersOn = (page: ReturnType<typeof renderedPage>) =>
  page
    .$('[data-test=letters] li')
    .map((_, item) => ({ href: page.$(item).find('a').attr('href'), sha256: page.$(item).find('code').text() }))
    .get()

describe('the title of a letter', () => {
  it('names the decision in everyday words', () => {
    const called = (locale: Locale) =>
      lettersView(
        { t: translatorFor(locale), locale },
        [...letterDecisions, ...tenancyDecisions].map(decision => ({ ...storedLetter, decision })),
        { _id: storedLetter.application, pastOffers: [] },
      )
        .map(({ label }) => label)
        .reverse()
    expect(called('ru')).toEqual([
      'Письмо о несоответствии условиям',
      'Письмо об отказе',
      'Письмо о внесении в лист ожидания',
      'Письмо с предложением помещения',
      'Письмо о продлении аренды',
      'Письмо о переходе на платную аренду',
      'Письмо о расторжении аренды',
    ])
    for (const locale of locales) expect(new Set(called(locale)).size).toBe(7)
  })
})

const storedLetter = {
  _id: new mongoose.Types.ObjectId(),
  application: new mongoose.Types.ObjectId(),
  decidedAt: at,
  language: 'ru',
  cause: 'x',
  name: 'x.pdf',
  size: 1,
  sha256: 'x',
} as Letter

describe('a decision letter', () => {
  it('is printed with the texts stored with it, even if its maker has newer ones', async () => {
    const { editions } = site.services.wording
    const parts = { ...site.services, clock: site.clock, publicUrl: 'http://street.test' }
    const kept = await editions.keep('letter')
    const letters = lettersService({
      ...parts,
      files: site.services.letters.store,
      texts: editions,
      office: () => Promise.resolve('office@example.com'),
    })
    const application = 'a'.repeat(24)
    useWordings([
      { locale: 'ru', key: 'letter.decision.rejected', text: 'NEXT' },
      { locale: 'ru', key: 'decision.reason.plan_weak', text: 'NEXT' },
      { locale: 'zh', key: 'application.state.rejected', text: 'NEXT' },
    ])
    const decision = { decision: 'rejected', decidedAt: at, premises: ['SFH-A-0107'], answerBy: null } as const
    const grounds = { reasonCodes: ['plan_weak'] }
    const about = {
      cause: 'x',
      application,
      reference: 'SS-2026-000123',
      applicant: 'IVANOVA',
      language: 'ru',
    } as const
    await letters.make({ ...decision, ...about, grounds })
    const [letter] = await letters.list(application)
    expect(letter!.edition).toBe(kept)
    expect(readPdf(await buffer(letters.open(letter!))).text).not.toContain('NEXT')
    useWordings([])
  })

  it('states the decision, its reasons and the complaint procedure in two languages, and shows its hash to both sides', async () => {
    const { id, account, decider, reference } = await decided('reject', {
      reasonCodes: ['plan_weak'],
      reason: 'Нет сметы.',
    })
    const founder = await site.as(account)
    const [letter, ...others] = lettersOn(renderedPage(await founder.get(`/ru/applications/${id}`).expect(200)))
    expect(others).toEqual([])
    expect(lettersOn(renderedPage(await decider.get(`/zh/staff/applications/${id}`).expect(200)))).toEqual([
      { ...letter, href: letter!.href!.replace('/ru/', '/zh/') },
    ])
    const { body, headers } = await founder.get(letter!.href!).responseType('blob').expect(200)
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringContaining(`${reference}-rejected.pdf`),
    })
    expect(
      createHash('sha256')
        .update(body as Buffer)
        .digest('hex'),
    ).toBe(letter!.sha256)
    const words = readPdf(body as Buffer).text.replaceAll(/\s+/g, ' ')
    for (const part of [reference, 'IVANOVA ANNA', '25 ноября 2026', 'SFH-A-0107', 'Нет сметы.'])
      expect(words).toContain(part)
    expect(words).toMatch(/Бизнес-план не показывает.*до 24 января 2027.*商业计划未能说明.*2027年1月24日/)
    expect(words).toContain('office@startup-street.example')
    expect(site.mails().at(-1)?.text).toContain('Письмо с решением')
  })

  it('names a company with its number, and the person in every script', async () => {
    const answers = validAnswers()
    Object.assign(answers.applicant!, { nameChinese: '安娜' })
    const company = { vehicle: 'russian_company', companyName: 'ООО «Восточный берег»', ogrn: '1022500000001' }
    Object.assign(answers.company!, company)
    const reasons = { reasonCodes: ['plan_weak'], reason: 'Нет сметы.' }
    const { id, account } = await decided('reject', reasons, { answers })
    const founder = await site.as(account)
    const [letter] = lettersOn(renderedPage(await founder.get(`/ru/applications/${id}`).expect(200)))
    const { body } = await founder.get(letter!.href!).responseType('blob').expect(200)
    const words = readPdf(body as Buffer).text.replaceAll(/\s+/g, ' ')
    for (const name of ['IVANOVA ANNA', 'Иванова', '安娜', 'ООО «Восточный берег»', '1022500000001'])
      expect(words).toContain(name)
  })

  it('has a dash in place of an unknown applicant’s name, and no gaps in its text', async () => {
    const nameless = { applicantName: undefined as never, snapshot: undefined as never }
    const { id, account } = await decided('reject', { reasonCodes: ['plan_weak'], reason: 'Нет сметы.' }, nameless)
    expect((await ApplicationModel.findById(id).lean())?.applicantName).toBeUndefined()
    const founder = await site.as(account)
    const [letter] = lettersOn(renderedPage(await founder.get(`/ru/applications/${id}`).expect(200)))
    const { body } = await founder.get(letter!.href!).responseType('blob').expect(200)
    const words = readPdf(body as Buffer).text.replaceAll(/\s+/g, ' ')
    expect(words).toMatch(/Заявитель:? ?—/)
    expect(words).not.toMatch(/undefined|null|NaN/)
  })

  it('gives the office’s current e-mail address', async () => {
    const { settings, revision } = await site.services.programme.current()
    const by = { id: '0'.repeat(24), name: '李明' }
    await site.services.programme.save({ ...settings, officeAddress: 'street@city.example' }, { revision, by })
    const { id, account } = await decided('reject', { reasonCodes: ['plan_weak'], reason: 'Нет сметы.' })
    const founder = await site.as(account)
    const [letter] = lettersOn(renderedPage(await founder.get(`/ru/applications/${id}`).expect(200)))
    const { body } = await founder.get(letter!.href!).responseType('blob').expect(200)
    expect(readPdf(body as Buffer).links).toContain('mailto:street@city.example')
  })

  it('is made once and never changes, even after repeated runs or changed settings', async () => {
    const { code } = await aPremises()
    const { id } = await decided(
      'offer',
      { premises: code, deadlineOn: '2026-12-05' },
      { premises: [code], startedFor: code },
    )
    const [before] = await LetterModel.find().lean()
    const effect = { key: before!.cause, kind: 'letter', facts: { decision: 'rejected' } }
    await ApplicationModel.updateOne({ _id: id }, { $push: { pendingEffects: { $each: [effect, effect] } } })
    await site.runJobs()
    expect(await LetterModel.find().lean()).toEqual([before])
    const bytes = await buffer(site.services.letters.open(before!))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(before!.sha256)
    expect(readPdf(bytes).text).toContain('5 декабря 2026')

    site.clock.set('2026-12-25T12:00:00+08:00')
    expect(await site.services.letters.sweep()).toBe(0)
    expect((await buffer(site.services.letters.open(before!))).length).toBe(before!.size)
  })

  it('can be read only by its applicant and the staff of cases', async () => {
    const { id, decider } = await decided('waitlist', { reasonCodes: ['premises_gone'] })
    const [letter] = await LetterModel.find().lean()
    const path = `/en/applications/${id}/letters/${idOf(letter!)}`
    for (const role of ['reviewer', 'administrator'] as const)
      await (await site.as(await aColleague(role))).get(path).expect(200)
    await (await site.as(await anApplicant())).get(path).expect(404)
    await (await site.as(await aColleague('listing_manager'))).get(path).expect(403)
    await site.visit.get(path).expect(303)
    const other = idOf(await anApplication())
    await decider.get(`/en/applications/${other}/letters/${idOf(letter!)}`).expect(404)
    await decider.get(`/en/applications/${id}/letters/nonsense`).expect(404)
  })
})
