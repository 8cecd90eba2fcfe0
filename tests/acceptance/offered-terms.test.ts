import supertest from 'supertest'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { aToken } from '../factories/access-token.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { useSite } from '../support/site.ts'

const listed = {
  electricityKw: 40,
  managementFeePerSqMMonthFen: 1_130,
  heatingFeePerSqMSeasonFen: 3_200,
  depositFen: 600_000,
  marketRentPerSqMMonthFen: 5_400,
  rentFreeMonths: 36,
  availableFrom: '2026-12-20',
}

describe('the terms of an offer', () => {
  const site = useSite()
  let decider: Awaited<ReturnType<typeof site.as>>
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    decider = await site.as(await aColleague('decider'))
    manager = await site.as(await aColleague('listing_manager'))
  })

  const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!

  async function offered(facts: Parameters<typeof aPremises>[0] = {}) {
    const { code } = await aPremises({ ...listed, ...facts })
    const account = await anApplicant({ locale: 'ru' })
    const made = await anApplication({
      applicant: account._id,
      premises: [code],
      startedFor: code,
      state: 'decision',
    })
    const id = made._id.toHexString()
    await decider
      .post(`/en/staff/applications/${id}/offer`)
      .type('form')
      .send({ premises: code, deadlineOn: '2026-12-08' })
      .expect(303)
    return { id, code, founder: await site.as(account), path: `/ru/applications/${id}` }
  }

  /** Raises the management fee of the unit by a change of many units at once, as a listing manager does. */
  async function raiseFee(code: string, fee: string) {
    const at = '/zh/staff/premises/bulk'
    const wish = { kind: 'value', code, fact: 'managementFeePerSqMMonth', value: fee }
    const { headers } = await manager.post(at).type('form').send(wish).expect(303)
    const end = headers.location!.split('/').at(-1)!
    const preview = renderedPage(await manager.get(`${at}/${end}`).expect(200))
    await manager.post(`${at}/${end}/confirm`).type('form').send({}).expect(303)
    await site.runJobs()
    expect((await PremisesModel.findOne({ code }).lean())!.managementFeePerSqMMonthFen).toBe(
      Math.round(Number(fee) * 100),
    )
    return preview
  }

  it('are those of the contract, even if a bulk edit changes the listing before the acceptance', async () => {
    const { id, code, founder, path } = await offered()
    const page = renderedPage(await founder.get(path).expect(200))
    const form = acceptForm(page)
    expect(page.text('terms')).toContain('11,30')
    const preview = await raiseFee(code, '99.50')
    expect(preview.text('offered')).toContain('通知条款保持不变')
    await founder.post(path).type('form').send(form).expect(303)
    await decider.post(`/zh/staff/applications/${id}/acceptance/contract`).type('form').send({}).expect(303)
    const { contract } = (await stored(id)).offer!.acceptance!
    expect(contract!.premises.managementFeePerSqMMonthFen).toBe(1_130)
    const bytes = (await founder.get(`${path}/papers/contract`).responseType('blob').expect(200)).body as Buffer
    expect(readPdf(bytes).text).toContain('11,30')
    expect(readPdf(bytes).text).not.toMatch(/99[,.]50/)
    expect(contract!.handoverFrom).toBe('2026-12-20')
    for (const day of ['2026年12月20日起', 'не раньше 20 декабря 2026'])
      expect(readPdf(bytes).text.replaceAll(/\s+/g, ' ')).toContain(day)
  })

  const acceptForm = ({ $ }: ReturnType<typeof renderedPage>) => ({
    to: 'accepted',
    offer: $('[data-test="accept"] [name="offer"]').val(),
    terms: $('[data-test="accept"] [name="terms"]').val(),
  })

  it.each([
    ['ru', ['Плата за управление', 'не раньше 20 декабря 2026', 'Условия']],
    ['en', ['Management fee', 'from 20 December 2026', 'within 60 days of the acceptance']],
    ['zh', ['物业费', '2026年12月20日起', '接受入驻后60日内']],
  ] as const)('are on the page of the applicant in %s, with a draft of the contract', async (locale, parts) => {
    const { id, founder } = await offered()
    const page = renderedPage(await founder.get(`/${locale}/applications/${id}`).expect(200))
    for (const part of parts) expect(page.text('terms')).toContain(part)
    const draft = page.$('[data-test="draft"]').attr('href') ?? ''
    const words = readPdf((await founder.get(draft).responseType('blob').expect(200)).body as Buffer).text
    expect(words).toContain('入驻通知所附草案')
    expect(words).toContain('11.30')
    expect(words).not.toMatch(/undefined|\{|\}|NaN/)
  })

  it('can be read after the acceptance by both sides, whatever the listing says by then', async () => {
    const { id, code, founder, path } = await offered()
    await founder
      .post(path)
      .type('form')
      .send(acceptForm(renderedPage(await founder.get(path).expect(200))))
      .expect(303)
    await raiseFee(code, '99.50')
    const desk = `/ru/staff/applications/${id}`
    const pages = [
      ...[founder.get(path), founder.get(`${path}/acceptance`)],
      ...[decider.get(desk), decider.get(`${desk}/acceptance`)],
    ]
    for (const page of await Promise.all(pages)) {
      const terms = renderedPage(page).text('accepted-terms')
      for (const part of ['11,30', 'не раньше 20 декабря 2026', 'Залог', '36', '8 декабря 2026', 'Условия'])
        expect(terms).toContain(part)
    }
  })

  it('can be read on the page of the tenancy by both sides', async () => {
    const { terms } = (await stored((await offered()).id)).offer!
    const { path, own, application, tenant } = await aTenancy(site.services)
    await ApplicationModel.updateOne({ _id: application }, { $set: { 'offer.terms': terms } })
    const tenancyPages = [(await site.as(tenant)).get(own), decider.get(path.replace('/en/', '/ru/'))]
    for (const page of await Promise.all(tenancyPages))
      expect(renderedPage(page).text('accepted-terms')).toContain('11,30')
  })

  it('have the contract beside them on the page of the tenancy, for those who may read it', async () => {
    const { id, founder, path } = await offered()
    await founder
      .post(path)
      .type('form')
      .send(acceptForm(renderedPage(await founder.get(path).expect(200))))
      .expect(303)
    await decider.post(`/zh/staff/applications/${id}/acceptance/contract`).type('form').send({}).expect(303)
    const tenancy = await aTenancy(site.services)
    const { contract } = (await stored(id)).offer!.acceptance!
    await ApplicationModel.updateOne({ _id: tenancy.application }, { $set: { 'offer.acceptance.contract': contract } })
    const link = `/applications/${tenancy.application}/papers/contract`
    const tenant = await site.as(tenancy.tenant)
    const own = renderedPage(await tenant.get(tenancy.own).expect(200)).links()
    expect(own).toContain(`/ru${link}`)
    await tenant.get(`/ru${link}`).expect(200)
    expect(renderedPage(await decider.get(tenancy.path).expect(200)).links()).toContain(`/en${link}`)
    expect(renderedPage(await manager.get(tenancy.path).expect(200)).links()).not.toContain(`/en${link}`)
  })

  it('are in the decision letter', async () => {
    const { founder, path } = await offered()
    await site.runJobs()
    const page = renderedPage(await founder.get(path).expect(200))
    const letter = page.links().find(href => href.includes('/letters/')) ?? ''
    const words = readPdf((await founder.get(letter).responseType('blob').expect(200)).body as Buffer).text
    for (const part of ['Что предлагает город', '入驻条款', '11,30', '60日']) expect(words).toContain(part)
  })

  it('are shown again with 409 if the page showed others, and can then be accepted', async () => {
    const { id, founder, path } = await offered()
    const stale = { ...acceptForm(renderedPage(await founder.get(path).expect(200))), terms: 'others' }
    const page = renderedPage(await founder.post(path).type('form').send(stale).expect(409))
    expect(page.text('alert')).toContain('Предложение отличается')
    expect((await stored(id)).state).toBe('offered')
    await founder.post(path).type('form').send(acceptForm(page)).expect(303)
    expect((await stored(id)).state).toBe('accepted')
  })

  it('of an earlier version are those of the listing until the acceptance, and then fixed', async () => {
    const { id, code, founder, path } = await offered()
    await ApplicationModel.updateOne({ _id: id }, { $unset: { 'offer.terms': 1 } })
    const stale = acceptForm(renderedPage(await founder.get(path).expect(200)))
    await raiseFee(code, '12.60')
    const page = renderedPage(await founder.post(path).type('form').send(stale).expect(409))
    expect(page.text('terms')).toContain('12,60')
    await founder.post(path).type('form').send(acceptForm(page)).expect(303)
    await raiseFee(code, '99.50')
    expect((await stored(id)).offer!.terms).toMatchObject({
      managementFeePerSqMMonthFen: 1_260,
      handoverFrom: '2026-12-20',
    })
    await decider.post(`/zh/staff/applications/${id}/acceptance/contract`).type('form').send({}).expect(303)
    expect((await stored(id)).offer!.acceptance!.contract!.premises.managementFeePerSqMMonthFen).toBe(1_260)
  })
})

describe('a warning that the offer keeps its terms', () => {
  const site = useSite()

  async function offered() {
    const { code } = await aPremises(listed)
    const account = await anApplicant()
    const made = await anApplication({ applicant: account._id, premises: [code], startedFor: code, state: 'decision' })
    const officer = { kind: 'decider' as const, id: (await aColleague('decider')).id }
    await site.services.deciding.offers.make(made._id.toHexString(), officer, { premises: code })
    return code
  }

  it('is shown in the form and in the table row of a unit under offer', async () => {
    const code = await offered()
    const free = (await aPremises()).code
    const manager = await site.as(await aColleague('listing_manager'))
    for (const part of ['', '/row']) {
      const at = (one: string) => `/en/staff/premises/${one}${part}`
      expect(renderedPage(await manager.get(at(code)).expect(200)).text('offered')).toContain(
        'This unit is under offer',
      )
      expect(renderedPage(await manager.get(at(free)).expect(200)).text('offered')).toBe('')
    }
  })

  it('is shown in the form also when a copy or a photo was refused', async () => {
    const at = `/en/staff/premises/${await offered()}`
    const manager = await site.as(await aColleague('listing_manager'))
    const copied = await manager.post(`${at}/copy`).type('form').send({ unit: '' }).expect(422)
    const photos = await manager.post(`${at}/photos`).field('x', 'y').expect(422)
    for (const page of [copied, photos])
      expect(renderedPage(page).text('offered')).toContain('This unit is under offer')
  })

  it('is shown in the preview of an import, beside the units concerned', async () => {
    const code = await offered()
    const free = (await aPremises()).code
    const manager = await site.as(await aColleague('listing_manager'))
    const lines = ['code,deposit', `${code},4500`, `${free},4600`].join('\n')
    const sent = await manager
      .post('/en/staff/premises/import')
      .attach('file', Buffer.from(lines), 'list.csv')
      .expect(303)
    const page = sent.headers['location'] ?? ''
    await manager.post(`${page}/columns`).type('form').send({ 'column.0': 'code', 'column.1': 'deposit' }).expect(303)
    await site.runJobs()
    const { $ } = renderedPage(await manager.get(page).expect(200))
    const told = $('[data-test="import-row"]')
      .toArray()
      .map(row => [$(row).find('b').text(), $(row).find('[data-test="offered"]').text()])
    expect(told).toEqual([
      [code, 'Under offer: the offer keeps its terms.'],
      [free, ''],
    ])
  })

  it('is returned to a program of the office, which changes the listing all the same', async () => {
    const code = await offered()
    const token = await aToken()
    const { body } = await supertest(site.app)
      .post('/api/v1/staff/premises')
      .set('Authorization', `Bearer ${token.secret}`)
      .send({ rows: [{ code, deposit: 4500, electricityKw: 41 }] })
      .expect(200)
    expect((body as { rows: unknown[] }).rows).toMatchObject([
      { code, outcome: 'changed', warnings: [{ field: 'deposit', code: 'listing.offered.row' }] },
    ])
    expect((await ApplicationModel.findOne({ heldPremises: code }).lean())!.offer!.terms!.depositFen).toBe(600_000)
  })
})
