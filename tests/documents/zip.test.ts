import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrongWithOffice } from '#outside/files/file-content.ts'
import { measureZip } from '#shared/files/zip.ts'
import { aDocx, anEnd, anXlsx, aZip } from '../support/files/zip.ts'

const zeros = (mebibytes: number) => Buffer.alloc(mebibytes * 1024 * 1024)
const small = { entries: 5, entryBytes: 1_000, totalBytes: 2_000 }

describe('measuring an archive', () => {
  it('reads an honest one', async () => {
    expect(await measureZip(aDocx())).toEqual({ ok: true, names: ['[Content_Types].xml', 'word/document.xml'] })
  })

  it('counts what comes out, whatever the headers say', async () => {
    const bomb = aDocx([{ name: 'word/media/a.xml', bytes: zeros(91), claimed: 100 }])
    expect(bomb.length).toBeLessThan(200_000)
    expect(await measureZip(bomb)).toEqual({ ok: false, reason: 'unpacked' })
  })

  it('accepts an entry of exactly the bound and refuses one more byte', async () => {
    expect(await measureZip(aZip([{ name: 'a', bytes: Buffer.alloc(1_000) }]), small)).toMatchObject({ ok: true })
    expect(await measureZip(aZip([{ name: 'a', bytes: Buffer.alloc(1_001) }]), small)).toMatchObject({
      reason: 'unpacked',
    })
  })

  it('bounds the sum of all entries', async () => {
    const entry = (name: string) => ({ name, bytes: Buffer.alloc(900) })
    expect(await measureZip(aZip(['a', 'b'].map(entry)), small)).toMatchObject({ ok: true })
    expect(await measureZip(aZip(['a', 'b', 'c'].map(entry)), small)).toMatchObject({ reason: 'unpacked' })
  })

  it('bounds the number of entries', async () => {
    const entries = Array.from({ length: 6 }, (_, index) => ({ name: `e${index}`, bytes: Buffer.from('x') }))
    expect(await measureZip(aZip(entries), small)).toMatchObject({ reason: 'unpacked' })
  })

  it('counts overlapping entries as often as they are listed', async () => {
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
  ])('calls %s damaged', async (_what, bytes) => {
    expect(await measureZip(bytes)).toEqual({ ok: false, reason: 'damaged' })
  })

  it('answers for any mutilated archive, and never throws', async () => {
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

  it('leaves no descriptor behind', async () => {
    const before = readdirSync('/proc/self/fd').length
    for (let i = 0; i < 20; i += 1) await measureZip(aZip([{ name: 'a', bytes: zeros(1) }]), small)
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before)
  })
})

describe('an Office file', () => {
  it('is what its inside says', async () => {
    expect(await wrongWithOffice('docx', aDocx())).toBeNull()
    expect(await wrongWithOffice('xlsx', anXlsx())).toBeNull()
    expect(await wrongWithOffice('docx', anXlsx())).toBe('content')
    expect(await wrongWithOffice('docx', aZip([{ name: 'readme.txt', bytes: Buffer.from('x') }]))).toBe('content')
  })

  it('may not carry macros', async () => {
    const withMacros = aDocx([{ name: 'word/vbaProject.bin', bytes: Buffer.from('x') }])
    expect(await wrongWithOffice('docx', withMacros)).toBe('content')
  })
})
