import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { staffCommand } from '#features/accounts/people/staff-command.ts'
import { assignCase } from '#features/reviewing/actions/assign.ts'
import { passSeat } from '#features/reviewing/assignment/hands.ts'
import { messageOf } from '#outside/database/database-away.ts'
import { runChecks } from '#shared/checks.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const caseOf = async (id: string) => (await ApplicationModel.findById(id).lean())!

async function anOfficer() {
  const leaver = await aColleague('reviewer', { name: 'Ань' })
  const other = await aColleague('reviewer', { name: 'Бао' })
  const assigned = idOf(await anApplication({ state: 'screening', assignee: leaver._id }))
  const seated = idOf(await anApplication({ state: 'review', panel: [{ id: leaver.id, name: 'Ань' }] }))
  const agent = await site.as(await aColleague('administrator', { name: 'Чэнь' }))
  return { leaver, other, assigned, seated, agent, path: `/en/staff/users/${leaver.id}` }
}

async function aKeeper() {
  const leaver = await aColleague('listing_manager', { name: 'Ань' })
  const other = await aColleague('listing_manager', { name: 'Бао' })
  const { code } = await aPremises()
  const at = (hour: number) => new Date(`2026-12-01T${hour}:00:00+08:00`)
  const free = await aSlot({ premises: code, guide: leaver._id, startsAt: at(10) })
  const booked = await aSlot({ premises: code, guide: leaver._id, startsAt: at(12) })
  const person = await anApplicant({ locale: 'ru' })
  const visitor = { id: person.id, email: person.email, name: 'Анна', locale: 'ru' as const, verified: true }
  const wish = { slot: booked.id, partySize: 1, phone: '', note: '', language: 'ru' as const }
  await site.services.viewings.bookings.book(visitor, wish)
  const said = { email: 'a@example.com', preferredLanguage: 'ru', topic: 'other', message: 'Как?' } as const
  const assignee = { id: leaver.id, name: 'Ань' }
  const enquiry = await EnquiryModel.create({ ...said, name: 'Вера', digest: '1', assignee })
  const agent = await site.as(await aColleague('administrator', { name: 'Чэнь' }))
  return { leaver, other, free, booked, enquiry, agent, at, path: `/en/staff/users/${leaver.id}` }
}

function staff(...args: string[]): Promise<string> {
  const { accounts, deciding, hands, tenancies } = site.services
  return staffCommand(args, { accounts, deciding, hands, tenancies, publicUrl: '' }, () => Promise.resolve())
}

/** Returns the names of the broken invariants about assigned work. */
async function broken(): Promise<string[]> {
  const examined = await runChecks(site.services.hands.checks)
  return examined.filter(({ count }) => count > 0).map(({ name }) => name)
}

describe('the open work of a colleague', () => {
  it('is listed and reassigned line by line, with history and audit entries', async () => {
    const { leaver, other, assigned, seated, agent, path } = await anOfficer()
    const page = renderedPage(await agent.get(`${path}/work`).expect(200))
    expect(page.text('hands')).toContain('Cases that they handle')
    const wishes = { [`cases-${assigned}`]: other.id, [`seats-${seated}`]: other.id }
    await agent.post(`${path}/work`).type('form').send(wishes).expect(303)
    expect(String((await caseOf(assigned)).assignee)).toBe(other.id)
    expect((await caseOf(seated)).panel?.map(({ id }) => id)).toEqual([other.id])
    expect((await caseOf(assigned)).events.at(-1)).toMatchObject({ kind: 'assigned', by: { name: 'Чэнь' } })
    expect((await caseOf(seated)).events.map(({ kind }) => kind).slice(-2)).toEqual(['panel_left', 'panel_joined'])
    expect(renderedPage(await agent.get(`${path}/work`)).text('none')).not.toBe('')
    expect(await site.services.hands.of(leaver.id)).toEqual([])
  })

  it('stays when the receiver cannot take it, and is reassigned only from its current owner', async () => {
    const { leaver, other, assigned, seated, path } = await anOfficer()
    const by = { kind: 'administrator' as const, name: 'Чэнь' }
    const decider = await aColleague('decider')
    const { casePorts } = site.services
    const { hands } = site.services.reviewing
    await expect(passSeat(casePorts, seated, by, { from: leaver.id, to: decider.id })).rejects.toMatchObject({
      code: 'case.refused.cannot-take',
    })
    expect((await caseOf(seated)).panel?.map(({ id }) => id)).toEqual([leaver.id])
    const { revision } = await caseOf(seated)
    await passSeat(casePorts, seated, by, { from: leaver.id, to: other.id })
    expect((await caseOf(seated)).revision).toBe(revision + 1)
    await assignCase(casePorts, assigned, by, { officer: decider.id })
    const cases = hands.find(({ kind }) => kind === 'cases')!
    const stale = { code: 'error.stale' }
    await expect(cases.give(assigned, leaver.id, other, by)).rejects.toMatchObject(stale)
    await expect(cases.give(assigned, leaver.id, null, by)).rejects.toMatchObject(stale)
    expect(String((await caseOf(assigned)).assignee)).toBe(decider.id)
    expect(path).toContain(leaver.id)
  })

  it('stays, with the reason, when it is gone or belongs to somebody else meanwhile', async () => {
    const { leaver, other, free, enquiry } = await aKeeper()
    const by = { kind: 'administrator' as const, name: 'Чэнь' }
    const giving = (kind: string) =>
      [...site.services.viewings.hands, ...site.services.enquiries.hands].find(one => one.kind === kind)!
    await ViewingModel.updateOne({ _id: free._id }, { $set: { state: 'withdrawn' } })
    await expect(giving('viewings').give(free.id, leaver.id, other, by)).rejects.toMatchObject({ kind: 'conflict' })
    await EnquiryModel.updateOne({ _id: enquiry._id }, { $set: { assignee: { id: other.id, name: 'Бао' } } })
    await expect(giving('enquiries').give(idOf(enquiry), leaver.id, null, by)).rejects.toMatchObject({
      kind: 'conflict',
    })
  })

  it('goes to one colleague at once, except lines with a choice of their own and lines they may not have', async () => {
    const { other, assigned, seated, agent, path } = await anOfficer()
    const by = { kind: 'reviewer' as const, id: other.id, name: 'Бао' }
    const event = { kind: 'interest_conflict', at: site.clock.now(), by }
    await ApplicationModel.updateOne({ _id: assigned }, { $push: { events: event } })
    const answer = renderedPage(await agent.post(`${path}/work`).type('form').send({ to: other.id }).expect(200))
    expect(answer.text('left')).toContain((await caseOf(assigned)).reference)
    expect(answer.text('given')).toContain('1 thing')
    expect(answer.text('given')).toContain((await caseOf(seated)).reference)
    expect((await caseOf(seated)).panel?.map(({ id }) => id)).toEqual([other.id])
    await agent
      .post(`${path}/work`)
      .type('form')
      .send({ to: other.id, [`cases-${assigned}`]: 'nobody' })
      .expect(303)
    expect((await caseOf(assigned)).assignee).toBeNull()
  })

  it('includes viewings, with their claims and a letter to the new guide, and enquiries', async () => {
    const { other, free, booked, enquiry, agent, path } = await aKeeper()
    const stamp = await site.services.publicStamp()
    await agent.post(`${path}/work`).type('form').send({ to: other.id }).expect(303)
    for (const { _id } of [free, booked]) {
      const slot = (await ViewingModel.findById(_id).lean())!
      expect([String(slot.guide), slot.guideName]).toEqual([other.id, 'Бао'])
      expect(slot.claims?.filter(claim => claim.startsWith('guide')).every(claim => claim.includes(other.id))).toBe(
        true,
      )
    }
    expect((await EnquiryModel.findById(enquiry._id).lean())?.assignee?.id).toBe(other.id)
    await site.runJobs()
    expect(site.mails().filter(({ to }) => to === other.email)).not.toEqual([])
    expect(await site.services.publicStamp()).not.toBe(stamp)
    expect(await auditEntriesAbout(free.id)).toEqual(['viewing.given administrator'])
    const history = renderedPage(await agent.get(`/en/staff/viewings/${free.id}`).expect(200))
    expect(history.main).toContain('Given to another colleague')
  })

  it('includes no viewing that the receiver cannot guide because they show another unit then', async () => {
    const { other, booked, agent, at, path } = await aKeeper()
    await aSlot({ premises: 'SFH-B-0201', guide: other._id, startsAt: at(12) })
    const answer = await agent.post(`${path}/work`).type('form').send({ to: other.id }).expect(200)
    expect(renderedPage(answer).text('left')).toContain('shows another unit')
    expect((await ViewingModel.findById(booked._id).lean())?.guideName).not.toBe('Бао')
  })

  it('is reassigned at once, however much it is, and listed page by page', async () => {
    const leaver = await aColleague('listing_manager')
    const other = await aColleague('listing_manager')
    const said = { email: 'a@example.com', preferredLanguage: 'ru' as const, topic: 'other' as const, message: 'Как?' }
    const many = Array.from({ length: 450 }, (_, index) => ({
      ...said,
      name: `Вера ${index}`,
      digest: `${index}`,
      assignee: { id: leaver.id, name: 'Ань' },
    }))
    await EnquiryModel.insertMany(many)
    const agent = await site.as(await aColleague('administrator', { name: 'Чэнь' }))
    const path = `/en/staff/users/${leaver.id}/work`
    const rows = async (query: string) => {
      const page = renderedPage(await agent.get(`${path}${query}`).expect(200))
      return { page, rows: page.$('[data-test="hands"] tbody select').length }
    }
    const first = await rows('')
    expect([first.rows, (await rows('?page=3')).rows, (await rows('?page=99')).rows]).toEqual([200, 50, 50])
    expect(first.page.text('hands')).toContain('450')
    const form = Object.fromEntries(
      first.page
        .$('[data-test="hands"] [name]')
        .map((_, field) => first.page.$(field).attr('name'))
        .get()
        .map(name => [name, name === 'to' ? other.id : '']),
    )
    // The server reads two thousand fields of a form.
    expect(Object.keys(form)).toHaveLength(201)
    await agent.post(path).type('form').send(form).expect(303)
    expect(await EnquiryModel.countDocuments({ 'assignee.id': other.id })).toBe(450)
  })

  it('is open to administrators only', async () => {
    const { other, path } = await anOfficer()
    const agent = await site.as(other)
    await agent.get(`${path}/work`).expect(403)
    await agent.post(`${path}/work`).type('form').send({ to: 'nobody' }).expect(403)
  })

  it.each(locales)('is shown in the language %s', async locale => {
    const { agent, leaver } = await anOfficer()
    const page = renderedPage(await agent.get(`/${locale}/staff/users/${leaver.id}/work`).expect(200))
    expect([page.language, page.headings]).toEqual([locale, 1])
  })
})

describe('closing the account of a colleague with open work', () => {
  it('asks for the work to be reassigned, and puts the rest into the queue', async () => {
    const { leaver, assigned, seated, agent, path } = await anOfficer()
    const asked = await agent.post(`${path}/deactivate`).type('form').send({ why: 'leaves' }).expect(303)
    expect(asked.headers.location).toBe(`${path}/work`)
    expect((await AccountModel.findById(leaver.id).lean())?.deactivatedAt).toBeFalsy()
    await agent.post(`${path}/deactivate`).type('form').send({ why: 'leaves', rest: 'nobody' }).expect(303)
    expect((await AccountModel.findById(leaver.id).lean())?.deactivatedAt).toBeTruthy()
    expect((await caseOf(assigned)).assignee).toBeNull()
    expect((await caseOf(seated)).panel).toEqual([])
    expect(await site.services.hands.of(leaver.id)).toEqual([])
    expect(await broken()).toEqual([])
  })

  it('is refused while a booked viewing has no other guide, and withdraws free slots', async () => {
    const { leaver, other, free, booked, enquiry, agent, path } = await aKeeper()
    const refused = await agent.post(`${path}/deactivate`).type('form').send({ why: 'x', rest: 'nobody' })
    expect(refused.status).toBe(422)
    expect(renderedPage(refused).text('left')).toMatch(/2026-12-01.*The viewing is booked/)
    expect((await AccountModel.findById(leaver.id).lean())?.deactivatedAt).toBeFalsy()
    expect((await ViewingModel.findById(free._id).lean())?.state).toBe('free')
    await agent
      .post(`${path}/work`)
      .type('form')
      .send({ [`viewings-${booked.id}`]: other.id })
      .expect(303)
    await agent.post(`${path}/deactivate`).type('form').send({ why: 'x', rest: 'nobody' }).expect(303)
    expect((await ViewingModel.findById(free._id).lean())?.state).toBe('withdrawn')
    expect((await EnquiryModel.findById(enquiry._id).lean())?.assignee).toBeNull()
    expect(await broken()).toEqual([])
  })

  it('reassigns nothing when the account cannot be closed', async () => {
    const only = await aColleague('administrator')
    const slot = await aSlot({ guide: only._id, startsAt: new Date('2026-12-01T10:00:00+08:00') })
    const agent = await site.as(only)
    const path = `/en/staff/users/${only.id}/deactivate`
    const refused = await agent.post(path).type('form').send({ why: 'x', rest: 'nobody' }).expect(422)
    expect(renderedPage(refused).main).toContain('administrator')
    expect((await ViewingModel.findById(slot._id).lean())?.state).toBe('free')
    expect((await AccountModel.findById(only.id).lean())?.deactivatedAt).toBeFalsy()
  })

  it('reassigns nothing from the command line when the receiver cannot take all of it', async () => {
    const { leaver, assigned, seated } = await anOfficer()
    const decider = await aColleague('decider')
    const said = await staff('deactivate', leaver.email, '--work', decider.email).catch(messageOf)
    expect(said).toContain(`Not changed. Not handed on:\n${(await caseOf(seated)).reference}`)
    expect(String((await caseOf(assigned)).assignee)).toBe(leaver.id)
    expect((await AccountModel.findById(leaver.id).lean())?.deactivatedAt).toBeFalsy()
  })

  it('reassigns, from the command line, what an already closed account still has', async () => {
    const { leaver, other, assigned } = await anOfficer()
    const keeper = await aKeeper()
    const closed = { $set: { deactivatedAt: new Date() } }
    for (const { id } of [leaver, keeper.leaver]) await AccountModel.updateOne({ _id: id }, closed)
    expect(await staff('deactivate', leaver.email).catch(messageOf)).toContain('1 cases, 1 seats')
    expect(await staff('deactivate', leaver.email, '--work', other.email)).toContain('Handed on: 2')
    expect(String((await caseOf(assigned)).assignee)).toBe(other.id)
    const booked = await staff('deactivate', keeper.leaver.email, '--work', 'nobody').catch(messageOf)
    expect(booked).toMatch(/^Handed on: Вера.*\.\nNot handed on:\n.*The viewing is booked/)
    expect(await staff('deactivate', keeper.leaver.email, '--work', keeper.other.email)).toContain('Handed on: 1')
    expect(await staff('deactivate', keeper.leaver.email).catch(messageOf)).toContain('already')
    expect(await broken()).toEqual([])
  })

  it('reassigns the work from the command line', async () => {
    const { leaver, other, assigned } = await anOfficer()
    expect(await staff('deactivate', leaver.email).catch(messageOf)).toContain('1 cases, 1 seats')
    expect((await AccountModel.findById(leaver.id).lean())?.deactivatedAt).toBeFalsy()
    expect(await staff('deactivate', leaver.email, '--work', other.email)).toContain('can no longer sign in')
    expect(String((await caseOf(assigned)).assignee)).toBe(other.id)
    await anApplication({ state: 'screening', assignee: other._id })
    expect(await staff('deactivate', other.email, '--work', 'nobody')).toContain('can no longer sign in')
    expect(await broken()).toEqual([])
  })
})

describe('npm run verify-data', () => {
  it('reports open work of a closed account', async () => {
    const { leaver } = await anOfficer()
    const keeper = await aKeeper()
    expect(await broken()).toEqual([])
    const ids = [leaver.id, keeper.leaver.id].map(id => new mongoose.Types.ObjectId(id))
    await AccountModel.updateMany({ _id: mongoose.trusted({ $in: ids }) }, { $set: { deactivatedAt: new Date() } })
    expect(await broken()).toEqual(
      ['cases', 'seats', 'enquiries', 'viewings'].map(
        kind => `nothing open is in the hands of somebody who cannot do it any more (${kind})`,
      ),
    )
  })
})
