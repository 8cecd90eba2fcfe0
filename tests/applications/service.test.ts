import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type ApplicationState } from '../../models/application.ts'
import { formVersion } from '../../server/features/applications/form/fields.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { applicationsBench } from '../support/applications-bench.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

const newId = () => new mongoose.Types.ObjectId().toHexString()
const officer = (kind: 'reviewer' | 'decider' | 'administrator' | 'listing_manager') => ({
  kind,
  id: newId(),
  name: 'Wang Li',
})
const idOf = ({ _id }: { _id: mongoose.Types.ObjectId }) => _id.toHexString()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean())!
const scores = { feasibility: 4, experience: 5, jobs: 3, finance: 4, street_benefit: 2 }

describe('starting a draft', () => {
  const { service } = applicationsBench()

  it('begins with the premises as the first choice', async () => {
    const id = await service.start(newId(), 'SFH-A-0107')
    expect(await stored(id)).toMatchObject({
      state: 'draft',
      premises: ['SFH-A-0107'],
      answers: { choice: { premises: ['SFH-A-0107'] } },
      events: [{ kind: 'started' }],
    })
  })

  it('leads to the same draft however often it is asked', async () => {
    const applicant = newId()
    const ids = await Promise.all(Array.from({ length: 8 }, () => service.start(applicant, 'SFH-A-0107')))
    expect(new Set(ids).size).toBe(1)
    expect(await ApplicationModel.countDocuments()).toBe(1)
  })

  it('refuses a premises that does not exist', async () => {
    await expect(service.start(newId(), 'HEI-B-0001')).rejects.toMatchObject({
      kind: 'not-found',
      code: 'application.no-such-premises',
    })
  })
})

describe('saving a section', () => {
  const { service } = applicationsBench()

  it('keeps wrong answers as they were typed and says what is wrong', async () => {
    const applicantId = newId()
    const id = await service.start(applicantId, 'SFH-A-0107')
    const typed = { ...validAnswers().choice, areaNeeded: 'много', premises: ['sfh-a-0107', 'HEI-B-0001'] }
    const { complaints } = await service.saveSection({ id, applicantId }, 'choice', typed)
    expect(complaints).toEqual({ areaNeeded: 'form.number', premises: 'apply.error.premises-unknown' })
    const draft = await stored(id)
    expect(draft.answers.choice).toEqual(typed)
    expect(draft.premises).toEqual(['SFH-A-0107', 'HEI-B-0001'])
    expect(draft.savedAt.choice).toBeInstanceOf(Date)
  })

  it('is somebody else’s: not found', async () => {
    const id = await service.start(newId(), 'SFH-A-0107')
    await expect(service.saveSection({ id, applicantId: newId() }, 'choice', {})).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('is refused once the application has been handed in', async () => {
    const application = await anApplication()
    const owned = { id: idOf(application), applicantId: application.applicant.toHexString() }
    await expect(service.saveSection(owned, 'plan', {})).rejects.toMatchObject({ code: 'application.not-a-draft' })
  })
})

describe('submitting', () => {
  it('gives a reference, freezes the answers and queues one mail', async () => {
    const bench = applicationsBench()
    const draft = await aDraft()
    const submitted = await bench.service.submit(idOf(draft), draft.applicant.toHexString())
    expect(submitted).toMatchObject({
      state: 'submitted',
      reference: 'SS-2026-000001',
      applicantName: 'IVANOVA ANNA',
      snapshot: { formVersion, answers: draft.answers },
    })
    expect(submitted.snapshot?.documents).toHaveLength(3)
    expect(submitted.events.at(-1)).toMatchObject({ kind: 'moved', from: 'draft', to: 'submitted' })
    expect(await bench.carryOut()).toBe(1)
    expect(await bench.carryOut()).toBe(0)
    expect(await bench.mails()).toEqual(['application-submitted'])
  })

  it('is one application however often it is sent', async () => {
    const { service } = applicationsBench()
    const draft = await aDraft()
    const sent = await Promise.all(
      Array.from({ length: 6 }, () => service.submit(idOf(draft), draft.applicant.toHexString())),
    )
    expect(new Set(sent.map(({ reference }) => reference)).size).toBe(1)
    const application = await stored(idOf(draft))
    expect(application.events.filter(({ to }) => to === 'submitted')).toHaveLength(1)
    expect(application.pendingEffects).toHaveLength(1)
  })

  it('gives no two applications one reference', async () => {
    const { service } = applicationsBench()
    const drafts = await Promise.all(Array.from({ length: 12 }, () => aDraft()))
    const sent = await Promise.all(drafts.map(draft => service.submit(idOf(draft), draft.applicant.toHexString())))
    expect(new Set(sent.map(({ reference }) => reference)).size).toBe(12)
  })

  it('refuses missing answers, missing documents and an unconfirmed address, each with its reason', async () => {
    const bench = applicationsBench()
    const submit = (draft: { _id: mongoose.Types.ObjectId; applicant: mongoose.Types.ObjectId }) =>
      bench.service.submit(idOf(draft), draft.applicant.toHexString())
    const rest = { ...validAnswers(), plan: {} }
    await expect(submit(await aDraft({ answers: rest }))).rejects.toMatchObject({ code: 'application.answers-missing' })
    const draft = await aDraft()
    bench.documents.set(idOf(draft), [])
    await expect(submit(draft)).rejects.toMatchObject({ code: 'application.documents-missing' })
    bench.documents.delete(idOf(draft))
    bench.verified.value = false
    await expect(submit(draft)).rejects.toMatchObject({ code: 'application.email-not-verified' })
    expect(await stored(idOf(draft))).toMatchObject({ state: 'draft' })
  })

  it('is somebody else’s: not found', async () => {
    const { service } = applicationsBench()
    await expect(service.submit(idOf(await aDraft()), newId())).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('moving a case', () => {
  const clock = testClock()
  const bench = applicationsBench(clock)
  const { service } = bench

  it('takes the straight path to the rent-free clock, with an event for each step', async () => {
    const application = await anApplication()
    const id = idOf(application)
    const applicantId = application.applicant.toHexString()
    const [reviewer, decider] = [officer('reviewer'), officer('decider')]
    await service.move(id, 'screening', reviewer)
    await service.move(id, 'review', reviewer)
    await service.assess(id, reviewer, { noConflict: true, scores, comment: '' })
    await service.move(id, 'decision', reviewer)
    await service.offer(id, decider, { premises: 'SFH-A-0107' })
    await bench.carryOut()
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ status: 'held', holder: id })

    await service.accept(id, applicantId)
    await service.signContract(id, decider)
    await bench.carryOut()
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ status: 'let', holder: id })

    await service.handOver(id, decider, { on: '2026-11-25' })
    await bench.carryOut()
    expect(await bench.tenancies()).toMatchObject([{ _id: id, status: '2026-11-25' }])
    const { events, heldPremises, state, assignee } = await stored(id)
    expect({ heldPremises, state, assignee: assignee?.toHexString() }).toEqual({
      heldPremises: 'SFH-A-0107',
      state: 'contracted',
      assignee: reviewer.id,
    })
    expect(events.map(({ kind, to }) => to ?? kind)).toEqual([
      'screening',
      'review',
      'assessed',
      'decision',
      'offered',
      'accepted',
      'contracted',
      'handed_over',
    ])
    expect(await bench.mails()).toEqual([
      'application-offered',
      'application-accepted',
      'application-contracted',
      'application-handed-over',
    ])
  })

  it('refuses what the table forbids and leaves the case as it was', async () => {
    const id = idOf(await anApplication())
    await expect(service.signContract(id, officer('decider'))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'application.refused.no-such-move',
    })
    await expect(service.move(id, 'screening', officer('administrator'))).rejects.toMatchObject({
      code: 'application.refused.not-yours',
    })
    await expect(service.move(id, 'withdrawn', officer('decider'))).rejects.toMatchObject({
      code: 'application.refused.not-yours',
    })
    expect((await stored(id)).events).toHaveLength(0)
  })

  it('lets one of many officers make a move, once', async () => {
    const id = idOf(await anApplication())
    const racers = Array.from({ length: 10 }, () => service.move(id, 'screening', officer('reviewer')))
    const done = (await Promise.allSettled(racers)).filter(({ status }) => status === 'fulfilled')
    expect(done).toHaveLength(1)
    expect((await stored(id)).events).toHaveLength(1)
  })

  it('refuses a decision by one who assessed the case', async () => {
    const reviewer = officer('reviewer')
    const application = await anApplication({ state: 'review' })
    await service.assess(idOf(application), reviewer, { noConflict: true, scores, comment: '' })
    await service.move(idOf(application), 'decision', reviewer)
    const promoted = { ...reviewer, kind: 'decider' as const }
    await expect(service.offer(idOf(application), promoted, { premises: 'SFH-A-0107' })).rejects.toMatchObject({
      code: 'application.refused.reviewed-by-decider',
    })
    await expect(service.move(idOf(application), 'rejected', promoted, { reason: 'x' })).rejects.toMatchObject({
      code: 'application.refused.reviewed-by-decider',
    })
  })

  it('asks for more, takes the answer, and closes what nobody answers', async () => {
    const application = await anApplication({ state: 'screening' })
    const applicant = { kind: 'applicant' as const, id: application.applicant.toHexString() }
    const id = idOf(application)
    const asked = await service.requestInformation(id, officer('reviewer'), {
      items: [{ id: 'section-plan', text: 'План не сходится' }],
      locale: 'ru',
    })
    expect(asked).toMatchObject({ returnTo: 'screening', answerBy: new Date('2026-12-09T15:59:59.999Z') })
    await expect(service.answer(id, applicant, 'Вот')).rejects.toMatchObject({ code: 'request.not-finished' })
    await service.excuseItem({ id, applicantId: applicant.id, itemId: 'section-plan', text: 'Всё сходится' })
    const answered = await service.answer(id, applicant, 'Приложила')
    expect(answered.returnTo).toBeUndefined()

    const again = { items: [{ id: 'kind-permit', text: 'И разрешение' }], locale: 'ru' as const }
    await service.requestInformation(id, officer('reviewer'), again)
    expect(await service.lapseUnanswered()).toBe(0)
    clock.set('2026-12-10T00:00:00+08:00')
    expect(await service.lapseUnanswered()).toBe(1)
    expect(await service.lapseUnanswered()).toBe(0)
    expect((await stored(id)).state).toBe('lapsed')
    clock.set('2026-11-25T12:00:00+08:00')
  })

  it('reopens an ended case only for an administrator with a reason', async () => {
    const id = idOf(await anApplication({ state: 'rejected' }))
    await expect(service.move(id, 'decision', officer('reviewer'), { reason: 'x' })).rejects.toMatchObject({
      code: 'application.refused.not-yours',
    })
    await expect(service.move(id, 'decision', officer('administrator'))).rejects.toMatchObject({
      code: 'application.refused.reason-needed',
    })
    await service.move(id, 'decision', officer('administrator'), { reason: 'Новые сведения' })
    await bench.carryOut()
    expect(await bench.mails()).toEqual(['application-reopened'])
  })

  it.each(['draft', 'submitted', 'screening', 'decision', 'offered', 'accepted'] as ApplicationState[])(
    'is withdrawn by its applicant from %s, and lets the premises go',
    async state => {
      const holds = state === 'offered' || state === 'accepted' ? { heldPremises: 'SFH-A-0107' } : {}
      const application = await anApplication({ state, ...holds })
      await service.withdraw(idOf(application), { kind: 'applicant', id: application.applicant.toHexString() })
      const now = await stored(idOf(application))
      expect(now.state).toBe('withdrawn')
      expect(now.heldPremises).toBeUndefined()
    },
  )

  it('is not withdrawn by somebody else, nor once contracted', async () => {
    const application = await anApplication({ state: 'contracted', heldPremises: 'SFH-A-0107' })
    await expect(service.withdraw(idOf(application), { kind: 'applicant', id: newId() })).rejects.toMatchObject({
      kind: 'not-found',
    })
    const owner = { kind: 'applicant' as const, id: application.applicant.toHexString() }
    await expect(service.withdraw(idOf(application), owner)).rejects.toMatchObject({
      code: 'application.refused.no-such-move',
    })
  })
})

describe('assessing', () => {
  const { service } = applicationsBench()
  const complete = { noConflict: true, scores, comment: 'Хорошо' }

  it('keeps the last assessment of each reviewer', async () => {
    const id = idOf(await anApplication({ state: 'review' }))
    const reviewer = officer('reviewer')
    await service.assess(id, reviewer, complete)
    await service.assess(id, reviewer, { ...complete, scores: { ...scores, jobs: 0 } })
    await service.assess(id, officer('reviewer'), complete)
    const { assessments } = await stored(id)
    expect(assessments).toHaveLength(2)
    expect(assessments[0]?.scores.jobs).toBe(0)
  })

  it('is refused without the declaration, with a missing or odd score, out of review, and to others', async () => {
    const id = idOf(await anApplication({ state: 'review' }))
    const reviewer = officer('reviewer')
    await expect(service.assess(id, reviewer, { ...complete, noConflict: false })).rejects.toMatchObject({
      code: 'application.conflict-of-interest',
    })
    await expect(service.assess(id, reviewer, { ...complete, scores: { ...scores, jobs: 6 } })).rejects.toMatchObject({
      code: 'application.scores-incomplete',
    })
    await expect(service.assess(id, officer('decider'), complete)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(service.assess(idOf(await anApplication()), reviewer, complete)).rejects.toMatchObject({
      code: 'application.not-in-review',
    })
  })
})

describe('offers', () => {
  const clock = testClock()
  const bench = applicationsBench(clock)
  const { service } = bench

  it('lets exactly one of twenty deciders offer a premises', async () => {
    const cases = await Promise.all(Array.from({ length: 20 }, () => anApplication({ state: 'decision' })))
    const offers = cases.map(application =>
      service.offer(idOf(application), officer('decider'), { premises: 'SFH-A-0107' }),
    )
    const settled = await Promise.allSettled(offers)
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = settled.flatMap(result =>
      result.status === 'rejected' ? [result.reason as { code: string }] : [],
    )
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['application.premises-taken']))
    expect(await ApplicationModel.countDocuments({ state: 'offered' })).toBe(1)
    expect(await ApplicationModel.countDocuments({ heldPremises: 'SFH-A-0107' })).toBe(1)
  })

  it('holds until the end of the fourteenth day in the city, or of the day named', async () => {
    const byDefault = await service.offer(idOf(await anApplication({ state: 'decision' })), officer('decider'), {
      premises: 'SFH-A-0107',
    })
    expect(byDefault.offer?.deadline).toEqual(new Date('2026-12-09T15:59:59.999Z'))
    const other = await anApplication({ state: 'decision', premises: ['SFH-A-0108'] })
    const named = await service.offer(idOf(other), officer('decider'), {
      premises: 'SFH-A-0108',
      deadlineOn: '2026-12-31',
    })
    expect(named.offer?.deadline).toEqual(new Date('2026-12-31T15:59:59.999Z'))
  })

  it('refuses what the applicant did not choose, what is not available, and a deadline that has passed', async () => {
    const id = idOf(await anApplication({ state: 'decision', premises: ['SFH-A-0107', 'HEI-B-0001'] }))
    const offer = (terms: { premises: string; deadlineOn?: string }) => service.offer(id, officer('decider'), terms)
    await expect(offer({ premises: 'SFH-A-0199' })).rejects.toMatchObject({ code: 'application.premises-not-chosen' })
    await expect(offer({ premises: 'HEI-B-0001' })).rejects.toMatchObject({ code: 'application.premises-taken' })
    await expect(offer({ premises: 'SFH-A-0107', deadlineOn: '2026-11-25' })).rejects.toMatchObject({
      code: 'application.offer-deadline-past',
    })
  })

  const offered = (deadline: string) => {
    const offer = { premises: 'SFH-A-0107', madeAt: new Date('2026-11-01'), deadline: new Date(deadline) }
    return anApplication({ state: 'offered', heldPremises: 'SFH-A-0107', offer })
  }

  it('can be answered to the last millisecond and not after it', async () => {
    clock.set('2026-12-09T15:59:59.999Z')
    const inTime = await offered('2026-12-09T15:59:59.999Z')
    expect((await service.accept(idOf(inTime), inTime.applicant.toHexString())).state).toBe('accepted')
    await ApplicationModel.deleteMany({})
    const late = await offered('2026-12-09T15:59:59.998Z')
    await expect(service.accept(idOf(late), late.applicant.toHexString())).rejects.toMatchObject({
      code: 'application.refused.deadline-passed',
    })
    await expect(service.decline(idOf(late), late.applicant.toHexString())).rejects.toMatchObject({
      code: 'application.refused.deadline-passed',
    })
    clock.set('2026-11-25T12:00:00+08:00')
  })

  it('expires once, frees the premises, and the next applicant can have it', async () => {
    const late = await offered('2026-11-25T03:00:00Z')
    expect(await service.expireOffers()).toBe(1)
    expect(await service.expireOffers()).toBe(0)
    await bench.carryOut()
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ status: 'available', holder: null })
    expect((await stored(idOf(late))).state).toBe('offer_expired')
    expect(await bench.mails()).toEqual(['application-offer-expired'])
    const next = await anApplication({ state: 'waitlisted' })
    expect((await service.offer(idOf(next), officer('reviewer'), { premises: 'SFH-A-0107' })).state).toBe('offered')
  })

  it('is declined by its applicant only', async () => {
    const application = await offered('2026-12-31T03:00:00Z')
    await expect(service.decline(idOf(application), newId())).rejects.toMatchObject({ kind: 'not-found' })
    await service.decline(idOf(application), application.applicant.toHexString(), 'Нашли другое')
    expect((await stored(idOf(application))).events.at(-1)).toMatchObject({ to: 'declined', reason: 'Нашли другое' })
  })
})

describe('handing over', () => {
  const { service } = applicationsBench()
  const contracted = () =>
    anApplication({ state: 'contracted', heldPremises: 'SFH-A-0107', stateSince: new Date('2026-11-20T02:00:00Z') })

  it('happens once, however many press the button', async () => {
    const id = idOf(await contracted())
    const racers = Array.from({ length: 5 }, () => service.handOver(id, officer('decider'), { on: '2026-11-25' }))
    expect((await Promise.allSettled(racers)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(service.handOver(id, officer('decider'), { on: '2026-11-25' })).rejects.toMatchObject({
      code: 'application.handed-over-already',
    })
  })

  it.each([
    ['2026-11-26', 'application.handover-future'],
    ['2026-11-19', 'application.handover-before-contract'],
  ])('not on %s', async (on, code) => {
    await expect(service.handOver(idOf(await contracted()), officer('decider'), { on })).rejects.toMatchObject({ code })
  })

  it('not before the contract, and not by a listing manager', async () => {
    const accepted = await anApplication({ state: 'accepted', heldPremises: 'SFH-A-0108' })
    await expect(service.handOver(idOf(accepted), officer('decider'), { on: '2026-11-25' })).rejects.toMatchObject({
      code: 'application.not-contracted',
    })
    const ready = await contracted()
    await expect(service.handOver(idOf(ready), officer('listing_manager'), { on: '2026-11-25' })).rejects.toMatchObject(
      {
        code: 'application.refused.not-yours',
      },
    )
  })

  it('keeps the premises until the tenancy lets it go', async () => {
    const id = idOf(await contracted())
    await service.handOver(id, officer('decider'), { on: '2026-11-25' })
    expect((await stored(id)).heldPremises).toBe('SFH-A-0107')
    await service.release(id)
    await service.release(id)
    const { heldPremises, events } = await stored(id)
    expect(heldPremises).toBeUndefined()
    expect(events.filter(({ kind }) => kind === 'released')).toHaveLength(1)
  })
})

describe('reading', () => {
  const { service } = applicationsBench()

  it('counts what was handed in, and no draft', async () => {
    await aDraft()
    await anApplication()
    await anApplication({ state: 'review' })
    expect(await service.countByState()).toEqual({ submitted: 1, review: 1 })
  })

  it('does not show a draft to the staff, nor one applicant another’s case', async () => {
    const draft = await aDraft()
    await expect(service.forStaff(idOf(draft), officer('decider'))).rejects.toMatchObject({ kind: 'not-found' })
    await expect(service.own(idOf(await anApplication()), newId())).rejects.toMatchObject({ kind: 'not-found' })
  })
})
