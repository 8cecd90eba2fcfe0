import { cpSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose, { type mongo } from 'mongoose'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { buildIndexes, openDatabase, type Database } from '#outside/database/database.ts'

/**
 * Gives each test file the real engine in a temporary folder, with all collections and indexes, and empties it before each
 * test. `folder` returns the folder.
 */
export function useDatabase(): { folder(): string } {
  let folder = ''
  let opening: Promise<Database> | undefined
  let writtenTo: WrittenTo | undefined

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-'))
    const template = inject('databaseTemplate')
    // `cpSync`, because the promise version takes 0.05 s more processor time, hundreds of times.
    if (template) cpSync(template, `${folder}/db`, { recursive: true })
    opening = openDatabase(`mongodb_embedded://${folder}/db`)
    await opening
    if (!template) await buildIndexes()
    writtenTo = watchWrites(mongoose.connection.getClient())
  })
  beforeEach(() => writtenTo && empty(writtenTo))
  afterAll(async () => {
    // An opening that takes longer than a hook may continues; a database left open would block those of the next files.
    await (await opening?.catch(() => undefined))?.close()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    folder() {
      // The caller starts another process that writes there, and its writes are not seen here.
      if (writtenTo) writtenTo.all = true
      return folder
    },
  }
}

/**
 * Opens the database in a folder that no process holds, calls `look`, and always closes it: a database left open would block
 * those of every later test file of this process.
 */
export async function withDatabaseIn<T>(folder: string, look: () => Promise<T>): Promise<T> {
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  try {
    return await look()
  } finally {
    await database.close()
  }
}

/** The collections that this process has written to; `all` when any collection may have been written to. */
type WrittenTo = { names: Set<string>; all: boolean }
const writes = new Set(['insert', 'update', 'findAndModify', 'create', 'createIndexes'])

/** Records the collections that are written to: emptying every collection would take longer than most tests. */
function watchWrites(client: mongo.MongoClient): WrittenTo {
  const writtenTo: WrittenTo = { names: new Set(), all: false }
  client.on('commandStarted', ({ commandName, command }) => {
    if (writes.has(commandName)) writtenTo.names.add(String(command[commandName]))
  })
  return writtenTo
}

async function empty(writtenTo: WrittenTo): Promise<void> {
  const { db } = mongoose.connection
  if (!db) throw new Error('the database is not open')
  const all = writtenTo.all ? (await db.collections()).map(({ collectionName }) => collectionName) : writtenTo.names
  const ours = [...all].filter(name => !name.startsWith('system.'))
  await Promise.all(ours.map(name => db.collection(name).deleteMany({})))
  writtenTo.names.clear()
}
