import { DocumentSequence } from 'mongodb/lib/cmap/commands.js'
import mongoose, { type mongo } from 'mongoose'
import type { BackupRecord } from './records.ts'

const { BSON } = mongoose.mongo

const mostBytes = 2 * 1024 * 1024
const mostDocuments = 1_000

type Kind = 'document' | 'changed' | 'gone'

/**
 * Loads the records of a back-up into an empty database, byte for byte, and returns how many documents it then contains. No
 * index but that of `_id` may exist yet: while the back-up was made, two documents may have had the same value of a unique
 * field one after the other. `mayGoOn` is called before each write.
 */
export async function loadRecords(
  db: mongo.Db,
  records: AsyncIterable<BackupRecord>,
  mayGoOn: () => void,
): Promise<number> {
  const stored = new Map<string, number>()
  let name = ''
  const add = (by: number) => stored.set(name, (stored.get(name) ?? 0) + by)
  const batch = batches(async (kind, documents) => {
    mayGoOn()
    if (kind !== 'document') add(-(await removeThose(db.collection(name), documents)))
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
  return total(db, stored)
}

/** Collects consecutive documents of one kind into batches. */
function batches(handOn: (kind: Kind, documents: readonly Buffer[]) => Promise<void>) {
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
    if (bytes >= mostBytes || waiting.length >= mostDocuments) await flush()
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
async function removeThose(collection: mongo.Collection, documents: readonly Buffer[]): Promise<number> {
  const ids = documents.map(bytes => BSON.deserialize(bytes)._id as mongo.ObjectId)
  return (await collection.deleteMany({ _id: { $in: ids } })).deletedCount
}

async function total(db: mongo.Db, stored: ReadonlyMap<string, number>): Promise<number> {
  let sum = 0
  for (const [name, expected] of stored) {
    const there = await db.collection(name).estimatedDocumentCount()
    if (there !== expected) throw new Error(`Of ${expected} documents of ${name} ${there} are there.`)
    sum += there
  }
  return sum
}
