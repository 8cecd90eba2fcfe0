import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { BulkDecisionModel } from '#models/deciding/bulk-decision.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { spanOf } from '#shared/work.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const today = '2026-11-25'

describe('the time bands of the desk', () => {
  it('cover every day exactly once, and put undated tasks in the intended band', () => {
    const source = { bands: ['today', 'week', 'later'], undated: 'today' } as const
    expect(spanOf(source, today, 'today')).toEqual({ to: today, undated: true })
    expect(spanOf(source, today, 'week')).toEqual({ from: '2026-11-26', to: '2026-12-01', undated: false })
    expect(spanOf(source, today, 'later')).toEqual({ from: '2026-12-02', undated: false })
    expect(spanOf({ bands: ['today', 'week'] }, today)).toEqual({ to: '2026-12-01', undated: false })
    expect(spanOf({ ...source, horizon: 30 }, today)).toEqual({ to: '2026-12-25', undated: true })
  })
})

describe('the desk', () => {
  const site = useSite()

  async function desk(role: Parameters<typeof aColleague>[0], account = aColleague(role)) {
    const person = await site.as(await account)
    const read = async () => {
      const { $, text } = renderedPage(await person.get('/en/staff').expect(200))
      const blocks = (band: string) =>
        Object.fromEntries(
          $(`[data-test="work-${band}"] [data-test="work-block"]`)
            .map((_, block) => [
              [
                $(block).attr('data-kind')!,
                [
                  $(block).find('.work__count').text(),
                  ...$(block)
                    .find('.work__rows a')
                    .map((_index, link) => $(link).attr('href')!.replace('/en/staff', ''))
                    .get(),
                ],
              ],
            ])
            .get() as [string, string[]][],
        )
      return { today: blocks('today'), week: blocks('week'), later: blocks('later'), calm: text('calm') }
    }
    return { person, read }
  }

  it('shows a reviewer their own cases by due day, and not those of others', async () => {
    const reviewer = await aColleague('reviewer')
    const mine = { assignee: reviewer._id }
    const at = new Date('2026-11-24T10:00:00+08:00')
    const screening = { ...mine, state: 'screening' as const }
    const late = await anApplication({ ...screening, dueOn: '2026-11-20' })
    const soon = await anApplication({ ...screening, dueOn: '2026-11-28' })
    await anApplication({ ...screening, dueOn: '2027-01-10' })
    const fresh = await anApplication({ ...mine, state: 'submitted' })
    await anApplication({ assignee: new mongoose.Types.ObjectId(), state: 'screening', dueOn: '2026-11-20' })
    const asked = {
      number: 1,
      askedAt: at,
      by: { id: 'x', name: 'Li' },
      locale: 'ru',
      items: [],
      answerBy: at,
      extensions: [],
    }
    const answered = await anApplication({
      ...screening,
      dueOn: '2026-11-25',
      stateSince: at,
      turnFrom: at,
      pastRequests: [{ ...asked, closedAt: at, outcome: 'answered' }],
    })
    const score = await anApplication({ state: 'review', panel: [{ id: reviewer.id, name: 'Li' }] })
    const nobodys = await anApplication({ state: 'submitted' })
    await anApplication({ ...mine, state: 'rejected' })

    const { today: now, week, later } = await (await desk('reviewer', Promise.resolve(reviewer))).read()
    const path = ({ _id }: { _id: mongoose.Types.ObjectId }, part = '#now') =>
      `/applications/${_id.toHexString()}${part}`
    expect(now.cases).toEqual(['2', path(fresh), path(late)])
    expect(now.answered).toEqual(['1', path(answered)])
    expect(now.scores).toEqual(['1', path(score)])
    expect(now['new-cases']?.slice(1)).toContain(path(nobodys, '#handling'))
    expect(week.cases).toEqual(['1', path(soon)])
    expect(later.cases).toEqual(['1'])
  })

  it('asks in one place to assign reviewers to a case without any', async () => {
    const reviewer = await aColleague('reviewer')
    const mine = { assignee: reviewer._id, state: 'review' as const, dueOn: today }
    const none = await anApplication(mine)
    const seated = await anApplication({ ...mine, panel: [{ id: 'a'.repeat(24), name: 'Li' }] })
    const left = await anApplication({ ...mine, panel: [] })
    const scores = { feasibility: 4 }
    const given = {
      reviewer: 'a'.repeat(24),
      reviewerName: 'Li',
      at: new Date(),
      noConflict: true,
      scores,
      comment: '',
    }
    const scored = await anApplication({ ...mine, assessments: [given] })
    const { person, read } = await desk('reviewer', Promise.resolve(reviewer))
    const { today: now } = await read()
    const path = ({ _id }: { _id: mongoose.Types.ObjectId }) => `/applications/${_id.toHexString()}#now`
    const own = [seated, scored].map(path)
    const cases = now.cases ?? []
    expect([cases[0], cases.slice(1).toSorted()]).toEqual(['2', own.toSorted()])
    const unstaffed = now.unstaffed ?? []
    expect([unstaffed[0], unstaffed.slice(1).toSorted()]).toEqual(['2', [none, left].map(path).toSorted()])
    const list = renderedPage(await person.get('/en/staff/work/cases').expect(200))
    const named = list.links().filter(href => href.includes('/applications/'))
    expect(named.toSorted()).toEqual(own.map(at => `/en/staff${at}`).toSorted())
    expect(list.main).toContain('Collect the scores')
    const others = renderedPage(await person.get('/en/staff/work/unstaffed').expect(200))
    expect(others.main).toContain('Assign reviewers')
    expect(others.main).not.toContain('Collect the scores')
  })

  it('shows a decider what expires and what they can decide, but no case in which they have an interest', async () => {
    const decider = await aColleague('decider')
    const offered = await anApplication({
      state: 'offered',
      heldPremises: 'SFH-A-0107',
      offer: {
        premises: 'SFH-A-0107',
        madeAt: new Date('2026-11-12'),
        deadline: new Date('2026-11-26T23:59:59+08:00'),
      },
    })
    const decision = await anApplication({ state: 'decision', dueOn: '2026-11-27' })
    const by = { kind: 'decider' as const, id: decider.id }
    const _id = new mongoose.Types.ObjectId()
    await anApplication({ state: 'decision', events: [{ _id, at: new Date(), by, kind: 'interest_conflict' }] })
    const item = { application: decision._id, reference: decision.reference!, revision: 0 }
    const preview = {
      by: { id: decider.id, name: 'Li' },
      at: site.clock.now(),
      action: 'reject',
      state: 'previewed',
    } as const
    await BulkDecisionModel.create({ ...preview, items: [item, { ...item, refusal: { code: 'bulk.refused' } }] })
    const nothingPossible = [{ ...item, refusal: { code: 'bulk.refused' } }]
    await BulkDecisionModel.create({ ...preview, items: nothingPossible })
    const tenancy = await aTenancy(site.services, { handoverOn: '2026-09-28' })

    const { today: now, week } = await (await desk('decider', Promise.resolve(decider))).read()
    expect(week.offers).toEqual(['1', `/applications/${offered._id.toHexString()}#now`])
    expect(week.decisions).toEqual(['1', `/applications/${decision._id.toHexString()}#now`])
    expect(now.proposed?.[0]).toBe('1')
    // The licence is due sixty days after the handover.
    expect(week.duties).toEqual(['1', `/tenancies/${tenancy.id}/milestones/licence-1`])
  })

  it('shows a listing manager a few tasks of each kind with the full count and a link to all', async () => {
    const manager = await aColleague('listing_manager')
    const codes = []
    for (let index = 0; index < 7; index += 1) codes.push((await aPremises()).code)
    const lacking = await aPremises({ title: { ru: 'Только по-русски' }, photos: [] })
    const ending = await aPremises({ expiresAt: new Date('2026-11-27T00:00:00+08:00') })
    const slot = await aSlot({ state: 'booked', guide: manager._id, startsAt: new Date('2026-11-26T10:00:00+08:00') })
    for (let index = 0; index < 6; index += 1) {
      const told = {
        name: `Visitor ${index}`,
        email: 'v@street.test',
        preferredLanguage: 'en',
        topic: 'other',
      } as const
      await EnquiryModel.create({ ...told, message: 'Hello', digest: String(index) })
    }

    const { person, read } = await desk('listing_manager', Promise.resolve(manager))
    const { today: now, week, later } = await read()
    expect(now.enquiries).toHaveLength(6)
    expect(now.enquiries?.[0]).toBe('6')
    expect(week['listings-ending']).toEqual(['1', `/premises/${ending.code}`])
    expect(week.viewings).toEqual(['1', `/viewings/${slot.id}`])
    expect(later['listings-without-photos']).toEqual(['9'])
    expect(later['listings-untranslated']).toEqual(['1'])
    const { $ } = renderedPage(await person.get('/en/staff/work/listings-untranslated?band=later').expect(200))
    expect($('[data-test="work-rows"] a').attr('href')).toBe(`/en/staff/premises/${lacking.code}`)
    await AccountModel.updateOne({ _id: manager._id }, { $set: { buildings: ['B1'] } })
    const limited = await read()
    expect(limited.later).toEqual({})
    expect(limited.week).toEqual({ viewings: week.viewings })
    await AccountModel.updateOne({ _id: manager._id }, { $set: { buildings: [] } })
    await person.get('/en/staff/work/decisions').expect(404)
    const all = renderedPage(await person.get('/en/staff/work/enquiries').expect(200))
    expect(all.$('[data-test="work-rows"] > li')).toHaveLength(6)
  })

  it('lists listings with unreviewed texts, and one’s own and unassigned enquiries', async () => {
    const told = { ru: 'Лавка', en: 'Shop', zh: '店铺' }
    const read = { ru: true, en: true, zh: true }
    const texts = { title: told, summary: told, description: told, defects: {} }
    await aPremises({ ...texts, reviewed: read })
    const half = await aPremises({ ...texts, reviewed: { ...read, zh: false } })
    const manager = await aColleague('listing_manager')
    const colleague = await aColleague('listing_manager')
    const enquiries = [manager, colleague, null].map(async (answering, index) => {
      const from = { name: 'Visitor', email: 'v@street.test', preferredLanguage: 'en', topic: 'other' } as const
      const assignee = answering ? { assignee: { id: answering._id.toHexString(), name: answering.name } } : {}
      return EnquiryModel.create({ ...from, ...assignee, message: 'Hello', digest: String(index) })
    })
    const [own, others, nobodys] = (await Promise.all(enquiries)).map(({ _id }) => `/enquiries/${_id.toHexString()}`)

    const { read: desktop, person } = await desk('listing_manager', Promise.resolve(manager))
    const { today: now, later } = await desktop()
    expect(now.enquiries?.toSorted()).toEqual(['2', own, nobodys].toSorted())
    expect(now.enquiries).not.toContain(others)
    expect(later['listings-unreviewed']).toEqual(['1'])
    const { $ } = renderedPage(await person.get('/en/staff/work/listings-unreviewed?band=later').expect(200))
    expect($('[data-test="work-rows"] a').attr('href')).toBe(`/en/staff/premises/${half.code}`)
  })

  it('asks an administrator to confirm a role, but neither its proposer nor the person concerned', async () => {
    const proposer = await aColleague('administrator')
    const concerned = await aColleague('reviewer', { name: '周敏' })
    const other = await aColleague('administrator')
    const admin = await site.as(proposer)
    await admin
      .post(`/en/staff/users/${concerned._id.toHexString()}/role`)
      .type('form')
      .send({ role: 'administrator', reason: 'Zhou Min keeps the people from now on.' })
      .expect(303)
    expect((await (await desk('administrator', Promise.resolve(other))).read()).today['role-proposals']).toEqual([
      '1',
      '/users',
    ])
    expect((await (await desk('administrator', Promise.resolve(proposer))).read()).today).toEqual({})
    site.clock.advance({ days: 8 })
    expect((await (await desk('administrator', Promise.resolve(other))).read()).today).toEqual({})
  })

  it('has a friendly message when there is nothing to do', async () => {
    const { read } = await desk('administrator')
    const { calm, ...blocks } = await read()
    expect(blocks).toEqual({ today: {}, week: {}, later: {} })
    expect(calm).toBe('All done: nothing waits for you now. Thank you for your work.')
  })
})
