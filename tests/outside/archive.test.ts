import { setImmediate } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { createArchive } from '#outside/files/archive.ts'
import type { ArchiveEntry } from '#shared/personal-data.ts'
import { unzip } from '../support/files/unzip.ts'

const at = new Date('2026-11-25T04:00:00Z')
const mebibyte = Buffer.alloc(1024 * 1024, 'x')

/** Creates files of ten mebibytes each, and records what is open and has been read of them. */
function bigFiles(count: number) {
  const seen = { open: 0, opened: 0, most: 0, given: 0, ended: false }
  function* bytes() {
    seen.opened += 1
    seen.most = Math.max(seen.most, (seen.open += 1))
    try {
      for (let part = 0; part < 10; part += 1) {
        seen.given += mebibyte.length
        yield mebibyte
      }
    } finally {
      seen.open -= 1
    }
  }
  async function* entries(): AsyncGenerator<ArchiveEntry> {
    try {
      for (let index = 0; index < count; index += 1) {
        await setImmediate()
        yield { name: `файл-${String(index)}.bin`, at, content: () => Readable.from(bytes()) }
      }
    } finally {
      seen.ended = true
    }
  }
  return { seen, entries }
}

describe('a ZIP archive', () => {
  it('contains every file completely, under its own name', async () => {
    async function* entries(): AsyncGenerator<ArchiveEntry> {
      await setImmediate()
      yield { name: 'заметки/один.txt', at, content: 'здравствуйте\n'.repeat(1_000) }
      yield { name: '空.txt', at, content: '' }
      yield { name: 'big.bin', at, content: () => Readable.from([mebibyte, mebibyte]) }
    }
    const files = unzip(await buffer(createArchive(entries())))
    expect([...files.keys()]).toEqual(['заметки/один.txt', '空.txt', 'big.bin'])
    expect(files.get('заметки/один.txt')?.toString()).toBe('здравствуйте\n'.repeat(1_000))
    expect(files.get('big.bin')?.length).toBe(2 * mebibyte.length)
  })

  it('opens one file at a time and reads only a few chunks ahead', async () => {
    const { seen, entries } = bigFiles(8)
    let taken = 0
    let furthest = 0
    for await (const chunk of createArchive(entries())) {
      taken += (chunk as Buffer).length
      furthest = Math.max(furthest, seen.given - taken)
      await setImmediate()
    }
    expect(taken).toBeGreaterThan(80 * mebibyte.length)
    expect(seen).toMatchObject({ opened: 8, most: 1, open: 0, ended: true })
    expect(furthest).toBeLessThan(24 * mebibyte.length)
  })

  it('closes the open file and creates no others when its reader disconnects', async () => {
    const { seen, entries } = bigFiles(8)
    const out = createArchive(entries())
    for await (const chunk of out) if (chunk) break
    expect(out.destroyed).toBe(true)
    while (!seen.ended) await setImmediate()
    expect(seen).toMatchObject({ opened: 1, open: 0 })
  })

  it('breaks off if a file cannot be read, so that it does not pass as complete', async () => {
    async function* entries(): AsyncGenerator<ArchiveEntry> {
      await setImmediate()
      yield { name: 'a', at, content: 'a' }
      yield {
        name: 'b',
        at,
        content: () =>
          new Readable({
            read() {
              this.destroy(new Error('FileNotFound'))
            },
          }),
      }
    }
    await expect(buffer(createArchive(entries()))).rejects.toThrow('FileNotFound')
  })
})
