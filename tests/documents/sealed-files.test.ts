import { createHash, randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { clockOf } from '#outside/clock.ts'
import { fileStore, readBytes, storeBytes } from '#outside/files/files.ts'
import { chunkBytes, plainBytes } from '#outside/files/sealed-chunks.ts'
import { useDatabase } from '../support/database.ts'
import { newKey, oldKey, withSealing } from '../support/sealed.ts'

const clock = clockOf(() => new Date('2026-03-01T00:00:00Z'))
const marker = 'PASSPORT-OF-NOBODY-0042'
type Chunk = { files_id: mongoose.Types.ObjectId; n: number; data: mongoose.mongo.Binary }
const chunks = (bucket = 'documents') => mongoose.connection.collection<Chunk>(`${bucket}.chunks`)
const heads = () => mongoose.connection.collection('documents.files')

/** Returns all bytes of a bucket as they are stored in the database. */
const stored = async (bucket = 'documents') =>
  Buffer.concat((await chunks(bucket).find().toArray()).map(chunk => chunk.data.value() as Buffer))

describe('files of applicants', () => {
  useDatabase()
  const files = fileStore({ bucket: 'documents', clock })
  const on = <T>(act: () => Promise<T>) => withSealing({ on: true, secrets: [oldKey] }, act)
  const off = <T>(act: () => Promise<T>) => withSealing({ on: false, secrets: [oldKey] }, act)
  let id = ''

  beforeEach(async () => {
    id = await on(() => storeBytes(files, Buffer.from(marker)))
  })

  it('are unreadable in the database and complete when read through the store', async () => {
    expect((await stored()).includes(marker)).toBe(false)
    expect((await on(() => readBytes(files, id))).toString()).toBe(marker)
    await off(() => storeBytes(files, Buffer.from(marker)))
    expect((await stored()).includes(marker)).toBe(true)
  })

  it('can be read after sealing was switched off, and unsealed ones after it was switched on', async () => {
    const plain = await off(() => storeBytes(files, Buffer.from('from before')))
    expect((await off(() => readBytes(files, id))).toString()).toBe(marker)
    expect((await on(() => readBytes(files, plain))).toString()).toBe('from before')
  })

  it.each([1, plainBytes - 1, plainBytes, plainBytes + 1, chunkBytes, 3 * plainBytes, 1_000_000])(
    'of %i bytes are read back unchanged, and counted with their original size',
    async size => {
      const bytes = randomBytes(size)
      await on(async () => {
        const deposit = await files.begin()
        // In pieces, as they arrive from a network.
        for (let at = 0; at < size; at += 65_536) await deposit.write(bytes.subarray(at, at + 65_536))
        expect(await deposit.finish()).toEqual({ size, sha256: createHash('sha256').update(bytes).digest('hex') })
        expect((await readBytes(files, deposit.id)).equals(bytes)).toBe(true)
        expect(await files.whole([deposit.id])).toEqual(new Map([[deposit.id, size]]))
        const listed = []
        for await (const file of files.all()) if (file.id === deposit.id) listed.push(file.size)
        expect(listed).toEqual([size])
      })
    },
  )

  it('can be read with an older key while it is configured, and not without it', async () => {
    const both = { on: true, secrets: [newKey, oldKey] }
    expect((await withSealing(both, () => readBytes(files, id))).toString()).toBe(marker)
    const without = withSealing({ on: true, secrets: [newKey] }, () => readBytes(files, id))
    await expect(without).rejects.toThrow(/DOCUMENT_KEYS lacks the key [0-9a-f]{8}/)
    await expect(without).rejects.not.toThrow(oldKey)
  })

  describe('changed in the database', () => {
    const read = () => on(() => readBytes(files, id))
    const three = randomBytes(2 * plainBytes + 10)

    beforeEach(async () => {
      id = await on(() => storeBytes(files, three))
    })

    it('are not served with one bit changed', async () => {
      const chunk = await chunks().findOne({ files_id: new mongoose.Types.ObjectId(id), n: 1 })
      const bytes = Buffer.from(chunk!.data.value() as Buffer)
      bytes[100]! ^= 1
      await chunks().updateOne({ _id: chunk!._id }, { $set: { data: new mongoose.mongo.Binary(bytes) } })
      await expect(read()).rejects.toThrow(/Chunk 1 .* does not open/)
    })

    it('are not served truncated, whatever their header states', async () => {
      await chunks().deleteOne({ files_id: new mongoose.Types.ObjectId(id), n: 2 })
      await expect(read()).rejects.toThrow('cut off')
      await heads().updateOne({ _id: new mongoose.Types.ObjectId(id) }, { $set: { length: 2 * chunkBytes } })
      await expect(read()).rejects.toThrow(/Chunk 1 .* does not open/)
    })

    it('are not served with two chunks exchanged', async () => {
      const own = { files_id: new mongoose.Types.ObjectId(id) }
      const [first, second] = await Promise.all([0, 1].map(n => chunks().findOne({ ...own, n })))
      await chunks().updateOne({ _id: first!._id }, { $set: { data: second!.data } })
      await expect(read()).rejects.toThrow(/Chunk 0 .* does not open/)
    })

    it('are not served under the id of another file, with its key or without', async () => {
      const other = await on(() => storeBytes(files, randomBytes(2 * plainBytes + 10)))
      const mine = new mongoose.Types.ObjectId(id)
      const theirs = new mongoose.Types.ObjectId(other)
      await chunks().deleteMany({ files_id: mine })
      await chunks().updateMany({ files_id: theirs }, { $set: { files_id: mine } })
      await expect(read()).rejects.toThrow(/Chunk 0 .* does not open/)
      const { metadata } = (await heads().findOne({ _id: theirs }))!
      await heads().updateOne({ _id: mine }, { $set: { metadata } })
      await expect(read()).rejects.toThrow(/belongs to another file/)
    })

    it('are not served with an unsealed chunk inserted', async () => {
      const forged = { data: new mongoose.mongo.Binary(Buffer.alloc(plainBytes)) }
      await chunks().updateOne({ files_id: new mongoose.Types.ObjectId(id), n: 0 }, { $set: forged })
      await expect(read()).rejects.toThrow('is not sealed')
    })
  })

  it('are sealed, unlike photos of units and logos, which are public', async () => {
    for (const bucket of ['photos', 'brand'] as const) {
      const shown = fileStore({ bucket, clock })
      const photo = await on(() => storeBytes(shown, Buffer.from(marker)))
      expect((await stored(bucket)).includes(marker)).toBe(true)
      expect((await readBytes(shown, photo)).toString()).toBe(marker)
    }
    for (const bucket of ['pictures', 'letters', 'imports'] as const) {
      await on(() => storeBytes(fileStore({ bucket, clock }), Buffer.from(marker)))
      expect((await stored(bucket)).includes(marker)).toBe(false)
    }
  })
})
