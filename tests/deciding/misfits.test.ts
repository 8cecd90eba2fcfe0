import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { OccupancyModel } from '#models/premises/occupancy.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('a unit that does not fit the plan', () => {
  const site = useSite()
  let decider: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    decider = await site.as(await aColleague('decider', { name: '李强' }))
  })

  const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
  const confirmed = { misfit: 'yes', misfitReason: 'Вытяжку поставит заявитель' }

  /** A café for a unit without catering and extraction. */
  async function café(facts: Parameters<typeof aPremises>[0] = {}, overrides: Partial<Application> = {}) {
    const { code } = await aPremises({ allowedUses: ['retail'], extraction: false, electricityKw: 5, ...facts })
    const valid = validAnswers([code])
    const answers = {
      ...valid,
      choice: { ...valid.choice, extractionNeeded: 'yes', powerKw: '30' },
      plan: { ...valid.plan, useClass: 'catering' },
    }
    const account = await anApplicant({ locale: 'ru' })
    const made = await anApplication({
      applicant: account._id,
      premises: [code],
      startedFor: code,
      state: 'decision',
      answers,
      ...overrides,
    })
    const id = made._id.toHexString()
    return { id, code, account, at: `/en/staff/applications/${id}` }
  }
  const post = (path: string, values: object) => decider.post(path).type('form').send(values)

  it('is offered only with a confirmation and a reason, which the staff and the audit see and the applicant does not', async () => {
    const { id, code, account, at } = await café()
    const offer = { premises: code, deadlineOn: '2026-12-08' }
    const refused = renderedPage(await post(`${at}/offer`, offer).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['offer-misfit'])
    for (const words of ['This unit is not for the planned use', 'Power needed', 'An extractor is needed'])
      expect(refused.main).toContain(`${code}: ${words}`)
    const why = renderedPage(await post(`${at}/offer`, { ...offer, misfit: 'yes' }).expect(422))
    expect(why.errors().map(({ field }) => field)).toEqual(['offer-misfitReason'])
    expect((await stored(id)).state).toBe('decision')

    await post(`${at}/offer`, { ...offer, ...confirmed }).expect(303)
    expect((await stored(id)).offer!.misfits).toMatchObject({
      units: [{ code, lacks: ['use', 'power', 'extraction'] }],
      reason: confirmed.misfitReason,
      by: { name: '李强' },
    })
    const told = { field: 'misfits', before: 'null', after: `"${code}: use, power, extraction"` }
    expect((await AuditEntryModel.findOne({ 'changes.field': 'misfits' }).lean())!.changes).toContainEqual(told)
    const reviewer = await site.as(await aColleague('reviewer'))
    expect(renderedPage(await reviewer.get(at).expect(200)).main).toContain(confirmed.misfitReason)
    const founder = await site.as(account)
    const own = await founder.get(`/ru/applications/${id}`).expect(200)
    expect(own.text).not.toContain(confirmed.misfitReason)
    await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    expect((await stored(id)).offer!.misfits!.reason).toBe(confirmed.misfitReason)
    expect(renderedPage(await reviewer.get(`${at}/acceptance`).expect(200)).text('misfits')).toContain('no extraction')
    await decider.post(`${at}/acceptance/contract`).expect(303)
  })

  it('is confirmed only as the page showed it, in an offer and in a contract', async () => {
    const { id, code, account, at } = await café({ allowedUses: ['catering'], electricityKw: 40 })
    const hidden = async (path: string) => renderedPage(await decider.get(path).expect(200)).value('misfitsShown')
    const shown = { misfitsShown: await hidden(at), ...confirmed }
    const offer = { premises: code, deadlineOn: '2026-12-08' }
    await PremisesModel.updateOne({ code }, { $set: { electricityKw: 5 } })
    const refused = renderedPage(await post(`${at}/offer`, { ...offer, ...shown }).expect(422))
    expect(refused.errors()).toMatchObject([
      { field: 'offer-misfit', text: expect.stringContaining('since') as string },
    ])
    expect(refused.$('#offer-misfit').attr('checked')).toBeUndefined()
    expect(refused.main).toContain('Power needed')
    await post(`${at}/offer`, { ...offer, ...confirmed, misfitsShown: refused.value('misfitsShown') }).expect(303)
    expect((await stored(id)).offer!.misfits!.units).toEqual([{ code, lacks: ['power', 'extraction'] }])

    await (await site.as(account)).post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    await PremisesModel.updateOne({ code }, { $set: { allowedUses: ['retail'], electricityKw: 40 } })
    const contract = { version: 0, ...confirmed, misfitsShown: await hidden(`${at}/acceptance`) }
    await PremisesModel.updateOne({ code }, { $set: { electricityKw: 5 } })
    await post(`${at}/acceptance/contract`, { ...contract, misfitsShown: `${code}:extraction` }).expect(422)
    await post(`${at}/acceptance/contract`, { ...contract, misfitsShown: await hidden(`${at}/acceptance`) }).expect(303)
  })

  it('needs no confirmation if it fits, whatever its area', async () => {
    const facts = { allowedUses: ['catering' as const], extraction: true, electricityKw: 40, areaUsableSqM: 20 }
    const { id, code, at } = await café(facts)
    expect(renderedPage(await decider.get(at).expect(200)).field('misfit')).toHaveLength(0)
    await post(`${at}/offer`, { premises: code, deadlineOn: '2026-12-08' }).expect(303)
    expect((await stored(id)).offer!.misfits ?? null).toBeNull()
  })

  it('is confirmed with the contract if the misfit arose after the offer', async () => {
    const { id, code, account, at } = await café({ allowedUses: ['catering'], extraction: true, electricityKw: 40 })
    await post(`${at}/offer`, { premises: code, deadlineOn: '2026-12-08' }).expect(303)
    await (await site.as(account)).post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
    await PremisesModel.updateOne({ code }, { $set: { extraction: false } })
    const contract = `${at}/acceptance/contract`
    expect(renderedPage(await decider.get(`${at}/acceptance`).expect(200)).text('misfit')).toContain('extractor')
    const refused = renderedPage(await post(contract, { version: 0 }).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['misfit'])
    await post(`${at}/contract`, { openPlaces: 'yes' }).expect(422)
    await post(contract, { version: 0, misfit: 'yes' }).expect(422)
    await post(contract, { version: 0, ...confirmed }).expect(303)
    expect((await stored(id)).offer).toMatchObject({
      misfits: { units: [{ code, lacks: ['extraction'] }], reason: confirmed.misfitReason },
      acceptance: { contract: { version: 1 } },
    })
    await post(contract, { version: 1 }).expect(303)
  })

  it('is confirmed when it is announced, and offered after the notice without another question', async () => {
    const { settings, revision } = await site.services.programme.current()
    const by = { id: (await aColleague('administrator')).id, name: 'Olga' }
    await site.services.programme.save({ ...settings, publicNoticeDays: 5 }, { revision, by })
    const { id, code, at } = await café()
    const refused = renderedPage(await post(`${at}/notice`, { premises: code }).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['notice-misfit'])
    await post(`${at}/notice`, { premises: code, ...confirmed }).expect(303)
    site.clock.set('2026-12-03T09:00:00+08:00')
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'offered', offer: { misfits: { reason: confirmed.misfitReason } } })
  })

  it('is confirmed when the case is put on the waiting list, from which the system makes offers', async () => {
    const { id, code, at } = await café({ status: 'let' })
    const waiting = { reasonCodes: 'premises_gone' }
    const refused = renderedPage(await post(`${at}/waitlist`, waiting).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['waitlist-misfit'])
    await post(`${at}/waitlist`, { ...waiting, ...confirmed }).expect(303)
    expect((await stored(id)).waiting!.misfits!.units).toEqual([{ code, lacks: ['use', 'power', 'extraction'] }])
    await OccupancyModel.deleteMany({ premises: code })
    await PremisesModel.updateOne({ code }, { $set: { status: 'available' } })
    await site.runJobs()
    expect(await stored(id)).toMatchObject({ state: 'offered', offer: { misfits: { reason: confirmed.misfitReason } } })
  })

  it('is skipped in a bulk decision, with the reason', async () => {
    const { id, code } = await café()
    const sent = await post('/en/staff/applications/bulk', { action: 'offer', case: id, reason: '' })
    const page = renderedPage(await decider.get(String(sent.headers['location'])).expect(200))
    expect(page.main).toContain(`Unit ${code} does not fit the plan`)
  })
})
