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

/** Pictures of premises and the office's logo, which are public and never sealed. */
const publicBuckets = ['photos', 'brand'] as const
/** Files that applicants send, letters made for them, files that the office's programs send, and the office's seal. */
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

  /** Notes on files being written, or (`leaving`) being removed: see `fileStore`. */
  const pending = () => database().collection<Note>(`${name}.pending`)

  /** Streams a file. When the reader stops, so does the reading from the database. */
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

  /** Finds a file by its label, which GridFS indexes. */
  async function findLabelled(label: string): Promise<{ id: GridId; size: number } | null> {
    const file = await bucket().find({ filename: label }, { limit: 1 }).next()
    return file ? { id: file._id, size: layoutOf(file).size } : null
  }

  return { erase, open, pending, write, findLabelled, ...gridLooks(name, database) }
}

/** Returns an id of ninety-six random bits: it tells neither when a file came nor which one came next. */
export const randomId = (): GridId => new ObjectId(randomBytes(12))
export const gridId = (id: string): GridId => new ObjectId(id)

// The pages keep four of the ten connections however many files come in; a write that waits stays with its sender.
const severalAtOnce = pLimit(6)

type Sink = { write(chunk: Buffer): Promise<void>; finish(): Promise<void> }
type Writes = { write(chunk: Buffer): Promise<void>; finish(): Promise<{ size: number; sha256: string }> }

/** Counts and hashes the bytes that were sent, however they are stored. */
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

/** Seals chunk by chunk. Of each file one chunk is buffered here, and one in the sink. */
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
      // The last chunk is marked as such, so a full one waits until more data comes.
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

/** Returns a GridFS upload whose writes are awaited and whose failures reach the caller. */
function awaitedWrites(bucket: GridBucket, id: GridId, label: string, sealed?: SealMark): Sink {
  const options = { chunkSizeBytes: chunkBytes, ...(sealed ? { metadata: { sealed } } : {}) }
  const upload = bucket.openUploadStreamWithId(id, label, options)
  // An 'error' event without a listener would end the process; the callbacks pass the failure on.
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
