import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openDatabase } from '#outside/database/database.ts'
import { closeSharedEngine, empty, sharedEngine, useSharedEngine, type SharedEngine } from './database/shared-engine.ts'

/**
 * Gives each test file the real engine in a temporary folder, with all collections and indexes, and empties it before each
 * test. The files of a process share one engine, because opening one takes longer than most tests. `folder` returns the
 * folder.
 */
export function useDatabase(): { folder(): string } {
  useSharedEngine()
  let engine: SharedEngine | undefined

  beforeAll(async () => {
    engine = await sharedEngine()
  })
  beforeEach(() => engine && empty(engine.writtenTo))
  afterAll(async () => {
    // What a test leaves behind beyond documents would be there in the next file.
    const isChanged = engine && (engine.writtenTo.altered || mongoose.connection.getClient() !== engine.client)
    if (isChanged) await closeSharedEngine()
  })
  return {
    folder() {
      if (!engine) throw new Error('the database is not open before the first test')
      // The caller starts another process that writes there, and its writes are not seen here.
      engine.writtenTo.all = true
      engine.writtenTo.altered = true
      return engine.folder
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
