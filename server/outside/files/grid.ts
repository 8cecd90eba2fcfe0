import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import mongoose from 'mongoose'
import pLimit from 'p-limit'
import { AppError } from '#shared/errors.ts'
import { sealing } from '../sealing/sealing.ts'
import { gridLooks } from './grid-queries.ts'
import { chunkBytes, layoutOf, markOf, newFileKey, plainBytes, sealChunk, type SealMark } from './sealed-chunks.ts'
import { contentOf } from './sealed-reading.ts'

const { GridFSBucket, ObjectId } = mongoose.mongo
export type GridId = mongoose.mongo.ObjectId
type GridBucket = InstanceType<typeof GridFSBucket>
type Note = { _id: GridId; since: Date; leaving?: boolean }

/** Pictures of premises and the office's logo, which everybody may see: they are never sealed. */
const publicBuckets = ['photos', 'brand'] as const
/** What applicants send, what is made for them, what the office's programs send, and its seal. */
export const sealedBuckets = ['documents', 'pictures', 'letters', 'imports', 'seals'] as const
export type Bucket = (typeof publicBuckets)[number] | (typeof sealedBuckets)[number]

/** One GridFS bucket of the open database, in the few operations we use. */
export function grid(name: Bucket) {
  const isPublic = publicBuckets.some(one => one === name)

  let current: { db: mongoose.mongo.Db; bucket: GridBucket } | null = null

  function database(): mongoose.mongo.Db {
    const { db } = mongoose.connection
    if (!db) throw new AppError('unavailable', 'error.unavailable')
    return db
  }

  function bucket(): GridBucket {
    const db = database()
    if (current?.db !== db) current = { db, bucket: new GridFSBucket(db, { bucketName: name }) }
    return current.bucket
  }

  async function erase(id: GridId): Promise<void> {
    await database().collection(`${name}.files`).deleteOne({ _id: id })
    await database().collection(`${name}.chunks`).deleteMany({ files_id: id })
  }

  /** Files under way, or (`leaving`) on their way out: see `fileStore`. */
  const pending = () => database().collection<Note>(`${name}.pending`)

  /** A reader that stops reading stops the reading from the database. */
  const open = (id: GridId): Readable =>
    isPublic
      ? bucket().openDownloadStream(id)
      : Readable.from(contentOf(database(), name, id), { objectMode: false, highWaterMark: chunkBytes })

  function write(id: GridId, label: string): Writes {
    if (isPublic || !sealing().on) return measured(awaitedWrites(bucket(), id, label))
    const key = newFileKey()
    const mark = markOf(key, name, id.toHexString(), true)
    return measured(sealedWrites(key, awaitedWrites(bucket(), id, label, mark)))
  }

  /** By the label it was written under, for which GridFS keeps an index. */
  async function findLabelled(label: string): Promise<{ id: GridId; size: number } | null> {
    const file = await bucket().find({ filename: label }, { limit: 1 }).next()
    return file ? { id: file._id, size: layoutOf(file).size } : null
  }

  return { erase, open, pending, write, findLabelled, ...gridLooks(name, database) }
}

/** Ninety-six random bits: nothing in an id says when a file came or which one came next. */
export const randomId = (): GridId => new ObjectId(randomBytes(12))
export const gridId = (id: string): GridId => new ObjectId(id)

// Of the ten connections the pages keep four however many files come in, and what waits stays with its sender.
const severalAtOnce = pLimit(6)

type Sink = { write(chunk: Buffer): Promise<void>; finish(): Promise<void> }
type Writes = { write(chunk: Buffer): Promise<void>; finish(): Promise<{ size: number; sha256: string }> }

/** Counts and hashes what was sent, however it is stored. */
function measured(sink: Sink): Writes {
  const hash = createHash('sha256')
  let size = 0
  return {
    async write(chunk) {
      hash.update(chunk)
      size += chunk.length
      await sink.write(chunk)
    },
    async finish() {
      await sink.finish()
      return { size, sha256: hash.digest('hex') }
    },
  }
}

/** Seals chunk by chunk: of a file on its way one chunk is held here, and one below. */
function sealedWrites(key: Buffer, sink: Sink): Sink {
  let [held, bytes, n]: [Buffer[], number, number] = [[], 0, 0]

  async function pass(plain: Buffer, last: boolean): Promise<void> {
    await sink.write(sealChunk(key, { n, last }, plain))
    n += 1
  }

  return {
    async write(chunk) {
      held.push(chunk)
      bytes += chunk.length
      // The last chunk is marked as such, so that a full one waits for what comes behind it.
      if (bytes <= plainBytes) return
      const all = Buffer.concat(held)
      let at = 0
      for (; all.length - at > plainBytes; at += plainBytes) await pass(all.subarray(at, at + plainBytes), false)
      held = [all.subarray(at)]
      bytes = all.length - at
    },
    async finish() {
      await pass(Buffer.concat(held), true)
      await sink.finish()
    },
  }
}

/** A GridFS upload whose every write is awaited and whose failures come back to the caller. */
function awaitedWrites(bucket: GridBucket, id: GridId, label: string, sealed?: SealMark): Sink {
  const options = { chunkSizeBytes: chunkBytes, ...(sealed ? { metadata: { sealed } } : {}) }
  const upload = bucket.openUploadStreamWithId(id, label, options)
  // An 'error' event that nobody hears would end the process; the callbacks carry the failure.
  upload.on('error', () => undefined)

  const settled = (act: (done: (error?: Error | null) => void) => void) =>
    severalAtOnce(
      () =>
        new Promise<void>((resolve, reject) => {
          act(error => {
            if (error) reject(error)
            else resolve()
          })
        }),
    )

  return {
    write: chunk => settled(done => upload.write(chunk, done)),
    finish: () => settled(done => upload.end(done)),
  }
}
