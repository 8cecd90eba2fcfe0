import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

type Agent = Awaited<ReturnType<typeof site.as>>
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const decider = async () => site.as(await aColleague('decider', { name: '李慧兰' }))
const post = (person: Agent, id: string, action: string, values: object = {}) =>
  person.post(`/en/staff/applications/${id}/${action}`).type('form').send(values)

const assessedWith = (score: number) => ({
  reviewer: 'f'.repeat(24),
  reviewerName: '孙立群',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: score, experience: score, jobs: score, finance: score, street_benefit: score },
  comment: '',
})

/** Creates a shop that is taken, and the application that has it. */
async function aTakenShop(holder: Partial<Application> = {}) {
  const { code } = await aPremises()
  const offer = { premises: code, madeAt: new Date('2026-11-24T04:00:00Z'), deadline: new Date('2026-12-09T15:59:59Z') }
  const has = { premises: [code], startedFor: code, heldPremises: code, offer }
  const taken = await anApplication({ state: 'contracted', ...has, ...holder })
  await site.services.cases.occupancy.sync(code)
  return { code, holder: idOf(taken) }
}

const waitingFor = (codes: string[], score: number, more: Partial<Application> = {}) =>
  anApplication({
    state: 'waitlisted',
    premises: codes,
    startedFor: codes[0]!,
    waiting: { score, until: new Date('2027-11-25T15:59:59.999Z') },
    ...more,
  })

describe('putting a case on the waiting list', () => {
  it('shows its future place, fixes its score and its year, and notifies the applicant', async () => {
    const { code } = await aTakenShop()
    await waitingFor([code], 4)
    await waitingFor([code], 2)
    const founder = await anApplicant({ locale: 'ru' })
    const parts = { applicant: founder._id, premises: [code], assessments: [assessedWith(3)] }
    const id = idOf(await anApplication({ state: 'decision', ...parts }))
    const person = await decider()

    const page = renderedPage(await person.get(`/en/staff/applications/${id}`).expect(200))
    expect(page.main).toContain(`${code}: 2nd in line of 3`)
    await post(person, id, 'waitlist', { reasonCodes: 'premises_gone' }).expect(303)
    expect(await stored(id)).toMatchObject({
      state: 'waitlisted',
      waiting: { score: 3, until: new Date('2027-11-25T15:59:59.999Z') },
    })

    const own = renderedPage(await (await site.as(founder)).get(`/ru/applications/${id}`).expect(200))
    expect(own.text('places')).toContain(`${code}: 2-е место из 3`)
    expect(own.text('places')).toContain('до 25 ноября 2027')
    await site.runJobs()
    expect(site.mails().map(({ subject }) => subject)).toEqual([
      `Заявка ${(await stored(id)).reference!} в листе ожидания`,
    ])
  })

  it('is refused while one of the choices is available and can be offered', async () => {
    const { code } = await aTakenShop()
    const { code: free } = await aPremises()
    const id = idOf(await anApplication({ state: 'decision', premises: [code, free], assessments: [assessedWith(3)] }))
    const person = await decider()
    expect(renderedPage(await person.get(`/en/staff/applications/${id}`)).main).toContain(`Unit ${free} is free.`)
    const refused = renderedPage(await post(person, id, 'waitlist', { reasonCodes: 'premises_gone' }).expect(409))
    expect(refused.text('alert')).toContain(`Unit ${free} is free.`)
    expect((await stored(id)).state).toBe('decision')
  })
})

describe('the order of the waiting list', () => {
  it('is by score, then by time of submission, for each unit separately', async () => {
    const first = await aTakenShop()
    const second = await aTakenShop()
    const submitted = (day: string) => ({ submittedAt: new Date(`${day}T04:00:00Z`) })
    const late = await waitingFor([first.code], 3.5, submitted('2026-11-12'))
    const both = await waitingFor([second.code, first.code], 3.5, submitted('2026-11-10'))
    const best = await waitingFor([first.code], 4.2, submitted('2026-11-20'))
    const only = await waitingFor([second.code], 1, submitted('2026-11-01'))

    const person = await decider()
    const queue = async (code: string) => {
      const page = renderedPage(await person.get(`/en/staff/applications/waiting?premises=${code}`).expect(200))
      return page
        .$('[data-test=waiting] tbody th')
        .map((_, cell) => page.$(cell).text())
        .get()
    }
    expect(await queue(first.code)).toEqual([best, both, late].map(({ reference }) => reference))
    expect(await queue(second.code)).toEqual([both, only].map(({ reference }) => reference))
    const all = renderedPage(await person.get('/en/staff/applications/waiting').expect(200))
    expect(all.text('wanted')).toContain(`${first.code} `)
    expect(all.text('wanted')).toContain(best.reference!)
    const places = await site.services.cases.places.on(await stored(idOf(both)))
    expect(places).toEqual([
      { code: second.code, place: 1, of: 2 },
      { code: first.code, place: 2, of: 3 },
    ])
  })

  it('shows which applicants are skipped because they have another offer', async () => {
    const { code } = await aTakenShop()
    const applicant = new mongoose.Types.ObjectId()
    const elsewhere = await aTakenShop({ applicant, state: 'accepted' })
    await waitingFor([code], 4, { applicant })
    const page = renderedPage(await (await decider()).get(`/en/staff/applications/waiting?premises=${code}`))
    expect(page.text('waiting')).toContain(`has an offer under ${(await stored(elsewhere.holder)).reference!}`)
  })

  it('is shown even if its address has an odd code or page', async () => {
    const person = await decider()
    const page = renderedPage(await person.get('/en/staff/applications/waiting?premises=shop&page=minus').expect(200))
    expect(page.text('empty')).toBe('Nobody is on the waiting list.')
    await person.get('/en/staff/applications/waiting?premises=SFH-A-9999&page=7').expect(200)
  })
})

describe('a unit that becomes available', () => {
  const asApplicant = ({ applicant }: Application) => ({ kind: 'applicant' as const, id: applicant.toHexString() })
  const officer = { kind: 'decider' as const, id: new mongoose.Types.ObjectId().toHexString() }
  const offersOf = async (code: string) =>
    (await ApplicationModel.find({ heldPremises: code }).lean<Application[]>()).map(idOf)

  /** Creates a shop with an open offer; ending the offer frees the shop. */
  const anOfferedShop = (more: Partial<Application> = {}) => aTakenShop({ state: 'offered', ...more })

  const endings: [string, (holder: Application) => Promise<unknown>, Partial<Application>][] = [
    ['declined', one => site.services.cases.moves.move(idOf(one), 'declined', asApplicant(one)), {}],
    ['withdrawn', one => site.services.cases.moves.withdraw(idOf(one), asApplicant(one)), { state: 'accepted' }],
    [
      'conditions not met',
      one => site.services.cases.moves.move(idOf(one), 'conditions_not_met', officer, { reason: 'x' }),
      { state: 'accepted' },
    ],
    ['tenancy ended', one => site.services.acceptance.handover.release(idOf(one)), { state: 'contracted' }],
    [
      'expired',
      () => {
        site.clock.advance({ days: 20 })
        return Promise.resolve()
      },
      {},
    ],
  ]

  it.each(endings)('is offered once, to the next in line: %s', async (_name, end, state) => {
    const { code, holder } = await anOfferedShop(state)
    const second = await waitingFor([code], 3)
    const first = await waitingFor([code], 4)
    await end(await stored(holder))
    await site.runJobs()
    await site.runJobs()

    expect(await stored(idOf(first))).toMatchObject({ state: 'offered', offer: { premises: code } })
    expect((await stored(idOf(first))).events.at(-1)).toMatchObject({ to: 'offered', by: { kind: 'system' } })
    expect((await stored(idOf(second))).state).toBe('waitlisted')
    expect(await site.services.premises.summaries.several([code]).then(known => known.get(code)?.status)).toBe('held')
  })

  it('is offered down the list as one after the other declines, and stays available after the last', async () => {
    const { code, holder } = await anOfferedShop()
    const line = [await waitingFor([code], 5), await waitingFor([code], 4), await waitingFor([code], 3)]
    for (const one of [await stored(holder), ...line]) {
      expect(await offersOf(code)).toEqual([idOf(one)])
      await site.services.cases.moves.move(idOf(one), 'declined', asApplicant(one))
      await site.runJobs()
    }
    expect(await offersOf(code)).toEqual([])
    expect(await site.services.premises.summaries.several([code]).then(known => known.get(code)?.status)).toBe(
      'available',
    )
  })

  it('is offered as the highest available choice, and the others go to the next in line', async () => {
    const one = await anOfferedShop()
    const two = await anOfferedShop()
    const three = await anOfferedShop()
    const first = await waitingFor([one.code, two.code, three.code], 5)
    const next = await waitingFor([two.code, one.code], 4)
    for (const { holder } of [two, three]) {
      const had = await stored(holder)
      await site.services.cases.moves.move(holder, 'declined', asApplicant(had))
    }
    await site.runJobs()
    expect((await stored(idOf(first))).heldPremises).toBe(two.code)
    expect((await stored(idOf(next))).state).toBe('waitlisted')
    expect(await offersOf(three.code)).toEqual([])
  })

  it('is not offered to an applicant with another offer, who stays in line and is offered the next one', async () => {
    const applicant = new mongoose.Types.ObjectId()
    const elsewhere = await aTakenShop({ applicant, state: 'accepted' })
    const one = await anOfferedShop()
    const two = await anOfferedShop()
    const busy = await waitingFor([one.code, two.code], 5, { applicant })
    const other = await waitingFor([one.code], 1)
    await site.services.cases.moves.move(one.holder, 'declined', asApplicant(await stored(one.holder)))
    await site.services.cases.moves.move(two.holder, 'declined', asApplicant(await stored(two.holder)))
    await site.runJobs()
    expect((await stored(idOf(other))).heldPremises).toBe(one.code)
    expect((await stored(idOf(busy))).state).toBe('waitlisted')

    await site.services.cases.moves.withdraw(elsewhere.holder, { kind: 'applicant', id: applicant.toHexString() })
    await site.runJobs()
    expect((await stored(idOf(busy))).heldPremises).toBe(two.code)
  })

  it('is not offered while it is paused, but once it is listed again', async () => {
    const { code } = await aPremises({ status: 'paused' })
    const one = await waitingFor([code], 3)
    await site.runJobs()
    expect((await stored(idOf(one))).state).toBe('waitlisted')
    await PremisesModel.updateOne({ code }, { status: 'available' })
    await site.runJobs()
    expect((await stored(idOf(one))).heldPremises).toBe(code)
  })

  it('is not offered to an applicant whose wait is over', async () => {
    const { code } = await aPremises()
    const one = await waitingFor([code], 3, { waiting: { score: 3, until: new Date('2026-11-24T15:59:59.999Z') } })
    expect(await site.services.deciding.waiting.offerFree()).toBe(0)
    expect((await stored(idOf(one))).heldPremises).toBeUndefined()
  })

  it('goes to only one of two system runs and an officer at the same time, and the officer gets an explanation', async () => {
    const { code } = await aPremises()
    const waiting = await waitingFor([code], 3)
    const decided = await anApplication({ state: 'decision', premises: [code], assessments: [assessedWith(4)] })
    const { deciding } = site.services
    const person = await decider()
    const [answer] = await Promise.all([
      post(person, idOf(decided), 'offer', { premises: code, deadlineOn: '2026-12-05' }),
      deciding.waiting.offerFree(),
      deciding.waiting.offerFree(),
    ])
    const holders = await offersOf(code)
    expect(holders).toHaveLength(1)
    if (holders[0] === idOf(decided)) expect(answer.status).toBe(303)
    else {
      expect(holders).toEqual([idOf(waiting)])
      expect(answer.status).toBe(409)
      expect(renderedPage(answer).text('alert')).toContain(`Unit ${code}`)
    }
  })

  it('cannot be offered manually to an applicant who has another offer', async () => {
    const { code } = await aPremises()
    const applicant = new mongoose.Types.ObjectId()
    await anOfferedShop({ applicant })
    const id = idOf(
      await anApplication({ state: 'decision', applicant, premises: [code], assessments: [assessedWith(4)] }),
    )
    const refused = await post(await decider(), id, 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(409)
    expect(renderedPage(refused).text('alert')).toContain('has another offer')
  })
})

describe('an extension of an offer', () => {
  const anOffer = async () => {
    const founder = await anApplicant({ locale: 'en' })
    const { code, holder } = await aTakenShop({ state: 'offered', applicant: founder._id })
    return { founder, code, id: holder }
  }

  it('is given once, with a reason for the applicant, and moves the expiry', async () => {
    const { founder, id } = await anOffer()
    const person = await decider()
    await post(person, id, 'extend-offer', { deadlineOn: '2026-12-20', reason: 'Паспорт в консульстве.' }).expect(303)
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toContain('until the end of 20 December 2026')
    expect(site.mails().at(-1)?.text).toContain('Паспорт в консульстве.')
    const own = renderedPage(await (await site.as(founder)).get(`/en/applications/${id}`).expect(200))
    expect(own.main).toContain('Answer by the end of 20 December 2026')
    expect(own.text('timeline')).toContain('The time to answer the offer was extended')

    const again = await post(person, id, 'extend-offer', { deadlineOn: '2026-12-30', reason: 'Ещё раз.' }).expect(409)
    expect(renderedPage(again).text('alert')).toContain('cannot be extended again')
    site.clock.set('2026-12-20T23:00:00+08:00')
    expect(await site.services.deciding.sweeps.expireOffers()).toBe(0)
    site.clock.set('2026-12-21T00:00:01+08:00')
    expect(await site.services.deciding.sweeps.expireOffers()).toBe(1)
  })

  it('needs a later day within sixty days, a reason and a running offer', async () => {
    const { id } = await anOffer()
    const person = await decider()
    const wrong = (deadlineOn: string, reason = 'x') =>
      post(person, id, 'extend-offer', { deadlineOn, reason }).expect(422)
    expect(renderedPage(await wrong('2026-12-09')).errors()[0]?.text).toContain('later than the present one')
    expect(renderedPage(await wrong('2027-03-09')).errors()[0]?.text).toContain('60 days at most')
    expect(renderedPage(await wrong('2026-12-20', ' ')).errors()[0]?.field).toBe('reason')
    site.clock.set('2026-12-10T00:00:01+08:00')
    const late = await post(await decider(), id, 'extend-offer', { deadlineOn: '2026-12-20', reason: 'x' }).expect(409)
    expect(renderedPage(late).text('alert')).toContain('deadline has passed')
    expect((await stored(id)).offer?.extendedFrom).toBeUndefined()
  })
})

describe('the end of a wait', () => {
  it('is announced once, a month before, and closes the application automatically', async () => {
    const founder = await anApplicant({ locale: 'en' })
    const { code } = await aTakenShop()
    const id = idOf(await waitingFor([code], 3, { applicant: founder._id }))
    site.clock.set('2027-10-20T12:00:00+08:00')
    await site.runJobs()
    expect(site.mails()).toEqual([])
    site.clock.set('2027-10-26T12:00:00+08:00')
    await site.runJobs()
    await site.runJobs()
    expect(site.mails().map(({ subject }) => subject)).toEqual([
      `Application ${(await stored(id)).reference!}: the wait is about to end`,
    ])
    site.clock.set('2027-11-26T00:00:01+08:00')
    await site.runJobs()
    expect((await stored(id)).state).toBe('lapsed')
    expect(site.mails().at(-1)?.subject).toContain('is no longer on the waiting list')
  })

  it('removes the application from the counts, even before it is closed', async () => {
    const over = await aTakenShop()
    const both = await aTakenShop()
    const first = idOf(await waitingFor([over.code, both.code], 5))
    site.clock.set('2026-12-25T12:00:00+08:00')
    const next = await waitingFor([both.code], 3)
    const { until } = (await stored(first)).waiting!
    await ApplicationModel.updateOne({ _id: next._id }, { 'waiting.until': new Date(until.getTime() + 86_400_000) })
    site.clock.set(new Date(until.getTime() + 1))
    const wanted = [{ code: both.code, count: 1, next: { id: idOf(next), reference: next.reference } }]
    expect(await site.services.cases.places.wanted()).toEqual(wanted)
    expect(await site.services.cases.places.on(await stored(first))).toEqual([])
    const page = renderedPage(await (await decider()).get('/en/staff/applications/waiting').expect(200))
    expect(page.text('wanted')).not.toContain(over.code)
    expect((await stored(first)).state).toBe('waitlisted')
  })

  it('may be set by an officer, with a reason', async () => {
    const founder = await anApplicant({ locale: 'en' })
    const { code } = await aTakenShop()
    const id = idOf(await waitingFor([code], 3, { applicant: founder._id }))
    const person = await decider()
    await post(person, id, 'lapse', { reason: '' }).expect(422)
    await post(person, id, 'lapse', { reason: 'The building is closed.' }).expect(303)
    await site.runJobs()
    expect(site.mails().at(-1)?.text).toContain('The building is closed.')
  })

  it('also follows from accepting a lower choice, as the page of the offer explains', async () => {
    const founder = await anApplicant({ locale: 'en' })
    const wanted = await aTakenShop()
    const other = await aPremises()
    const id = idOf(await waitingFor([wanted.code, other.code], 3, { applicant: founder._id }))
    await site.runJobs()
    const own = renderedPage(await (await site.as(founder)).get(`/en/applications/${id}`).expect(200))
    expect(own.main).toContain('This is choice 2 of your 2.')
    expect(own.main).toContain(`no longer wait for the others, even if you decline: ${wanted.code}.`)
  })
})
