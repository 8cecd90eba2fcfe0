import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { runChecks } from '#shared/checks.ts'
import { sweepApplications } from '#features/applications/index.ts'
import { sweepFiles } from '#features/documents/jobs.ts'
import { carryOutEffects, deliverMail } from '#features/outbox/jobs.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf } from '../support/desk.ts'
import { upload } from '../support/founder.ts'
import { killedAfter } from '../support/processes/interruptions.ts'
import { slowUpload } from '../support/processes/slow-upload.ts'
import { useSite } from '../support/site.ts'
import { aPdf, inStore } from '../support/upload-site.ts'

const site = useSite()
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)
const there = async (id: string) => (await ApplicationModel.countDocuments({ _id: id })) === 1

async function draftWithPapers() {
  const account = await anApplicant()
  const { code } = await aPremises()
  const id = idOf(await aDraft({ applicant: account._id, premises: [code], startedFor: code }))
  const person = await site.as(account)
  await upload(person, id).expect(303)
  return { account, id, person }
}

/** Announces the deletion of the draft and sends its letter. */
async function announce() {
  await site.services.applying.deletions.warn()
  for (const job of [carryOutEffects, deliverMail]) await job.run({ services: site.services, log: site.log })
}

/** Runs the sweeper and effects after enough time, as on a machine that was started again. */
async function afterwards() {
  for (let round = 0; round < 2; round += 1) {
    site.clock.advance({ minutes: 61 })
    for (const job of [sweepApplications, carryOutEffects, sweepFiles])
      await job.run({ services: site.services, log: site.log })
  }
}

/**
 * Returns the broken invariants about files and documents, several hours later, when nothing can be in progress any more.
 */
async function broken() {
  site.clock.advance({ minutes: 180 })
  const about = /file|document/
  const checkers = site.checkers.filter(({ promises }) => promises.some(({ name }) => about.test(name)))
  const found = await runChecks(checkers)
  const promises = found.filter(({ name, level }) => level === 'violation' && about.test(name))
  expect(promises.length).toBeGreaterThan(3)
  return promises.filter(({ count }) => count > 0).map(({ name }) => name)
}

/** Kills the act after 0, 1, 2 … writes until it finishes. `check` runs after each. */
async function killedAnywhere(prepare: () => Promise<{ act: () => Promise<unknown>; check: () => Promise<void> }>) {
  for (let writes = 0; writes < 120; writes += 1) {
    const { act, check } = await prepare()
    const end = await killedAfter(writes, act)
    await afterwards()
    await check()
    expect(await broken(), `killed after ${writes} writes`).toEqual([])
    if (end === 'done') return writes
  }
  throw new Error('it never came to its end')
}

describe('a process that is killed at any write', () => {
  it('leaves no file without an owner when it was deleting a stale draft', async () => {
    const writes = await killedAnywhere(async () => {
      site.clock.set(noon('2026-11-25'))
      const { id } = await draftWithPapers()
      site.clock.set(noon('2027-02-20'))
      await announce()
      site.clock.set(noon('2027-03-20'))
      const check = async () => {
        expect(await there(id)).toBe(false)
        expect(await DocumentModel.countDocuments({ application: id })).toBe(0)
        expect(await inStore()).toEqual({ files: 0, chunks: 0, pending: 0 })
      }
      return { act: () => site.services.applying.deletions.removeStale(), check }
    })
    expect(writes).toBeGreaterThan(10)
  }, 120_000)

  it('leaves no file without an owner when it was anonymising an applicant', async () => {
    await killedAnywhere(async () => {
      site.clock.set(noon('2026-11-25'))
      const { account, id } = await draftWithPapers()
      const act = () => site.services.applications.own.forgetApplicant(account.id)
      const check = async () => {
        // The person who asked for the deletion asks again.
        await act()
        expect(await there(id)).toBe(false)
        expect(await inStore()).toEqual({ files: 0, chunks: 0, pending: 0 })
      }
      return { act, check }
    })
  }, 120_000)

  it('leaves no file without an owner when it was erasing the documents of an old case', async () => {
    await killedAnywhere(async () => {
      site.clock.set(noon('2026-11-25'))
      const account = await anApplicant()
      const facts = { state: 'information_requested' as const, returnTo: 'screening' as const }
      const answerBy = noon('2026-12-20')
      const id = idOf(await anApplication({ applicant: account._id, ...facts, answerBy, startedFor: 'SFH-A-0999' }))
      const person = await site.as(account)
      await person.post(`/ru/applications/${id}/documents`).attach('passport', aPdf(), 'x.pdf').expect(303)
      await ApplicationModel.updateOne({ _id: id }, { $set: { state: 'withdrawn', stateSince: noon('2026-11-26') } })

      site.clock.set(noon('2029-11-25'))
      const act = async () => {
        await site.services.cases.retention.eraseOldDocuments()
        await site.services.outbox.carryOut()
      }
      const check = async () => {
        // The job that deletes runs again.
        await act()
        expect(await DocumentModel.countDocuments({ application: id })).toBe(0)
      }
      return { act, check }
    })
  }, 120_000)

  it('leaves a draft that can be submitted, and no stray file, when a document was being added, replaced or removed', async () => {
    const writes = await killedAnywhere(async () => {
      site.clock.set(noon('2026-11-25'))
      const { id, person } = await draftWithPapers()
      const [passport, plan] = await site.services.documents.list(id)
      const papers = `/ru/applications/${id}/documents`
      const act = async () => {
        await person.post(papers).attach('experience', aPdf(2_100), 'more.pdf')
        await person.post(`${papers}/${idOf(passport!)}`).attach('file', aPdf(2_200), 'other.pdf')
        await person
          .post(`${papers}/${idOf(plan!)}`)
          .type('form')
          .send({ remove: 'yes' })
      }
      const check = async () => {
        for (const document of await site.services.documents.list(id)) await person.get(`${papers}/${idOf(document)}`)
        expect(await DocumentModel.countDocuments({ application: id, state: 'pending' })).toBe(0)
        expect((await inStore()).pending).toBe(0)
      }
      return { act, check }
    })
    expect(writes).toBeGreaterThan(15)
  }, 240_000)
})

it('does not report an upload to a draft that was just deleted as lost before the sweeper has run', async () => {
  const { id, person } = await draftWithPapers()
  const path = `/ru/applications/${id}/documents`
  const slow = await slowUpload(person, { path, field: 'experience', filename: 'late.pdf' })
  const { _id, revision } = (await ApplicationModel.findById(id).lean())!
  expect(await site.services.applying.deletions.deleteDraft({ _id, revision })).toBe(true)
  // The bytes and the record have arrived when the process is killed.
  await killedAfter(5, () => slow.finish(500))
  expect(await DocumentModel.find({ application: id }).lean()).toMatchObject([{ state: 'pending' }])
  const lost = async () => {
    const found = await runChecks(site.checkers)
    return found.filter(({ name, count }) => /^every document belongs/.test(name) && count > 0)
  }
  expect(await lost()).toEqual([])
  await afterwards()
  expect(await inStore()).toEqual({ files: 0, chunks: 0, pending: 0 })
  expect(await broken()).toEqual([])
})

it('keeps a draft with its documents if the draft is saved while it is being deleted', async () => {
  const { id } = await draftWithPapers()
  site.clock.set(noon('2027-02-20'))
  await announce()
  site.clock.set(noon('2027-03-20'))
  // The intention is recorded when the process is killed.
  await killedAfter(1, () => site.services.applying.deletions.removeStale())
  await ApplicationModel.updateOne({ _id: id }, { $inc: { revision: 1 }, $set: { updatedAt: site.clock.now() } })
  await afterwards()
  expect(await there(id)).toBe(true)
  expect((await site.services.documents.list(id)).map(({ kind }) => kind)).toHaveLength(3)
  expect(await broken()).toEqual([])
})
