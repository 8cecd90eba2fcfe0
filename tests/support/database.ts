import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { buildIndexes, openDatabase, type Database } from '../../server/outside/database.ts'

/**
 * The real engine in a temporary folder, one for each test file; emptied before each test. Hands out the folder.
 * Models that a file needs must be imported by it (directly or through services), so that their indexes are built.
 */
export function useDatabase(): { folder(): string } {
  let folder = ''
  let database: Database | undefined

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-'))
    database = await openDatabase(`mongodb_embedded://${folder}/db`)
    await buildIndexes()
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
