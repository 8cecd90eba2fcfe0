import { createHash } from 'node:crypto'
import { mongo } from 'mongoose'
import type { Migration, MigrationContext } from '../outside/database/migrations.ts'

const batch = 200
const kept = 100

type Event = { at: Date; kind: string; by?: unknown; byName?: string; note?: string; entry?: mongo.ObjectId }
type Told = { _id: mongo.ObjectId; code: string; events: Event[] }

/**
 * Before there was a history of premises, events were only stored in the document of the premises, where a hundred newer
 * ones would push them out. Copies each of them into the history and limits the document to the latest hundred.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const premises = await fileOld(db)
    log.info({ premises }, 'old events of premises are in the history')
  },
}

async function fileOld(db: MigrationContext['db']): Promise<number> {
  const collection = db.collection<Told>('premises')
  const old = { events: { $elemMatch: { entry: { $exists: false } } } }
  let last = new mongo.ObjectId('0'.repeat(24))
  for (let filed = 0; ;) {
    const found = await collection
      .find({ _id: { $gt: last }, ...old }, { projection: { code: 1, events: 1 } })
      .sort({ _id: 1 })
      .limit(batch)
      .toArray()
    if (found.length === 0) return filed
    await file(db, found)
    filed += found.length
    last = found.at(-1)?._id ?? last
  }
}

/**
 * Writes to the history first, then marks the events in the documents: after a crash between the two, the next run makes the
 * same entries again.
 */
async function file(db: MigrationContext['db'], found: readonly Told[]): Promise<void> {
  const named = found.map(({ code, events, ...told }) => ({
    ...told,
    code,
    events: events.map(event => ({ ...event, entry: event.entry ?? idOf(code, event) })),
    fresh: events.map(event => event.entry === undefined),
  }))
  const entries = named.flatMap(({ code, events, fresh }) =>
    events.filter((_, index) => fresh[index]).map(event => entryOf(code, event)),
  )
  await db.collection('premises-versions').bulkWrite(
    entries.map(({ _id, ...entry }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: entry }, upsert: true },
    })),
    { ordered: false },
  )
  // If another write adds an event meanwhile, the size differs and the next run marks the events.
  await db.collection('premises').bulkWrite(
    named.map(({ _id, events }) => ({
      updateOne: {
        filter: { _id, events: { $size: events.length } },
        update: { $set: { events: events.slice(-kept) } },
      },
    })),
    { ordered: false },
  )
}

/** Returns the same id for the same event wherever it stands, so that it is stored once even if this runs again. */
function idOf(code: string, { at, kind, byName = '', note = '' }: Event): mongo.ObjectId {
  const told = JSON.stringify([code, at, kind, byName, note])
  return new mongo.ObjectId(createHash('sha256').update(told).digest('hex').slice(0, 24))
}

const entryOf = (
  code: string,
  { entry, at, kind, by = null, byName = '', note = '' }: Event & { entry: mongo.ObjectId },
) => ({
  _id: entry,
  code,
  at,
  kind,
  by,
  byName,
  note,
  version: null,
  changes: [],
})
