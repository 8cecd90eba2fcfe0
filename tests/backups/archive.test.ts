import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import mongoose from 'mongoose'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { fileLocation } from '#outside/backup/file-place.ts'
import { refuseUnfinishedRestore, restore } from '#outside/backup/restoring.ts'
import { seal, unseal } from '#outside/backup/sealing.ts'
import { useSite } from '../support/site.ts'

const key = 'a-key-of-back-ups-that-is-long-enough'
const chunk = 64 * 1024 + 16
const header = 49

const pieces = (...all: Buffer[]): AsyncIterable<Buffer> => Readable.from(all, { objectMode: true })
async function whole(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const read: Buffer[] = []
  for await (const piece of stream) read.push(piece)
  return Buffer.concat(read)
}

describe('sealing a back-up', () => {
  it.each([0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 300_000])('returns %i bytes unchanged', async size => {
    const plain = randomBytes(size)
    const sealed = await whole(seal(pieces(plain.subarray(0, 7), plain.subarray(7)), key))
    expect(sealed.length).toBe(header + size + 16 * Math.max(1, Math.ceil(size / (64 * 1024))))
    const inBits = Array.from({ length: Math.ceil(sealed.length / 1_000) }, (_, n) =>
      sealed.subarray(n * 1_000, n * 1_000 + 1_000),
    )
    expect((await whole(unseal(pieces(...inBits), ['some-other-key', key]))).equals(plain)).toBe(true)
  })

  it('hides the content, and gives a different result each time', async () => {
    const plain = Buffer.alloc(10_000, 'passport 75 1234567')
    const one = await whole(seal(pieces(plain), key))
    const other = await whole(seal(pieces(plain), key))
    expect(one.includes('passport')).toBe(false)
    expect(one.equals(other)).toBe(false)
  })

  it('detects every change, however small, and every chunk that was left out, moved or added', async () => {
    const sealed = await whole(seal(pieces(randomBytes(200_000)), key))
    const cut = (from: number, to?: number) => sealed.subarray(from, to)
    const at = (n: number) => header + n * chunk
    const other = await whole(seal(pieces(randomBytes(200_000)), key))
    const spoiled: Record<string, Buffer> = {
      'cut within a chunk': cut(0, -1),
      'cut between chunks': cut(0, at(3)),
      'cut after the header': cut(0, header),
      'cut within the header': cut(0, 20),
      'a chunk less': Buffer.concat([cut(0, at(1)), cut(at(2))]),
      'chunks in another order': Buffer.concat([cut(0, at(0)), cut(at(1), at(2)), cut(at(0), at(1)), cut(at(2))]),
      'a chunk twice': Buffer.concat([cut(0, at(1)), cut(at(0))]),
      'a chunk of another back-up': Buffer.concat([cut(0, at(1)), other.subarray(at(1))]),
      'something after its end': Buffer.concat([sealed, Buffer.of(0)]),
      'nothing at all': Buffer.alloc(0),
    }
    for (const [name, bytes] of Object.entries(spoiled))
      await expect(whole(unseal(pieces(bytes), [key])), name).rejects.toThrow(/damaged|not a back-up/)
    for (const place of [0, 8, 9, 17, 40, header, at(1) - 1, at(1), sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[place]! ^= 1
      await expect(whole(unseal(pieces(changed), [key])), `byte ${place}`).rejects.toThrow(
        /damaged|not a back-up|newer|another/,
      )
    }
    await expect(whole(unseal(pieces(sealed), [`${key}.`]))).rejects.toThrow('another BACKUP_KEY')
  })
})

describe('a back-up file', () => {
  const site = useSite({ env: { BACKUP_KEY: key } })
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-archive-'))
  const db = () => mongoose.connection.getClient().db('elsewhere')
  let good: Buffer
  beforeEach(() => db().dropDatabase())
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const restoreFrom = (file: string) =>
    restore({ db: db(), place: fileLocation(file), secrets: [key], known: [], mayGoOn: () => undefined })

  it('is refused before anything is written if it was changed or truncated', async () => {
    const incompressible = Array.from({ length: 30 }, () => ({ bytes: randomBytes(20_000) }))
    await mongoose.connection.db!.collection('test-bytes').insertMany(incompressible)
    const file = path.join(folder, 'good.backup')
    await site.services.backups.make(file, { by: 'command' })
    good = await readFile(file)
    const changed = Buffer.from(good)
    changed[400_000]! ^= 1
    const spoiled = { changed, cut: good.subarray(0, 400_000), between: good.subarray(0, header + 3 * chunk) }
    for (const [name, bytes] of Object.entries(spoiled)) {
      const place = path.join(folder, `${name}.backup`)
      await writeFile(place, bytes)
      await expect(restoreFrom(place), name).rejects.toThrow('damaged')
      expect(await db().listCollections().toArray()).toEqual([])
    }
    expect(await restoreFrom(file)).toMatchObject({ documents: 30 })
  })

  it('exists completely or not at all', async () => {
    const ending = new AbortController()
    ending.abort(new Error('ended'))
    await mongoose.connection.db!.collection('test-few').insertOne({})
    const file = path.join(folder, 'ended.backup')
    const making = site.services.backups.make(file, { by: 'command', signal: ending.signal })
    await expect(making).rejects.toThrow('ended')
    expect((await readdir(folder)).filter(name => name.startsWith('ended'))).toEqual([])
    await expect(site.services.backups.make(path.join(folder, 'no/such/x'), { by: 'command' })).rejects.toThrow(
      /cannot be written \(ENOENT/,
    )
    await site.services.backups.make(file, { by: 'command' })
  })

  it('can be restored again after an interrupted restore, and the site does not start before that', async () => {
    await mongoose.connection.db!.collection('test-few').insertMany([{ n: 1 }, { n: 2 }])
    const file = path.join(folder, 'interrupted.backup')
    await site.services.backups.make(file, { by: 'command' })
    let writes = 0
    const killed = restore({
      db: db(),
      place: fileLocation(file),
      secrets: [key],
      known: [],
      mayGoOn: () => {
        if ((writes += 1) > 1) throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    await expect(refuseUnfinishedRestore(db())).rejects.toThrow(/has not come to its end.*npm run restore/)
    expect(await restoreFrom(file)).toMatchObject({ documents: 2 })
    await refuseUnfinishedRestore(db())
  })
})
