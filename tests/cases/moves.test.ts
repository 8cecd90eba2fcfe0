import { describe, expect, it } from 'vitest'
import { type ApplicationState } from '#models/cases/application.ts'
import { askForInformation } from '#features/reviewing/actions/request.ts'
import { assess } from '#features/reviewing/actions/assessment.ts'
import { signContract } from '#features/acceptance/actions/contract.ts'
import { anApplication } from '../factories/applications.ts'
import { applicationsBench, newId, officer } from '../support/applications-bench.ts'
import { testClock } from '../support/clock.ts'
import { idOf, stored } from '../support/desk.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

const scores = { feasibility: 4, experience: 5, jobs: 3, finance: 4, street_benefit: 2 }

describe('moving a case', () => {
  const clock = testClock()
  const bench = applicationsBench(clock)
  const { service } = bench

  it('takes the straight path to the rent-free period, with an event for each step', async () => {
    const application = await anApplication()
    const id = idOf(application)
    const applicantId = application.applicant.toHexString()
    const reviewer = officer('reviewer')
    const decider = officer('decider')
    await service.cases.moves.move(id, 'screening', reviewer)
    await service.cases.moves.move(id, 'review', reviewer)
    await assess(service.casePorts, id, reviewer, { noConflict: true, scores, comment: '' })
    await service.cases.moves.move(id, 'decision', reviewer)
    await service.deciding.offers.make(id, decider, { premises: 'SFH-A-0107' })
    await bench.carryOut()
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ status: 'held', holder: id })

    await service.deciding.offers.accept(id, applicantId)
    await signContract(service.casePorts, id, decider)
    await bench.carryOut()
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ status: 'let', holder: id })

    await service.acceptance.handover.handOver(id, decider, { on: '2026-11-25' })
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

  it('refuses a move that the table forbids and leaves the case unchanged', async () => {
    const id = idOf(await anApplication())
    await expect(signContract(service.casePorts, id, officer('decider'))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'application.refused.no-such-move',
    })
    await expect(service.cases.moves.move(id, 'screening', officer('administrator'))).rejects.toMatchObject({
      code: 'application.refused.not-yours',
    })
    await expect(service.cases.moves.move(id, 'withdrawn', officer('decider'))).rejects.toMatchObject({
      code: 'application.refused.not-yours',
    })
    expect((await stored(id)).events).toHaveLength(0)
  })

  it('succeeds once when many officers try it at the same time', async () => {
    const id = idOf(await anApplication())
    const racers = Array.from({ length: 10 }, () => service.cases.moves.move(id, 'screening', officer('reviewer')))
    const done = (await Promise.allSettled(racers)).filter(({ status }) => status === 'fulfilled')
    expect(done).toHaveLength(1)
    expect((await stored(id)).events).toHaveLength(1)
  })

  it('refuses a decision by an officer who assessed the case', async () => {
    const reviewer = officer('reviewer')
    const application = await anApplication({ state: 'review' })
    await assess(service.casePorts, idOf(application), reviewer, { noConflict: true, scores, comment: '' })
    await service.cases.moves.move(idOf(application), 'decision', reviewer)
    const promoted = { ...reviewer, kind: 'decider' as const }
    await expect(
      service.deciding.offers.make(idOf(application), promoted, { premises: 'SFH-A-0107' }),
    ).rejects.toMatchObject({
      code: 'application.refused.reviewed-by-decider',
    })
    await expect(
      service.cases.moves.move(idOf(application), 'rejected', promoted, { reason: 'x' }),
    ).rejects.toMatchObject({
      code: 'application.refused.reviewed-by-decider',
    })
  })

  it('requests information, accepts the answer, and closes a case without an answer', async () => {
    const application = await anApplication({ state: 'screening' })
    const applicant = { kind: 'applicant' as const, id: application.applicant.toHexString() }
    const id = idOf(application)
    const asked = await askForInformation(service.casePorts, id, officer('reviewer'), {
      items: [{ id: 'section-plan', text: 'План не сходится' }],
      locale: 'ru',
    })
    expect(asked).toMatchObject({ returnTo: 'screening', answerBy: new Date('2026-12-09T15:59:59.999Z') })
    await expect(service.reviewing.requests.answer(id, applicant, 'Вот')).rejects.toMatchObject({
      code: 'request.not-finished',
    })
    await service.reviewing.requests.excuse({
      id,
      applicantId: applicant.id,
      itemId: 'section-plan',
      text: 'Всё сходится',
    })
    const answered = await service.reviewing.requests.answer(id, applicant, 'Приложила')
    expect(answered.returnTo).toBeUndefined()

    const again = { items: [{ id: 'kind-permit', text: 'И разрешение' }], locale: 'ru' as const }
    await askForInformation(service.casePorts, id, officer('reviewer'), again)
    expect(await service.deciding.sweeps.lapseUnanswered()).toBe(0)
    clock.set('2026-12-10T00:00:00+08:00')
    expect(await service.deciding.sweeps.lapseUnanswered()).toBe(1)
    expect(await service.deciding.sweeps.lapseUnanswered()).toBe(0)
    expect((await stored(id)).state).toBe('lapsed')
    clock.set('2026-11-25T12:00:00+08:00')
  })

  it('reopens an ended case only for an administrator with a reason', async () => {
    const id = idOf(await anApplication({ state: 'rejected' }))
    await expect(service.cases.moves.move(id, 'decision', officer('reviewer'), { reason: 'x' })).rejects.toMatchObject({
      code: 'application.refused.not-yours',
    })
    await expect(service.cases.moves.move(id, 'decision', officer('administrator'))).rejects.toMatchObject({
      code: 'application.refused.reason-needed',
    })
    await service.cases.moves.move(id, 'decision', officer('administrator'), { reason: 'Новые сведения' })
    await bench.carryOut()
    expect(await bench.mails()).toEqual(['application-reopened'])
  })

  it.each(['submitted', 'screening', 'decision', 'offered', 'accepted'] as ApplicationState[])(
    'to withdrawn is open to its applicant from %s and releases the unit',
    async state => {
      const holds = state === 'offered' || state === 'accepted' ? { heldPremises: 'SFH-A-0107' } : {}
      const application = await anApplication({ state, ...holds })
      await service.cases.moves.withdraw(idOf(application), {
        kind: 'applicant',
        id: application.applicant.toHexString(),
      })
      const now = await stored(idOf(application))
      expect(now.state).toBe('withdrawn')
      expect(now.heldPremises).toBeUndefined()
    },
  )

  it('to withdrawn is refused to anybody else, and after the contract', async () => {
    const application = await anApplication({ state: 'contracted', heldPremises: 'SFH-A-0107' })
    await expect(
      service.cases.moves.withdraw(idOf(application), { kind: 'applicant', id: newId() }),
    ).rejects.toMatchObject({
      kind: 'not-found',
    })
    const owner = { kind: 'applicant' as const, id: application.applicant.toHexString() }
    await expect(service.cases.moves.withdraw(idOf(application), owner)).rejects.toMatchObject({
      code: 'application.refused.no-such-move',
    })
  })
})

describe('an assessment', () => {
  const { service } = applicationsBench()
  const complete = { noConflict: true, scores, comment: 'Хорошо' }

  it('replaces the earlier one of the same reviewer', async () => {
    const id = idOf(await anApplication({ state: 'review' }))
    const reviewer = officer('reviewer')
    await assess(service.casePorts, id, reviewer, complete)
    await assess(service.casePorts, id, reviewer, {
      ...complete,
      scores: { ...scores, jobs: 0 },
      reason: 'Не один.',
    })
    await assess(service.casePorts, id, officer('reviewer'), complete)
    const { assessments } = await stored(id)
    expect(assessments).toHaveLength(2)
    expect(assessments[0]?.scores.jobs).toBe(0)
  })

  it('is refused without the declaration, with a missing or invalid score, outside review, and to other roles', async () => {
    const id = idOf(await anApplication({ state: 'review' }))
    const reviewer = officer('reviewer')
    await expect(assess(service.casePorts, id, reviewer, { ...complete, noConflict: false })).rejects.toMatchObject({
      code: 'application.conflict-of-interest',
    })
    await expect(
      assess(service.casePorts, id, reviewer, { ...complete, scores: { ...scores, jobs: 6 } }),
    ).rejects.toMatchObject({
      code: 'application.scores-incomplete',
    })
    await expect(assess(service.casePorts, id, officer('decider'), complete)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(assess(service.casePorts, idOf(await anApplication()), reviewer, complete)).rejects.toMatchObject({
      code: 'application.not-in-review',
    })
  })
})
