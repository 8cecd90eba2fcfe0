import mongoose from 'mongoose'
import { commandOf, type Command } from './wire.ts'

const { BSON, ObjectId } = mongoose.mongo

type Filter = Record<string, unknown>

/** Documents of one collection that may have changed; `all`: any of them. */
export type Touched = { collection: string; all: boolean; ids: unknown[] }

/** More ids than this in one collection count as all documents. */
const maxIds = 200_000

/** Records by collection which documents writes have touched. */
export function createTouchedDocuments() {
  let collections = new Map<string, { all: boolean; ids: Map<string, unknown> }>()

  const entryOf = (collection: string) => {
    const entry = collections.get(collection) ?? { all: false, ids: new Map<string, unknown>() }
    collections.set(collection, entry)
    return entry
  }

  return {
    all(collection: string): void {
      const one = entryOf(collection)
      one.all = true
      one.ids.clear()
    },
    ids(collection: string, ids: readonly unknown[]): void {
      const one = entryOf(collection)
      if (one.all) return
      for (const id of ids) one.ids.set(keyOf(id), id)
      // The engine assigns the ids of documents that come without one.
      if (one.ids.size > maxIds || ids.includes(undefined)) this.all(collection)
    },
    /** Returns what was touched since the last call. */
    take(): Touched[] {
      const taken = [...collections].map(([collection, { all, ids }]) => ({ collection, all, ids: [...ids.values()] }))
      collections = new Map()
      return taken
    },
  }
}
export type TouchedDocuments = ReturnType<typeof createTouchedDocuments>

const keyOf = (id: unknown): string => (id instanceof ObjectId ? id.toHexString() : BSON.EJSON.stringify({ id }))

/** Asks the engine for the ids of the documents that match a filter now; null when there are too many. */
export type Find = (command: Command, collection: string, filter: Filter) => Promise<unknown[] | null>
type Reply = Record<string, unknown>
/** `after` reads from the reply to a write what only the reply tells about touched documents. */
export type Watching = { after?: (reply: Reply) => void }

/**
 * Records, before a write is passed on, which documents it will touch. For a filter without `_id`, asks the engine what
 * matches now: a document that comes to match between this and the write is changed by another write, which is recorded too.
 * Throws for commands that change whole collections.
 */
export async function watchWrite(
  name: string,
  message: Buffer,
  touched: TouchedDocuments,
  find: Find,
): Promise<Watching> {
  if (harmlessCommands.has(name)) return {}
  const command = commandOf(message)
  const collection = String(command[name])
  const noteMatches = async (writes: unknown) => {
    for (const { q } of writes as { q: Filter }[]) {
      const ids = idsInFilter(q) ?? (await find(command, collection, q))
      if (ids) touched.ids(collection, ids)
      else touched.all(collection)
    }
  }
  switch (name) {
    case 'insert':
      touched.ids(collection, idsOf(command.documents))
      return {}
    case 'update':
      await noteMatches(command.updates)
      return { after: ({ upserted }) => touched.ids(collection, idsOf(upserted)) }
    case 'delete':
      await noteMatches(command.deletes)
      return {}
    case 'findAndModify':
      return { after: reply => recordModified(touched, collection, reply) }
    default:
      throw new Error(`${name} is not a change of documents`)
  }
}

const idsOf = (documents: unknown): unknown[] => ((documents ?? []) as { _id: unknown }[]).map(({ _id }) => _id)

/** Commands that change no documents. */
const harmlessCommands = new Set(['create', 'createIndexes', 'dropIndexes', 'fsync', 'fsyncUnlock', 'setParameter'])

/** Records the document that the reply contains; the whole collection if a projection has left out the `_id`. */
function recordModified(touched: TouchedDocuments, collection: string, reply: Reply): void {
  const { upserted } = (reply.lastErrorObject ?? {}) as { upserted?: unknown }
  if (upserted !== undefined) touched.ids(collection, [upserted])
  const value = reply.value as { _id?: unknown } | null | undefined
  if (!value) return
  if (value._id === undefined) touched.all(collection)
  else touched.ids(collection, [value._id])
}

/** Returns the ids to which a filter is limited; null when it is not limited to ids. */
function idsInFilter({ _id }: Filter): unknown[] | null {
  if (_id === undefined || _id === null) return null
  if (typeof _id !== 'object' || _id instanceof ObjectId) return [_id]
  const { $in, $eq } = _id as { $in?: unknown[]; $eq?: unknown }
  if (Array.isArray($in) && $in.every(id => typeof id !== 'object' || id instanceof ObjectId)) return $in
  return $eq === undefined ? null : [$eq]
}
