import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
const site = useSite()
type Visitor = Awaited<ReturnType<typeof site.as>>

/** Creates a decided case of two choices and signs in everybody involved. */
async function decided() {
  const facts = { usableAsRegisteredAddress: true }
  const first = (await aPremises(facts)).code
  const second = (await aPremises(facts)).code
  const account = await anApplicant({ locale: 'ru' })
  const made = await anApplication({
    applicant: account._id,
    premises: [first, second],
    startedFor: first,
    state: 'decision',
  })
  const id = made._id.toHexString()
  const founder = await site.as(account)
  const decider = await site.as(await aColleague('decider'))
  const administrator = await site.as(await aColleague('administrator'))
  return { id, first, second, founder, decider, administrator, desk: `/en/staff/applications/${id}` }
}
type Case = Awaited<ReturnType<typeof decided>>

const send = (visitor: Visitor, address: string, values: object = {}) =>
  visitor.post(address).type('form').send(values).expect(303)
async function offeredAndAccepted({ id, decider, founder, desk }: Case, premises: string): Promise<void> {
  await send(decider, `${desk}/offer`, { premises, deadlineOn: '2026-12-05' })
  await send(founder, `/ru/applications/${id}`, { to: 'accepted' })
}
async function paper(visitor: Visitor, address: string): Promise<string> {
  return readPdf((await visitor.get(address).buffer().expect(200)).body as Buffer).text
}

/** Accepts the offer and makes both documents; then its conditions are not met and the case goes back to the decision. */
async function endedAndReopened(one: Case): Promise<void> {
  await offeredAndAccepted(one, one.first)
  await send(one.founder, `/ru/applications/${one.id}/acceptance/address-proof`)
  await send(one.decider, `${one.desk}/acceptance/contract`)
  await one.founder
    .post(`/ru/applications/${one.id}/acceptance`)
    .attach('signed_contract', pdf, 'Первый.pdf')
    .expect(303)
  await send(one.decider, `${one.desk}/conditions-not-met`, { reason: 'No licence was handed in.' })
  site.clock.advance({ minutes: 5 })
  await send(one.administrator, `${one.desk}/reopen`, { to: 'decision', reason: 'The licence is there now.' })
}

describe('a second offer after one that ended', () => {
  it('leads to a contract for its own unit, not for that of the first', async () => {
    const one = await decided()
    await endedAndReopened(one)
    await offeredAndAccepted(one, one.second)
    await one.founder.get(`/ru/applications/${one.id}/papers/address-proof`).expect(404)
    await one.founder.get(`/ru/applications/${one.id}/papers/contract`).expect(404)
    const { body } = renderedPage(await one.founder.get(`/ru/applications/${one.id}/acceptance`).expect(200))
    expect(body).not.toContain('Первый.pdf')
    expect((await one.decider.get(`${one.desk}/acceptance`).expect(200)).text).not.toContain('Первый.pdf')
    await send(one.decider, `${one.desk}/contract`, { openPlaces: 'yes' })
    const contract = await paper(one.founder, `/ru/applications/${one.id}/papers/contract`)
    expect(contract).toContain(one.second)
    expect(contract).not.toContain(one.first)
  })

  it('has no acceptance page before it is accepted, and links to that page lead to the case', async () => {
    const one = await decided()
    const acceptance = `/ru/applications/${one.id}/acceptance`
    await one.founder.get(acceptance).expect(404)
    await endedAndReopened(one)
    await one.founder.get(acceptance).expect(303).expect('Location', `/ru/applications/${one.id}`)
    await one.founder.post(acceptance).attach('signed_contract', pdf, 'Первый.pdf').expect(409)
    await (await site.as(await anApplicant())).get(acceptance).expect(404)
  })

  it('is shown and continues if an earlier version has accepted it', async () => {
    const one = await decided()
    await send(one.decider, `${one.desk}/offer`, { premises: one.first, deadlineOn: '2026-12-05' })
    const condition = { _id: new mongoose.Types.ObjectId(), kind: 'permit', dueOn: '2027-01-01', state: 'open' }
    const accepted = { state: 'accepted', stateSince: site.clock.now(), conditions: [condition] }
    const _id = new mongoose.Types.ObjectId(one.id)
    await ApplicationModel.collection.updateOne({ _id }, { $set: accepted, $inc: { revision: 1 } })
    await one.founder.get(`/ru/applications/${one.id}/acceptance`).expect(200)
    await send(one.decider, `${one.desk}/acceptance/contract`)
    await send(one.decider, `${one.desk}/conditions-not-met`, { reason: 'No licence was handed in.' })
    const past = (await ApplicationModel.findById(one.id).lean())?.pastOffers?.[0]?.acceptance
    expect(past).toMatchObject({ conditions: [condition], contract: { premises: { code: one.first } } })
  })

  it('keeps the papers of the first readable, marked as replaced with the date', async () => {
    const one = await decided()
    await endedAndReopened(one)
    await site.runJobs()
    const past = `/ru/applications/${one.id}/past-offers/1/papers`
    expect(await paper(one.founder, `${past}/contract`)).toContain(
      'Не действует с 25 ноября 2026: это предложение завершено.',
    )
    await offeredAndAccepted(one, one.second)
    await site.runJobs()
    const replaced = 'Не действует с 25 ноября 2026: заменено новым предложением от 25 ноября 2026.'
    for (const name of ['contract', 'address-proof']) {
      const text = await paper(one.founder, `${past}/${name}`)
      expect(text).toContain('已由2026年11月25日发出的新入驻通知替代')
      expect(text).toContain(replaced)
      expect(text).toContain(one.first)
      await one.decider.get(`${past}/${name}`).expect(200)
      await (await site.as(await anApplicant())).get(`${past}/${name}`).expect(404)
      await one.founder.get(`/ru/applications/${one.id}/past-offers/2/papers/${name}`).expect(404)
    }
    const page = renderedPage(await one.founder.get(`/ru/applications/${one.id}`).expect(200))
    expect(page.text('past-offers')).toContain(one.first)
    expect(page.text('past-offers')).toContain(replaced)
    expect(page.$('[data-test=past-offers] a')).toHaveLength(2)
    const letters = page
      .$('[data-test=letters] li')
      .toArray()
      .map(line => page.$(line).text())
    expect(letters.map(text => text.includes(replaced))).toEqual([false, true])
    const desk = renderedPage(await one.decider.get(one.desk).expect(200))
    const administrator = await site.as(await aColleague('administrator'))
    const seen = renderedPage(await administrator.get(one.desk).expect(200))
    expect(seen.text('past-offers')).toContain(one.first)
    expect(seen.links().filter(href => href.includes('/papers/'))).toEqual([])
    expect(desk.text('past-offers')).toContain(
      'Not valid since 25 November 2026: replaced by the offer of 25 November 2026.',
    )
  })
})
