import { cpSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose, { type mongo } from 'mongoose'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { buildIndexes, openDatabase, type Database } from '#outside/database/database.ts'

/**
 * The real engine in a temporary folder, one for each test file, with all collections and indexes; emptied before each
 * test. Hands out the folder.
 */
export function useDatabase(): { folder(): string } {
  let folder = ''
  let opening: Promise<Database> | undefined
  let writtenTo: WrittenTo | undefined

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-'))
    const template = inject('databaseTemplate')
    // With promises it takes 0.05 s more of the processor, hundreds of times.
    if (template) cpSync(template, `${folder}/db`, { recursive: true })
    opening = openDatabase(`mongodb_embedded://${folder}/db`)
    await opening
    if (!template) await buildIndexes()
    writtenTo = watchWrites(mongoose.connection.getClient())
  })
  beforeEach(() => writtenTo && empty(writtenTo))
  afterAll(async () => {
    // Where opening took longer than a hook may, it goes on: left open it would keep the next files from theirs.
    await (await opening?.catch(() => undefined))?.close()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    folder() {
      // Who asks starts another process that writes there, unseen.
      if (writtenTo) writtenTo.all = true
      return folder
    },
  }
}

/**
 * Opens the database in a folder that no process holds, looks into it, and closes it whatever comes of that: left open it would
 * keep every later test file of this process from its own.
 */
export async function withDatabaseIn<T>(folder: string, look: () => Promise<T>): Promise<T> {
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  try {
    return await look()
  } finally {
    await database.close()
  }
}

/** The collections that this process has written to, or perhaps all of them. */
type WrittenTo = { names: Set<string>; all: boolean }
const writes = new Set(['insert', 'update', 'findAndModify', 'create', 'createIndexes'])

/** Emptying every collection would take longer than most tests. */
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
