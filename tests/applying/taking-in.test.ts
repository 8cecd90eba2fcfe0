import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { storeBytes } from '#outside/files/files.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf, stored, type Agent } from '../support/desk.ts'
import { upload } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { aPdf, inStore, sha256 } from '../support/upload-site.ts'

const site = useSite()
const list = async (id: string) => (await site.services.documents.list(id)).map(({ name }) => name)

async function draft() {
  const account = await anApplicant()
  const person = await site.as(account)
  const { code } = await aPremises()
  const id = idOf(await aDraft({ applicant: account._id, premises: [code], startedFor: code }))
  await upload(person, id).expect(303)
  return { id, person, by: idOf(account), papers: `/ru/applications/${id}/documents` }
}

/** Uploads a file for a case that has not taken it in yet. */
async function arrived(id: string, by: string, replacing?: string) {
  const { documents } = site.services
  const bytes = aPdf(2_345)
  const storageId = await storeBytes(documents.store, bytes)
  const file = { field: 'x', name: 'new.pdf', extension: 'pdf' as const, mediaType: 'application/pdf' as const }
  const supersedes = replacing ? await documents.find({ applicationId: id, documentId: replacing }) : undefined
  const kind = supersedes?.kind ?? ('experience' as const)
  const one = { kind, file: { ...file, size: bytes.length, sha256: sha256(bytes), storageId } }
  return documents.receive({ applicationId: id, by, arrived: [{ ...one, ...(supersedes ? { supersedes } : {}) }] })
}

/** Writes what a process leaves that is killed right after its one write of the case. */
const says = (id: string, kind: 'take_in' | 'take_out', facts: Record<string, string>) =>
  ApplicationModel.updateOne(
    { _id: id },
    { $inc: { revision: 1 }, $push: { pendingEffects: { key: `application:${id}:${kind}`, kind, facts } } },
  )

describe('a process killed after the case has recorded its documents', () => {
  const at = '2026-11-25T04:00:00.000Z'

  it('loses nothing from a later submission and adds nothing to it afterwards', async () => {
    const { id, person, by } = await draft()
    const { id: intake } = await arrived(id, by)
    await says(id, 'take_in', { intake, keepOld: 'no', at })
    await person.post(`/ru/applications/${id}/check`).expect(303)
    const named = (await stored(id)).snapshot?.documents.map(({ name }) => name)
    expect(named).toContain('new.pdf')
    await site.runJobs({ tidying: true })
    expect(await list(id)).toEqual(named)
  })

  it('leaves a replaced document once and with its file in a later submission', async () => {
    const { id, person, by, papers } = await draft()
    const [passport] = await site.services.documents.list(id)
    const { id: intake } = await arrived(id, by, idOf(passport!))
    await says(id, 'take_in', { intake, keepOld: 'no', at })
    await person.post(`/ru/applications/${id}/check`).expect(303)
    await site.runJobs({ tidying: true })
    const { snapshot } = await stored(id)
    expect(snapshot?.documents.filter(({ kind }) => kind === 'passport')).toMatchObject([{ name: 'new.pdf' }])
    for (const document of snapshot!.documents) await person.get(`${papers}/${document.id}`).expect(200)
    expect(await DocumentModel.countDocuments({ application: id })).toBe(3)
  })

  it('removes nothing from a later submission', async () => {
    const { id, person, by } = await draft()
    const experience = (await site.services.documents.list(id)).find(({ kind }) => kind === 'experience')!
    const { id: intake } = await arrived(id, by)
    await says(id, 'take_in', { intake, keepOld: 'no', at })
    await says(id, 'take_out', { document: idOf(experience), keepOld: 'no' })
    await person.post(`/ru/applications/${id}/check`).expect(303)
    await site.runJobs({ tidying: true })
    const named = (await stored(id)).snapshot?.documents.map(({ name }) => name)
    expect(named).not.toContain('experience.pdf')
    expect(await list(id)).toEqual(named)
  })

  it('has its work completed by the worker', async () => {
    const { id, by } = await draft()
    const before = await inStore()
    const { id: intake } = await arrived(id, by)
    await says(id, 'take_in', { intake, keepOld: 'no', at })
    await site.runJobs({ tidying: true })
    expect(await list(id)).toContain('new.pdf')
    expect((await stored(id)).pendingEffects).toEqual([])
    expect(await inStore()).toEqual({ ...before, files: before.files + 1, chunks: before.chunks + 1 })
  })
})

describe('an uploaded file', () => {
  it('is deleted if no case has recorded it for an hour, and stays if one has', async () => {
    const { id, by } = await draft()
    const before = await inStore()
    await arrived(id, by)
    const wanted = await arrived(id, by)
    await ApplicationModel.updateOne(
      { _id: id },
      {
        $push: {
          // Blocked by an effect of a kind that no process knows, as by one that an administrator has to look at.
          pendingEffects: [
            { key: 'x', kind: 'of_tomorrow', facts: {} },
            { key: 'y', kind: 'take_in', facts: { intake: wanted.id, keepOld: 'no', at: new Date().toISOString() } },
          ],
        },
      },
    )
    await site.runJobs({ tidying: true })
    expect(await DocumentModel.countDocuments({ application: id, state: 'pending' })).toBe(2)
    site.clock.advance({ minutes: 61 })
    await site.runJobs({ tidying: true })
    expect(await DocumentModel.find({ application: id, state: 'pending' }).lean()).toMatchObject([
      { intake: { id: wanted.id } },
    ])
    expect(await inStore()).toEqual({ ...before, files: before.files + 1, chunks: before.chunks + 1 })
  })

  it('is hidden until the case has recorded it', async () => {
    const { id, person, by, papers } = await draft()
    const { documents: pending } = await arrived(id, by)
    await person.get(`${papers}/${idOf(pending[0]!)}`).expect(404)
    expect(renderedPage(await person.get(papers).expect(200)).main).not.toContain('new.pdf')
  })
})

describe('a file that is sent again after a cut connection', () => {
  const send = (person: Agent, papers: string, ...names: string[]) => {
    const request = person.post(papers)
    for (const name of names) void request.attach('passport', aPdf(4_000), name)
    return request.expect(303)
  }
  const said = async (person: Agent, papers: string) => renderedPage(await person.get(papers)).notice

  it('is stored once, with a message', async () => {
    const { id, person, papers } = await draft()
    await send(person, papers, 'скан.pdf')
    const once = await list(id)
    await said(person, papers)
    const before = await inStore()
    await send(person, papers, 'скан.pdf')
    expect(await said(person, papers)).toContain('второй раз он не добавлен: скан.pdf')
    expect(await list(id)).toEqual(once)
    expect(await inStore()).toEqual(before)
  })

  it('is stored once if both requests come at the same moment or in one form', async () => {
    const { id, person, papers } = await draft()
    const before = (await list(id)).length
    await Promise.all([
      send(person, papers, 'a.pdf'),
      send(person, papers, 'a.pdf'),
      send(person, papers, 'b.pdf', 'c.pdf'),
    ])
    expect(await list(id)).toHaveLength(before + 1)
  })

  it('replaces a document once, and another file is then refused', async () => {
    const { id, person, papers } = await draft()
    const passport = (await site.services.documents.list(id)).find(({ kind }) => kind === 'passport')!
    const replace = (bytes: Buffer, status: number) =>
      person
        .post(`${papers}/${idOf(passport)}`)
        .attach('file', bytes, 'новый.pdf')
        .expect(status)
    await replace(aPdf(4_000), 303)
    const once = (await site.services.documents.list(id)).map(idOf)
    await said(person, papers)
    const before = await inStore()
    await replace(aPdf(4_000), 303)
    expect(await said(person, papers)).toContain('заменён')
    await replace(aPdf(4_001), 404)
    expect((await site.services.documents.list(id)).map(idOf)).toEqual(once)
    expect(await inStore()).toEqual(before)
    expect(await DocumentModel.countDocuments({ application: id })).toBe(once.length)
  })

  it('is another document if its kind differs', async () => {
    const { id, person, papers } = await draft()
    await send(person, papers, 'a.pdf')
    await person.post(papers).attach('experience', aPdf(4_000), 'a.pdf').expect(303)
    expect((await list(id)).filter(name => name === 'a.pdf')).toHaveLength(2)
  })
})
