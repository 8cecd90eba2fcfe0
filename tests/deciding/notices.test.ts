import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { publicName } from '#features/deciding/notice/notices.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const signedIn = async (...who: Parameters<typeof aColleague>) => site.as(await aColleague(...who))
const post = (person: Agent, id: string, action: string, values: object = {}) =>
  person.post(`/en/staff/applications/${id}/${action}`).type('form').send(values)
const assessed = {
  reviewer: 'f'.repeat(24),
  reviewerName: 'Sun',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: 4 },
  comment: '',
}

async function announced(said: object = {}) {
  const administrator = await aColleague('administrator')
  const { settings, revision } = await site.services.programme.current()
  const by = { id: administrator.id, name: 'Olga' }
  await site.services.programme.save({ ...settings, publicNoticeDays: 5 }, { revision, by })
  const { code } = await aPremises()
  const account = await anApplicant({ locale: 'ru' })
  const application = await anApplication({
    applicant: account._id,
    state: 'decision',
    assessments: [assessed],
    premises: [code],
    startedFor: code,
  })
  const decider = await signedIn('decider')
  const id = idOf(application)
  await post(decider, id, 'notice', { premises: code, reasonCodes: 'plan_sound', ...said }).expect(303)
  await site.runJobs()
  return { id, code, decider, account, reference: application.reference! }
}
const objection = { name: 'Wang Hai', contact: '+86 138 0000 0000', text: 'This shop was promised to us.' }

async function object(reference: string, values: object = {}) {
  const page = renderedPage(await site.visit.get(`/en/notices/${reference}/objection`).expect(200))
  const opened = page.value('opened')
  site.clock.advance({ minutes: 1 })
  return site.visit
    .post(`/en/notices/${reference}/objection`)
    .type('form')
    .send({ ...objection, opened, website: '', ...values })
}

describe('a public notice', () => {
  it('holds the unit and becomes an offer automatically if nobody objects', async () => {
    const { id, code, reference, decider } = await announced()
    expect(await stored(id)).toMatchObject({ state: 'public_notice', heldPremises: code })
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'held' })
    expect(site.mails().at(-1)?.text).toContain('до 30 ноября 2026')
    await post(decider, id, 'offer', { premises: code, deadlineOn: '2026-12-20' }).expect(409)
    const rival = idOf(await anApplication({ state: 'decision', assessments: [assessed], premises: [code] }))
    await post(decider, rival, 'notice', { premises: code }).expect(409)

    site.clock.set('2026-12-01T00:00:01+08:00')
    await site.visit.get(`/en/notices/${reference}`).expect(404)
    await site.runJobs()
    const offered = await stored(id)
    expect(offered).toMatchObject({ state: 'offered', heldPremises: code, offer: { premises: code } })
    expect(offered.events.at(-1)).toMatchObject({ by: { kind: 'system' }, reasonCodes: ['plan_sound'] })
    expect(site.mails().at(-1)?.subject).toContain(code)
  })

  it('is recorded in the audit once with the language of its reason, although the offer repeats it', async () => {
    const asIs = { wayOut: 'as-is', asIsReason: 'The applicant reads Chinese.' }
    const { id } = await announced({ reason: '该方案切实可行。', writtenIn: 'zh', ...asIs })
    site.clock.set('2026-12-01T00:00:01+08:00')
    await site.runJobs()
    const { state, events } = await stored(id)
    expect([state, events.at(-1)?.writing?.language]).toEqual(['offered', 'zh'])
    expect(await AuditEntryModel.countDocuments({ 'changes.field': 'writing.as-is' })).toBe(1)
  })

  it('is in the sitemap while it is running', async () => {
    const { reference } = await announced()
    const map = await site.visit.get('/sitemap.xml').expect(200)
    expect(map.text).toContain(`<loc>http://street.test/zh/notices/${reference}</loc>`)
    site.clock.set('2026-12-01T00:00:01+08:00')
    const again = site.visit.get('/sitemap.xml').set('If-None-Match', map.headers.etag!)
    const { text } = await again.expect(200)
    expect(text).not.toContain(reference)
    expect(text).toContain('<loc>http://street.test/zh/notices</loc>')
  })

  it.each(locales)('can be read by anybody in %s, without personal data', async locale => {
    const { code, reference } = await announced()
    const list = renderedPage(await site.visit.get(`/${locale}/notices`).expect(200))
    expect(list.text('notices')).toMatch(new RegExp(`${reference}[\\s\\S]*${code}`))
    expect(list.language).toBe(locale)
    const page = renderedPage(await site.visit.get(`/${locale}/notices/${reference}`).expect(200))
    expect(page.text('notice')).toContain('I. A.')
    for (const text of [list.main, page.main]) expect(text).not.toMatch(/IVANOVA|Иванова|7512|мёд/)
    expect(renderedPage(await site.visit.get(`/${locale}/notices/${reference}/objection`)).headings).toBe(1)
    await site.visit.get(`/${locale}/notices/SS-2026-000001`).expect(404)
    await site.visit.get(`/${locale}/notices/nonsense`).expect(404)
  })

  it('disappears from the public pages when the applicant withdraws, and the unit is released', async () => {
    const { id, code, account } = await announced()
    await site.visit.get('/en/notices').expect(200)
    const founder = await site.as(account)
    await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'withdrawn' }).expect(303)
    await site.runJobs()
    expect(renderedPage(await site.visit.get('/en/notices')).text('none')).toContain('No decisions')
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'available' })
  })

  it('names companies in full and people by initials', () => {
    const answers = (vehicle: string) => ({ company: { vehicle, companyName: 'ООО «Мёд»' } })
    const named = (vehicle: string) =>
      publicName({
        applicantName: 'IVANOVA ANNA',
        snapshot: { at: new Date(), formVersion: 1, answers: answers(vehicle), documents: [] },
      })
    expect(named('russian_company')).toBe('ООО «Мёд»')
    expect(named('individual')).toBe('I. A.')
    expect(named('chinese_company_to_be_founded')).toBe('I. A.')
  })
})

describe('an objection', () => {
  it('is shown to the staff and stops the case until an officer makes the offer with a note', async () => {
    const { id, code, reference } = await announced()
    expect((await object(reference)).status).toBe(303)
    expect((await object(reference)).status).toBe(303)
    expect(await ObjectionModel.countDocuments()).toBe(1)
    site.clock.set('2026-12-01T09:00:00+08:00')
    await site.runJobs()
    const waiting = await stored(id)
    expect(waiting).toMatchObject({ state: 'public_notice', objections: [expect.any(String)] })

    const fresh = await signedIn('decider')
    const page = renderedPage(await fresh.get(`/en/staff/applications/${id}`).expect(200))
    expect(page.text('objections')).toMatch(/Wang Hai[\s\S]*promised to us/)
    const silent = renderedPage(
      await post(fresh, id, 'offer', { premises: code, deadlineOn: '2026-12-20' }).expect(409),
    )
    expect(silent.text('alert')).toContain('answer them first')
    const [against] = waiting.objections ?? []
    const answer = { objection: against, outcome: 'dismissed', answer: 'There is no promise on record.' }
    await post(fresh, id, 'objection', answer).expect(303)
    const offer = { premises: code, deadlineOn: '2026-12-20', note: 'No promise on record.' }
    await post(fresh, id, 'offer', offer).expect(303)
    expect((await stored(id)).events.at(-1)).toMatchObject({ to: 'offered', note: 'No promise on record.' })
  })

  it('can lead back to review, which releases the unit', async () => {
    const { id, code, reference, decider } = await announced()
    await object(reference)
    await post(decider, id, 'review-again', { reason: 'We look into an objection.' }).expect(409)
    const [against] = (await stored(id)).objections ?? []
    const answer = { objection: against, outcome: 'upheld', answer: 'You are right.' }
    await post(await signedIn('decider'), id, 'objection', answer).expect(303)
    await post(decider, id, 'review-again', { reason: '' }).expect(422)
    const before = site.mails().length
    await post(decider, id, 'review-again', { reason: 'We look into an objection.' }).expect(303)
    await site.runJobs()
    const [told, ...others] = site.mails().slice(before)
    expect(others).toEqual([])
    expect(told?.subject).toContain(reference)
    expect(told?.text).toContain('Предложения по нему не будет')
    expect(told?.text).toContain('We look into an objection.')
    const again = await stored(id)
    expect(again.state).toBe('review')
    expect(again.heldPremises ?? null).toBeNull()
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'available' })
    await site.visit.get(`/en/notices/${reference}/objection`).expect(404)
  })

  it('is refused if it is empty, too quick or one too many, and silently dropped if a program sends it', async () => {
    const { reference } = await announced()
    const empty = await object(reference, { text: '', name: 'Wang' })
    expect(empty.status).toBe(422)
    expect(renderedPage(empty).value('name')).toBe('Wang')
    const quick = await site.visit
      .post(`/en/notices/${reference}/objection`)
      .type('form')
      .send({ ...objection, opened: String(site.clock.now().getTime()) })
    expect(quick.status).toBe(422)
    expect((await object(reference, { website: 'x' })).status).toBe(303)
    expect(await ObjectionModel.countDocuments()).toBe(0)
    for (let i = 0; i < 5; i += 1) expect((await object(reference, { text: `No ${i}.` })).status).toBe(303)
    const tooMany = await object(reference, { text: 'One more.' })
    expect(tooMany.status).toBe(429)
    expect(await ObjectionModel.countDocuments()).toBe(5)
  })
})

describe('the end and the reopening of a case', () => {
  it('closes an accepted offer whose conditions are not met, and releases the unit', async () => {
    const { code } = await aPremises({ status: 'held' })
    const account = await anApplicant({ locale: 'ru' })
    const application = await anApplication({
      applicant: account._id,
      state: 'accepted',
      premises: [code],
      startedFor: code,
      heldPremises: code,
      offer: { premises: code, madeAt: new Date(), deadline: new Date() },
    })
    const officer = await signedIn('reviewer')
    await post(officer, idOf(application), 'conditions-not-met', { reason: 'Лицензии нет.' }).expect(303)
    await site.runJobs()
    expect(await stored(idOf(application))).toMatchObject({ state: 'conditions_not_met' })
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'available' })
    expect(site.mails().at(-1)?.text).toContain('Лицензии нет.')
  })

  it('allows only an administrator to reopen an ended case, with a reason', async () => {
    const account = await anApplicant({ locale: 'ru' })
    const id = idOf(await anApplication({ applicant: account._id, state: 'rejected', assessments: [assessed] }))
    await post(await signedIn('decider'), id, 'reopen', { to: 'review', reason: 'x' }).expect(403)
    const administrator = await signedIn('administrator')
    const none = renderedPage(await post(administrator, id, 'reopen', { reason: '' }).expect(422))
    expect(none.errors().map(({ field }) => field)).toEqual(['to', 'reason'])
    await post(administrator, id, 'reopen', { to: 'review', reason: 'Новые документы.' }).expect(303)
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'review' })
    expect(site.mails().at(-1)?.text).toContain('Новые документы.')

    const ended = idOf(await anApplication({ applicant: account._id, state: 'withdrawn' }))
    const twice = renderedPage(await post(administrator, ended, 'reopen', { to: 'review', reason: 'x' }).expect(409))
    expect(twice.text('alert')).toContain('another live application')
  })
})
