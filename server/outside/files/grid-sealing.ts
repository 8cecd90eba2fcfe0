import mongoose from 'mongoose'
import { AppError } from '#shared/errors.ts'
import { MissingKeyError, sealing } from '../sealing/sealing.ts'
import type { SealingCounts, SealedStore } from '../sealing/stored.ts'
import {
  fileKeyOf,
  layoutOf,
  markOf,
  newFileKey,
  openChunk,
  sealChunk,
  bytesOf,
  type FileHead,
} from './sealed-chunks.ts'

const { Binary, ObjectId } = mongoose.mongo
type GridId = mongoose.mongo.ObjectId
type StoredFile = FileHead & { _id: GridId }
type StoredChunk = { _id: GridId; files_id: GridId; n: number; data: mongoose.mongo.Binary }

/** Files per batch, after which the progress is stored. Each may have twenty megabytes. */
const batchSize = 10

/**
 * Seals and opens the files of a bucket in place, chunk by chunk. A chunk is written as a whole, and its length shows
 * whether it is sealed. So a file may be read, copied and removed meanwhile, and a run continues after it was killed.
 */
export function gridSealing(bucket: string): SealedStore {
  const heads = () => collection<StoredFile>(`${bucket}.files`)
  const { seal, unseal } = fileSealing(bucket)

  async function bring(target: 'sealed' | 'open', after: string | null) {
    const rest = after === null ? {} : { _id: { $gt: new ObjectId(after) } }
    const files = await heads().find(rest).sort({ _id: 1 }).limit(batchSize).toArray()
    const done = {
      last: files.length < batchSize ? null : (files.at(-1)?._id.toHexString() ?? null),
      changed: 0,
      skipped: 0,
    }
    for (const file of files) {
      try {
        if (await (target === 'sealed' ? seal(file) : unseal(file))) done.changed += 1
      } catch (error) {
        if (!(error instanceof MissingKeyError)) throw error
        done.skipped += 1
      }
    }
    return done
  }

  async function count(): Promise<SealingCounts> {
    const groups = await heads()
      .aggregate<{ _id: { by?: string; done?: boolean }; count: number }>([
        { $group: { _id: { by: '$metadata.sealed.by', done: '$metadata.sealed.done' }, count: { $sum: 1 } } },
      ])
      .toArray()
    const lying: SealingCounts = { open: 0, sealed: new Map() }
    for (const { _id, count: files } of groups) {
      if (!_id.done) lying.open += files
      // A half-sealed file needs its key as well.
      if (_id.by) lying.sealed.set(_id.by, (lying.sealed.get(_id.by) ?? 0) + files)
    }
    return lying
  }

  return { name: `files of ${bucket}`, bring, count }
}

/** Seals and opens one file. Each function returns whether there was something to do. */
function fileSealing(bucket: string) {
  const heads = () => collection<StoredFile>(`${bucket}.files`)
  const eachChunk = chunkWriter(bucket)

  async function seal(file: StoredFile): Promise<boolean> {
    if (markIn(file)?.done) return rewrapKey(file)
    const begun = await beginSealing(file)
    if (!begun) return false
    const key = fileKeyOf(begun.mark, bucket, file._id.toHexString())
    const { sizeOf, whenSealed } = layoutOf(begun.file)
    await eachChunk(begun.file, ({ bytes, ...place }) =>
      bytes.length === sizeOf(place.n) ? sealChunk(key, place, bytes) : null,
    )
    const whole = { length: whenSealed.length, chunkSize: whenSealed.chunkSize, 'metadata.sealed.done': true }
    await heads().updateOne({ _id: file._id, 'metadata.sealed.done': false }, { $set: whole })
    const sealed = await heads().findOne({ _id: file._id })
    if (sealed) await rewrapKey(sealed)
    return true
  }

  /** Stores the mark with the file's key. When two processes begin to seal a file, both use the key of the first. */
  async function beginSealing(file: StoredFile) {
    const mark = markOf(newFileKey(), bucket, file._id.toHexString(), false)
    await heads().updateOne(
      { _id: file._id, 'metadata.sealed': { $exists: false } },
      { $set: { 'metadata.sealed': mark } },
    )
    const begun = await heads().findOne({ _id: file._id })
    const first = begun && markIn(begun)
    // The file was removed meanwhile, or the other process has sealed it already.
    return first && !first.done ? { file: begun, mark: first } : null
  }

  /** Seals the file's key with the newest key of the installation. The file's own key, and so the file, stay as they are. */
  async function rewrapKey(file: StoredFile): Promise<boolean> {
    const mark = markIn(file)
    if (!mark || mark.by === sealing().keyIds[0]) return false
    const id = file._id.toHexString()
    const { by, key } = markOf(fileKeyOf(mark, bucket, id), bucket, id, true)
    const anew = { 'metadata.sealed.by': by, 'metadata.sealed.key': key }
    return (
      (await heads().updateOne({ _id: file._id, 'metadata.sealed.key': mark.key }, { $set: anew })).matchedCount > 0
    )
  }

  async function unseal(file: StoredFile): Promise<boolean> {
    const mark = markIn(file)
    if (!mark) return false
    const key = fileKeyOf(mark, bucket, file._id.toHexString())
    const { sizeOf, whenPlain } = layoutOf(file)
    const mixed = { ...whenPlain, 'metadata.sealed.done': false }
    await heads().updateOne({ _id: file._id, 'metadata.sealed.done': true }, { $set: mixed })
    await eachChunk(file, ({ bytes, ...place }) =>
      bytes.length === sizeOf(place.n) ? null : openChunk(key, place, bytes),
    )
    await heads().updateOne({ _id: file._id, 'metadata.sealed.done': false }, { $unset: { 'metadata.sealed': 1 } })
    return true
  }

  return { seal, unseal }
}

type Chunk = { n: number; last: boolean; bytes: Buffer }

/** Replaces each chunk of a file by the result of `becomes`; null leaves it as it is. */
const chunkWriter = (bucket: string) =>
  async function eachChunk(file: StoredFile, becomes: (chunk: Chunk) => Buffer | null): Promise<void> {
    const chunks = collection<StoredChunk>(`${bucket}.chunks`)
    const count = layoutOf(file).chunks
    for await (const { _id, n, data } of chunks.find({ files_id: file._id }).sort({ n: 1 }).batchSize(8)) {
      const bytes = becomes({ n, last: n === count - 1, bytes: bytesOf(data) })
      if (bytes) await chunks.updateOne({ _id, files_id: file._id }, { $set: { data: new Binary(bytes) } })
    }
  }

const markIn = ({ metadata }: FileHead) => metadata?.sealed

function collection<T extends mongoose.mongo.Document>(name: string): mongoose.mongo.Collection<T> {
  const { db } = mongoose.connection
  if (!db) throw new AppError('unavailable', 'error.unavailable')
  return db.collection<T>(name)
}
