import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import mongoose, { type mongo } from 'mongoose'
import { reasonOf } from './database-away.ts'
import type { Log } from '../log.ts'

export type MigrationContext = { db: mongo.Db; log: Log }
/**
 * A migration. It must be idempotent and must not import `models/`, which describe the present, not the day of the
 * migration.
 */
export type Migration = { up(context: MigrationContext): Promise<void> }

/** Returns the names of the migrations that this version of the program has, oldest first. */
export const knownMigrations = async (folder: string): Promise<string[]> => (await migrationFiles(folder)).map(nameOf)

const migrationFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter(name => /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.[jt]s$/.test(name)).sort()
const nameOf = (file: string): string => file.replace(/\.[jt]s$/, '')

/** What a start stores before it migrates. */
const storedBeforeMigrating = ['process-leases', 'sealing_keys']

/** Whether nothing has been stored yet, so that no migration has anything to change. */
async function isNew(db: mongo.Db): Promise<boolean> {
  for (const { name } of await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()) {
    if (name.startsWith('system.') || storedBeforeMigrating.includes(name)) continue
    if (await db.collection(name).findOne({}, { projection: { _id: 1 } })) return false
  }
  return true
}

/**
 * Runs the migrations that have not run yet, in the order of their file names, and stores the name of each when it ends. In
 * a new database they are only stored. Returns the names of those that ran. `mayGoOn` is called before each and throws when
 * another process has taken over. The error of a failed migration names it in a sentence.
 */
export async function runMigrations(
  folder: string,
  log: Log,
  mayGoOn: () => void = () => undefined,
): Promise<string[]> {
  const db = mongoose.connection.db
  if (!db) throw new Error('migrations need an open database')
  const files = await migrationFiles(folder)
  const done = db.collection<{ _id: string; at: Date }>('migrations')
  if (await isNew(db)) {
    mayGoOn()
    await done.insertMany(files.map(file => ({ _id: nameOf(file), at: new Date() })))
    log.info({ migrations: files.length }, `the database is new; ${files.length} migrations are part of it`)
    return []
  }
  const before = new Set((await done.find().toArray()).map(({ _id }) => _id))
  const ran: string[] = []
  for (const file of files.filter(one => !before.has(nameOf(one)))) {
    const name = nameOf(file)
    try {
      mayGoOn()
      await runOne(path.join(folder, file), { db, log: log.child({ migration: name }) })
    } catch (error) {
      const why = `of the database of MONGODB_URI failed (${reasonOf(error)}); those before it are done.`
      throw new Error(`The migration ${name} ${why}`, { cause: error })
    }
    await done.updateOne({ _id: name }, { $setOnInsert: { at: new Date() } }, { upsert: true })
    ran.push(name)
  }
  return ran
}

async function runOne(file: string, context: MigrationContext): Promise<void> {
  const { migration } = (await import(pathToFileURL(file).href)) as { migration: Migration }
  await migration.up(context)
}
