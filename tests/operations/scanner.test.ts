import { once } from 'node:events'
import { createServer, type Server, type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clamd } from '#outside/files/malware-scanner.ts'
import { hasClamd, malware, testClamd } from '../support/processes/clamd.ts'
import { aZip } from '../support/files/zip.ts'

const bytes = (...parts: (Buffer | string)[]) => Readable.from(parts.map(part => Buffer.from(part as string)))

describe.skipIf(!hasClamd())('the real scanner', () => {
  const daemon = testClamd({ streamMaxLength: '2M' })
  const scanner = clamd({ path: daemon.socket })
  beforeAll(() => daemon.start())
  afterAll(() => daemon.remove())

  it('distinguishes clean files from infected ones, inside archives too', async () => {
    expect(await scanner.scan(bytes('%PDF-1.7 a plan'))).toEqual({ kind: 'clean' })
    expect(await scanner.scan(bytes(Buffer.alloc(1_500_000, 'x'), malware))).toMatchObject({
      kind: 'infected',
      signature: expect.stringContaining('StartupStreet'),
    })
    const packed = aZip([{ name: 'word/document.xml', bytes: Buffer.from(`<w>${malware}</w>`) }])
    expect(await scanner.scan(bytes(packed))).toMatchObject({ kind: 'infected' })
  })

  it('never accepts a file longer than the daemon’s limit', async () => {
    for (const length of [2 * 1024 * 1024 + 1, 20 * 1024 * 1024]) {
      const file = Readable.from(inPieces(Buffer.alloc(length, 'x')))
      expect((await scanner.scan(file)).kind).toBe('undecided')
    }
  })

  it('never accepts a file that could not be read to its end', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('%PDF-1.7')
        await Promise.resolve()
        throw new Error('the store is gone')
      })(),
    )
    expect(await scanner.scan(broken)).toMatchObject({ kind: 'undecided' })
  })
})

describe('a scanner that misbehaves', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  /** Starts a scanner that answers after the complete file, at once, or one letter at a time. */
  async function saying(answer: string, { close = false, early = false, slowly = false, within = 300 } = {}) {
    server = createServer(socket => {
      socket.on('error', () => undefined)
      let heard = Buffer.alloc(0)
      socket.on('data', data => {
        heard = Buffer.concat([heard, data])
        if (close) socket.destroy()
        else if (early || heard.subarray(-4).equals(Buffer.alloc(4))) socket.write(answer)
      })
      const letters = slowly ? setInterval(() => socket.write('x'), 50) : undefined
      socket.once('close', () => clearInterval(letters))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return clamd({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, within)
  }

  it.each([
    ['stream: OK\0', 'clean'],
    ['stream: Eicar-Test-Signature FOUND\0', 'infected'],
    ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0', 'undecided'],
    ['INSTREAM size limit exceeded. ERROR\0', 'undecided'],
    ['stream: OK, or so I think\0', 'undecided'],
    ['stream: O', 'undecided'],
    ['', 'undecided'],
  ])('that answers %j gives the result “%s”', async (answer, kind) => {
    expect((await (await saying(answer)).scan(bytes('a', 'b'))).kind).toBe(kind)
  })

  it('that closes the connection gives no result', async () => {
    expect((await (await saying('', { close: true })).scan(bytes('a', 'b'))).kind).toBe('undecided')
  })

  it('that answers OK before it has received the whole file gives no result', async () => {
    const long = Readable.from(inPieces(Buffer.alloc(20 * 1024 * 1024)))
    const verdict = (await saying('stream: OK\0', { early: true, within: 10_000 })).scan(long)
    expect(await verdict).toEqual({ kind: 'undecided', detail: 'OK before the whole file' })
  })

  it('that answers one byte at a time times out, and only the beginning of its answer is stored', async () => {
    expect(await (await saying('', { slowly: true })).scan(bytes('a'))).toMatchObject({
      detail: 'Error: no answer in time',
    })
    server?.close()
    expect(await (await saying('?'.repeat(9_000))).scan(bytes('a'))).toMatchObject({ detail: '?'.repeat(200) })
  })

  it('that does not exist counts as unavailable', async () => {
    expect((await clamd({ path: '/nowhere/clamd.ctl' }).scan(bytes('a'))).kind).toBe('away')
  })
})

function* inPieces(whole: Buffer): Generator<Buffer> {
  for (let at = 0; at < whole.length; at += 261_120) yield whole.subarray(at, at + 261_120)
}
