import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { officeRefusalReason } from '#outside/files/file-content.ts'
import { measureZip } from '#shared/files/zip.ts'
import { aDocx, anEnd, anXlsx, aZip } from '../support/files/zip.ts'

const zeros = (mebibytes: number) => Buffer.alloc(mebibytes * 1024 * 1024)
const small = { entries: 5, entryBytes: 1_000, totalBytes: 2_000 }

/** Returns a Word file with one changed byte in its directory. */
function bent(where: (parts: { end: number; directory: number }) => number, value: number): Buffer {
  const bytes = aDocx()
  const end = bytes.length - 22
  bytes[where({ end, directory: bytes.readUInt32LE(end + 16) })] = value
  return bytes
}

/** Returns an archive with a second, 64-bit directory: its own again, or that of another archive that precedes it. */
function with64Bits(archive: Buffer, other?: Buffer): Buffer {
  const shift = other?.length ?? 0
  const listed = other ?? archive
  const listedEnd = listed.length - 22
  const end = Buffer.from(archive.subarray(-22))
  const record = Buffer.alloc(56)
  record.write('PK\u0006\u0006', 'latin1')
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(listed.readUInt16LE(listedEnd + 10)), 32)
  record.writeBigUInt64LE(BigInt(listed.readUInt32LE(listedEnd + 12)), 40)
  record.writeBigUInt64LE(BigInt(listed.readUInt32LE(listedEnd + 16)), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\u0006\u0007', 'latin1')
  locator.writeBigUInt64LE(BigInt(shift + archive.length - 22), 8)
  end.writeUInt32LE(end.readUInt32LE(16) + shift, 16)
  return Buffer.concat([other ?? Buffer.alloc(0), archive.subarray(0, -22), record, locator, end])
}

describe('measuring an archive', () => {
  it('reads a valid archive', async () => {
    expect(await measureZip(aDocx())).toEqual({ ok: true, names: ['[Content_Types].xml', 'word/document.xml'] })
  })

  it('measures the unpacked size, whatever the headers state', async () => {
    const bomb = aDocx([{ name: 'word/media/a.xml', bytes: zeros(91), claimed: 100 }])
    expect(bomb.length).toBeLessThan(200_000)
    expect(await measureZip(bomb)).toEqual({ ok: false, reason: 'unpacked' })
  })

  it('accepts an entry of exactly the limit and refuses one more byte', async () => {
    expect(await measureZip(aZip([{ name: 'a', bytes: Buffer.alloc(1_000) }]), small)).toMatchObject({ ok: true })
    expect(await measureZip(aZip([{ name: 'a', bytes: Buffer.alloc(1_001) }]), small)).toMatchObject({
      reason: 'unpacked',
    })
  })

  it('limits the total size of all entries', async () => {
    const entry = (name: string) => ({ name, bytes: Buffer.alloc(900) })
    expect(await measureZip(aZip(['a', 'b'].map(entry)), small)).toMatchObject({ ok: true })
    expect(await measureZip(aZip(['a', 'b', 'c'].map(entry)), small)).toMatchObject({ reason: 'unpacked' })
  })

  it('limits the number of entries', async () => {
    const entries = Array.from({ length: 6 }, (_, index) => ({ name: `e${index}`, bytes: Buffer.from('x') }))
    expect(await measureZip(aZip(entries), small)).toMatchObject({ reason: 'unpacked' })
  })

  it('counts overlapping entries each time they are listed', async () => {
    const one = aZip([{ name: 'a', bytes: Buffer.alloc(900) }])
    const directory = one.subarray(one.length - 22 - 47, one.length - 22)
    const start = one.length - 22 - 47
    const overlapping = Buffer.concat([one.subarray(0, start), directory, directory, directory, anEnd(3, 141, start)])
    expect(await measureZip(overlapping, small)).toMatchObject({ reason: 'unpacked' })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no end record', aDocx().subarray(0, 100)],
    ['bytes after its end', Buffer.concat([aDocx(), Buffer.from('x')])],
    ['an offset outside', anEnd(1, 46, 0xfffffff0)],
    ['a directory that is not one', Buffer.concat([Buffer.alloc(46), anEnd(1, 46, 0)])],
  ])('refuses %s as damaged', async (_what, bytes) => {
    expect(await measureZip(bytes)).toEqual({ ok: false, reason: 'damaged' })
  })

  it.each([
    ['lists one file fewer than its directory holds', bent(({ end }) => end + 10, 1)],
    ['says that its directory is shorter', bent(({ end }) => end + 12, 62)],
    ['has a file longer than itself', bent(({ directory }) => directory + 23, 255)],
    [
      'has a 64-bit directory with other files',
      with64Bits(aDocx(), aZip([{ name: 'other', bytes: Buffer.from('x') }])),
    ],
    ['has an encrypted file', bent(({ directory }) => directory + 8, 1)],
    ['is packed in a way of its own', bent(({ directory }) => directory + 10, 99)],
  ])('refuses as damaged an archive that %s', async (_what, bytes) => {
    expect(await measureZip(bytes)).toEqual({ ok: false, reason: 'damaged' })
  })

  it('reads an archive with additional 64-bit sizes, as Java programs write them', async () => {
    expect(await measureZip(with64Bits(aDocx()))).toMatchObject({ ok: true })
  })

  it('returns a result for any damaged archive, and never throws', async () => {
    const whole = aDocx()
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, value) => {
        const bent = Buffer.from(whole)
        bent[at] = value
        expect(typeof (await measureZip(bent)).ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })

  it('closes every file descriptor', async () => {
    const before = readdirSync('/proc/self/fd').length
    for (let i = 0; i < 20; i += 1) await measureZip(aZip([{ name: 'a', bytes: zeros(1) }]), small)
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before)
  })
})

describe('an Office file', () => {
  it('is recognised by its content', async () => {
    expect(await officeRefusalReason('docx', aDocx())).toBeNull()
    expect(await officeRefusalReason('xlsx', anXlsx())).toBeNull()
    expect(await officeRefusalReason('docx', anXlsx())).toBe('content')
    expect(await officeRefusalReason('docx', aZip([{ name: 'readme.txt', bytes: Buffer.from('x') }]))).toBe('content')
  })

  it('is refused with macros', async () => {
    const withMacros = aDocx([{ name: 'word/vbaProject.bin', bytes: Buffer.from('x') }])
    expect(await officeRefusalReason('docx', withMacros)).toBe('content')
  })
})
