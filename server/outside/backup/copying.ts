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
export const leftOut: ReadonlySet<string> = new Set([
  ...['process-leases', 'backups'],
  ...['catalogue_snapshots.files', 'catalogue_snapshots.chunks'],
])
/** Documents per reply. A reply of a few megabytes keeps the site that holds the engine busy for some milliseconds. */
const perReply = { documents: 400, chunks: 8 }
/** Number of documents up to which they are read while writes wait. */
const fewIds = 100
const mostRounds = 20
const mostHolds = 5
const askAgainMs = 500
const keepEveryMs = 15_000
const idsPerQuery = 500

/** `pausedMs`: longest time that writes waited. */
export type Copied = { pausedMs: number }
type Copying = { db: mongo.Db; signal?: AbortSignal | undefined; copied: Copied }

/**
 * Yields every document of a database as of one moment, as records of a back-up. The embedded engine is copied while writes
 * continue. Documents that they changed are read again, the last of them while writes wait (docs/adr/0100). A replica set is
 * read as a snapshot. Fills `copied`.
 */
export async function* copyDatabase(copying: Copying): AsyncGenerator<BackupRecord> {
  const { db } = copying
  const hello = await db.command({ hello: 1 })
  if (hello.setName !== undefined || hello.msg === 'isdbgrid') yield* copySnapshot(copying)
  else yield* copyUnderWrites(copying, await beginCapture(db))
}

async function* copySnapshot({ db, ...copying }: Copying): AsyncGenerator<BackupRecord> {
  const session = db.client.startSession({ snapshot: true })
  try {
    for (const name of await collectionsOf(db)) yield* whole({ db, ...copying }, name, { session })
  } finally {
    await session.endSession()
  }
}

async function* copyUnderWrites(copying: Copying, capture: Capture): AsyncGenerator<BackupRecord> {
  const { db } = copying
  const keeping = setInterval(() => void capture.ask('keep').catch(() => undefined), keepEveryMs)
  try {
    for (const name of await collectionsOf(db)) yield* whole(copying, name)
    for (let round = 0; round < mostRounds; round += 1) {
      const { touched } = await capture.ask('changes')
      yield* again(copying, touched)
      if (isLittle(touched)) break
    }
    yield* lastChanges(copying, capture)
  } finally {
    clearInterval(keeping)
    await capture.ask('end').catch(() => undefined)
  }
}

const isLittle = (touched: readonly Touched[]): boolean =>
  touched.every(({ all }) => !all) && touched.reduce((sum, { ids }) => sum + ids.length, 0) <= fewIds

/** Yields what writes have changed since the last round, read while writes wait. */
async function* lastChanges(copying: Copying, capture: Capture): AsyncGenerator<BackupRecord> {
  for (let attempt = 0; attempt < mostHolds; attempt += 1) {
    const began = performance.now()
    const { touched } = await capture.ask('hold')
    const little = isLittle(touched)
    // If there is too much for a pause, it is read without one, and later changes are asked for again.
    const records = little ? await inMemory(again(copying, touched)) : again(copying, touched)
    const { held } = await capture.ask('release')
    copying.copied.pausedMs = Math.max(copying.copied.pausedMs, Math.round(performance.now() - began))
    yield* records
    if (little && held) return
  }
  throw new Error('The database changes faster than its changes can be read; make the back-up at a quieter time.')
}

async function inMemory(records: AsyncIterable<BackupRecord>): Promise<BackupRecord[]> {
  const read: BackupRecord[] = []
  for await (const record of records) read.push(record)
  return read
}

/** Returns the collections in the order of their names, in which a restore creates them. */
async function collectionsOf(db: mongo.Db): Promise<string[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  return all
    .map(({ name }) => name)
    .filter(name => !name.startsWith('system.') && !leftOut.has(name))
    .sort()
}

type ReadAt = { session?: mongo.ClientSession }

async function* whole(copying: Copying, name: string, at: ReadAt = {}): AsyncGenerator<BackupRecord> {
  yield { kind: 'collection', value: { name } }
  yield* documents(copying, name, {}, at)
}

async function* documents(
  { db, signal }: Copying,
  name: string,
  filter: mongo.Filter<mongo.Document>,
  at: ReadAt,
): AsyncGenerator<BackupRecord & { bytes: Buffer }> {
  const batchSize = name.endsWith('.chunks') ? perReply.chunks : perReply.documents
  for await (const bytes of db.collection(name).find(filter, { ...at, raw: true, batchSize })) {
    signal?.throwIfAborted()
    yield { kind: 'document', bytes: bytes as unknown as Buffer }
  }
}

/** Yields the present state of documents that may have changed. */
async function* again(copying: Copying, touched: readonly Touched[]): AsyncGenerator<BackupRecord> {
  for (const { collection, all, ids } of touched.filter(one => !leftOut.has(one.collection))) {
    yield { kind: 'collection', value: { name: collection } }
    if (all) yield { kind: 'emptied' }
    if (all) yield* documents(copying, collection, {}, {})
    for (let at = 0; at < ids.length; at += idsPerQuery)
      yield* some(copying, collection, ids.slice(at, at + idsPerQuery))
  }
}

/** Yields those of the documents that exist, and a `gone` record for each of the others. */
async function* some(copying: Copying, collection: string, ids: readonly unknown[]): AsyncGenerator<BackupRecord> {
  const missing = new Map(ids.map(id => [nameOf(id), id]))
  for await (const { bytes } of documents(copying, collection, { _id: { $in: ids } } as object, {})) {
    missing.delete(nameOf(BSON.deserialize(bytes)._id))
    yield { kind: 'changed', bytes }
  }
  for (const _id of missing.values()) yield { kind: 'gone', bytes: Buffer.from(BSON.serialize({ _id })) }
}

const nameOf = (_id: unknown): string => BSON.EJSON.stringify({ _id })

type Capture = {
  ask: (act: 'changes' | 'hold' | 'release' | 'keep' | 'end') => Promise<{ touched: Touched[]; held: boolean }>
}

/** Makes the process that holds the embedded engine record which documents change from here on. */
async function beginCapture(db: mongo.Db): Promise<Capture> {
  const { token } = await askPatiently(db, { backupCapture: 'begin' })
  return {
    ask: async act => (await askPatiently(db, { backupCapture: act, token: String(token) })) as never,
  }
}

/** Sends a command, and repeats it when a write is under way for longer than other writes can wait. */
async function askPatiently(db: mongo.Db, command: mongo.Document): Promise<mongo.Document> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.command(command)
    } catch (error) {
      if ((error as { code?: number }).code === unknownCommand) throw new Error(notHere, { cause: error })
      if (attempt === mostAttempts || !reasonOf(error).includes('a write takes too long')) throw error
      await wait(askAgainMs)
    }
  }
}

const unknownCommand = 59
const mostAttempts = 20
const notHere =
  'This database cannot be read as of one moment: MONGODB_URI leads to a server that is no replica set. Make it one; a single member is enough.'
