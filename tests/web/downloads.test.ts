import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import express, { type Response } from 'express'
import { describe, expect, it } from 'vitest'
import { sendAttachment, sendInline, sendImmutable } from '#web/files/downloads.ts'

const file = { name: 'план.png', mediaType: 'image/png', size: 10_000_000 }

/** A stream that starts at once and never ends by itself. */
const endless = () => new Readable({ read() {}, highWaterMark: 1_000_000 })

/** Returns the result of sending to a client that reads the first bytes and disconnects. */
async function sentToWhoeverLeaves(send: (res: Response, bytes: Readable) => Promise<void>): Promise<string> {
  const bytes = endless()
  let sending: Promise<string> | undefined
  const sent = (res: Response) =>
    send(res, bytes).then(
      () => (bytes.destroyed ? 'done' : 'still reading'),
      (error: unknown) => (error as Error).message,
    )
  const server = createServer(express().get('/', (_req, res) => void (sending = sent(res)))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const asked = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
  bytes.push(Buffer.alloc(1_000))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  await once(answer, 'data')
  answer.on('error', () => undefined).destroy()
  const said = (await sending) ?? 'nothing was sent'
  server.close()
  return said
}

describe('a reader who disconnects during a download', () => {
  it.each([
    ['a saved file', (res: Response, bytes: Readable) => sendAttachment(res, file, bytes)],
    ['a picture inside a page', (res: Response, bytes: Readable) => sendInline(res, file, bytes)],
    ['a public picture', (res: Response, bytes: Readable) => sendImmutable(res, file, bytes)],
  ])('ends the reading of %s without an error', async (_what, send) => {
    expect(await sentToWhoeverLeaves(send)).toBe('done')
  })

  it('ends the reading without an error even before the first byte', async () => {
    const bytes = endless()
    bytes.push(Buffer.alloc(1_000))
    const server = createServer()
    const sent = new Promise<void>((resolve, reject) => {
      server.on(
        'request',
        express().get('/', (req, res) => {
          res.once('close', () => void sendAttachment(res, file, bytes).then(resolve, reject))
          req.socket.destroy()
        }),
      )
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).on('error', () => undefined)
    await sent
    expect(bytes.destroyed).toBe(true)
    server.close()
  })

  it('is distinguished from a file that cannot be read to its end', async () => {
    const said = await sentToWhoeverLeaves((res, bytes) => {
      setImmediate(() => bytes.destroy(new Error('the disk is gone')))
      return sendImmutable(res, file, bytes)
    })
    expect(said).toBe('the disk is gone')
  })
})
