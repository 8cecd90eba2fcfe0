import { describe, expect, it } from 'vitest'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { readPdf } from '../support/pdf-text.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Visitor = Awaited<ReturnType<typeof site.as>>

/** A decided case of two choices, with everybody who has to do with it signed in. */
async function decided() {
  const facts = { usableAsRegisteredAddress: true }
  const [first, second] = [(await aPremises(facts)).code, (await aPremises(facts)).code]
  const account = await anApplicant({ locale: 'ru' })
  const made = await anApplication({
    applicant: account._id,
    premises: [first, second],
    startedFor: first,
    state: 'decision',
  })
  const id = made._id.toHexString()
  const [founder, decider, administrator] = [
    await site.as(account),
    await site.as(await aColleague('decider')),
    await site.as(await aColleague('administrator')),
  ]
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

/** Accepted, with both papers made; then its conditions are not met and the case goes back to the decision. */
async function endedAndReopened(one: Case): Promise<void> {
  await offeredAndAccepted(one, one.first)
  await send(one.founder, `/ru/applications/${one.id}/acceptance/address-proof`)
  await send(one.decider, `${one.desk}/acceptance/contract`)
  await send(one.decider, `${one.desk}/conditions-not-met`, { reason: 'No licence was handed in.' })
  site.clock.advance({ minutes: 5 })
  await send(one.administrator, `${one.desk}/reopen`, { to: 'decision', reason: 'The licence is there now.' })
}

describe('a second offer after one that ended', () => {
  it('is signed as a contract for its own premises, whatever was prepared for the first', async () => {
    const one = await decided()
    await endedAndReopened(one)
    await offeredAndAccepted(one, one.second)
    await one.founder.get(`/ru/applications/${one.id}/papers/address-proof`).expect(404)
    await one.founder.get(`/ru/applications/${one.id}/papers/contract`).expect(404)
    await send(one.decider, `${one.desk}/contract`)
    const contract = await paper(one.founder, `/ru/applications/${one.id}/papers/contract`)
    expect(contract).toContain(one.second)
    expect(contract).not.toContain(one.first)
  })
})
