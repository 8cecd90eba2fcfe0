import { describe, expect, it, vi } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { staffCommand } from '#features/accounts/people/staff-command.ts'
import { messageOf } from '#outside/database/database-away.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const caseOf = async (id: string) => (await ApplicationModel.findById(id).lean())!
const roleOf = async ({ id }: TestAccount) => (await AccountModel.findById(id).lean())?.role

/** Returns the names of the broken invariants about assigned work. */
async function broken(): Promise<string[]> {
  const examined = await runChecks(site.services.hands.checks)
  return examined.filter(({ count }) => count > 0).map(({ name }) => name)
}

/** Creates a reviewer who handles a case and is on the panel of another. */
async function aReviewer() {
  const person = await aColleague('reviewer', { name: 'Ань' })
  const other = await aColleague('reviewer', { name: 'Бао' })
  const assigned = idOf(await anApplication({ state: 'screening', assignee: person._id }))
  const seated = idOf(await anApplication({ state: 'review', panel: [{ id: person.id, name: 'Ань' }] }))
  return { person, other, assigned, seated }
}

async function proposed(person: TestAccount, role: string) {
  const olga = await aColleague('administrator')
  const ivan = await aColleague('administrator')
  const path = `/en/staff/users/${person.id}`
  const first = await site.as(olga)
  await first.post(`${path}/role`).type('form').send({ role, reason: 'She leads now' }).expect(303)
  const agent = await site.as(ivan)
  const page = renderedPage(await agent.get(path).expect(200))
  const key = String(page.$('form[action$="/role/confirm"] [name=key]').val())
  const confirm = () => agent.post(`${path}/role/confirm`).type('form').send({ key })
  return { agent, confirm, path }
}

describe('a change of role', () => {
  it('is confirmed after the work that the new role cannot do is reassigned, and leaves the other work', async () => {
    const { person, other, assigned, seated } = await aReviewer()
    const { agent, confirm, path } = await proposed(person, 'decider')
    expect((await confirm().expect(303)).headers.location).toBe(`${path}/work`)
    expect(await roleOf(person)).toBe('reviewer')
    const work = renderedPage(await agent.get(`${path}/work`).expect(200))
    expect(work.body).toContain('the new role cannot do')
    const wish = { [`seats-${seated}`]: other.id }
    await agent.post(`${path}/work`).type('form').send(wish).expect(303)
    expect((await confirm().expect(303)).headers.location).toBe(path)
    expect(await roleOf(person)).toBe('decider')
    expect(String((await caseOf(assigned)).assignee)).toBe(person.id)
    expect((await caseOf(seated)).panel?.map(({ id }) => id)).toEqual([other.id])
    expect(await broken()).toEqual([])
  })

  it('needs no reassignment when no work is in the way', async () => {
    const person = await aColleague('reviewer')
    const { confirm, path } = await proposed(person, 'listing_manager')
    expect((await confirm().expect(303)).headers.location).toBe(path)
    expect(await roleOf(person)).toBe('listing_manager')
  })

  it('lists work that came meanwhile and cannot be reassigned, such as a viewing with a visitor', async () => {
    const person = await aColleague('listing_manager', { name: 'Вэй' })
    const { confirm, path, agent } = await proposed(person, 'reviewer')
    const { appointments } = site.services.accounts
    const really = appointments.confirm
    vi.spyOn(appointments, 'confirm').mockImplementationOnce(async (...asked) => {
      const { code } = await aPremises()
      const startsAt = new Date(site.clock.now().getTime() + 86_400_000)
      const slot = await aSlot({ premises: code, guide: person._id, guideName: 'Вэй', startsAt })
      const { id, email } = await anApplicant()
      const visitor = { id, email, name: 'Анна', locale: 'ru' as const, verified: true }
      const wish = { slot: slot.id, partySize: 1, phone: '', note: '', language: 'ru' as const }
      await site.services.viewings.bookings.book(visitor, wish)
      return really(...asked)
    })
    const answer = renderedPage(await confirm().expect(422))
    expect(answer.text('left')).toContain('The viewing is booked')
    expect(await roleOf(person)).toBe('reviewer')
    // The link to the rest stays.
    expect(renderedPage(await agent.get(`${path}/work`).expect(200)).main).toContain('Анна')
  })

  it('reassigns the work from the command line, or changes nothing', async () => {
    const { person, other, assigned, seated } = await aReviewer()
    const staff = (...args: string[]) => {
      const { accounts, deciding, hands, tenancies } = site.services
      return staffCommand(args, { accounts, deciding, hands, tenancies, publicUrl: '' }, () => Promise.resolve())
    }
    const role = ['role', person.email, '--role', 'listing_manager']
    expect(await staff(...role).catch(messageOf)).toContain('1 cases, 1 seats')
    const decider = await aColleague('decider')
    expect(await staff(...role, '--work', decider.email).catch(messageOf)).toMatch(/^Not changed. Not handed on/)
    expect([await roleOf(person), String((await caseOf(assigned)).assignee)]).toEqual(['reviewer', person.id])
    expect(await staff(...role, '--work', other.email)).toContain('is now listing_manager')
    expect([String((await caseOf(assigned)).assignee), (await caseOf(seated)).panel?.[0]?.id]).toEqual([
      other.id,
      other.id,
    ])
    expect(await broken()).toEqual([])
  })

  it('is reported by verify-data when it leaves work that the new role cannot do', async () => {
    const { person } = await aReviewer()
    await AccountModel.updateOne({ _id: person._id }, { $set: { role: 'decider' } })
    expect(await broken()).toEqual(['nothing open is in the hands of somebody who cannot do it any more (seats)'])
  })
})
