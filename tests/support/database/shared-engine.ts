import { cpSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose, { type mongo } from 'mongoose'
import { beforeAll, inject } from 'vitest'
import { buildIndexes, openDatabase, type Database } from '#outside/database/database.ts'

export type SharedEngine = { folder: string; database: Database; client: mongo.MongoClient; writtenTo: WrittenTo }

/** The engine that is open in this process, or is being opened. A process can have one. */
let shared: Promise<SharedEngine> | undefined
/** Whether the test file that is being run uses the shared engine. */
let isUsed = false

/** Says at the start of a test file that it uses the shared engine. */
export function useSharedEngine(): void {
  isUsed = true
}

/**
 * Runs before each test file, from a setup file: closes the shared engine for a file that does not use it and may open
 * another one.
 */
export function closeUnusedEngine(): void {
  isUsed = false
  beforeAll(() => (isUsed ? undefined : closeSharedEngine()))
}

/** Returns the shared engine without the documents of earlier files; opens it when it is not open. */
export async function sharedEngine(): Promise<SharedEngine> {
  if (shared) {
    const engine = await shared
    // All of it: a backup or another thread has connections of its own, whose writes are not seen here.
    await empty({ ...engine.writtenTo, all: true })
    return engine
  }
  shared = openSharedEngine()
  shared.catch(() => (shared = undefined))
  return shared
}

async function openSharedEngine(): Promise<SharedEngine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-'))
  const template = inject('databaseTemplate')
  // `cpSync`, because the promise version takes 0.05 s more processor time.
  if (template) cpSync(template, `${folder}/db`, { recursive: true })
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  if (!template) await buildIndexes()
  const client = mongoose.connection.getClient()
  return { folder, database, client, writtenTo: watchWrites(client) }
}

/** Closes the engine that the test files of this process share, so that another folder can be opened. */
export async function closeSharedEngine(): Promise<void> {
  const engine = await shared?.catch(() => undefined)
  shared = undefined
  await engine?.database.close()
  if (engine) await rm(engine.folder, { recursive: true, force: true })
}

/**
 * The collections that this process has written to; `all` when any collection may have been written to, `altered` when more
 * than documents has changed, such as an index or a setting of the engine.
 */
type WrittenTo = { names: Set<string>; all: boolean; altered: boolean }
const writes = new Set(['insert', 'update', 'findAndModify', 'create', 'createIndexes'])
const alterations = new Set([
  ...['create', 'createIndexes', 'drop', 'dropDatabase', 'dropIndexes', 'renameCollection', 'collMod', 'setParameter'],
])

/** Records the collections that are written to: emptying every collection would take longer than most tests. */
function watchWrites(client: mongo.MongoClient): WrittenTo {
  const writtenTo: WrittenTo = { names: new Set(), all: false, altered: false }
  client.on('commandStarted', ({ commandName, command }) => {
    if (writes.has(commandName)) writtenTo.names.add(String(command[commandName]))
    if (alterations.has(commandName)) writtenTo.altered = true
  })
  return writtenTo
}

/** Deletes the documents of all collections that were written to. */
export async function empty(writtenTo: WrittenTo): Promise<void> {
  const { db } = mongoose.connection
  if (!db) throw new Error('the database is not open')
  const all = writtenTo.all ? (await db.collections()).map(({ collectionName }) => collectionName) : writtenTo.names
  const ours = [...all].filter(name => !name.startsWith('system.'))
  const deletions = ours.map(
    name => ({ name: 'deleteMany', namespace: `${db.databaseName}.${name}`, filter: {} }) as const,
  )
  // One command for all of them takes a third of the processor time.
  if (deletions.length > 0) await mongoose.connection.getClient().bulkWrite(deletions, { ordered: false })
  writtenTo.names.clear()
}
