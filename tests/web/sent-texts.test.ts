import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import mongoose from 'mongoose'
import supertest from 'supertest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { createApp } from '#server/app.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { testLog } from '../support/log.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const text = 'Выход открыт,\nсклад убран <b>полностью</b>.'
const newId = () => new mongoose.Types.ObjectId()

/** Returns the texts that a page gives back to be copied, each with its label. */
function given(page: ReturnType<typeof renderedPage>) {
  const boxes = page.$('main textarea[readonly]').toArray()
  return boxes.map(box => ({
    text: page.$(box).text(),
    label: page.$(`label[for=${page.$(box).attr('id') ?? ''}]`).text(),
  }))
}

describe('text typed into a form that is no longer accepted', () => {
  it.each(['form', 'multipart/form-data'])('is returned to a tenant whose finding was closed: %s', async type => {
    const closed = newId()
    const inspection = newId()
    const findings = [{ _id: closed, text: 'Закрыт выход', cureBy: '2026-12-05', curedOn: '2026-11-20' }]
    const held = { _id: inspection, kind: 'planned' as const, state: 'held' as const, note: '', on: '2026-11-20' }
    const { own, tenant } = await aTenancy(site.services, { state: 'trading', inspections: [{ ...held, findings }] })
    const founder = await site.as(tenant)
    const send = (id: mongoose.Types.ObjectId) => {
      const post = founder.post(`${own}/findings/${id.toHexString()}`)
      return type === 'form' ? post.type(type).send({ text }) : post.field({ text })
    }
    const page = renderedPage(await send(closed).expect(409))
    expect(given(page)).toEqual([{ text, label: 'Введённое вами' }])
    expect(page.main).toContain('Это замечание уже закрыто')
    expect(page.links()).toContain(own)
    await send(newId()).expect(404)
  })

  it('is returned to a tenant who appeals too late', async () => {
    const { own, id, tenant } = await aTenancy(site.services, { state: 'trading' })
    await TenancyModel.updateOne({ _id: id }, { $set: { termination: null } })
    const founder = await site.as(tenant)
    const page = renderedPage(await founder.post(`${own}/appeal`).type('form').send({ text }).expect(409))
    expect(given(page).map(one => one.text)).toEqual([text])
  })

  it('is returned to a neighbour who objects after the public notice has ended', async () => {
    const reference = 'SS-2026-000777'
    const { _id } = await anApplication({ state: 'offered', reference })
    const objection = { name: 'Ван Хай', contact: 'wang@example.com', text, opened: '', website: '' }
    const send = (to: string) => site.visit.post(`/ru/notices/${to}/objection`).type('form').send(objection)
    expect(given(renderedPage(await send(reference).expect(404)))[0]?.text).toBe(text)
    const event = {
      _id: newId(),
      at: new Date('2026-11-01'),
      by: { kind: 'system' },
      kind: 'moved',
      to: 'public_notice',
    }
    await ApplicationModel.updateOne({ _id }, { $push: { events: event } })
    const page = renderedPage(await send(reference).expect(409))
    expect(given(page).map(one => one.text)).toContain(text)
    expect(page.main).toContain('Срок публикации решения истёк')
  })

  const beside = { writtenIn: 'ru' }
  it.each([
    ['reject', 'decider', 'withdrawn', { reason: text, ...beside }],
    ['waitlist', 'decider', 'rejected', { reason: text, ...beside }],
    ['interview', 'reviewer', 'withdrawn', { interviewNote: text, ...beside }],
    ['interview-cancel', 'reviewer', 'review', { interviewReason: text, ...beside }],
    ['interview-outcome', 'reviewer', 'review', { held: 'yes', outcomeNote: text }],
    ['request', 'reviewer', 'withdrawn', { 'text-kind-lease': text, ...beside }],
    ['assessment', 'reviewer', 'withdrawn', { comment: text }],
    ['handover', 'reviewer', 'withdrawn', { inventory: text, on: '2026-11-29' }],
    ['extend-offer', 'decider', 'withdrawn', { reason: text, ...beside }],
  ] as const)('is returned to an officer whose case was moved meanwhile: %s', async (action, role, state, body) => {
    const officer = await aColleague(role)
    const declared = { at: new Date(), kind: 'interest_none', by: { kind: role, id: officer.id } }
    const { _id } = await anApplication({ state, events: [declared] as unknown as Application['events'] })
    const desk = await site.as(officer)
    const at = `/ru/staff/applications/${_id.toHexString()}/${action}`
    const page = renderedPage(await desk.post(at).type('form').send(body).expect(409))
    expect(given(page)).toEqual([{ text, label: 'Введённое вами' }])
    expect(page.main).toContain('Скопируйте его')
    if (action !== 'handover') return
    const photos = desk.post(at).field(body).attach('photos', Buffer.from('no photo'), 'shop.jpg')
    expect(given(renderedPage(await photos.expect(409)))).toEqual([{ text, label: 'Введённое вами' }])
  })

  it.each(['', '2026-11-29'])(
    'is returned with each finding of an inspection that was recorded meanwhile: %s',
    async on => {
      const inspection = newId()
      const held = { _id: inspection, kind: 'planned' as const, state: 'held' as const, note: '', on: '2026-11-20' }
      const inspections = [{ ...held, findings: [] }]
      const { path } = await aTenancy(site.services, { state: 'trading', inspections })
      const officer = await site.as(await aColleague('reviewer'))
      const finding = [text, 'Нет огнетушителя в зале']
      const sent = { on, finding, cureBy: ['', ''], ready: ['', ''], writtenIn: 'ru' }
      const post = officer.post(`${path}/inspections/${inspection.toHexString()}`).type('form').send(sent)
      expect(given(renderedPage(await post.expect(409))).map(one => one.text)).toEqual(finding)
    },
  )

  it('is shown in its form if the case still has that form', async () => {
    const officer = await aColleague('reviewer')
    const { _id } = await anApplication({ state: 'withdrawn' })
    const at = `/ru/staff/applications/${_id.toHexString()}/messages`
    const wrong = { publicMessage: '', internalNote: text, writtenIn: 'ru' }
    const page = renderedPage(await (await site.as(officer)).post(at).type('form').send(wrong).expect(422))
    expect(given(page)).toEqual([])
  })

  it('is returned without passwords, codes and choices, and not for a GET', async () => {
    const officer = await site.as(await aColleague('decider'))
    const at = `/en/staff/applications/${newId().toHexString()}/messages`
    const typed = {
      publicMessage: text,
      password: 'correct horse battery staple',
      writtenIn: 'ru',
      once: newId().toHexString(),
    }
    const page = renderedPage(await officer.post(at).type('form').send(typed).expect(404))
    expect(given(page)).toEqual([{ text, label: 'What you typed' }])
    expect(given(renderedPage(await officer.get('/en/staff/nothing?text=one+two+three+four').expect(404)))).toEqual([])
  })

  it.each([
    ['请补充营业执照复印件', true],
    ['电表120，水表80，热表45，已清洁，钥匙3把', true],
    ['王小明', false],
    ['not_opened', false],
    ['Магазин', false],
  ])('counts as text by its content, in any script: %s', async (sent, isGiven) => {
    const page = await site.visit.post('/en/nothing').type('form').send({ text: sent })
    expect(given(renderedPage(page)).map(one => one.text)).toEqual(isGiven ? [sent] : [])
  })

  it('shares boxes when there are very many texts', async () => {
    const many = Array.from({ length: 25 }, (_, at) => `Item ${String(at)} of the list`)
    const page = renderedPage(await site.visit.post('/en/nothing').type('form').send({ text: many }))
    const boxes = given(page).map(one => one.text)
    expect([boxes.length, boxes.join('\n\n').split('\n\n')]).toEqual([20, many])
  })

  it('never includes a password field, whatever the field is called', async () => {
    const pages = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.hbs'))
    const names = pages.flatMap(name =>
      [...readFileSync(`views/${name}`, 'utf8').matchAll(/password-field name='(\w+)'/g)].map(
        ([, field = '']) => field,
      ),
    )
    expect(new Set(names)).toContain('current')
    const passwords = Object.fromEntries(names.map(name => [name, 'correct horse battery staple']))
    const person = await site.as(await anApplicant())
    const page = renderedPage(
      await person
        .post('/en/account/nothing')
        .type('form')
        .send({ text, ...passwords }),
    )
    expect(given(page).map(one => one.text)).toEqual([text])
  })

  it('is returned by a site that is not ready if it was sent from one of our pages', async () => {
    const { config, services } = site
    const parts = { config, services, slices: [], log: testLog(), sessionSecret: 'x'.repeat(40) }
    const app = createApp({ ...parts, notReady: () => 'migrating' })
    const send = (from: string, more: object = {}) =>
      supertest(app)
        .post('/en/contact')
        .set('Sec-Fetch-Site', from)
        .type('form')
        .send({ message: text, ...more })
    const passwords = { password: 'correct horse battery staple' }
    const page = renderedPage(await send('same-origin', passwords).expect(503))
    expect(given(page).map(one => one.text)).toEqual([text])
    expect(given(renderedPage(await send('cross-site').expect(503)))).toEqual([])
    expect(given(renderedPage(await send('same-origin', { long: 'x '.repeat(200_000) }).expect(503)))).toEqual([])
  })

  it('is not returned if another site sent it, which could put its words on our page', async () => {
    const sent = site.visit.post('/en/contact').set('Sec-Fetch-Site', 'cross-site').type('form').send({ message: text })
    expect(given(renderedPage(await sent.expect(403)))).toEqual([])
  })
})
