import mongoose, { type mongo } from 'mongoose'
import { DocumentSequence } from 'mongodb/lib/cmap/commands.js'
import { documentsIn, openArchive, verifyArchive, type About } from './archive.ts'
import { collectionsOf } from './copying.ts'
import type { BackupLocation } from './file-place.ts'
import type { BackupRecord } from './records.ts'

/** Collection that exists while a restore is unfinished. */
const markName = 'unfinished-restore'
const restoreMarks = (db: mongo.Db) => db.collection<{ _id: string; from: string }>(markName)

type RestoreOptions = {
  db: mongo.Db
  place: BackupLocation
  secrets: readonly string[]
  /** The migrations of this version of the program. */
  known: readonly string[]
  /** Throws when another process has begun to prepare the database. */
  mayGoOn: () => void
}

/**
 * Restores a back-up into an empty database, without indexes. All of it is read before the first document is written: a
 * back-up that is damaged, was made with another key or by a newer version changes nothing. Returns its description and the
 * number of documents that `backup` printed. Throws a sentence when it is refused.
 */
export async function restore({ db, place, secrets, known, mayGoOn }: RestoreOptions) {
  await refuseUnlessEmpty(db)
  const { about, totals } = await verifyArchive(place.read(), secrets)
  const unknown = about.migrations.find(name => !known.includes(name))
  if (unknown !== undefined)
    throw new Error(
      `This back-up was made by a newer version of the program, which has the migration ${unknown}. Install that version, then restore.`,
    )
  mayGoOn()
  await dropCollections(db)
  await restoreMarks(db).updateOne({ _id: 'restore' }, { $set: { from: place.name } }, { upsert: true })
  await loadRecords(db, requireSameArchive(openArchive(place.read(), secrets), about), mayGoOn)
  await restoreMarks(db).drop()
  return { about, documents: documentsIn(totals) }
}

/** Throws for a database that an unfinished restore has left. */
export async function refuseUnfinishedRestore(db: mongo.Db): Promise<void> {
  const unfinished = await restoreMarks(db).findOne()
  if (!unfinished) return
  throw new Error(
    `Restoring ${unfinished.from} into the database of MONGODB_URI has not come to its end. Run npm run restore again.`,
  )
}

/** Throws unless the database is empty. What an unfinished restore has left is allowed, since it is replaced. */
async function refuseUnlessEmpty(db: mongo.Db): Promise<void> {
  if (await restoreMarks(db).findOne()) return
  for (const name of await collectionsOf(db)) {
    if (await db.collection(name).findOne({}, { projection: { _id: 1 } }))
      throw new Error(
        `The database of MONGODB_URI (or in DATA_DIR) is not empty: it has ${name}. A back-up is restored into an empty one only.`,
      )
  }
}

async function dropCollections(db: mongo.Db): Promise<void> {
  for (const name of (await collectionsOf(db)).filter(one => one !== markName)) await db.collection(name).drop()
}

/** Passes records on. Throws when the back-up differs from the one that was verified. */
async function* requireSameArchive(records: AsyncIterable<BackupRecord>, about: About): AsyncGenerator<BackupRecord> {
  for await (const record of records) {
    if (record.kind !== 'about') yield record
    else if (JSON.stringify(record.value) !== JSON.stringify(about))
      throw new Error('The back-up was replaced by another one while it was being read.')
  }
}

const { BSON } = mongoose.mongo

const maxBatchBytes = 2 * 1024 * 1024
const maxBatchDocuments = 1_000

type Kind = 'document' | 'changed' | 'gone'

/**
 * Loads the records of a back-up into an empty database, byte for byte. Throws when not all of them are there then. No index but that of `_id` may exist yet: while the back-up was made, two documents may have had the same value of a unique
 * field one after the other. `mayGoOn` is called before each write.
 */
async function loadRecords(db: mongo.Db, records: AsyncIterable<BackupRecord>, mayGoOn: () => void): Promise<void> {
  const stored = new Map<string, number>()
  let name = ''
  const add = (by: number) => stored.set(name, (stored.get(name) ?? 0) + by)
  const batch = createBatcher(async (kind, documents) => {
    mayGoOn()
    if (kind !== 'document') add(-(await removeDocuments(db.collection(name), documents)))
    if (kind !== 'gone') add(await insertRaw(db, name, documents))
  })

  for await (const record of records) {
    if ('bytes' in record) {
      await batch.add(record.kind, record.bytes)
      continue
    }
    await batch.flush()
    if (record.kind === 'emptied') add(-(await db.collection(name).deleteMany({})).deletedCount)
    if (record.kind !== 'collection') continue
    name = (record.value as { name: string }).name
    if (!stored.has(name)) await db.createCollection(name)
    add(0)
  }
  await batch.flush()
  await verifyTotal(db, stored)
}

/** Collects consecutive documents of one kind into batches. */
function createBatcher(handOn: (kind: Kind, documents: readonly Buffer[]) => Promise<void>) {
  let waiting: Buffer[] = []
  let bytes = 0
  let kind: Kind = 'document'

  async function flush(): Promise<void> {
    const documents = waiting
    waiting = []
    bytes = 0
    if (documents.length > 0) await handOn(kind, documents)
  }

  async function add(of: Kind, document: Buffer): Promise<void> {
    if (kind !== of) await flush()
    kind = of
    waiting.push(document)
    bytes += document.length
    if (bytes >= maxBatchBytes || waiting.length >= maxBatchDocuments) await flush()
  }
  return { add, flush }
}

/** Inserts documents as the engine's own bytes: parsing and writing them again could reorder their fields. */
async function insertRaw(db: mongo.Db, name: string, documents: readonly Buffer[]): Promise<number> {
  const sequence = new DocumentSequence('documents')
  for (const bytes of documents) sequence.push({}, bytes)
  const { writeConcern } = db
  const reply = await db.command({
    insert: name,
    ordered: true,
    documents: sequence,
    writeConcern: { w: writeConcern?.w ?? 'majority', j: true },
  })
  const [wrong] = (reply.writeErrors ?? []) as { code: number }[]
  if (wrong) throw new Error(`A document of ${name} could not be stored (error ${wrong.code} of the database).`)
  return reply.n as number
}

/** Deletes the documents with the same ids. */
async function removeDocuments(collection: mongo.Collection, documents: readonly Buffer[]): Promise<number> {
  const ids = documents.map(bytes => BSON.deserialize(bytes)._id as mongo.ObjectId)
  return (await collection.deleteMany({ _id: { $in: ids } })).deletedCount
}

async function verifyTotal(db: mongo.Db, stored: ReadonlyMap<string, number>): Promise<void> {
  for (const [name, expected] of stored) {
    const there = await db.collection(name).estimatedDocumentCount()
    if (there !== expected) throw new Error(`Of ${expected} documents of ${name} ${there} are there.`)
  }
}
