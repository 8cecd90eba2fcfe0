import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
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
const anAssessment = {
  reviewer: 'f'.repeat(24),
  reviewerName: 'Sun Liqun',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: 4, experience: 4, jobs: 4, finance: 4, street_benefit: 2 },
  comment: 'Sound.',
}
const inDecision = async (overrides: Partial<Application> = {}) =>
  anApplication({ state: 'decision', assessments: [anAssessment], ...overrides })

describe('the reasons of a decision', () => {
  it('are ticked in the officer’s language and shown in the applicant’s', async () => {
    const account = await anApplicant({ locale: 'ru' })
    const id = idOf(await inDecision({ applicant: account._id }))
    const decider = await signedIn('decider')
    const page = renderedPage(await decider.get(`/zh/staff/applications/${id}`).expect(200))
    expect(page.$('#reject [name=reasonCodes]').length).toBeGreaterThan(4)
    expect(page.$('#reject').text()).toContain('商业计划未能说明')
    await post(decider, id, 'reject', { reasonCodes: ['plan_weak', 'finance_short'], reason: 'Нет сметы.' }).expect(303)
    expect((await stored(id)).events.at(-1)).toMatchObject({
      reasonCodes: ['plan_weak', 'finance_short'],
      reason: 'Нет сметы.',
    })

    const founder = renderedPage(await (await site.as(account)).get(`/ru/applications/${id}`).expect(200))
    expect(founder.main).toMatch(/не показывает, как дело будет окупать расходы\.[\s\S]*не хватит\.[\s\S]*Нет сметы/)
    await site.runJobs()
    expect(site.mails().map(({ text }) => text)).toEqual([expect.stringContaining('Бизнес-план не показывает')])
  })

  it('may be ticked or written but not left out, and a refused form keeps the ticks', async () => {
    const [one, two, three] = [await inDecision(), await inDecision(), await inDecision()].map(idOf)
    const decider = await signedIn('decider')
    await post(decider, one!, 'waitlist', { reasonCodes: 'premises_gone' }).expect(303)
    await post(decider, two!, 'waitlist', { reason: 'Помещения заняты.' }).expect(303)
    const none = renderedPage(await post(decider, three!, 'waitlist', { reason: ' ' }).expect(422))
    expect(none.errors()).toEqual([{ field: 'waitlist-reason', text: 'Reason for the applicant: Fill in this field.' }])
    expect(none.$('#waitlist-reason')).toHaveLength(1)
    const alien = renderedPage(
      await post(decider, three!, 'waitlist', { reasonCodes: ['premises_gone', 'plan_weak'] }).expect(422),
    )
    expect(alien.$('#waitlist [name=reasonCodes]:checked').val()).toBe('premises_gone')
    expect(await stored(three!)).toMatchObject({ state: 'decision', revision: 0 })
  })

  it('are optional for a favourable decision', async () => {
    const { code } = await aPremises()
    const told = idOf(await inDecision({ premises: [code] }))
    const decider = await signedIn('decider')
    const offer = { premises: code, deadlineOn: '2026-12-05' }
    await post(decider, told, 'offer', { ...offer, reasonCodes: ['plan_sound'] }).expect(303)
    expect((await stored(told)).events.at(-1)).toMatchObject({ to: 'offered', reasonCodes: ['plan_sound'] })
  })
})

describe('the form of an offer', () => {
  it('shows the terms of each free choice, chooses none of several, and is refused when they have changed', async () => {
    const codes = [(await aPremises({ depositFen: 123_400 })).code, (await aPremises({ depositFen: 567_800 })).code]
    const id = idOf(await inDecision({ premises: codes }))
    const decider = await signedIn('decider')
    const page = renderedPage(await decider.get(`/en/staff/applications/${id}`).expect(200))
    expect(page.$('#offer [name=premises]')).toHaveLength(2)
    expect(page.$('#offer [name=premises]:checked')).toHaveLength(0)
    for (const words of ['1,234', '5,678', '36 months']) expect(page.$('#offer').text()).toContain(words)

    const code = codes[0]!
    const offer = { premises: code, deadlineOn: '2026-12-05', termsShown: page.$('#offer [name=termsShown]').val() }
    await PremisesModel.updateOne({ code }, { $set: { depositFen: 999_900 } })
    const refused = renderedPage(await post(decider, id, 'offer', offer).expect(422))
    expect(refused.errors()).toMatchObject([{ field: 'premises', text: expect.stringContaining('since') as string }])
    expect(refused.$('#offer').text()).toContain('9,999')
    expect((await stored(id)).state).toBe('decision')
    const again = { ...offer, termsShown: refused.$('#offer [name=termsShown]').val() }
    await post(decider, id, 'offer', again).expect(303)
    expect((await stored(id)).offer!.terms!.depositFen).toBe(999_900)
  })

  it('chooses the one that is free', async () => {
    const { code } = await aPremises()
    const id = idOf(await inDecision({ premises: [code] }))
    const page = renderedPage(await (await signedIn('decider')).get(`/en/staff/applications/${id}`).expect(200))
    expect(page.$('#offer [name=premises]:checked').val()).toBe(code)
  })
})

describe('a decider with a conflict of interest', () => {
  it('declares it and can no longer decide', async () => {
    const id = idOf(await inDecision())
    const decider = await signedIn('decider')
    await post(decider, id, 'declaration', { interest: 'conflict', note: 'Брат.' }).expect(303)
    const page = renderedPage(await decider.get(`/en/staff/applications/${id}`).expect(200))
    expect(page.$('.act')).toHaveLength(0)
    await post(decider, id, 'reject', { reason: 'No.' }).expect(403)
    const { id: decidersId } = (await stored(id)).events.at(-1)!.by
    const actor = { kind: 'decider', id: decidersId! } as const
    await expect(site.services.cases.moves.move(id, 'rejected', actor, { reason: 'No.' })).rejects.toMatchObject({
      code: 'application.refused.conflict-of-interest',
    })
    await post(await signedIn('decider'), id, 'reject', { reason: 'No.' }).expect(303)
  })
})
