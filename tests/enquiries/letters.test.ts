import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readLetter, isAutomatic } from '#features/enquiries/inbound/letter.ts'

const token = 'a1'.repeat(16)
const head = `From: =?utf-8?B?0J7Qu9GM0LPQsA==?= <olga@example.com>\r\nTo: ask+${token}@street.example\r\nMessage-ID: <one@mail.example>\r\n`
const read = (raw: string | Buffer) => readLetter(Readable.from([Buffer.from(raw)]))
const plain = (headers: string, body: string | Buffer) =>
  Buffer.concat([Buffer.from(`${head}${headers}\r\n\r\n`), Buffer.from(body)])
const textOf = async (headers: string, body: string | Buffer) => (await read(plain(headers, body))).text

describe('an incoming mail', () => {
  it.each([
    ['koi8-r', 'quoted-printable', '=F0=D2=C9=D7=C5=D4', 'Привет'],
    ['windows-1251', 'quoted-printable', '=CF=F0=E8=E2=\r\n=E5=F2', 'Привет'],
    ['gb18030', 'base64', '0LvQuw==', '谢谢'],
    ['gb2312', '8bit', Buffer.from([0xd0, 0xbb, 0xd0, 0xbb]), '谢谢'],
    ['utf-8', '8bit', 'Спасибо, 谢谢', 'Спасибо, 谢谢'],
    ['no-such-charset', '8bit', 'Thanks', 'Thanks'],
  ])('is read in %s, %s', async (charset, encoding, body, text) => {
    const headers = `Content-Type: text/plain; charset="${charset}"\r\nContent-Transfer-Encoding: ${encoding}`
    expect(await textOf(headers, body)).toBe(text)
  })

  it('has its sender, our address and its id read, with the envelope first', async () => {
    const envelope = `From olga@example.com Thu Nov 26 10:00:00 2026\nDelivered-To: ask+${'b2'.repeat(16)}@street.example\n`
    const letter = await read(`${envelope}${head}\r\nHello`)
    expect(letter).toMatchObject({ from: 'olga@example.com', messageId: '<one@mail.example>', automatic: false })
    expect(letter.to).toEqual([`ask+${'b2'.repeat(16)}@street.example`, `ask+${token}@street.example`])
    const bare = 'From: olga@example.com (Olga)\n\nHello'
    const { messageId } = await read(bare)
    expect(messageId).toMatch(/^<[0-9a-f]{64}@letter\.invalid>$/)
    expect((await read(bare)).messageId).toBe(messageId)
    expect((await read(`${bare}!`)).messageId).not.toBe(messageId)
    expect((await read('From: почта@улица.рф\n\nHello')).from).toBe('почта@улица.рф')
  })

  it('is read as plain text if it has any, and otherwise converted from HTML to text', async () => {
    const both =
      '--b\r\nContent-Type: text/plain\r\n\r\nPlain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Rich</p>\r\n--b--'
    expect(await textOf('Content-Type: multipart/alternative; boundary=b', both)).toBe('Plain')
    const html =
      '<style>p{}</style><script>alert(1)</script><h1>Hello</h1><p>Is there <b>gas</b>?<br>&lt;b&gt; <a href="https://a.example/">here</a></p>' +
      '<img src="https://track.example/1.gif"><blockquote>You asked</blockquote>'
    const text = 'Hello\n\nIs there gas?\n<b> here (https://a.example/)\n\n> You asked'
    expect(await textOf('Content-Type: text/html; charset=utf-8', html)).toBe(text)
    const inside = `--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n--b--`
    expect(await textOf('Content-Type: multipart/mixed; boundary=b', inside)).toBe(text)
    expect(await textOf('Content-Type: text/html', `<p>${'долго '.repeat(100)}</p>`)).not.toContain('\n')
  })

  it('lists its attachments, without signatures and embedded parts', async () => {
    const part = (headers: string) => `--b\r\n${headers}\r\n\r\nAAAA\r\n`
    const { attachments } = await read(
      plain(
        'Content-Type: multipart/mixed; boundary=b',
        part('Content-Type: text/plain') +
          part("Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''%D0%B4.pdf") +
          part('Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename="../../e\u202Egpj.exe"') +
          part('Content-Type: image/png') +
          part('Content-Type: application/pkcs7-signature; name=smime.p7s') +
          '--b--',
      ),
    )
    expect(attachments).toEqual(['д.pdf', 'egpj.exe', 'image/png'])
    const report = `Content-Type: multipart/report; boundary=b`
    const bounce = `--b\r\n\r\nNot delivered\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nHi\r\n--b--`
    expect(await read(plain(report, bounce))).toMatchObject({ text: 'Not delivered', attachments: [], automatic: true })
    const picture =
      '--b\r\nContent-Type: text/html\r\n\r\n<p>Look <img src="cid:x" alt="the wall"></p>\r\n' +
      '--b\r\nContent-Type: image/png\r\nContent-ID: <x>\r\n\r\nAAAA\r\n--b--'
    const related = await read(plain('Content-Type: multipart/related; boundary=b', picture))
    expect(related).toMatchObject({ text: 'Look [the wall]', attachments: [] })
  })

  it.each([
    ['Auto-Submitted: auto-replied', true],
    ['Auto-Submitted: no', false],
    ['Precedence: bulk', true],
    ['Precedence: first-class', false],
    ['X-Autoreply: yes', true],
    ['Return-Path: <>', true],
    ['Return-Path: <olga@example.com>', false],
    ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', true],
    ['From: Mail Delivery System <MAILER-DAEMON@mx.example>', true],
    ['From: Olga <olga@example.com>', false],
    ['Subject: Auto-Submitted: auto-replied', false],
  ])('is recognised as automatic by its headers: %s', (line, automatic) => {
    const key = line.slice(0, line.indexOf(':')).toLowerCase()
    expect(isAutomatic([{ key, line }])).toBe(automatic)
  })
})

describe('a damaged or malicious mail', () => {
  const refused = async (raw: string | Buffer): Promise<string> => {
    const outcome = await read(raw).catch((error: unknown) => error as { code: string })
    return 'code' in outcome ? outcome.code : 'read'
  }
  const nested = Array.from(
    { length: 1_000 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  )
  it.each([
    ['nothing', '', 'inbound.no-sender'],
    ['no letter at all', Buffer.from([0, 255, 254, 10, 10, 0]), 'inbound.no-sender'],
    ['nobody as its sender', 'To: a@b.example\n\nHello', 'inbound.no-sender'],
    ['no boundary', `${head}Content-Type: multipart/mixed\r\n\r\nHello`, 'inbound.unreadable'],
    ['a boundary that never comes', `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\nHi`, 'inbound.unreadable'],
    ['parts in parts in parts', `${head}${nested.join('')}`, 'inbound.too-complicated'],
    [
      'thousands of parts',
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(5_000)}`,
      'inbound.too-complicated',
    ],
    ['a header without end', `${head}Subject: ${'x'.repeat(2_000_000)}\r\n\r\nHi`, 'inbound.too-complicated'],
    ['lines without number', `${head}\r\n${'\n'.repeat(400_000)}`, 'inbound.too-complicated'],
    ['more bytes than are taken', `${head}\r\n${'x'.repeat(11 * 1024 * 1024)}`, 'inbound.too-large'],
  ])('is refused with the reason: %s', async (_name, raw, code) => {
    expect(await refused(raw)).toBe(code)
  })

  it('is read as far as possible, up to the length limit', async () => {
    const zeros = `Content-Type: application/zip; name=bomb.zip\r\nContent-Transfer-Encoding: base64`
    const bomb = await read(plain(zeros, `${'A'.repeat(76)}\r\n`.repeat(100_000)))
    expect(bomb).toMatchObject({ text: '', attachments: ['bomb.zip'] })
    expect(await textOf('Content-Transfer-Encoding: base64', '0L/RgNC40LLQtdGC 0L')).toContain('привет')
    expect(await textOf('Content-Type: text/html', '<div>'.repeat(40_000))).toBe('…')
    expect((await textOf('Content-Type: text/plain', 'x'.repeat(3_000_000))).length).toBe(200_000)
    const cut = `--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAA`
    const broken = await read(plain('Content-Type: multipart/mixed; boundary=b', cut))
    expect(broken).toMatchObject({ text: 'Hello', attachments: ['a.png'] })
  })
})
