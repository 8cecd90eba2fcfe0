import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { buildIndexes, openDatabase, type Database } from '../../server/outside/database.ts'

/**
 * The real engine in a temporary folder, one for each test file, with all collections and indexes; emptied before each
 * test. Hands out the folder.
 */
export function useDatabase(): { folder(): string } {
  let folder = ''
  let database: Database | undefined

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-'))
    const template = inject('databaseTemplate')
    if (template) await cp(template, `${folder}/db`, { recursive: true })
    database = await openDatabase(`mongodb_embedded://${folder}/db`)
    if (!template) await buildIndexes()
  })
  beforeEach(emptyDatabase)
  afterAll(async () => {
    await database?.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { folder: () => folder }
}

async function emptyDatabase(): Promise<void> {
  const collections = (await mongoose.connection.db?.collections()) ?? []
  for (const collection of collections) {
    if (!collection.collectionName.startsWith('system.')) await collection.deleteMany({})
  }
}
