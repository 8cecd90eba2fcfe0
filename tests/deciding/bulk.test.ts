import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { BulkDecisionModel } from '#models/deciding/bulk-decision.ts'
import { LetterModel } from '#models/deciding/letter.ts'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { carryOutEffects } from '#features/outbox/jobs.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const stateOf = async (id: string) => (await stored(id)).state
const signedIn = async (...who: Parameters<typeof aColleague>) => site.as(await aColleague(...who))
const statusOf = async (code: string) => (await PremisesModel.findOne({ code }).lean())?.status

const assessment = (score: number, reviewer = 'f'.repeat(24)) => ({
  reviewer,
  reviewerName: 'Sun Liqun',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: score, experience: score, jobs: score, finance: score, street_benefit: score },
  comment: 'Sound.',
})

async function inDecision(
  premises: string[],
  { score = 4, ...overrides }: Partial<Application> & { score?: number } = {},
) {
  const account = await anApplicant({ locale: 'en' })
  const standard = { applicant: account._id, state: 'decision' as const, assessments: [assessment(score)] }
  return idOf(await anApplication({ ...standard, premises, startedFor: premises[0]!, ...overrides }))
}

const send = (person: Agent, path: string, values: object = {}) =>
  person.post(`/en/staff/applications/bulk${path}`).type('form').send(values)

/** Sends the form up to the preview; returns the end of its address. */
async function previewed(
  person: Agent,
  action: string,
  cases: string[],
  grounds: object = { reason: 'Others first.' },
) {
  const { headers } = await send(person, '', { action, case: cases, ...grounds }).expect(303)
  return `/${headers.location!.split('/').at(-1)!}`
}
const page = async (person: Agent, end: string) =>
  renderedPage(await person.get(`/en/staff/applications/bulk${end}`).expect(200))
const confirm = (person: Agent, end: string) => send(person, `${end}/confirm`).expect(303)
const rows = ({ $ }: ReturnType<typeof renderedPage>) =>
  $('[data-test="bulk"] tbody tr')
    .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
    .get()

describe('a decision on several cases', () => {
  it('is not started without a selection, and shows a warning instead of a success message', async () => {
    const decider = await signedIn('decider')
    const { headers } = await send(decider, '', { action: 'reject', reason: 'Others first.' }).expect(303)
    const { $ } = renderedPage(await decider.get(headers.location!).expect(200))
    expect($('[data-test=notice]').text()).toBe('Select at least one application.')
    expect($('[data-test=notice]').hasClass('notice--warn')).toBe(true)
    expect($('[data-test=notice]').attr('role')).toBe('status')
  })

  it('is prepared from the queue by deciders only', async () => {
    const id = await inDecision(['SFH-A-0101'])
    const decider = await signedIn('decider')
    const queue = renderedPage(await decider.get('/ru/staff/applications?state=decision').expect(200))
    expect(queue.$('#bulk button').length).toBe(3)
    expect(queue.$('input[form="bulk"]').val()).toBe(id)
    const all = renderedPage(await decider.get('/ru/staff/applications').expect(200))
    expect(all.$('#bulk').length).toBe(0)
    const choice = await page(decider, `?action=reject&case=${id}`)
    expect(choice.$('[name=reasonCodes]').length).toBeGreaterThan(4)
    const empty = renderedPage(await send(decider, '', { action: 'reject', case: id, reason: ' ' }).expect(422))
    expect(empty.errors().map(({ field }) => field)).toEqual(['reason'])
    expect(empty.$('input[name=case]').val()).toBe(id)
    await decider.get('/en/staff/applications/bulk?action=reject').expect(303)

    const reviewer = await signedIn('reviewer')
    expect(renderedPage(await reviewer.get('/en/staff/applications?state=decision')).$('#bulk').length).toBe(0)
    await send(reviewer, '', { action: 'reject', case: id, reason: 'No.' }).expect(403)
    const end = await previewed(decider, 'reject', [id])
    await send(await signedIn('decider'), `${end}/confirm`).expect(404)
    expect(await stateOf(id)).toBe('decision')
  })

  it('previews the results and then carries them out, except for cases that changed in between', async () => {
    const { code: first } = await aPremises()
    const { code: second } = await aPremises()
    const account = await aColleague('decider')
    const weak = await inDecision([first, second], { score: 3 })
    const strong = await inDecision([first, second], { score: 5 })
    const weakest = await inDecision([first, second], { score: 2 })
    const own = await inDecision([first], { assessments: [assessment(5, account.id)] })
    const decider = await site.as(account)
    const end = await previewed(decider, 'offer', [weak, strong, weakest, own], { reasonCodes: 'plan_sound' })
    const preview = await page(decider, end)
    const textOf = async (id: string) => {
      const { reference } = await stored(id)
      return rows(preview).find(row => row.startsWith(reference!))
    }
    expect(await textOf(strong)).toContain(`An offer of ${first}`)
    expect(await textOf(weak)).toContain(`An offer of ${second}`)
    expect(await textOf(weakest)).toContain('None of the chosen units remains free')
    expect(await textOf(own)).toMatch(/Not possible\. .*(assessed|reviewed)/i)
    expect(await Promise.all([weak, strong, weakest, own].map(stateOf))).toEqual(Array(4).fill('decision'))

    await site.services.cases.moves.withdraw(weak, {
      kind: 'applicant',
      id: (await stored(weak)).applicant.toHexString(),
    })
    await confirm(decider, end)
    expect(await Promise.all([weak, strong, weakest, own].map(stateOf))).toEqual([
      ...['withdrawn', 'offered', 'decision', 'decision'],
    ])
    expect(await stored(strong)).toMatchObject({ heldPremises: first, offer: { premises: first } })
    const result = await page(decider, end)
    expect(rows(result).join('\n')).toContain('Skipped. The application has changed since the preview.')

    await site.runJobs()
    expect(await statusOf(first)).toBe('held')
    expect(site.mails().filter(({ subject }) => /offer/i.test(subject))).toEqual([])
    expect(await LetterModel.countDocuments()).toBe(0)
    site.clock.advance({ minutes: 12 })
    await site.runJobs()
    expect(await LetterModel.countDocuments({ application: strong })).toBe(1)
    expect((await stored(strong)).pendingEffects).toEqual([])
    await confirm(decider, end)
    await site.runJobs()
    expect((await stored(strong)).events.filter(({ to }) => to === 'offered')).toHaveLength(1)
  })

  it('skips a case that changed without a move', async () => {
    const changed = await inDecision(['SFH-A-0101'])
    const same = await inDecision(['SFH-A-0101'])
    const decider = await signedIn('decider')
    const end = await previewed(decider, 'reject', [changed, same])
    await ApplicationModel.updateOne({ _id: changed }, { $inc: { revision: 1 } })
    await confirm(decider, end)
    expect(await Promise.all([changed, same].map(stateOf))).toEqual(['decision', 'rejected'])
  })

  it('can be confirmed only on the day of its preview', async () => {
    const id = await inDecision(['SFH-A-0101'])
    const decider = await signedIn('decider')
    const end = await previewed(decider, 'reject', [id])
    site.clock.set('2026-11-26T00:30:00+08:00')
    await send(await site.as(await aColleague('decider')), `${end}/confirm`).expect(404)
    const { by } = (await BulkDecisionModel.findById(end.slice(1)).lean())!
    const late = site.services.deciding.bulk.confirm(end.slice(1), { kind: 'decider', ...by })
    await expect(late).rejects.toMatchObject({ code: 'bulk.refused.old' })
    expect(await stateOf(id)).toBe('decision')
  })

  it.each(['confirming again', 'the worker'])('is resumed by %s after a kill, and nothing is done twice', async who => {
    const cases = [await inDecision(['SFH-A-0101']), await inDecision(['SFH-A-0101']), await inDecision(['SFH-A-0101'])]
    const decider = await signedIn('decider')
    const end = await previewed(decider, 'reject', cases)
    const bulk = (await BulkDecisionModel.findById(end.slice(1)).lean())!
    const [done] = bulk.items
    // State after a kill: confirmed, the first case decided, its outcome not recorded.
    await BulkDecisionModel.updateOne(
      { _id: bulk._id },
      { $set: { state: 'confirmed', confirmedAt: site.clock.now() } },
    )
    const mark = { id: end.slice(1), revision: done!.revision, heldUntil: new Date('2026-11-25T04:11:00Z') }
    const words = { reason: 'Others first.', bulk: mark }
    await site.services.cases.moves.move(
      done!.application.toHexString(),
      'rejected',
      { kind: 'decider', ...bulk.by },
      words,
    )
    expect((await page(decider, end)).text('lead')).toContain('interrupted')

    if (who === 'the worker') {
      site.clock.advance({ minutes: 2 })
      await site.runJobs()
    } else await confirm(decider, end)
    expect(await Promise.all(cases.map(stateOf))).toEqual(Array(3).fill('rejected'))
    expect(rows(await page(decider, end)).join()).not.toMatch(/Skipped|Not carried out/)
    site.clock.advance({ minutes: 12 })
    await site.runJobs()
    expect(site.mails()).toHaveLength(3)
    const decided = ({ events }: Application) => events.filter(({ to }) => to === 'rejected').length
    const ends = (await ApplicationModel.find().lean<Application[]>()).map(decided)
    expect(ends).toEqual([1, 1, 1])
  })
})

describe('undoing a decision on several cases', () => {
  async function offered(count = 2) {
    const codes: string[] = []
    for (let more = count; more > 0; more -= 1) codes.push((await aPremises()).code)
    const cases: string[] = []
    for (const code of codes) cases.push(await inDecision([code]))
    const decider = await signedIn('decider')
    const end = await previewed(decider, 'offer', cases, {})
    await confirm(decider, end)
    await carryOutEffects.run({ services: site.services, log: site.log })
    return { codes, cases, decider, end }
  }

  it('within ten minutes restores the cases, releases the units and sends no e-mail', async () => {
    const { codes, cases, decider, end } = await offered()
    expect(await statusOf(codes[0]!)).toBe('held')
    site.clock.advance({ minutes: 9 })
    await send(decider, `${end}/undo`, { case: cases[0]! }).expect(303)
    expect(await Promise.all(cases.map(stateOf))).toEqual(['decision', 'offered'])
    await send(decider, `${end}/undo`).expect(303)
    const undone = await stored(cases[1]!)
    expect(undone).toMatchObject({ state: 'decision' })
    expect(undone.heldPremises ?? undone.offer ?? null).toBeNull()
    expect(undone.events.at(-1)).toMatchObject({ kind: 'decision_undone', from: 'offered', to: 'decision' })
    site.clock.advance({ minutes: 30 })
    await site.runJobs()
    expect(site.mails()).toEqual([])
    expect(await LetterModel.countDocuments()).toBe(0)
    expect(await statusOf(codes[0]!)).toBe('available')
    await send(decider, `${end}/undo`).expect(303)
    expect((await page(decider, end)).notice).toMatch(/2 decisions undone\.$/)
    await confirm(decider, await previewed(decider, 'offer', cases, {}))
    expect(await Promise.all(cases.map(stateOf))).toEqual(['offered', 'offered'])
  })

  it('counts once when it is sent twice at the same moment, and both requests report success', async () => {
    for (let operation = 0; ; operation += 1) {
      const { cases, decider, end } = await offered()
      const undo = () => send(decider, `${end}/undo`).expect(303)
      const done = await cutIn(operation, undo, undo)
      const said = `cut in at operation ${operation}`
      expect((await page(decider, end)).main, said).not.toContain('These decisions stand')
      for (const id of cases) {
        const { state, events } = await stored(id)
        expect(state, said).toBe('decision')
        expect(events.filter(({ kind }) => kind === 'decision_undone')).toHaveLength(1)
      }
      if (done === 'over') break
    }
  }, 120_000)

  it('is refused with an explanation after ten minutes, even if no e-mail has been sent yet', async () => {
    const { cases, decider, end } = await offered(1)
    site.clock.set('2026-11-25T12:10:01+08:00')
    const late = renderedPage(await send(decider, `${end}/undo`).expect(409))
    expect(rows(late).join()).toContain('more than 10 minutes have passed')
    expect(await stateOf(cases[0]!)).toBe('offered')
  })

  it('is refused for a case that has moved on, whose e-mails are then sent at once', async () => {
    const { cases, decider, end } = await offered(2)
    const { applicant } = await stored(cases[0]!)
    await site.services.deciding.offers.accept(cases[0]!, applicant.toHexString())
    await site.runJobs()
    expect(site.mails()).toHaveLength(2)
    await send(decider, `${end}/undo`).expect(303)
    expect(await Promise.all(cases.map(stateOf))).toEqual(['accepted', 'decision'])
    const page = renderedPage(await decider.get(`/en/staff/applications/bulk${end}`).expect(200))
    expect(page.main).toContain('something else has happened')
  })

  it('reverts waiting list entries, public notices and rejections', async () => {
    const { code } = await aPremises()
    const rejected = await inDecision(['SFH-A-0101'])
    const waiting = await inDecision(['SFH-A-0101'])
    const announced = await inDecision([code])
    const decider = await signedIn('decider')
    const administrator = await aColleague('administrator')
    const { settings, revision } = await site.services.programme.current()
    const by = { id: administrator.id, name: 'Olga' }
    await site.services.programme.save({ ...settings, publicNoticeDays: 5 }, { revision, by })
    for (const [action, id] of [
      ['reject', rejected],
      ['waitlist', waiting],
      ['offer', announced],
    ] as const) {
      const end = await previewed(decider, action, [id])
      await confirm(decider, end)
      expect(await stateOf(id)).not.toBe('decision')
      if (action === 'offer') await site.visit.get(`/en/notices/${(await stored(id)).reference!}`).expect(200)
      await send(decider, `${end}/undo`).expect(303)
      const { state, waiting: wait, notice, heldPremises, pendingEffects } = await stored(id)
      expect({ state, wait, notice, heldPremises }).toEqual({ state: 'decision' })
      expect(pendingEffects.filter(({ kind }) => kind === 'mail' || kind === 'letter')).toEqual([])
    }
    await site.visit.get(`/en/notices/${(await stored(announced)).reference!}`).expect(404)
  })

  it('leaves a case unassigned if its officer has left meanwhile', async () => {
    const leaver = await aColleague('reviewer')
    const id = await inDecision(['SFH-A-0101'], { assignee: leaver._id })
    const decider = await signedIn('decider')
    const end = await previewed(decider, 'reject', [id])
    await confirm(decider, end)
    expect(await site.services.accounts.people.deactivate(leaver.id)).toEqual({ ok: true })
    await send(decider, `${end}/undo`).expect(303)
    const { state, assignee, events } = await stored(id)
    expect([state, assignee]).toEqual(['decision', null])
    expect(events.slice(-2).map(({ kind }) => kind)).toEqual(['decision_undone', 'unassigned'])
  })

  it('is refused if the worker has meanwhile sent the e-mail', async () => {
    const { cases, decider, end } = await offered(1)
    await ApplicationModel.updateOne({ _id: cases[0]! }, { $pull: { pendingEffects: { kind: 'mail' } } })
    const refused = renderedPage(await send(decider, `${end}/undo`).expect(409))
    expect(rows(refused).join()).toContain('the e-mail to the applicant has been sent')
  })
})

describe('undoing a decision while an effect of the case has stopped', () => {
  it.each([
    ['has failed', 1],
    ['waits for an administrator', 8],
  ])('works if an effect from before the decision %s', async (_how, failures) => {
    const { code } = await aPremises()
    const id = await inDecision([code])
    const stopped = { key: `application:${id}:stopped`, kind: 'tenancy', facts: { handoverOn: 'never' } }
    await ApplicationModel.updateOne({ _id: id }, { $push: { pendingEffects: stopped } })
    for (let tries = 0; tries < failures; tries += 1) {
      await site.services.outbox.carryOut()
      site.clock.advance({ minutes: 6 })
    }
    const decider = await signedIn('decider')
    const end = await previewed(decider, 'reject', [id])
    await confirm(decider, end)
    await site.services.outbox.carryOut()
    expect(await OutboxAttemptModel.find().lean()).toMatchObject([
      { key: stopped.key, failures: Math.min(failures + 1, 8) },
    ])
    expect((await stored(id)).pendingEffects.length).toBeGreaterThan(1)

    await send(decider, `${end}/undo`).expect(303)
    const { state, pendingEffects } = await stored(id)
    expect(state).toBe('decision')
    expect(pendingEffects.filter(({ kind }) => kind === 'mail' || kind === 'letter')).toEqual([])
    expect(pendingEffects[0]).toEqual({ ...stopped, origin: null })
  })
})

describe('past decisions on several cases', () => {
  const list = async (person: Agent, query = '') => {
    const { $ } = renderedPage(await person.get(`/en/staff/applications/bulk/past${query}`).expect(200))
    return $('[data-test="past"] tbody tr')
      .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
      .get()
  }

  it('are listed for the decider who made them, with what was undone or skipped', async () => {
    const first = await inDecision(['SFH-A-0101'])
    const second = await inDecision(['SFH-A-0102'])
    const third = await inDecision(['SFH-A-0103'])
    const decider = await signedIn('decider')
    const end = await previewed(decider, 'reject', [first, second, third])
    expect(await list(decider)).toEqual([])
    await ApplicationModel.updateOne({ _id: third }, { $inc: { revision: 1 } })
    await confirm(decider, end)
    await send(decider, `${end}/undo`, { case: first }).expect(303)
    expect(await list(decider, '?page=7')).toEqual([
      expect.stringMatching(/^25 November 2026.* 3 applications in force: 1 · left out: 1 1 application$/),
    ])
    const queue = renderedPage(await decider.get('/en/staff/applications').expect(200))
    const href = queue.$('a[href="/en/staff/applications/bulk/past"]')
    expect(href).toHaveLength(1)
    expect(await list(await signedIn('decider'))).toEqual([])
  })

  it('are for deciders only', async () => {
    for (const role of ['reviewer', 'administrator', 'listing_manager'] as const)
      await (await signedIn(role)).get('/en/staff/applications/bulk/past').expect(403)
  })
})
