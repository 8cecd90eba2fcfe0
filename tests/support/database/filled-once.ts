import path from 'node:path'
import mongoose, { mongo } from 'mongoose'
import { seed } from '#server/bin/seeding.ts'
import { runMigrations } from '#outside/database/migrations.ts'
import { projectRoot } from '#outside/project-root.ts'
import type { useSite } from '../site.ts'
import { restoreDump, type StoredVersion } from './stored-dump.ts'

type Stored = { collection: string; documents: mongo.Document[] }
const filled = new Map<string, Promise<Stored[]>>()

/**
 * Fills the empty database with `fill` the first time this process asks for `name`, and later with a copy of those
 * documents. For content that takes seconds to make, such as a demonstration street.
 */
async function filledOnce(name: string, fill: () => Promise<unknown>): Promise<void> {
  const known = filled.get(name)
  if (known) return restore(await known)
  const making = fill().then(remember)
  filled.set(name, making)
  await making.catch((error: unknown) => {
    filled.delete(name)
    throw error
  })
}

const database = (): mongo.Db => {
  if (!mongoose.connection.db) throw new Error('open the database first')
  return mongoose.connection.db
}

async function remember(): Promise<Stored[]> {
  const collections = (await database().collections()).filter(
    ({ collectionName }) => !collectionName.startsWith('system.'),
  )
  const stored = collections.map(async one => ({
    collection: one.collectionName,
    documents: await one.find().toArray(),
  }))
  return (await Promise.all(stored)).filter(({ documents }) => documents.length > 0)
}

/**
 * Inserts the documents and renews the marks by which caches are checked, as the caches of this process are of another
 * database.
 */
async function restore(stored: readonly Stored[]): Promise<void> {
  for (const { collection, documents } of stored) await database().collection(collection).insertMany(documents)
  await database()
    .collection('catalogue')
    .updateMany({}, { $set: { era: new mongo.ObjectId() } })
  await database()
    .collection('public_content')
    .updateMany({}, { $set: { mark: new mongo.ObjectId() } })
}

type Filled = Pick<ReturnType<typeof useSite>, 'services' | 'runJobs'>

/** Fills the database with the demonstration on a street of `premises` units, whose effects are still to be carried out. */
export const aStreetBeforeItsEffects = (site: Pick<Filled, 'services'>, premises: number): Promise<void> =>
  filledOnce(`a street of ${premises} before its effects`, () => seed(site.services, { demonstration: true, premises }))

/** Fills the database with the demonstration on a street of `premises` units and carries out its effects. */
export const aWorkingStreet = (site: Filled, premises: number): Promise<void> =>
  filledOnce(`a working street of ${premises}`, async () => {
    await aStreetBeforeItsEffects(site, premises)
    await site.runJobs()
  })

/** Fills the database with what a site of an earlier version had stored, after all migrations. */
export const aMigratedDump = (
  version: StoredVersion,
  { log }: Pick<ReturnType<typeof useSite>, 'log'>,
): Promise<void> =>
  filledOnce(`what ${version} had stored, migrated`, async () => {
    await restoreDump(version)
    await runMigrations(path.join(projectRoot, 'server/migrations'), log)
  })
