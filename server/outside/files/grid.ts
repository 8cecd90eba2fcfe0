import { createHash, randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import mongoose from 'mongoose'
import pLimit from 'p-limit'
import { AppError } from '#shared/errors.ts'
import { gridLooks } from './grid-queries.ts'

const { GridFSBucket, ObjectId } = mongoose.mongo
export type GridId = mongoose.mongo.ObjectId
type Bucket = InstanceType<typeof GridFSBucket>
type Note = { _id: GridId; since: Date; leaving?: boolean }

/** One GridFS bucket of the open database, in the few operations we use. */
export function grid(name: string) {
  let current: { db: mongoose.mongo.Db; bucket: Bucket } | null = null

  function database(): mongoose.mongo.Db {
    const { db } = mongoose.connection
    if (!db) throw new AppError('unavailable', 'error.unavailable')
    return db
  }

  function bucket(): Bucket {
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
  const open = (id: GridId): Readable => bucket().openDownloadStream(id)

  const write = (id: GridId, label: string) => awaitedWrites(bucket(), id, label)

  /** By the label it was written under, for which GridFS keeps an index. */
  async function findLabelled(label: string): Promise<{ id: GridId; size: number } | null> {
    const file = await bucket().find({ filename: label }, { limit: 1 }).next()
    return file ? { id: file._id, size: file.length } : null
  }

  return { erase, open, pending, write, findLabelled, ...gridLooks(name, database) }
}

/** Ninety-six random bits: nothing in an id says when a file came or which one came next. */
export const randomId = (): GridId => new ObjectId(randomBytes(12))
export const gridId = (id: string): GridId => new ObjectId(id)

// Of the ten connections the pages keep four however many files come in, and what waits stays with its sender.
const severalAtOnce = pLimit(6)

/** A GridFS upload whose every write is awaited and whose failures come back to the caller. */
function awaitedWrites(bucket: Bucket, id: GridId, label: string) {
  const upload = bucket.openUploadStreamWithId(id, label)
  // An 'error' event that nobody hears would end the process; the callbacks carry the failure.
  upload.on('error', () => undefined)
  const hash = createHash('sha256')
  let size = 0

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
    async write(chunk: Buffer): Promise<void> {
      hash.update(chunk)
      size += chunk.length
      await settled(done => upload.write(chunk, done))
    },
    async finish(): Promise<{ size: number; sha256: string }> {
      await settled(done => upload.end(done))
      return { size, sha256: hash.digest('hex') }
    },
  }
}
