import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName, contentDisposition } from '#shared/files/file-name.ts'
import { extensionOf } from '#shared/files/file-rules.ts'

describe('the name of an uploaded file', () => {
  it.each([
    ['Договор аренды.pdf', 'Договор аренды.pdf'],
    ['商业计划书（终稿）.docx', '商业计划书（终稿）.docx'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\Иван\\паспорт.jpg', 'паспорт.jpg'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
    ['harmless\u202efdp.exe', 'harmlessfdp.exe'],
    ['\u200e\u2066.pdf', 'pdf'],
    ['...', 'file'],
    ['', 'file'],
    ['broken\ud800.png', 'broken.png'],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanFileName(raw)).toBe(clean)
  })

  it('keeps the extension of a very long name', () => {
    const clean = cleanFileName(`${'я'.repeat(400)}.pdf`)
    expect(Array.from(clean)).toHaveLength(150)
    expect(clean.endsWith('я.pdf')).toBe(true)
  })

  it('is encoded for the header by RFC 5987 in Cyrillic and Chinese', () => {
    expect(contentDisposition('attachment', 'План 计划 (1).pdf')).toBe(
      `attachment; filename="____ __ (1).pdf"; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%E8%AE%A1%E5%88%92%20%281%29.pdf`,
    )
  })

  it('never breaks out of the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        const header = contentDisposition('attachment', name)
        expect(header).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%_.~$&+!-]*$/,
        )
        expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(cleanFileName(name))
      }),
    )
  })

  it.each([
    ['a.pdf', 'pdf'],
    ['A.JPEG', 'jpeg'],
    ['a.pdf.exe', null],
    ['pdf', null],
    ['a.constructor', null],
    ['a.tostring', null],
  ])('%s has the extension %s', (name, extension) => {
    expect(extensionOf(name)).toBe(extension)
  })
})
