import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import mongoose, { mongo } from 'mongoose'
import { projectRoot } from '#outside/project-root.ts'

const folder = path.join(projectRoot, 'tests/dumps')

/** Versions whose data the dumps hold, by tag or commit: a demonstration street with cases, documents and a tenancy. */
export const storedVersions = ['2ffb327', '0.1.0', '0.2.0'] as const
export type StoredVersion = (typeof storedVersions)[number]

type Line = { collection: string; document: mongo.Document }

/**
 * Fills the open, empty database with what a site of an earlier version had stored, byte for byte, bypassing all models. Its
 * migrations are marked as done, as they were then; `runMigrations` runs those added since.
 */
export async function restoreDump(version: StoredVersion): Promise<void> {
  const read = dumps.get(version) ?? readDump(version)
  dumps.set(version, read)
  for (const [name, documents] of await read) await collectionOf(name).insertMany(documents)
}

/** Dumps that were read: tests insert each several times. */
const dumps = new Map<StoredVersion, ReturnType<typeof readDump>>()

/** Reads the documents of each collection. */
async function readDump(version: StoredVersion): Promise<Map<string, mongo.Document[]>> {
  const packed = await readFile(path.join(folder, `${version}.ndjson.gz`))
  const lines = (await promisify(gunzip)(packed)).toString('utf8').split('\n')
  const byCollection = new Map<string, mongo.Document[]>()
  for (const line of lines) {
    const { collection, document } = mongo.BSON.EJSON.parse(line, { relaxed: false }) as Line
    const documents = byCollection.get(collection) ?? []
    byCollection.set(collection, documents)
    documents.push(document)
  }
  return byCollection
}

/** Counts the stored documents by the value of a field, such as the state of applications. */
export async function countsBy(collection: string, field: string): Promise<Record<string, number>> {
  const values = await collectionOf(collection)
    .find()
    .project({ [field]: 1 })
    .toArray()
  const counts: Record<string, number> = {}
  for (const { [field]: value } of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1
  return counts
}

function collectionOf(name: string) {
  if (!mongoose.connection.db) throw new Error('open the database first')
  return mongoose.connection.db.collection(name)
}
