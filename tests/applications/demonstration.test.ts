import { describe, expect, it } from 'vitest'
import { answerSections, ApplicationModel } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { seed } from '#server/bin/seeding.ts'
import { demonstrationCases } from '#features/applications/demonstration/cases.ts'
import { complaintsAbout } from '#features/cases/answers/answers.ts'
import { canMove, type ApplicationState } from '#features/cases/states.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { isWeekend } from '#shared/days/working-days.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { reportRows } from '../support/files/table-cells.ts'
import { aWorkingStreet } from '../support/database/filled-once.ts'
import { useSite } from '../support/site.ts'

const facts = { reason: 'x', deadlinePassed: false, reviewers: ['reviewer'], everSubmitted: true, publicNoticeDays: 0 }

describe('the demonstration cases', () => {
  const site = useSite()

  it('take only the steps that the state table allows, in order of time', () => {
    for (const { steps } of demonstrationCases) {
      const moves = steps.filter(({ to }) => to !== 'assessed' && to !== 'handed_over')
      const states = ['draft', ...moves.map(({ to }) => to)] as ApplicationState[]
      const verdicts = moves.map(({ by }, index) => {
        const actor = { kind: by === 'founder' ? ('applicant' as const) : by, id: by }
        const to = states[index + 1]!
        // A setting that the demonstration leaves at 0; here as it was on the day of that decision.
        const publicNoticeDays = to === 'public_notice' ? 14 : 0
        return canMove(states[index]!, to, actor, { ...facts, returnTo: null, publicNoticeDays })
      })
      expect(
        verdicts.filter(({ ok }) => !ok),
        states.join(' > '),
      ).toEqual([])
      const days = steps.map(({ daysAgo }) => daysAgo)
      expect(days).toEqual([...days].sort((a, b) => b - a))
    }
  })

  it('have three documents that the office can read', async () => {
    await aWorkingStreet(site, 360)
    for (const { _id, snapshot, submittedAt } of await ApplicationModel.find().lean()) {
      const papers = await site.services.documents.list(_id.toHexString())
      expect(papers.map(({ kind }) => kind)).toEqual(['passport', 'business_plan', 'experience'])
      expect(snapshot?.documents.map(({ id }) => id)).toEqual(papers.map(paper => paper._id.toHexString()))
      expect(papers.every(({ uploadedAt }) => uploadedAt <= submittedAt!)).toBe(true)
    }
  })

  it('are created once, hold their units, open their tenancy and send no e-mail', async () => {
    await seed(site.services, { demonstration: true, premises: 360 })
    await seed(site.services, { demonstration: true, premises: 360 })
    const cases = await ApplicationModel.find().lean()
    expect(cases).toHaveLength(demonstrationCases.length)
    await site.runJobs()
    expect(site.mails()).toEqual([])
    expect(await TenancyModel.countDocuments()).toBe(1)
    for (const { heldPremises, state, answers } of cases) {
      const context = { today: '2026-11-25', citizenships: 'any' as const }
      for (const section of answerSections) expect(complaintsAbout(section, answers[section], context)).toEqual({})
      if (!heldPremises) continue
      const listing = await PremisesModel.findOne({ code: heldPremises }).lean()
      expect(listing?.status).toBe(state === 'contracted' ? 'let' : 'held')
    }
    const after = await ApplicationModel.find().lean()
    expect(after.flatMap(({ pendingEffects }) => pendingEffects)).toEqual([])
  })

  it('have a tenancy whose history begins on the day of its handover', async () => {
    await aWorkingStreet(site, 360)
    const tenancies = await TenancyModel.find().lean()
    expect(tenancies).toHaveLength(1)
    for (const { handoverOn, stateSince, events } of tenancies) {
      expect(events.map(({ kind, at }) => [kind, cityDayOf(at)])).toEqual([['opened', handoverOn]])
      expect(cityDayOf(stateSince)).toBe(handoverOn)
    }
  })

  it('have signed contracts, so that the reports can calculate the waived rent', async () => {
    await aWorkingStreet(site, 360)
    const contracted = await ApplicationModel.find({ state: 'contracted' }).lean()
    expect(contracted.length).toBeGreaterThan(1)
    for (const { offer, heldPremises, stateSince } of contracted) {
      const contract = offer?.acceptance?.contract
      expect(contract).toMatchObject({ premises: { code: heldPremises }, signedOn: cityDayOf(stateSince) })
      expect(contract?.lessee.nameLatin).not.toBe('')
    }
    const decider = await site.as(await aColleague('decider'))
    const page = renderedPage(await decider.get('/en/staff/reports?from=2026-01-01&to=2026-11-25').expect(200))
    const [period] = reportRows(page, 'waived')
    expect(Number(period?.at(-1)?.replaceAll(',', ''))).toBeGreaterThan(1_000)
  })

  it('have a request with several items and an announced decision, as real ones do', async () => {
    await aWorkingStreet(site, 360)
    const asked = await ApplicationModel.findOne({ state: 'information_requested' }).lean()
    expect(asked?.request?.items.map(({ id }) => id)).toEqual(['section-plan', 'kind-permit'])
    expect(asked?.answerBy).toEqual(asked?.request?.answerBy)
    const dated = await ApplicationModel.find({}, { dueOn: 1 }).lean()
    const days = dated.flatMap(({ dueOn }) => dueOn ?? []).concat(asked?.answerBy ? cityDayOf(asked.answerBy) : [])
    expect(days.length).toBeGreaterThan(3)
    expect(days.filter(isWeekend)).toEqual([])
    const [notice] = await site.services.deciding.notices.list()
    expect(notice?.until.getTime()).toBeGreaterThan(site.clock.now().getTime())
    await site.visit.get(`/ru/notices/${String(notice?.reference)}`).expect(200)
  })

  it('are not created without the demonstration', async () => {
    await seed(site.services, { demonstration: false })
    expect(await ApplicationModel.countDocuments()).toBe(0)
  })
})
