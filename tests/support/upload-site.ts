import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import express from 'express'
import mongoose from 'mongoose'
import { afterAll, beforeAll } from 'vitest'
import type { Clock } from '#outside/clock.ts'
import { documentsService } from '#features/documents/service.ts'
import { fileStore } from '#outside/files/files.ts'
import { AppError } from '#shared/errors.ts'
import { type Extension, fileTypes } from '#shared/files/file-rules.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { receiveFiles } from '#web/files/uploads.ts'

export const anApplicationId = () => new mongoose.Types.ObjectId().toHexString()
export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Returns a PDF of exactly this many bytes. */
export const aPdf = (size = 2_000) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, 'x')])

type Part = { name?: string; filename?: string; bytes: Buffer | string }

/** Returns a multipart body, which can also be malformed. */
export function multipart(parts: Part[], { end = true } = {}) {
  const boundary = 'boundary-of-a-test'
  const chunks = parts.flatMap(({ name = 'files', filename, bytes }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n\r\n`,
    bytes,
    '\r\n',
  ])
  const body = Buffer.concat([...chunks, end ? `--${boundary}--\r\n` : ''].map(chunk => Buffer.from(chunk as string)))
  return { body, type: `multipart/form-data; boundary=${boundary}` }
}

/**
 * Starts a small site that accepts documents for any application: `POST /:id` with `kind` and `files`. It answers with what
 * was added and what was refused, or with the error's code.
 */
export function useUploadSite(clock: Clock) {
  const files = fileStore({ bucket: 'documents', clock })
  const documents = documentsService({ clock, files })
  const by = anApplicationId()
  const all = Object.keys(fileTypes) as Extension[]
  const app = express()

  app.use((_req, res, next) => {
    res.set('Connection', 'close')
    next()
  })
  app.post('/:id', async (req, res) => {
    const applicationId = req.params.id
    const room = await documents.room(applicationId)
    const received = await receiveFiles(req, res, { store: files, room, extensions: all, fields: ['files'] })
    const { added, refused } = await documents.add({ applicationId, kind: 'passport', by, files: received.files })
    res.json({ added, refused: [...received.refused, ...refused], fields: received.fields })
  })
  app.use((error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
    if (res.headersSent) {
      next(error)
      return
    }
    const status = error instanceof AppError ? { invalid: 400, 'too-large': 413 }[error.kind as 'invalid'] : 500
    res.status(status).json({ code: error instanceof AppError ? error.code : String(error) })
  })

  let server: Server
  let url: string
  let port: number
  beforeAll(async () => {
    server = createServer(app).listen(0)
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
    url = `http://127.0.0.1:${port}`
  })
  afterAll(() => server.close())

  /** Returns the number of sockets that the server still holds. */
  const connections = (): Promise<number> => promisify(server.getConnections.bind(server))()

  async function send(applicationId: string, { body, type }: { body: Buffer; type: string }) {
    const response = await fetch(`${url}/${applicationId}`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'Content-Type': type },
    })
    return { status: response.status, body: (await response.json()) as UploadAnswer }
  }

  /** Records documents of the full size without storing their bytes. */
  async function takeUp(applicationId: string, count: number) {
    for (let i = 0; i < count; i += 1) {
      const file = { field: 'files', name: `${i}.pdf`, extension: 'pdf' as const, mediaType: fileTypes.pdf }
      const received = [{ ...file, size: siteSettings().fileBytes, sha256: '0', storageId: (await files.begin()).id }]
      await documents.add({ applicationId, kind: 'passport', by, files: received })
    }
  }

  const upload = (applicationId: string, parts: [string, Buffer][]) =>
    send(applicationId, multipart(parts.map(([filename, bytes]) => ({ filename, bytes }))))

  /** Sends the head of a request and a part of its body, and returns the socket. */
  async function cutOff(applicationId: string, { body, type }: { body: Buffer; type: string }, sent: number) {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST /${applicationId} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`,
    )
    await new Promise<void>(resolve => socket.write(body.subarray(0, sent), () => resolve()))
    return socket
  }

  return { documents, files, connections, send, upload, takeUp, cutOff, by }
}

export type UploadAnswer = {
  code?: string
  added: { _id: string; name: string; size: number; sha256: string; mediaType: string; storageId: string }[]
  refused: { name: string; reason: string }[]
  fields: Record<string, unknown>
}

/** Counts everything in the store: nothing may be there that no document claims. */
export async function inStore(bucket = 'documents') {
  const db = mongoose.connection.db
  if (!db) throw new Error('no database')
  const count = (name: string) => db.collection(`${bucket}.${name}`).countDocuments()
  return { files: await count('files'), chunks: await count('chunks'), pending: await count('pending') }
}
