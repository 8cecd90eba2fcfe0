import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const assessed = {
  reviewer: 'f'.repeat(24),
  reviewerName: 'Sun',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: 4 },
  comment: '',
}

describe('an announced offer to an applicant who has another offer', () => {
  const site = useSite()
  const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
  const subjects = (about: string) =>
    site.mails().flatMap(({ subject }) => (subject.includes(about) ? [subject.replace(/^.*: /, '')] : []))

  /** Creates a case whose notice is over, and an unanswered offer in another case. */
  async function held() {
    const { settings, revision } = await site.services.programme.current()
    const administrator = await aColleague('administrator')
    const by = { id: administrator.id, name: 'Olga' }
    await site.services.programme.save({ ...settings, publicNoticeDays: 5 }, { revision, by })
    const { code } = await aPremises()
    const { code: other } = await aPremises()
    const applicant = await anApplicant({ locale: 'en' })
    const owned = { applicant: applicant._id, assessments: [assessed] }
    const first = await anApplication({ ...owned, state: 'decision', premises: [code], startedFor: code })
    const decider = await aColleague('decider', { locale: 'en' })
    const id = idOf(first)
    await (
      await site.as(decider)
    )
      .post(`/en/staff/applications/${id}/notice`)
      .type('form')
      .send({ premises: code })
      .expect(303)
    const second = await anApplication({
      ...owned,
      state: 'offered',
      heldPremises: other,
      premises: [other],
      startedFor: other,
      offer: { premises: other, madeAt: site.clock.now(), deadline: new Date('2026-12-20T15:59:59.999Z') },
    })
    await site.runJobs()
    site.clock.set('2026-12-01T09:00:00+08:00')
    await site.runJobs()
    return { id, code, other, applicant, decider, reference: first.reference!, second }
  }

  const decline = async ({ second, applicant }: Awaited<ReturnType<typeof held>>) =>
    site.services.deciding.offers.decline(idOf(second), idOf(applicant))

  it('waits until the other one ends, and notifies both sides once', async () => {
    const { id, reference, second } = await held()
    await site.runJobs()
    const waiting = await stored(id)
    expect(waiting).toMatchObject({ state: 'public_notice', notice: { waitsFor: { reference: second.reference } } })
    expect(waiting.events.filter(({ kind }) => kind === 'offer_waits')).toHaveLength(1)
    expect(subjects(reference).slice(-2).toSorted()).toEqual([
      'the offer waits for another application',
      'the offer waits for your other application',
    ])
    expect(site.mails().at(-1)?.text).toContain(second.reference)
  })

  it('is listed for the deciders, and its case shows what to do', async () => {
    const { id, code, reference, second, decider } = await held()
    const officer = await site.as(decider)
    const desk = renderedPage(await officer.get('/en/staff').expect(200))
    const line = desk.$('a[href="/en/staff/applications?state=notice_held"]').closest('li, tr, p, div').text()
    expect(line.replace(/\s+/g, ' ')).toMatch(/Notices that need somebody.*1/)
    const queue = renderedPage(await officer.get('/en/staff/applications?state=notice_held').expect(200))
    expect(queue.$('tbody tr')).toHaveLength(1)
    expect(queue.$('tbody').text()).toContain(reference)
    const refused = { premises: code, deadlineOn: '2026-12-20' }
    await officer.post(`/en/staff/applications/${id}/offer`).type('form').send(refused).expect(409)
    for (const locale of locales) {
      const page = renderedPage(await officer.get(`/${locale}/staff/applications/${id}`).expect(200))
      expect(page.text('now')).toContain(second.reference)
      expect(page.$(`.case-facts a[href="/${locale}/staff/applications/${idOf(second)}"]`)).toHaveLength(1)
    }
  })

  it('asks the applicant to answer the other offer first, with the reason', async () => {
    const { id, applicant, second } = await held()
    const page = renderedPage(await (await site.as(applicant)).get(`/en/applications/${id}`).expect(200))
    expect(page.body).toContain('The offer waits for your other application')
    expect(page.body).toContain(`you have another one, in application ${String(second.reference)}`)
  })

  it('is made once, automatically, after the other one has ended and before any other offer to that applicant', async () => {
    const case_ = await held()
    const { id, code, other, applicant } = case_
    const until = new Date('2027-06-01T00:00:00Z')
    const waiting = { state: 'waitlisted', waiting: { score: 4, until }, premises: [other] } as const
    const third = await anApplication({
      ...waiting,
      premises: [other],
      applicant: applicant._id,
      startedFor: 'SFH-A-9901',
    })
    const nextInLine = await anApplication({ ...waiting, premises: [other], waiting: { score: 3, until } })
    await decline(case_)
    // Several workers, one of which may have died after any of its writes.
    const sweep = () => site.services.deciding.notices.close()
    await site.services.deciding.waiting.offerFree()
    await Promise.all([sweep(), sweep(), sweep()])
    await site.runJobs()
    await site.runJobs()
    const offered = await stored(id)
    expect(offered).toMatchObject({ state: 'offered', heldPremises: code, offer: { premises: code } })
    expect(offered.events.filter(({ to }) => to === 'offered')).toHaveLength(1)
    expect(site.mails().filter(({ subject }) => subject.includes(code))).toHaveLength(1)
    expect((await stored(idOf(third))).state).toBe('waitlisted')
    expect(await stored(idOf(nextInLine))).toMatchObject({ state: 'offered', heldPremises: other })
  })

  it('names the newer offer if that is now the one to wait for', async () => {
    const case_ = await held()
    await decline(case_)
    const { code } = await aPremises()
    const newer = await anApplication({
      applicant: case_.applicant._id,
      state: 'accepted',
      heldPremises: code,
      startedFor: code,
    })
    await site.services.deciding.notices.close()
    expect((await stored(case_.id)).notice?.waitsFor?.reference).toBe(newer.reference)
  })

  it('can be returned to review by an officer, which releases the unit', async () => {
    const { id, code, decider } = await held()
    const officer = await site.as(decider)
    await officer
      .post(`/en/staff/applications/${id}/review-again`)
      .type('form')
      .send({ reason: 'The applicant keeps the other shop.' })
      .expect(303)
    await site.runJobs()
    const back = await stored(id)
    expect(back.state).toBe('review')
    expect(back.notice ?? null).toBeNull()
    expect((await PremisesModel.findOne({ code }).lean())?.status).toBe('available')
    const queue = renderedPage(await officer.get('/en/staff/applications?state=notice_held').expect(200))
    expect(queue.$('tbody tr')).toHaveLength(0)
  })
})
