import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { migration } from '#server/migrations/2026-12-07-due-days-of-waiting-cases.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { anAssessment, deskOf, idOf, inDecision, stored, type Agent } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { submitted, signedIn, post, open } = deskOf(site)
const standing = (page: ReturnType<typeof renderedPage>) =>
  page.$('[data-test=standing]').text().replaceAll(/\s+/g, ' ')
const desk = async (person: Agent, where = '') => renderedPage(await person.get(`/en/staff${where}`).expect(200))

describe('the target day of the office', () => {
  it('is set three working days after the submission and shown to both sides', async () => {
    const { code } = await aPremises()
    const { id, founder } = await submitted(code)
    expect((await stored(id)).dueOn).toBe('2026-11-30')
    const own = renderedPage(await founder.get(`/en/applications/${id}`).expect(200))
    expect(standing(own)).toContain('30 November 2026')
    const reviewer = await signedIn('reviewer')
    const page = await open(reviewer, id)
    expect(standing(page)).toContain('30 November 2026')
    expect(page.$('.case-facts').text()).not.toContain('30 November 2026')
    expect((await desk(reviewer, '/applications')).text('due')).toContain('Step due by: 30 November 2026')
    expect((await desk(reviewer, '/work/new-cases')).main).toContain('30 Nov')
  })

  it('is set again when a case is ready for decision, and removed by the decision', async () => {
    const account = await aColleague('reviewer')
    const events = [{ kind: 'interest_none', at: new Date(), by: { kind: 'reviewer', id: account.id } }] as never
    const case_ = await anApplication({
      state: 'review',
      dueOn: '2026-11-26',
      events,
      assessments: [anAssessment(account.id)],
    })
    const id = idOf(case_)
    await post(await site.as(account), id, 'decision').expect(303)
    expect((await stored(id)).dueOn).toBe('2026-12-09')
    const decider = await signedIn('decider')
    expect(standing(await open(decider, id))).toContain('By the end of 9 December 2026')
    expect((await desk(decider, '/work/decisions')).main).toContain('9 Dec')
    await post(decider, id, 'reject', { reason: 'No.' }).expect(303)
    expect((await stored(id)).dueOn).toBeUndefined()
  })

  it('is computed from the programme settings of the administrators', async () => {
    const by = { id: '6564b1c2d3e4f5a6b7c8d9e0', name: 'Ольга Чжан' }
    const { settings } = await site.services.programme.current()
    await site.services.programme.save({ ...settings, intakeDays: 1, decisionDays: 2 }, { revision: 0, by })
    const { code } = await aPremises()
    expect((await stored((await submitted(code)).id)).dueOn).toBe('2026-11-26')
  })

  it('is overdue only from the next day on, on the case, in the queue and on the desk', async () => {
    const account = await anApplicant()
    const id = idOf(await inDecision({ dueOn: '2026-11-25', applicant: account._id }))
    const administrator = await aColleague('administrator')
    const decider = await aColleague('decider')
    const seen = async () => {
      const chief = await site.as(administrator)
      const judge = await site.as(decider)
      const own = renderedPage(await (await site.as(account)).get(`/en/applications/${id}`).expect(200))
      return {
        overdue: (await desk(chief, '/work/overdue-cases')).links().some(href => href.includes(id)),
        work: (await desk(judge, '/work/decisions')).main,
        queue: (await desk(judge, '/applications')).text('due'),
        office: standing(await open(judge, id)),
        own: standing(own),
      }
    }
    const today = await seen()
    expect(today).toMatchObject({ overdue: false, work: expect.stringContaining('today') })
    expect(JSON.stringify(today)).not.toContain('late')
    expect(today.own).toContain('By the end of 25 November 2026')
    site.clock.set('2026-11-26T09:00:00+08:00')
    const tomorrow = await seen()
    expect(tomorrow.overdue).toBe(true)
    for (const place of ['work', 'queue', 'office'] as const) expect(tomorrow[place], place).toContain('1 day late')
    expect(tomorrow.own).toContain('Was due by the end of 25 November 2026')
  })

  it('is added once by the migration to cases that waited before it existed', async () => {
    const since = new Date('2026-11-20T12:00:00+08:00')
    const waits = await anApplication({ stateSince: since })
    const ready = await inDecision({ stateSince: since })
    const dated = await anApplication({ dueOn: '2026-11-21' })
    for (const _time of [1, 2]) await migration.up({ db: mongoose.connection.db!, log: site.log })
    const days = await Promise.all([waits, ready, dated].map(async one => (await stored(idOf(one))).dueOn))
    expect(days).toEqual(['2026-11-25', '2026-12-04', '2026-11-21'])
  })

  it('is computed by the migration with the public holidays when the office has saved no settings', async () => {
    const id = idOf(await anApplication({ state: 'submitted', stateSince: new Date('2026-09-29T12:00:00+08:00') }))
    await migration.up({ db: mongoose.connection.db!, log: site.log })
    expect((await stored(id)).dueOn).toBe('2026-10-09')
  })
})

describe('an invited colleague without a password', () => {
  it('cannot be given any work', async () => {
    const invited = await aColleague('reviewer', { name: 'Приглашённый' })
    await AccountModel.updateOne({ _id: invited._id }, { $unset: { passwordHash: 1 } })
    const keeper = await aColleague('listing_manager', { name: 'Новенький' })
    await AccountModel.updateOne({ _id: keeper._id }, { $unset: { passwordHash: 1 } })
    const reviewer = await signedIn('reviewer')
    const id = idOf(await anApplication({ state: 'review' }))
    expect((await open(reviewer, id)).main).not.toContain('Приглашённый')
    await post(reviewer, id, 'assign', { officer: invited.id }).expect(409)
    await post(reviewer, id, 'seat', { reviewer: invited.id }).expect(409)
    await post(reviewer, id, 'assign-least').expect(303)
    expect((await stored(id)).assignee?.toHexString()).not.toBe(invited.id)
    const everybody = ['reviewer', 'decider', 'listing_manager', 'administrator'] as const
    const able = await site.services.accounts.people.colleagues(everybody)
    expect(able.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['Приглашённый']))
    expect(able.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['Новенький']))
  })
})
