import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { S3mini } from 's3mini'
import { reasonOf } from '../database/database-away.ts'
import { ExistingBackupError, fileLocation, type BackupLocation } from './file-place.ts'

/** `s3` is null where no store is set up. */
export type LocationSettings = { s3: S3Settings | null }

/** Returns the place of a back-up for a file path or `s3://bucket/key`. Throws a sentence for anything else. */
export function backupLocationOf(target: string, { s3 }: LocationSettings): BackupLocation {
  if (!/^[a-z0-9+]+:\/\//i.test(target)) return fileLocation(path.resolve(target))
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*[^/])$/.exec(target) ?? []
  if (bucket === '') throw new Error(`${target} is neither a file nor an address such as s3://bucket/name.`)
  if (!s3) throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set for a store at s3://.')
  return s3Location(s3, bucket, key)
}

/** Endpoint of an S3-compatible store, and our credentials. */
type S3Settings = { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string }

/** A store takes 10,000 parts: 160 GB. Two of them are in memory at a time. */
const partBytes = 16 * 1024 * 1024
const maxAttempts = 4
const timeoutMs = 10 * 60_000

/** An object of a bucket, which exists only once it is complete. */
function s3Location(settings: S3Settings, bucket: string, key: string): BackupLocation {
  const name = `s3://${bucket}/${key}`
  const { endpoint, ...who } = settings
  const store = new S3mini({
    ...who,
    endpoint: `${endpoint.replace(/\/$/, '')}/${bucket}`,
    requestAbortTimeout: timeoutMs,
  })

  async function write(sealed: AsyncIterable<Buffer>, begun?: (upload: string) => Promise<void>): Promise<number> {
    if (await withRetries(name, () => store.objectExists(key))) throw new ExistingBackupError(name)
    const upload = await withRetries(name, () => store.getMultipartUploadId(key, 'application/octet-stream'))
    try {
      await begun?.(upload)
      const { parts, bytes } = await uploadParts(upload, sealed)
      await withRetries(name, () => store.completeMultipartUpload(key, upload, parts))
      return bytes
    } catch (error) {
      await store.abortMultipartUpload(key, upload).catch(() => undefined)
      throw error
    }
  }

  /** Uploads one part while the next one is made. */
  async function uploadParts(upload: string, sealed: AsyncIterable<Buffer>) {
    type Part = Awaited<ReturnType<typeof store.uploadPart>>
    const parts: Part[] = []
    let bytes = 0
    let underWay: Promise<Part> | null = null
    for await (const part of inParts(sealed)) {
      if (underWay) parts.push(await underWay)
      const number = parts.length + 1
      underWay = withRetries(name, () => store.uploadPart(key, upload, part, number))
      // The next await of it gets the failure.
      underWay.catch(() => undefined)
      bytes += part.length
    }
    if (underWay) parts.push(await underWay)
    return { parts, bytes }
  }

  async function* read(): AsyncGenerator<Buffer> {
    const size = await withRetries(name, () => store.getContentLength(key))
    for (let at = 0; at < size; at += partBytes)
      yield withRetries(name, () => range(at, Math.min(at + partBytes, size)))
  }

  async function range(from: number, to: number): Promise<Buffer> {
    const response = await store.getObjectRaw(key, false, from, to)
    const bytes = Buffer.from(await response.arrayBuffer())
    if (bytes.length !== to - from) throw new Error(`${bytes.length} bytes came instead of ${to - from}`)
    return bytes
  }

  async function remove(upload?: string | null): Promise<void> {
    // A completed upload is no longer known.
    if (upload) await store.abortMultipartUpload(key, upload).catch(() => undefined)
    await withRetries(name, () => store.deleteObject(key))
  }

  return { name, write, read, remove }
}

async function* inParts(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let part = Buffer.allocUnsafe(partBytes)
  let length = 0
  for await (let piece of pieces) {
    while (piece.length > 0) {
      const taken = piece.copy(part, length)
      length += taken
      piece = piece.subarray(taken)
      if (length < partBytes) continue
      yield part
      part = Buffer.allocUnsafe(partBytes)
      length = 0
    }
  }
  if (length > 0) yield part.subarray(0, length)
}

/** Repeats requests that fail on the network or the server. The error names the object and never a key of ours. */
async function withRetries<T>(name: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const status = statusIn(error)
      const hopeless = status !== null && status < 500 && status !== 429
      if (attempt === maxAttempts || hopeless)
        throw new Error(`${name} cannot be used (${reasonOf(error)}).`, { cause: error })
      await wait(500 * 2 ** attempt)
    }
  }
}

/** Returns the HTTP status of an error or of its cause: the client wraps some of its errors in others. */
function statusIn(error: unknown): number | null {
  if (!(error instanceof Error)) return null
  return 'status' in error ? Number(error.status) : statusIn(error.cause)
}
