import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { backupLocationOf } from '../../server/outside/backup/places.ts'
import { s3Store } from './s3-store.ts'

const megabyte = 1024 * 1024
let store: Awaited<ReturnType<typeof s3Store>>
beforeAll(async () => {
  store = await s3Store()
})
afterAll(() => store.end())

const settings = () => readConfig({ NODE_ENV: 'test', ...store.env }).backups
const at = (key: string) => backupLocationOf(`s3://box/${key}`, settings())

/** Returns so many random megabytes, and a function for their hash. */
function megabytes(count: number, failAt = Infinity) {
  const hash = createHash('sha256')
  async function* pieces() {
    for (let n = 0; n < count; n += 1) {
      if (n === failAt) throw new Error('no more')
      const piece = await Promise.resolve(randomBytes(megabyte))
      hash.update(piece)
      yield piece
    }
  }
  return { pieces: pieces(), hash: () => hash.digest('hex') }
}

describe('a back-up in an S3 store', () => {
  it('is written in parts, read in parts, and removed', async () => {
    const place = at('deep/down/x.backup')
    const { pieces, hash } = megabytes(37)
    expect(await place.write(pieces)).toBe(37 * megabyte)
    const read = createHash('sha256')
    let most = 0
    for await (const piece of place.read()) {
      most = Math.max(most, piece.length)
      read.update(piece)
    }
    expect(read.digest('hex')).toBe(hash())
    expect(most).toBeLessThanOrEqual(16 * megabyte)
    await expect(place.write(megabytes(1).pieces)).rejects.toThrow('is there already')
    await place.remove()
    await place.remove()
    await expect(place.read()[Symbol.asyncIterator]().next()).rejects.toThrow(
      /s3:\/\/box\/deep\/down\/x\.backup cannot be (used|read)/,
    )
  })

  it('is stored completely or not at all, and leaves no parts', async () => {
    const place = at('broken.backup')
    await expect(place.write(megabytes(40, 35).pieces)).rejects.toThrow('no more')
    const left = (await readdir(store.folder, { recursive: true })).filter(name => name.includes('broken'))
    expect(left).toEqual([])
  })

  it('is aborted at the store when a killed process had sent a part, so that the store deletes its parts', async () => {
    let upload = ''
    const write = at('killed.backup').write(megabytes(17, 16).pieces, id => Promise.resolve(void (upload = id)))
    await expect(write).rejects.toThrow('no more')
    expect(upload).not.toBe('')
    // The test store cannot abort an upload, so the requests are checked.
    const asked: string[] = []
    const listener = createServer((req, res) => {
      asked.push(`${req.method} ${req.url}`)
      res.writeHead(204).end()
    })
    await once(listener.listen(0, '127.0.0.1'), 'listening')
    const { port } = listener.address() as AddressInfo
    const { s3 } = readConfig({
      NODE_ENV: 'test',
      ...store.env,
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
    }).backups
    await backupLocationOf('s3://box/killed.backup', { s3 }).remove(upload)
    listener.close()
    expect(asked).toEqual([`DELETE /box/killed.backup?uploadId=${upload}`, 'DELETE /box/killed.backup'])
  })

  it('explains a wrong setting in a sentence with its name', async () => {
    expect(() => backupLocationOf('s3://box/x', { s3: null })).toThrow('AWS_ACCESS_KEY_ID')
    for (const target of ['s3://box', 's3://box/', 's3:///x', 'gs://box/x', 'http://box/x'])
      expect(() => backupLocationOf(target, settings()), target).toThrow('neither a file nor an address')
    const other = backupLocationOf('s3://no-such-bucket/x', settings())
    await expect(other.write(megabytes(1).pieces)).rejects.toThrow(/s3:\/\/no-such-bucket\/x cannot be used/)
  })
})
