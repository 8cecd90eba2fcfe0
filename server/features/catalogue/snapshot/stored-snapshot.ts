import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import { pipeline } from 'node:stream/promises'
import { constants, crc32, createDeflate, createInflate } from 'node:zlib'
import mongoose from 'mongoose'
import * as vocabulary from '#models/premises/parts/premises-vocabulary.ts'
import type { CatalogueState } from '#features/premises/catalogue.ts'
import { locales } from '#shared/texts/i18n.ts'
import { canReadChanges, type CatalogueIndex } from '../search/index/index-reading.ts'
import { indexOf, kindsOfParts, partsOf, type Facts, type Lists, type Part } from './parts.ts'

/**
 * Version of the format. Raise it when something is derived differently from the same premises. Changes of columns and
 * vocabularies are detected by `shapeOf`.
 */
const format = 2
const bucketName = 'catalogue_snapshots'
const chunkBytes = 1024 * 1024
/**
 * Fast compression: copying data from the database to a thread costs more than compressing it, and a third of the size is
 * left.
 */
const packing = { level: constants.Z_BEST_SPEED, chunkSize: chunkBytes }
/** Snapshots of another version may still be needed by its processes. */
const otherVersionsRetentionMs = 24 * 3_600_000

type PartHead = { name: string; used: number; grows: boolean; bytes: number; crc: number }
type Head = { shape: string; facts: Facts; parts: PartHead[]; lists: { bytes: number; crc: number } }
type StoredHead = { _id: mongoose.mongo.ObjectId; metadata: Head }

/** Returns the hash of everything that must agree for a version to read a snapshot: its columns and vocabularies. */
function shapeOf(): string {
  const kinds = Object.entries(kindsOfParts()).map(([name, kind]) => [name, kind.name])
  return createHash('sha256')
    .update(JSON.stringify([format, endianness(), kinds, vocabulary, locales]))
    .digest('hex')
}

/**
 * Stores the catalogue as one process has read it, for other processes and later starts. It is derived data and may be
 * deleted at any time (ADR 113). Only the newest snapshot of this version is used.
 */
export const storedSnapshot = {
  /** Returns the state of the newest snapshot, or null. */
  async state(): Promise<CatalogueState | null> {
    return (await newest())?.metadata.facts ?? null
  },

  /**
   * Returns the newest snapshot if the changes since can be read up to `state`; null when there is none that can be used. A
   * damaged one is removed.
   */
  async load(state: CatalogueState): Promise<CatalogueIndex | null> {
    const head = await newest()
    if (!head || !canReadChanges(head.metadata.facts, state)) return null
    try {
      return await read(head)
    } catch (error) {
      if (error instanceof mongoose.mongo.MongoNetworkError) throw error
      await remove([head._id])
      return null
    }
  },

  /**
   * Stores a snapshot, complete before anybody sees it. Removes older ones and the remains of killed processes. Only one
   * process at a time does so.
   */
  async store(index: CatalogueIndex): Promise<void> {
    const { facts, numbers, lists } = partsOf(index)
    const long = Buffer.from(JSON.stringify(lists))
    const named = Object.entries(numbers)
    const metadata: Head = {
      shape: shapeOf(),
      facts,
      parts: named.map(([name, part]) => ({ name, used: part.used, grows: part.grows, ...checked(bytesOf(part)) })),
      lists: checked(long),
    }
    const upload = bucket().openUploadStream('catalogue', { metadata })
    await pipeline([...named.map(([, part]) => bytesOf(part)), long], createDeflate(packing), upload)
    await removeBefore(upload.id, metadata.shape)
    await removeOrphanedChunks()
  },

  /** Removes all snapshots. */
  async clear(): Promise<void> {
    await remove(
      (
        await files()
          .find({}, { projection: { _id: 1 } })
          .toArray()
      ).map(({ _id }) => _id),
    )
  },
}

function bucket() {
  const { db } = mongoose.connection
  if (!db) throw new Error('the catalogue is read from an open database')
  return new mongoose.mongo.GridFSBucket(db, { bucketName, chunkSizeBytes: chunkBytes })
}

const files = () => mongoose.connection.collection<StoredHead>(`${bucketName}.files`)

const newest = (): Promise<StoredHead | null> =>
  files().findOne({ 'metadata.shape': shapeOf() }, { sort: { uploadDate: -1, _id: -1 } })

const bytesOf = ({ data, used }: Part): Buffer =>
  Buffer.from(data.buffer, data.byteOffset, used * data.BYTES_PER_ELEMENT)
const checked = (bytes: Buffer) => ({ bytes: bytes.length, crc: crc32(bytes) })

/** Reads a snapshot. Throws when anything differs from what was written. */
async function read({ _id, metadata }: StoredHead): Promise<CatalogueIndex> {
  const kinds = kindsOfParts()
  const numbers: Record<string, Part> = {}
  for (const { name, used, grows } of metadata.parts) {
    const kind = kinds[name]
    if (!kind) throw new Error(`there is no part "${name}"`)
    numbers[name] = { data: new kind(grows ? withRoom(used) : used), used, grows }
  }
  const long = Buffer.alloc(metadata.lists.bytes)
  const targets = [...Object.values(numbers).map(bytesOf), long]
  await pipeline(bucket().openDownloadStream(_id), createInflate(packing), pieces => fill(targets, pieces))
  const heads = [...metadata.parts, metadata.lists]
  for (const [at, bytes] of targets.entries()) {
    if (bytes.length !== heads[at]?.bytes || crc32(bytes) !== heads[at].crc) throw new Error('damaged')
  }
  return indexOf({ facts: metadata.facts, numbers, lists: JSON.parse(long.toString()) as Lists })
}

/** Returns a length with room at the end, so that the first change does not copy everything. */
const withRoom = (used: number): number => used + 1_024 + Math.floor(used / 32)

async function fill(targets: readonly Buffer[], pieces: AsyncIterable<unknown>): Promise<void> {
  let at = 0
  let filled = 0
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    for (let from = 0; from < piece.length;) {
      const target = targets[at]
      if (!target) throw new Error('longer than it was written')
      const copied = piece.copy(target, filled, from)
      from += copied
      filled += copied
      if (filled === target.length) [at, filled] = [at + 1, 0]
    }
  }
}

async function removeBefore(id: mongoose.mongo.ObjectId, shape: string): Promise<void> {
  const long = new Date(Date.now() - otherVersionsRetentionMs)
  const old = files().find(
    { _id: { $ne: id }, $or: [{ 'metadata.shape': shape }, { uploadDate: { $lt: long } }] },
    { projection: { _id: 1 } },
  )
  await remove((await old.toArray()).map(({ _id }) => _id))
}

/** Removes chunks whose file document was never written. */
async function removeOrphanedChunks(): Promise<void> {
  const whole = await files().distinct('_id')
  await mongoose.connection.collection(`${bucketName}.chunks`).deleteMany({ files_id: { $nin: whole } })
}

async function remove(ids: readonly mongoose.mongo.ObjectId[]): Promise<void> {
  for (const id of ids) await bucket().delete(id).catch(ignoreMissing)
}

/** Ignores the error when another process was quicker. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof mongoose.mongo.MongoRuntimeError)) throw error
}
