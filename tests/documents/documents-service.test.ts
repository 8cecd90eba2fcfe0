import { describe, expect, it } from 'vitest'
import type { ReceivedFile } from '#shared/files/file-rules.ts'
import { storeBytes } from '#outside/files/files.ts'
import { clockOf } from '#outside/clock.ts'
import { useDatabase } from '../support/database.ts'
import { anApplicationId, aPdf, inStore, useUploadSite } from '../support/upload-site.ts'

const clock = clockOf(() => new Date('2026-03-01T00:00:00Z'))

describe('the documents of an application', () => {
  useDatabase()
  const { documents, files, by, takeUp } = useUploadSite(clock)

  async function aFile(name = 'a.pdf'): Promise<ReceivedFile> {
    const storageId = await storeBytes(files, aPdf())
    return { field: 'files', name, extension: 'pdf', mediaType: 'application/pdf', size: 2_000, sha256: 'x', storageId }
  }
  async function aDocument(applicationId: string, name = 'a.pdf') {
    const { added } = await documents.add({ applicationId, kind: 'passport', by, files: [await aFile(name)] })
    return { applicationId, documentId: added[0]!._id.toHexString() }
  }

  async function replaced(place: Awaited<ReturnType<typeof aDocument>>, file: ReceivedFile, keepOld: boolean) {
    const { applicationId } = place
    const supersedes = await documents.find(place)
    const arrived = [{ kind: supersedes.kind, file, supersedes }]
    const { id: intake } = await documents.receive({ applicationId, by, arrived })
    return documents.takeIn({ applicationId, intake, keepOld, at: clock.now() })
  }

  it('cannot be found or removed through another application', async () => {
    const place = await aDocument(anApplicationId())
    const elsewhere = { ...place, applicationId: anApplicationId() }
    await expect(documents.find(elsewhere)).rejects.toMatchObject({ kind: 'not-found' })
    await documents.takeOut({ ...elsewhere, keepOld: false })
    await documents.takeOut({ ...elsewhere, keepOld: true })
    expect(await documents.find(place)).toMatchObject({ name: 'a.pdf', kind: 'passport', version: 1, state: 'current' })
  })

  it('are deleted together with their bytes', async () => {
    const before = await inStore()
    const place = await aDocument(anApplicationId())
    await aDocument(place.applicationId, 'b.pdf')
    await documents.takeOut({ ...place, keepOld: false })
    await expect(documents.find(place)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await documents.removeAll(place.applicationId)).toBe(1)
    expect(await inStore()).toEqual(before)
  })

  it('are replaced by the next version of the same kind, and the old version is deleted', async () => {
    const before = await inStore()
    const place = await aDocument(anApplicationId())
    expect(await replaced(place, await aFile('new.pdf'), false)).toMatchObject([
      { name: 'new.pdf', kind: 'passport', version: 2 },
    ])
    expect(await documents.list(place.applicationId, { history: true })).toHaveLength(1)
    expect((await inStore()).files).toBe(before.files + 1)
  })

  it('keep the old version if it had been submitted', async () => {
    const place = await aDocument(anApplicationId())
    await replaced(place, await aFile('new.pdf'), true)
    expect(await documents.list(place.applicationId)).toMatchObject([{ name: 'new.pdf' }])
    expect(await documents.list(place.applicationId, { history: true })).toMatchObject([
      { name: 'a.pdf', state: 'superseded' },
      { name: 'new.pdf', state: 'current' },
    ])
  })

  it('stay stored when they are removed after submission', async () => {
    const place = await aDocument(anApplicationId())
    const before = await inStore()
    await documents.takeOut({ ...place, keepOld: true })
    expect(await documents.list(place.applicationId)).toEqual([])
    expect(await documents.find(place)).toMatchObject({ name: 'a.pdf', state: 'superseded' })
    expect(await inStore()).toEqual(before)
  })

  it('are hidden until they are taken in, and deleted if they are not', async () => {
    const before = await inStore()
    const applicationId = anApplicationId()
    const arrived = [{ kind: 'passport' as const, file: await aFile() }]
    const { id: intake, documents: pending } = await documents.receive({ applicationId, by, arrived })
    const documentId = pending[0]!._id.toHexString()
    expect(await documents.list(applicationId, { history: true, infected: true })).toEqual([])
    expect(await documents.totals(applicationId)).toEqual({ files: 0, bytes: 0 })
    await expect(documents.find({ applicationId, documentId })).rejects.toMatchObject({ kind: 'not-found' })
    await documents.drop({ applicationId, intake })
    expect(await inStore()).toEqual(before)
  })

  it('can be replaced in a full application, unless the new version needs more space', async () => {
    const place = await aDocument(anApplicationId())
    await takeUp(place.applicationId, 9)
    const old = await documents.find(place)
    expect(await documents.room(place.applicationId)).toMatchObject({ files: 30, bytes: 20 * 1024 * 1024 - 2_000 })
    expect(await documents.room(place.applicationId, { inPlaceOf: old })).toMatchObject({
      files: 31,
      bytes: 20 * 1024 * 1024,
    })
    const big = { ...(await aFile('big.pdf')), size: 20 * 1024 * 1024 + 1 }
    const arrived = [{ kind: 'passport' as const, file: big, supersedes: old }]
    const { documents: pending } = await documents.receive({ applicationId: place.applicationId, by, arrived })
    expect([...(await documents.withoutRoom(place.applicationId, pending, { inPlaceOf: old })).values()]).toEqual([
      'no-room',
    ])
    expect(await documents.find(place)).toMatchObject({ state: 'current' })
  })
})
