import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import mongoose from 'mongoose'
import pLimit from 'p-limit'
import { AppError } from '#shared/errors.ts'
import { sealing } from '../sealing/sealing.ts'
import {
  chunkBytes,
  layoutOf,
  markOf,
  newFileKey,
  plainBytes,
  sealChunk,
  contentOf,
  type SealMark,
  type FileHead,
} from './sealed-chunks.ts'

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
    if (isPublic || !sealing().on) return withDigest(createUpload(bucket(), id, label))
    const key = newFileKey()
    const mark = markOf(key, name, id.toHexString(), true)
    return withDigest(sealWrites(key, createUpload(bucket(), id, label, mark)))
  }

  /** Finds a file by its label, which GridFS indexes. */
  async function findLabelled(label: string): Promise<{ id: GridId; size: number } | null> {
    const file = await bucket().find({ filename: label }, { limit: 1 }).next()
    return file ? { id: file._id, size: layoutOf(file).size } : null
  }

  return { erase, open, pending, write, findLabelled, ...gridQueries(name, database) }
}

/** Returns an id of ninety-six random bits: it tells neither when a file came nor which one came next. */
export const randomId = (): GridId => new ObjectId(randomBytes(12))
export const gridId = (id: string): GridId => new ObjectId(id)

// The pages keep four of the ten connections however many files come in; a write that waits stays with its sender.
const writeLimit = pLimit(6)

type Sink = { write(chunk: Buffer): Promise<void>; finish(): Promise<void> }
type Writes = { write(chunk: Buffer): Promise<void>; finish(): Promise<{ size: number; sha256: string }> }

/** Counts and hashes the bytes that were sent, however they are stored. */
function withDigest(sink: Sink): Writes {
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
function sealWrites(key: Buffer, sink: Sink): Sink {
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
function createUpload(bucket: GridBucket, id: GridId, label: string, sealed?: SealMark): Sink {
  const options = { chunkSizeBytes: chunkBytes, ...(sealed ? { metadata: { sealed } } : {}) }
  const upload = bucket.openUploadStreamWithId(id, label, options)
  // An 'error' event without a listener would end the process; the callbacks pass the failure on.
  upload.on('error', () => undefined)

  const settled = (act: (done: (error?: Error | null) => void) => void) =>
    writeLimit(
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

type StoredFile = { _id: GridId; uploadDate: Date } & FileHead
const headFields = { length: 1, chunkSize: 1, 'metadata.sealed.done': 1 } as const
const onlyId = [{ $project: { _id: 1 } }]

/** Queries over a whole bucket that do not read file contents. */
function gridQueries(name: string, database: () => mongoose.mongo.Db) {
  /**
   * Returns the sizes in bytes of those files whose chunks are all there, by id: the plain size, however they are stored.
   */
  async function whole(ids: readonly GridId[]): Promise<Map<string, number>> {
    const files = await database()
      .collection<StoredFile>(`${name}.files`)
      .find({ _id: { $in: [...ids] } }, { projection: headFields })
      .toArray()
    const chunks = database().collection<{ files_id: GridId }>(`${name}.chunks`)
    const counted = await chunks
      .aggregate<{ _id: GridId; count: number }>([
        { $match: { files_id: { $in: [...ids] } } },
        { $project: { _id: 0, files_id: 1 } },
        { $group: { _id: '$files_id', count: { $sum: 1 } } },
      ])
      .toArray()
    const countOf = new Map(counted.map(({ _id, count }) => [_id.toHexString(), count]))
    const present = files.filter(file => countOf.get(file._id.toHexString()) === layoutOf(file).chunks)
    return new Map(present.map(file => [file._id.toHexString(), layoutOf(file).size]))
  }

  /** Streams every id that has a file or chunks; chunks without a file get the oldest possible date. */
  async function* all(): AsyncIterable<{ id: string; size: number; at: Date }> {
    const files = database().collection<StoredFile>(`${name}.files`)
    for await (const file of files.find({}, { projection: { ...headFields, uploadDate: 1 } })) {
      yield { id: file._id.toHexString(), size: layoutOf(file).size, at: file.uploadDate }
    }
    const stray = database()
      .collection(`${name}.chunks`)
      .aggregate<{ _id: GridId }>([
        { $project: { _id: 0, files_id: 1 } },
        { $group: { _id: '$files_id' } },
        { $lookup: { from: `${name}.files`, localField: '_id', foreignField: '_id', as: 'file', pipeline: onlyId } },
        { $match: { file: { $size: 0 } } },
        { $lookup: { from: `${name}.pending`, localField: '_id', foreignField: '_id', as: 'pending' } },
        { $match: { pending: { $size: 0 } } },
      ])
    for await (const { _id } of stray) yield { id: _id.toHexString(), size: 0, at: new Date(0) }
  }

  return { whole, all }
}
