import { describe, expect, it } from 'vitest'
import { DocumentModel } from '#models/documents/document.ts'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { plainPdf } from '#features/applications/demonstration/papers.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { binary } from '../support/files/binary.ts'
import { unzip } from '../support/files/unzip.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'
import { inStore } from '../support/upload-site.ts'

const site = useSite()
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const licence = plainPdf(['Licence 91230000'])

async function inFitOut(changes: Partial<Tenancy> = {}) {
  const milestones: Tenancy['milestones'] = [
    { kind: 'licence', dueOn: '2026-11-30' },
    { kind: 'permit', dueOn: '2026-12-01' },
    { kind: 'fire_acceptance', dueOn: '2026-12-02' },
    { kind: 'opening', dueOn: '2026-12-03' },
  ]
  const tenancy = await aTenancy(site.services, { state: 'fit_out', milestones, ...changes })
  const founder = await site.as(tenancy.tenant)
  const officer = await site.as(await aColleague('reviewer'))
  const waiting = async (locale = 'en') =>
    renderedPage(await officer.get(`/${locale}/staff/work/duty-reports`).expect(200))
  return { ...tenancy, founder, officer, waiting, at: (duty: string) => `${tenancy.own}/duties/${duty}` }
}

describe('a tenant’s report on a duty', () => {
  it('is sent from the duty itself, with a separate button for each', async () => {
    const { own, founder, at } = await inFitOut()
    const page = renderedPage(await founder.get(own).expect(200))
    const acts = page
      .$('[data-test=duties] a')
      .map((_, link) => [[page.$(link).text().trim(), page.$(link).attr('href')]])
      .get()
    expect(acts).toEqual([
      ['Отправить лицензию', at('licence-1')],
      ['Отправить разрешения', at('permit-1')],
      ['Отправить документ о приёмке', at('fire_acceptance-1')],
      ['Сообщить об открытии', at('opening-1')],
    ])
  })

  it('includes the document, which the officer can read before marking the duty as done', async () => {
    const { id, own, path, application, founder, officer, waiting, at } = await inFitOut()
    const send = (text: string) => founder.post(at('licence-1')).field({ text })
    const without = renderedPage(await send('Вот она.').expect(422))
    expect(without.errors().map(({ field }) => field)).toEqual(['business_licence'])
    expect(without.value('text')).toBe('Вот она.')
    await send('').attach('business_licence', Buffer.from('nonsense'), 'Лицензия.pdf').expect(422)
    expect(await DocumentModel.countDocuments({ application })).toBe(0)

    await send('Вот она.').attach('business_licence', licence, 'Лицензия.pdf').expect(303)
    expect((await stored(id)).dutyReports).toMatchObject([
      { duty: 'licence-1', text: 'Вот она.', files: [expect.any(String)] },
    ])
    const sent = renderedPage(await founder.get(own).expect(200))
    expect(sent.text('duties')).toMatch(/Отправлено 25 ноября 2026.*администрация ещё не посмотрела/i)

    const form = `${path}/milestones/licence-1`
    expect((await waiting()).links()).toContain(form)
    expect((await waiting('ru')).main).toContain('Арендаторы, сообщившие о выполненных обязанностях')
    expect((await waiting('zh')).main).toContain('已报告履约事项的承租人')
    const shown = renderedPage(await officer.get(form).expect(200))
    expect(shown.main).toMatch(/Вот она\..*Лицензия\.pdf/s)
    const [paper] = shown.links().filter(href => href.includes('/documents/'))
    await officer.get(paper ?? '').expect(200)
    await officer.post(form).type('form').send({ doneOn: '2026-11-25', shown: '' }).expect(303)
    expect((await waiting()).links()).not.toContain(form)
    expect(renderedPage(await founder.get(own).expect(200)).text('duties')).not.toContain('лицензи')
    await founder.get(at('licence-1')).expect(404)
    await send('Ещё раз').attach('business_licence', licence, 'Лицензия.pdf').expect(409)
    expect(await inStore()).toEqual({ files: 1, chunks: 1, pending: 0 })
  })

  it('is stored once when its form is sent twice', async () => {
    const { id, application, founder, at } = await inFitOut()
    for (let attempt = 0; attempt < 2; attempt += 1)
      await founder.post(at('permit-1')).field({ text: '' }).attach('permit', licence, 'Разрешение.pdf').expect(303)
    expect(await DocumentModel.countDocuments({ application })).toBe(1)
    expect((await stored(id)).dutyReports).toHaveLength(1)
  })

  it('gives the day of the opening, which the officer’s form then proposes', async () => {
    const { id, path, founder, officer, waiting, at } = await inFitOut()
    const say = (on: string) => founder.post(at('opening-1')).type('form').send({ on, text: 'Пришло сто человек.' })
    for (const on of ['2026-11-26', '2026-07-31', 'скоро'])
      expect(
        renderedPage(await say(on).expect(422))
          .errors()
          .map(({ field }) => field),
      ).toEqual(['on'])
    await say('2026-11-23').expect(303)
    const form = `${path}/opening`
    expect((await waiting()).links()).toContain(form)
    const page = renderedPage(await officer.get(form).expect(200))
    expect(page.value('on')).toBe('2026-11-23')
    expect(page.main).toContain('Пришло сто человек.')
    const since = page.value('since')
    await officer.post(form).type('form').send({ on: '2026-11-23', since }).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'trading' })
    expect((await waiting()).links()).not.toContain(form)
  })

  it('announces that a breach is cured, until the officer has closed it', async () => {
    const { path, own, founder, officer, waiting, at } = await inFitOut()
    const breach = { finding: 'none', reason: 'Склад в проходе', cureBy: '2026-12-01', language: 'ru' }
    await officer.post(`${path}/breach`).type('form').send(breach).expect(303)
    expect(renderedPage(await founder.get(own).expect(200)).links()).toContain(at('breach'))
    await founder.post(at('breach')).type('form').send({ text: '' }).expect(422)
    await founder.post(at('breach')).type('form').send({ text: 'Убрали.' }).expect(303)
    expect((await waiting()).links()).toContain(`${path}/cured`)
    expect(renderedPage(await officer.get(`${path}/cured`).expect(200)).main).toContain('Убрали.')
    await officer.post(`${path}/cured`).type('form').send({ note: '' }).expect(303)
    expect((await waiting()).links()).not.toContain(`${path}/cured`)
  })

  it('with a wrong document can be marked as read while the duty stays open', async () => {
    const { id, own, path, founder, officer, waiting, at } = await inFitOut()
    const send = (name: string) =>
      founder
        .post(at('licence-1'))
        .field({ text: '' })
        .attach('business_licence', plainPdf([name]), `${name}.pdf`)
    await send('Чек').expect(303)
    const form = `${path}/milestones/licence-1`
    const page = renderedPage(await officer.get(form).expect(200))
    const read = page.$(`form[action="${form}/read"]`)
    const upTo = read.find('input[name=upTo]').attr('value') ?? ''
    site.clock.advance({ minutes: 1 })
    await send('Лицензия').expect(303)
    await officer.post(`${form}/read`).type('form').send({ upTo }).expect(303)
    expect((await waiting()).links()).toContain(form)
    const last = (await stored(id)).dutyReports?.at(-1)?.at.toISOString()
    await officer.post(`${form}/read`).type('form').send({ upTo: last }).expect(303)
    expect((await waiting()).links()).not.toContain(form)
    const told = renderedPage(await founder.get(own).expect(200))
    expect(told.text('duties')).toMatch(/посмотрела то, что вы отправили.*Отправить лицензию/is)
    expect(told.main).not.toMatch(/прочитан/i)
    await officer.post(`${form}/read`).type('form').send({ upTo: last }).expect(409)
  })

  it('is accepted only for one’s own tenancy, while it lasts, and for duties that a tenant can report', async () => {
    const { id, founder, at } = await inFitOut()
    await founder.get(at('quarterly_report-1')).expect(404)
    await founder.get(at('breach')).expect(404)
    const other = await site.as(await anApplicant())
    await other.get(at('licence-1')).expect(404)
    await other.post(at('opening-1')).type('form').send({ on: '2026-11-23' }).expect(404)
    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'vacated' } })
    await founder.get(at('licence-1')).expect(303)
    await founder.post(at('opening-1')).type('form').send({ on: '2026-11-23', text: '' }).expect(409)
  })

  it('is in the tenant’s data export, without the reading times of the office', async () => {
    const { founder, at } = await inFitOut()
    await founder
      .post(at('opening-1'))
      .type('form')
      .send({ on: '2026-11-23', text: 'Открылись с музыкой.' })
      .expect(303)
    const { body } = await founder
      .post('/ru/account/privacy/archive')
      .type('form')
      .send({ password: testPassword })
      .buffer(true)
      .parse(binary)
      .expect(200)
    const taken = [...unzip(body as Buffer)].map(([, content]) => content.toString()).join('\n')
    expect(taken).toContain('Открылись с музыкой.')
    expect(taken).not.toContain('readAt')
  })
})

describe('a report on a breach', () => {
  const breach = { finding: 'none', reason: 'Склад вместо магазина.', cureBy: '2026-12-01', language: 'ru' }
  async function withBreach() {
    const made = await inFitOut()
    await made.officer.post(`${made.path}/breach`).type('form').send(breach).expect(303)
    return made
  }

  it('keeps what the tenant wrote when the breach is cured meanwhile', async () => {
    const { founder, officer, path, at } = await withBreach()
    await officer.post(`${path}/cured`).type('form').send({ note: '' }).expect(303)
    const refused = renderedPage(await founder.post(at('breach')).field({ text: 'Мы всё убрали.' }).expect(409))
    expect(refused.main).toContain('Мы всё убрали.')
  })

  it('can be marked as read while the breach lasts', async () => {
    const { id, founder, officer, path, at, waiting } = await withBreach()
    await founder.post(at('breach')).field({ text: 'Мы всё убрали.' }).expect(303)
    expect((await waiting()).links()).toContain(`${path}/cured`)
    const page = await officer.get(`${path}/cured`).expect(200)
    const read = `${path}/milestones/breach/read`
    const values = typedInto(page, {}, `form[action="${read}"]`)
    await officer.post(read).type('form').send(values).expect(303)
    expect((await waiting()).links()).not.toContain(`${path}/cured`)
    expect((await stored(id)).state).toBe('breach_cure')
  })
})

describe('a form of an officer with a wrong value', () => {
  it('still names the empty day that its page showed', async () => {
    const { officer, path } = await inFitOut()
    const form = `${path}/milestones/licence-1`
    const other = await site.as(await aColleague('reviewer'))
    await other.post(form).type('form').send({ doneOn: '2026-11-20', shown: '' }).expect(303)
    const again = renderedPage(await officer.post(form).type('form').send({ doneOn: 'x', shown: '' }).expect(422))
    expect(again.value('shown')).toBe('')
    await officer
      .post(form)
      .type('form')
      .send({ doneOn: '2026-11-10', shown: again.value('shown') })
      .expect(409)
  })
})

describe('an appeal that comes too late', () => {
  it('is refused as such even without words, and not called unknown', async () => {
    const tenancy = await aTenancy(site.services, { state: 'trading' })
    const founder = await site.as(tenancy.tenant)
    await founder.post(`${tenancy.own}/appeal`).field({ text: '' }).expect(409)
  })
})
