import { describe, expect, it } from 'vitest'
import type { ReceivedFile } from '../../server/shared/file-rules.ts'
import { saveBytes } from '../../server/outside/files.ts'
import { useDatabase } from '../support/database.ts'
import { anApplicationId, aPdf, inStore, useUploadSite } from '../support/upload-site.ts'
import { clockOf } from '../../server/outside/clock.ts'

const clock = clockOf(() => new Date('2026-03-01T00:00:00Z'))

describe('the documents of an application', () => {
  useDatabase()
  const { documents, files, by, takeUp } = useUploadSite(clock)

  async function aFile(name = 'a.pdf'): Promise<ReceivedFile> {
    const storageId = await saveBytes(files, aPdf())
    return { field: 'files', name, extension: 'pdf', mediaType: 'application/pdf', size: 2_000, sha256: 'x', storageId }
  }
  async function aDocument(applicationId: string, name = 'a.pdf') {
    const { added } = await documents.add({ applicationId, kind: 'passport', by, files: [await aFile(name)] })
    return { applicationId, documentId: added[0]!._id.toHexString() }
  }

  it('belong to it alone', async () => {
    const place = await aDocument(anApplicationId())
    const elsewhere = { ...place, applicationId: anApplicationId() }
    await expect(documents.find(elsewhere)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(documents.remove({ ...elsewhere, keepOld: false })).rejects.toMatchObject({ kind: 'not-found' })
    const file = await aFile()
    await expect(documents.replace({ ...elsewhere, by, file, keepOld: false })).rejects.toMatchObject({
      kind: 'not-found',
    })
    expect(await documents.find(place)).toMatchObject({ name: 'a.pdf', kind: 'passport', version: 1, state: 'current' })
  })

  it('go with their bytes', async () => {
    const before = await inStore()
    const place = await aDocument(anApplicationId())
    await aDocument(place.applicationId, 'b.pdf')
    await documents.remove({ ...place, keepOld: false })
    await expect(documents.find(place)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await documents.removeAll(place.applicationId)).toBe(1)
    expect(await inStore()).toEqual(before)
  })

  it('are replaced by a next version of the same kind, the old one gone', async () => {
    const before = await inStore()
    const place = await aDocument(anApplicationId())
    const { added } = await documents.replace({ ...place, by, file: await aFile('new.pdf'), keepOld: false })
    expect(added).toMatchObject([{ name: 'new.pdf', kind: 'passport', version: 2 }])
    expect(await documents.list(place.applicationId, { history: true })).toHaveLength(1)
    expect((await inStore()).files).toBe(before.files + 1)
  })

  it('keep the old version where it had been handed in', async () => {
    const place = await aDocument(anApplicationId())
    await documents.replace({ ...place, by, file: await aFile('new.pdf'), keepOld: true })
    expect(await documents.list(place.applicationId)).toMatchObject([{ name: 'new.pdf' }])
    expect(await documents.list(place.applicationId, { history: true })).toMatchObject([
      { name: 'a.pdf', state: 'superseded' },
      { name: 'new.pdf', state: 'current' },
    ])
  })

  it('are kept when they are taken out after they had been handed in', async () => {
    const place = await aDocument(anApplicationId())
    const before = await inStore()
    await documents.remove({ ...place, keepOld: true })
    expect(await documents.list(place.applicationId)).toEqual([])
    expect(await documents.find(place)).toMatchObject({ name: 'a.pdf', state: 'superseded' })
    await expect(documents.remove({ ...place, keepOld: false })).rejects.toMatchObject({ kind: 'not-found' })
    expect(await inStore()).toEqual(before)
  })

  it('are replaced once when two people do it at the same moment', async () => {
    const place = await aDocument(anApplicationId())
    const racers = await Promise.allSettled(
      [await aFile('1.pdf'), await aFile('2.pdf'), await aFile('3.pdf')].map(file =>
        documents.replace({ ...place, by, file, keepOld: true }),
      ),
    )
    expect(racers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await documents.list(place.applicationId)).toHaveLength(1)
  })

  it('may be replaced in a full application, but not by one that needs more room', async () => {
    const place = await aDocument(anApplicationId())
    await takeUp(place.applicationId, 9)
    const old = await documents.find(place)
    expect(await documents.room(place.applicationId)).toMatchObject({ files: 30, bytes: 20 * 1024 * 1024 - 2_000 })
    expect(await documents.room(place.applicationId, old)).toMatchObject({ files: 31, bytes: 20 * 1024 * 1024 })
    const big = { ...(await aFile('big.pdf')), size: 20 * 1024 * 1024 + 1 }
    const refused = await documents.replace({ ...place, by, file: big, keepOld: false })
    expect(refused).toMatchObject({ added: [], refused: [{ name: 'big.pdf', reason: 'no-room' }] })
    expect(await documents.find(place)).toMatchObject({ state: 'current' })
  })
})
