import { execFileSync } from 'node:child_process'
import { createDecipheriv, createECDH, createHash, hkdfSync, randomBytes, verify, createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** A message for one browser, as it was sent and as the browser decrypts it. */
type Received = { path: string; headers: Record<string, string | string[] | undefined>; raw: Buffer; text: string }
/** A status of `null` cuts the connection. */
type Answering = { status: number | null; headers?: Record<string, string> }
type Browser = { secret: ReturnType<typeof createECDH>; auth: Buffer }

/** Creates a certificate for 127.0.0.1 that only clients told to do so trust. */
function certificate(): { key: string; cert: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-push-'))
  const key = path.join(folder, 'key.pem')
  const cert = path.join(folder, 'cert.pem')
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', ...kind, '-keyout', key, '-out', cert, ...name], { stdio: 'ignore' })
  const read = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })
  return read
}

/** Starts a push service for a test, which answers as it is told, and creates browsers with endpoints there. */
export function pushService(port: number) {
  const { key, cert } = certificate()
  const received: Received[] = []
  const browsers = new Map<string, Browser>()
  const state: { answer: Answering } = { answer: { status: 201 } }
  const own = new Map<string, Answering>()
  const server = createServer({ key, cert }, (req, res) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      const at = req.url ?? ''
      const raw = Buffer.concat(parts)
      const browser = browsers.get(at)
      received.push({ path: at, headers: req.headers, raw, text: browser ? decrypted(raw, browser) : '' })
      const { status, headers } = own.get(at) ?? state.answer
      if (status === null) {
        res.destroy()
        return
      }
      res.writeHead(status, headers).end('x'.repeat(100_000))
    })
  })
  beforeAll(async () => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  return {
    host: `127.0.0.1:${port}`,
    agent: new Agent({ ca: cert }),
    /** Certificate that a process has to trust. */
    cert,
    received,
    answer(status: number, headers: Record<string, string> = {}): void {
      state.answer = { status, headers }
    },
    /** Sets the response for the messages of one browser. */
    answerTo(endpoint: string, status: number): void {
      own.set(new URL(endpoint).pathname, { status })
    },
    /** Closes every connection without a response from now on. */
    hangUp(): void {
      state.answer = { status: null }
    },
    forget(): void {
      received.length = 0
      state.answer = { status: 201 }
    },
    /** Returns what a browser sends when messages are switched on. */
    aBrowser() {
      const secret = createECDH('prime256v1')
      const at = `/push/${randomBytes(12).toString('hex')}`
      const p256dh = secret.generateKeys()
      const auth = randomBytes(16)
      browsers.set(at, { secret, auth })
      const port = (server.address() as AddressInfo | null)?.port
      return {
        endpoint: `https://127.0.0.1:${port ?? 0}${at}`,
        p256dh: p256dh.toString('base64url'),
        auth: auth.toString('base64url'),
        zone: 'Asia/Shanghai',
      }
    },
  }
}

const hkdf = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))

/** Decrypts a message: RFC 8291 over RFC 8188, one record of aes128gcm. */
function decrypted(body: Buffer, { secret, auth }: Browser): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + keyLength)
  const record = body.subarray(21 + keyLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), secret.getPublicKey(), sender])
  const material = hkdf(secret.computeSecret(sender), auth, info, 32)
  const key = hkdf(material, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(material, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(-16))
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  // The text is followed by a 2 and then zeros.
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
}

/** Checks whether a request is signed with the given public key and returns its audience and expiry (RFC 8292). */
export function vapidOf(authorization: string): { key: string; valid: boolean; claims: Record<string, unknown> } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(\S+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const valid = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  return { key, valid, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown> }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
