import { setTimeout as wait } from 'node:timers/promises'
import mongoose, { type mongo } from 'mongoose'
import { reasonOf } from '../database/database-away.ts'
import type { Touched } from '../database/touched.ts'
import type { BackupRecord } from './records.ts'

const { BSON } = mongoose.mongo

/**
 * Collections that are not backed up: which process does what at the moment and which back-ups this installation has, which
 * is not true elsewhere or later; and data that are derived from the rest.
 */
const excludedCollections: ReadonlySet<string> = new Set([
  ...['process-leases', 'backups'],
  ...['catalogue_snapshots.files', 'catalogue_snapshots.chunks'],
])
/** Documents per reply. A reply of a few megabytes keeps the site that holds the engine busy for some milliseconds. */
const batchSizes = { documents: 400, chunks: 8 }
/** Number of documents up to which they are read while writes wait. */
const maxIdsUnderHold = 100
const maxRounds = 20
const maxHolds = 5
const retryMs = 500
const keepAliveMs = 15_000
const idsPerQuery = 500

/** `pausedMs`: longest time that writes waited. */
export type CopyResult = { pausedMs: number }
type CopyContext = { db: mongo.Db; signal?: AbortSignal | undefined; copied: CopyResult }

/**
 * Yields every document of a database as of one moment, as records of a back-up. The embedded engine is copied while writes
 * continue. Documents that they changed are read again, the last of them while writes wait (ADR 100). A replica set is
 * read as a snapshot. Fills `copied`.
 */
export async function* copyDatabase(copying: CopyContext): AsyncGenerator<BackupRecord> {
  const { db } = copying
  const hello = await db.command({ hello: 1 })
  if (hello.setName !== undefined || hello.msg === 'isdbgrid') yield* copySnapshot(copying)
  else yield* copyUnderWrites(copying, await beginCapture(db))
}

async function* copySnapshot({ db, ...copying }: CopyContext): AsyncGenerator<BackupRecord> {
  const session = db.client.startSession({ snapshot: true })
  try {
    for (const name of await collectionsOf(db)) yield* copyCollection({ db, ...copying }, name, { session })
  } finally {
    await session.endSession()
  }
}

async function* copyUnderWrites(copying: CopyContext, capture: Capture): AsyncGenerator<BackupRecord> {
  const { db } = copying
  const keeping = setInterval(() => void capture.ask('keep').catch(() => undefined), keepAliveMs)
  try {
    for (const name of await collectionsOf(db)) yield* copyCollection(copying, name)
    for (let round = 0; round < maxRounds; round += 1) {
      const { touched } = await capture.ask('changes')
      yield* copyChanged(copying, touched)
      if (hasFewChanges(touched)) break
    }
    yield* copyLastChanges(copying, capture)
  } finally {
    clearInterval(keeping)
    await capture.ask('end').catch(() => undefined)
  }
}

const hasFewChanges = (touched: readonly Touched[]): boolean =>
  touched.every(({ all }) => !all) && touched.reduce((sum, { ids }) => sum + ids.length, 0) <= maxIdsUnderHold

/** Yields what writes have changed since the last round, read while writes wait. */
async function* copyLastChanges(copying: CopyContext, capture: Capture): AsyncGenerator<BackupRecord> {
  for (let attempt = 0; attempt < maxHolds; attempt += 1) {
    const began = performance.now()
    const { touched } = await capture.ask('hold')
    const little = hasFewChanges(touched)
    // If there is too much for a pause, it is read without one, and later changes are asked for again.
    const records = little ? await collectRecords(copyChanged(copying, touched)) : copyChanged(copying, touched)
    const { held } = await capture.ask('release')
    copying.copied.pausedMs = Math.max(copying.copied.pausedMs, Math.round(performance.now() - began))
    yield* records
    if (little && held) return
  }
  throw new Error('The database changes faster than its changes can be read; make the back-up at a quieter time.')
}

async function collectRecords(records: AsyncIterable<BackupRecord>): Promise<BackupRecord[]> {
  const read: BackupRecord[] = []
  for await (const record of records) read.push(record)
  return read
}

/** Returns the collections that are backed up in the order of their names, in which a restore creates them. */
export async function collectionsOf(db: mongo.Db): Promise<string[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  return all
    .map(({ name }) => name)
    .filter(name => !name.startsWith('system.') && !excludedCollections.has(name))
    .sort()
}

type ReadAt = { session?: mongo.ClientSession }

async function* copyCollection(copying: CopyContext, name: string, at: ReadAt = {}): AsyncGenerator<BackupRecord> {
  yield { kind: 'collection', value: { name } }
  yield* documents(copying, name, {}, at)
}

async function* documents(
  { db, signal }: CopyContext,
  name: string,
  filter: mongo.Filter<mongo.Document>,
  at: ReadAt,
): AsyncGenerator<BackupRecord & { bytes: Buffer }> {
  const batchSize = name.endsWith('.chunks') ? batchSizes.chunks : batchSizes.documents
  for await (const bytes of db.collection(name).find(filter, { ...at, raw: true, batchSize })) {
    signal?.throwIfAborted()
    yield { kind: 'document', bytes: bytes as unknown as Buffer }
  }
}

/** Yields the present state of documents that may have changed. */
async function* copyChanged(copying: CopyContext, touched: readonly Touched[]): AsyncGenerator<BackupRecord> {
  for (const { collection, all, ids } of touched.filter(one => !excludedCollections.has(one.collection))) {
    yield { kind: 'collection', value: { name: collection } }
    if (all) yield { kind: 'emptied' }
    if (all) yield* documents(copying, collection, {}, {})
    for (let at = 0; at < ids.length; at += idsPerQuery)
      yield* copyByIds(copying, collection, ids.slice(at, at + idsPerQuery))
  }
}

/** Yields those of the documents that exist, and a `gone` record for each of the others. */
async function* copyByIds(
  copying: CopyContext,
  collection: string,
  ids: readonly unknown[],
): AsyncGenerator<BackupRecord> {
  const missing = new Map(ids.map(id => [idKeyOf(id), id]))
  for await (const { bytes } of documents(copying, collection, { _id: { $in: ids } } as object, {})) {
    missing.delete(idKeyOf(BSON.deserialize(bytes)._id))
    yield { kind: 'changed', bytes }
  }
  for (const _id of missing.values()) yield { kind: 'gone', bytes: Buffer.from(BSON.serialize({ _id })) }
}

const idKeyOf = (_id: unknown): string => BSON.EJSON.stringify({ _id })

type Capture = {
  ask: (act: 'changes' | 'hold' | 'release' | 'keep' | 'end') => Promise<{ touched: Touched[]; held: boolean }>
}

/** Makes the process that holds the embedded engine record which documents change from here on. */
async function beginCapture(db: mongo.Db): Promise<Capture> {
  const { token } = await commandWithRetry(db, { backupCapture: 'begin' })
  return {
    ask: async act => (await commandWithRetry(db, { backupCapture: act, token: String(token) })) as never,
  }
}

/** Sends a command, and repeats it when a write is under way for longer than other writes can wait. */
async function commandWithRetry(db: mongo.Db, command: mongo.Document): Promise<mongo.Document> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.command(command)
    } catch (error) {
      if ((error as { code?: number }).code === unknownCommand) throw new Error(unsupportedMessage, { cause: error })
      if (attempt === maxAttempts || !reasonOf(error).includes('a write takes too long')) throw error
      await wait(retryMs)
    }
  }
}

const unknownCommand = 59
const maxAttempts = 20
const unsupportedMessage =
  'This database cannot be read as of one moment: MONGODB_URI leads to a server that is no replica set. Make it one; a single member is enough.'
