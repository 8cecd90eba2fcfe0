import type { mongo } from 'mongoose'
import { openArchive, verifyArchive, type About } from './archive.ts'
import { leftOut } from './copying.ts'
import type { BackupPlace } from './file-place.ts'
import { loadRecords } from './loading.ts'
import type { BackupRecord } from './records.ts'

/** Collection that exists while a restore is unfinished. */
const mark = 'unfinished-restore'
const marks = (db: mongo.Db) => db.collection<{ _id: string; from: string }>(mark)

type Restoring = {
  db: mongo.Db
  place: BackupPlace
  secrets: readonly string[]
  /** The migrations of this version of the program. */
  known: readonly string[]
  /** Throws when another process has begun to prepare the database. */
  mayGoOn: () => void
}

/**
 * Restores a back-up into an empty database, without indexes. All of it is read before the first document is written: a
 * back-up that is damaged, was made with another key or by a newer version changes nothing. Returns its description and the
 * number of documents. Throws a sentence when it is refused.
 */
export async function restore({ db, place, secrets, known, mayGoOn }: Restoring) {
  await refuseUnlessEmpty(db)
  const { about } = await verifyArchive(place.read(), secrets)
  const unknown = about.migrations.find(name => !known.includes(name))
  if (unknown !== undefined)
    throw new Error(
      `This back-up was made by a newer version of the program, which has the migration ${unknown}. Install that version, then restore.`,
    )
  mayGoOn()
  await clear(db)
  await marks(db).updateOne({ _id: 'restore' }, { $set: { from: place.name } }, { upsert: true })
  const documents = await loadRecords(db, same(openArchive(place.read(), secrets), about), mayGoOn)
  await marks(db).drop()
  return { about, documents }
}

/** Throws for a database that an unfinished restore has left. */
export async function refuseUnfinishedRestore(db: mongo.Db): Promise<void> {
  const unfinished = await marks(db).findOne()
  if (!unfinished) return
  throw new Error(
    `Restoring ${unfinished.from} into the database of MONGODB_URI has not come to its end. Run npm run restore again.`,
  )
}

/** Throws unless the database is empty. What an unfinished restore has left is allowed, since it is replaced. */
async function refuseUnlessEmpty(db: mongo.Db): Promise<void> {
  if (await marks(db).findOne()) return
  for (const name of await collectionsIn(db)) {
    if (await db.collection(name).findOne({}, { projection: { _id: 1 } }))
      throw new Error(
        `The database of MONGODB_URI (or in DATA_DIR) is not empty: it has ${name}. A back-up is restored into an empty one only.`,
      )
  }
}

async function clear(db: mongo.Db): Promise<void> {
  for (const name of (await collectionsIn(db)).filter(one => one !== mark)) await db.collection(name).drop()
}

async function collectionsIn(db: mongo.Db): Promise<string[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  return all.map(({ name }) => name).filter(name => !name.startsWith('system.') && !leftOut.has(name))
}

/** Passes records on. Throws when the back-up differs from the one that was verified. */
async function* same(records: AsyncIterable<BackupRecord>, about: About): AsyncGenerator<BackupRecord> {
  for await (const record of records) {
    if (record.kind !== 'about') yield record
    else if (JSON.stringify(record.value) !== JSON.stringify(about))
      throw new Error('The back-up was replaced by another one while it was being read.')
  }
}
