import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anAcceptedOffer, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { migration } from '#server/migrations/2026-12-13-days-to-sign.ts'

const site = useSite()
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const conditions = async (id: string) => (await stored(id)).offer!.acceptance!.conditions
const person = (name: string, id: string) => ({ id: id.repeat(24), name })

/** An accepted case with the conditions of its answers: a licence and a notarised translation. */
async function accepted() {
  const { code } = await aPremises({ usableAsRegisteredAddress: true, certificateNumber: '黑2024-00017' })
  const account = await anApplicant({ locale: 'en' })
  const offer = { premises: code, madeAt: new Date('2026-11-24T04:00:00Z'), deadline: new Date('2026-12-08T15:59:59Z') }
  const answers = validAnswers([code])
  const application = { applicant: account._id, answers, premises: [code], startedFor: code, heldPremises: code, offer }
  const id = (await anApplication({ ...application, state: 'offered' }))._id.toHexString()
  const founder = await site.as(account)
  await founder.post(`/en/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
  const decider = await site.as(await aColleague('decider'))
  const hand = (kind: string) => founder.post(`/en/applications/${id}/acceptance`).attach(kind, pdf, `${kind}.pdf`)
  const own = async () => renderedPage(await founder.get(`/en/applications/${id}`).expect(200))
  return { id, founder, decider, hand, own, at: `/en/staff/applications/${id}/acceptance` }
}

describe('papers that come after an acceptance', () => {
  it('change nothing of the offer that the applicant is not shown', async () => {
    const { code } = await aPremises()
    const account = await anApplicant()
    const offer = anAcceptedOffer(code)
    const made = await anApplication({ applicant: account._id, state: 'accepted', heldPremises: code, offer })
    const id = made._id.toHexString()
    const at = new Date('2026-11-20T04:00:00Z')
    const misfits = { units: [{ code, lacks: ['water'] }], reason: 'Agreed.', by: person('D', 'f'), at }
    const textWriting = { language: 'ru', asIs: 'In a hurry', translator: person('T', 'e'), by: person('T', 'e') }
    const condition = { kind: 'other_paper', text: 'Справка', dueOn: '2026-12-20', state: 'open', textWriting }
    await mongoose.connection
      .collection('applications')
      .updateOne({ _id: made._id }, { $set: { 'offer.misfits': misfits, 'offer.acceptance.conditions': [condition] } })
    const before = await stored(id)
    const sending = (await site.as(account)).post(`/ru/applications/${id}/acceptance`)
    await sending.attach('other_paper', pdf, 'Справка.pdf').expect(303)
    const after = await stored(id)
    const handedInAt = expect.any(Date) as Date
    expect(after.offer).toEqual({
      ...before.offer,
      acceptance: {
        ...before.offer!.acceptance,
        conditions: before.offer!.acceptance!.conditions.map(one => ({ ...one, handedInAt })),
      },
    })
  })

  it('are awaited again when the scan finds one of them infected', async () => {
    const { id, hand, own } = await accepted()
    await hand('business_licence').expect(303)
    await hand('notarised_translation').expect(303)
    expect((await conditions(id)).map(({ handedInAt }) => Boolean(handedInAt))).toEqual([true, true])
    const waiting = (await own()).text('next')
    await DocumentModel.updateOne({ application: id, kind: 'business_licence' }, { $set: { 'scan.state': 'infected' } })
    await site.runJobs()
    expect((await conditions(id)).map(({ handedInAt }) => Boolean(handedInAt))).toEqual([false, true])
    expect((await own()).text('next')).not.toBe(waiting)
    await hand('business_licence').expect(303)
    expect((await own()).text('next')).toBe(waiting)
  })

  it('are found by the job in cases of the version before', async () => {
    const { id, hand } = await accepted()
    await hand('business_licence').expect(303)
    const came = (await conditions(id))[0]!.handedInAt
    const path = 'offer.acceptance.conditions.0.handedInAt'
    await ApplicationModel.updateOne({ _id: id }, { $unset: { [path]: 1 } })
    await site.runJobs()
    const uploaded = await DocumentModel.findOne({ application: id, kind: 'business_licence' }).lean()
    expect((await conditions(id))[0]!.handedInAt).toEqual(uploaded!.uploadedAt)
    expect(came!.getTime() - uploaded!.uploadedAt.getTime()).toBeLessThan(60_000)
    const { revision } = await stored(id)
    await site.runJobs()
    expect((await stored(id)).revision).toBe(revision)
  })
})

describe('a signed contract that comes before the papers of the conditions', () => {
  it('leaves the applicant the open conditions, and is in the list of contracts', async () => {
    const { id, decider, hand, own, at } = await accepted()
    const asked = (await own()).text('next')
    await decider.post(`${at}/contract`).expect(303)
    await hand('signed_contract').expect(303)
    expect((await own()).text('next')).toBe(asked)
    const list = renderedPage(await decider.get('/en/staff/work/contracts').expect(200))
    expect(list.links().some(link => link.includes(id))).toBe(true)
  })
})

describe('the migration that adds the days to sign', () => {
  it('gives a contract that waits for its signature two weeks, and the turn to the applicant', async () => {
    const { id, decider, at } = await accepted()
    await decider.post(`${at}/contract`).expect(303)
    const signBy = 'offer.acceptance.signBy'
    const [first, second] = (await conditions(id)).map(
      (_, index) => `offer.acceptance.conditions.${String(index)}.state`,
    )
    const met = { [first!]: 'met', [second!]: 'met' }
    await ApplicationModel.updateOne({ _id: id }, { $unset: { [signBy]: 1, turnFrom: 1 }, $set: met })
    const { revision } = await stored(id)
    const run = () => migration.up({ db: mongoose.connection.db!, log: site.log })
    await run()
    const once = await stored(id)
    expect(once).toMatchObject({ revision: revision + 1, turnFrom: expect.any(Date) as Date })
    expect(once.offer!.acceptance!.signBy).toMatch(/^\d{4}-\d\d-\d\d$/)
    await run()
    expect(await stored(id)).toEqual(once)
  })
})
