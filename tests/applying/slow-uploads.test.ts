import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { sweepFiles } from '#features/documents/jobs.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf, stored, type Agent } from '../support/desk.ts'
import { upload } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { slowUpload } from '../support/processes/slow-upload.ts'
import { aPdf, inStore } from '../support/upload-site.ts'

const site = useSite()

describe('an upload that is still running', () => {
  const list = (id: string) => site.services.documents.list(id)
  const papers = (id: string) => `/ru/applications/${id}/documents`
  const submit = (person: Agent, id: string) => person.post(`/ru/applications/${id}/check`).expect(303)

  async function completeDraft() {
    const account = await anApplicant()
    const person = await site.as(account)
    const { code } = await aPremises()
    const id = idOf(await aDraft({ applicant: account._id, premises: [code], startedFor: code }))
    await upload(person, id).expect(303)
    return { id, person }
  }

  async function asked() {
    const account = await anApplicant()
    const person = await site.as(account)
    const answerBy = new Date('2026-12-01T12:00:00Z')
    const facts = { state: 'information_requested' as const, returnTo: 'screening' as const, answerBy }
    const id = idOf(await anApplication({ applicant: account._id, ...facts }))
    return { id, person }
  }

  /** Checks that the submitted documents are the stored ones, and that every file can be read. */
  async function isWhole(person: Agent, id: string) {
    const { snapshot } = await stored(id)
    const named = (snapshot?.documents ?? []).map(one => one.id)
    expect((await list(id)).map(idOf)).toEqual(named)
    for (const document of named) await person.get(`${papers(id)}/${document}`).expect(200)
  }

  it('is not added to an application that was submitted meanwhile', async () => {
    const { id, person } = await completeDraft()
    const before = await inStore()
    const slow = await slowUpload(person, { path: papers(id), field: 'experience', filename: 'late.pdf' })
    await submit(person, id)
    await slow.finish(409)

    await isWhole(person, id)
    expect(await inStore()).toEqual(before)
  })

  it('does not remove a document that was submitted meanwhile', async () => {
    const { id, person } = await completeDraft()
    const [passport] = await list(id)
    const before = await inStore()
    const path = `${papers(id)}/${idOf(passport!)}`
    const slow = await slowUpload(person, { path, field: 'file', filename: 'late.pdf' })
    await submit(person, id)
    await slow.finish(409)

    await isWhole(person, id)
    expect(await inStore()).toEqual(before)
  })

  it('is not added to a case that has ended meanwhile', async () => {
    const { id, person } = await asked()
    const slow = await slowUpload(person, { path: papers(id), field: 'passport', filename: 'late.pdf' })
    await site.services.cases.moves.withdraw(
      id,
      { kind: 'applicant', id: (await stored(id)).applicant.toHexString() },
      'x',
    )
    await slow.finish(409)
    expect(await list(id)).toEqual([])
    expect(await DocumentModel.countDocuments({ application: id })).toBe(0)
  })

  it('is not added to a case whose time to answer has expired meanwhile', async () => {
    const { id, person } = await asked()
    const slow = await slowUpload(person, { path: papers(id), field: 'passport', filename: 'late.pdf' })
    site.clock.set('2026-12-02T12:00:00Z')
    await slow.finish(409)
    expect(await list(id)).toEqual([])
  })

  it('leaves no file if its draft was deleted meanwhile', async () => {
    const { id, person } = await completeDraft()
    const before = await inStore()
    const slow = await slowUpload(person, { path: papers(id), field: 'experience', filename: 'late.pdf' })
    await ApplicationModel.deleteOne({ _id: id })
    await slow.finish(404)
    expect(await DocumentModel.countDocuments({ application: id })).toBe(3)
    expect(await inStore()).toEqual(before)
  })

  it('is added to a draft that was saved meanwhile, and to an information request', async () => {
    const { id, person } = await completeDraft()
    const slow = await slowUpload(person, { path: papers(id), field: 'experience', filename: 'late.pdf' })
    await person.post(papers(id)).attach('experience', aPdf(2_001), 'other.pdf').expect(303)
    await slow.finish(303)
    expect((await list(id)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['other.pdf', 'late.pdf']) as string[],
    )
    await submit(person, id)
    await isWhole(person, id)

    const answering = await asked()
    const answer = { path: papers(answering.id), field: 'passport', filename: 'asked.pdf' }
    await (await slowUpload(answering.person, answer)).finish(303)
    expect((await list(answering.id)).map(({ name }) => name)).toEqual(['asked.pdf'])
  })

  it('is refused without a leftover file if it paused until its first bytes were deleted', async () => {
    const { id, person } = await completeDraft()
    const before = await inStore()
    const papersBefore = (await list(id)).map(idOf)
    const slow = await slowUpload(person, { path: papers(id), field: 'experience', filename: 'late.pdf' })
    site.clock.advance({ minutes: 61 })
    await sweepFiles.run({ services: site.services, log: site.log })
    expect(renderedPage(await slow.finish(400)).main).toContain('Файлы дошли не полностью')
    expect((await list(id)).map(idOf)).toEqual(papersBefore)
    expect(await DocumentModel.countDocuments({ application: id })).toBe(papersBefore.length)
    expect(await inStore()).toEqual(before)
  })

  it('does not replace a document that was replaced meanwhile', async () => {
    const { id, person } = await completeDraft()
    const [passport] = await list(id)
    const path = `${papers(id)}/${idOf(passport!)}`
    const slow = await slowUpload(person, { path, field: 'file', filename: 'late.pdf' })
    await person.post(path).attach('file', aPdf(2_002), 'first.pdf').expect(303)
    await slow.finish(404)
    expect((await list(id)).filter(({ kind }) => kind === 'passport').map(({ name }) => name)).toEqual(['first.pdf'])
  })
})
