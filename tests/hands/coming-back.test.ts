import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { anAssessment } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const secret = 'a secret for the mail server, long enough'
const site = useSite({ env: { ENQUIRY_REPLY_TO: 'ask@street.example', INBOUND_MAIL_SECRET: secret } })
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const caseOf = async (id: string) => (await ApplicationModel.findById(id).lean())!
const close = async ({ id }: TestAccount) => {
  expect(await site.services.accounts.people.deactivate(id)).toEqual({ ok: true })
}
const changeTo = async ({ id }: TestAccount, role: 'reviewer' | 'listing_manager') => {
  expect(await site.services.accounts.people.changeRole(id, role)).toEqual({ ok: true })
}

/** Returns the names of the broken invariants about assigned work. */
async function broken(): Promise<string[]> {
  const examined = await runChecks(site.services.hands.checks)
  return examined.filter(({ count }) => count > 0).map(({ name }) => name)
}

const deskOf = async (colleague: TestAccount) =>
  renderedPage(await (await site.as(colleague)).get('/en/staff').expect(200)).main

describe('an enquiry that needs an answer again', () => {
  async function anAnsweredOne(status: 'answered' | 'spam' = 'answered') {
    const leaver = await aColleague('listing_manager')
    const other = await aColleague('listing_manager')
    const enquiry = await EnquiryModel.create({
      name: 'Ольга',
      email: 'olga@example.com',
      preferredLanguage: 'ru',
      topic: 'other',
      message: 'Как?',
      digest: '1',
      status,
      assignee: { id: leaver.id, name: 'Ань' },
      replyToken: 'a1'.repeat(16),
    })
    const now = async () => (await EnquiryModel.findById(enquiry._id).lean())!
    return { leaver, other, now, path: `/en/staff/enquiries/${idOf(enquiry)}` }
  }
  const write = (messageId = '<one@mail.example>') =>
    site
      .agent()
      .post('/inbound/enquiries')
      .set('Authorization', `Bearer ${secret}`)
      .send({ to: `ask+${'a1'.repeat(16)}@street.example`, from: 'olga@example.com', text: 'А газ?', messageId })
      .expect(200)

  it('becomes unassigned by a new e-mail when its colleague has left, and appears on the desks of the others', async () => {
    const { leaver, other, now } = await anAnsweredOne()
    await close(leaver)
    await write()
    expect(await now()).toMatchObject({ status: 'new', assignee: null, version: 1 })
    expect(await deskOf(other)).toContain('Ольга')
    expect(await broken()).toEqual([])
  })

  it('becomes unassigned when its colleague no longer answers enquiries', async () => {
    const { leaver, now } = await anAnsweredOne()
    await changeTo(leaver, 'reviewer')
    await write()
    expect((await now()).assignee).toBeNull()
    expect(await broken()).toEqual([])
  })

  it('stays with a colleague who is still there', async () => {
    const { leaver, now } = await anAnsweredOne()
    await write()
    expect((await now()).assignee?.id).toBe(leaver.id)
  })

  it.each([
    ['reply', { text: 'А газ?', way: 'received' }, 'answered'],
    ['status', { status: 'new', note: '' }, 'answered'],
    ['spam', { spam: 'no' }, 'spam'],
  ] as const)('becomes unassigned after %s by a colleague', async (action, fields, status) => {
    const { leaver, other, now, path } = await anAnsweredOne(status)
    await close(leaver)
    const agent = await site.as(other)
    const form = { version: '0', ...fields }
    await agent
      .post(action === 'status' ? path : `${path}/${action}`)
      .type('form')
      .send(form)
      .expect(303)
    expect(await now()).toMatchObject({ status: 'new', assignee: null })
    expect(await broken()).toEqual([])
  })
})

describe('a reopened case', () => {
  const reopen = async (id: string, to: string) => {
    const agent = await site.as(await aColleague('administrator'))
    const fields = { to, reason: 'The licence is there now.' }
    await agent.post(`/en/staff/applications/${id}/reopen`).type('form').send(fields).expect(303)
  }

  it('becomes unassigned when its officer has left, and the history records it', async () => {
    const leaver = await aColleague('reviewer')
    const other = await aColleague('reviewer')
    const seats = [leaver, other].map(({ id, name }) => ({ id, name }))
    const id = idOf(await anApplication({ state: 'ineligible', assignee: leaver._id, panel: seats }))
    await close(leaver)
    await reopen(id, 'screening')
    const { assignee, panel, events, reference } = await caseOf(id)
    expect([assignee, panel?.map(one => one.id)]).toEqual([null, [other.id]])
    expect(events.slice(-2)).toMatchObject([
      { kind: 'unassigned', by: { kind: 'system' } },
      { kind: 'panel_left', person: { id: leaver.id } },
    ])
    expect(await deskOf(other)).toContain(reference)
    expect(await broken()).toEqual([])
  })

  it('keeps the scores of reviewers who have left, and the officer who is still there', async () => {
    const leaver = await aColleague('reviewer')
    const other = await aColleague('reviewer')
    const seats = [leaver, other].map(({ id, name }) => ({ id, name }))
    const assessments = [anAssessment(leaver.id)]
    const id = idOf(await anApplication({ state: 'rejected', assignee: other._id, panel: seats, assessments }))
    await close(leaver)
    await reopen(id, 'review')
    const after = await caseOf(id)
    expect([String(after.assignee), after.panel?.map(one => one.id)]).toEqual([other.id, seats.map(one => one.id)])
    expect(after.events.map(({ kind }) => kind)).not.toContain('panel_left')
    expect(await broken()).toEqual([])
  })

  it('has no officer whose role no longer handles cases', async () => {
    const leaver = await aColleague('decider')
    const id = idOf(await anApplication({ state: 'ineligible', assignee: leaver._id }))
    await changeTo(leaver, 'listing_manager')
    await reopen(id, 'decision')
    expect((await caseOf(id)).assignee).toBeNull()
    expect(await broken()).toEqual([])
  })

  it('has no panel seat for a reviewer who left before the objection', async () => {
    const leaver = await aColleague('reviewer')
    const other = await aColleague('reviewer')
    const panel = [leaver, other].map(({ id, name }) => ({ id, name }))
    const at = site.clock.now()
    const notice = { premises: 'SFH-A-0107', at, from: at, until: at }
    const given = { notice, assessments: [anAssessment(other.id)], assignee: other._id } as object
    const id = idOf(await anApplication({ state: 'public_notice', panel, ...given }))
    await close(leaver)
    const by = { kind: 'reviewer' as const, id: other.id, name: other.name }
    await site.services.cases.moves.move(id, 'review', by, { reason: 'An objection.' })
    expect((await caseOf(id)).panel?.map(one => one.id)).toEqual([other.id])
    expect(await broken()).toEqual([])
  })
})
