import type mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { formVersion } from '#features/cases/answers/fields.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { applicationsBench, newId, officer } from '../support/applications-bench.ts'
import { idOf, stored } from '../support/desk.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

describe('the start of a draft', () => {
  const { service } = applicationsBench()

  it('makes the unit the first choice', async () => {
    const { id } = await service.applying.drafts.begin(newId(), ['SFH-A-0107'])
    expect(await stored(id)).toMatchObject({
      state: 'draft',
      premises: ['SFH-A-0107'],
      answers: { choice: { premises: ['SFH-A-0107'] } },
      events: [{ kind: 'started' }],
    })
  })

  it('returns the same draft on every request', async () => {
    const applicant = newId()
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => service.applying.drafts.begin(applicant, ['SFH-A-0107'])),
    )
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1)
    expect(await ApplicationModel.countDocuments()).toBe(1)
  })

  it('is refused for an unknown unit', async () => {
    await expect(service.applying.drafts.begin(newId(), ['HEI-B-0001'])).rejects.toMatchObject({
      kind: 'not-found',
      code: 'application.no-such-premises',
    })
  })
})

describe('the saving of a section', () => {
  const { service } = applicationsBench()

  it('stores wrong answers as they were entered and reports the errors', async () => {
    const applicantId = newId()
    const { id } = await service.applying.drafts.begin(applicantId, ['SFH-A-0107'])
    const typed = { ...validAnswers().choice, areaNeeded: 'много', premises: ['sfh-a-0107', 'HEI-B-0001'] }
    const { complaints } = await service.cases.answers.save({ id, applicantId }, 'choice', { answers: typed })
    expect(complaints).toEqual({ areaNeeded: 'form.number', 'premises-2': 'apply.error.premises-unknown' })
    const draft = await stored(id)
    expect(draft.answers.choice).toEqual(typed)
    expect(draft.premises).toEqual(['SFH-A-0107', 'HEI-B-0001'])
    expect(draft.savedAt.choice).toBeInstanceOf(Date)
  })

  it('is not found for another applicant', async () => {
    const { id } = await service.applying.drafts.begin(newId(), ['SFH-A-0107'])
    await expect(
      service.cases.answers.save({ id, applicantId: newId() }, 'choice', { answers: {} }),
    ).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('is refused after the submission', async () => {
    const application = await anApplication()
    const owned = { id: idOf(application), applicantId: application.applicant.toHexString() }
    await expect(service.cases.answers.save(owned, 'plan', { answers: {} })).rejects.toMatchObject({
      code: 'application.not-a-draft',
    })
  })
})

describe('the submission', () => {
  it('assigns a reference, fixes the answers and queues one e-mail', async () => {
    const bench = applicationsBench()
    const draft = await aDraft()
    const submitted = await bench.service.applying.drafts.submit(idOf(draft), draft.applicant.toHexString())
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

  it('results in one application, even from several requests', async () => {
    const { service } = applicationsBench()
    const draft = await aDraft()
    const sent = await Promise.all(
      Array.from({ length: 6 }, () => service.applying.drafts.submit(idOf(draft), draft.applicant.toHexString())),
    )
    expect(new Set(sent.map(({ reference }) => reference)).size).toBe(1)
    const application = await stored(idOf(draft))
    expect(application.events.filter(({ to }) => to === 'submitted')).toHaveLength(1)
    expect(application.pendingEffects).toHaveLength(1)
  })

  it('never assigns the same reference twice', async () => {
    const { service } = applicationsBench()
    const drafts = await Promise.all(Array.from({ length: 12 }, () => aDraft()))
    const sent = await Promise.all(
      drafts.map(draft => service.applying.drafts.submit(idOf(draft), draft.applicant.toHexString())),
    )
    expect(new Set(sent.map(({ reference }) => reference)).size).toBe(12)
  })

  it('is refused for missing answers, missing documents and an unconfirmed address, each with its reason', async () => {
    const bench = applicationsBench()
    const submit = (draft: { _id: mongoose.Types.ObjectId; applicant: mongoose.Types.ObjectId }) =>
      bench.service.applying.drafts.submit(idOf(draft), draft.applicant.toHexString())
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

  it('is not found for another applicant', async () => {
    const { service } = applicationsBench()
    await expect(service.applying.drafts.submit(idOf(await aDraft()), newId())).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('the reading of cases', () => {
  const { service } = applicationsBench()

  it('counts submitted applications and no drafts', async () => {
    await aDraft()
    await anApplication()
    await anApplication({ state: 'review' })
    expect(await service.cases.queue.countByState()).toEqual({ submitted: 1, review: 1 })
  })

  it('shows no draft to the staff, and no case to another applicant', async () => {
    const draft = await aDraft()
    await expect(service.cases.files.forStaff(idOf(draft), officer('decider'))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(service.cases.own.get(idOf(await anApplication()), newId())).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})
