import mongoose from 'mongoose'
import { commandOf, type Command } from './wire.ts'

const { BSON, ObjectId } = mongoose.mongo

type Filter = Record<string, unknown>

/** Documents of one collection that may have changed; `all`: any of them. */
export type Touched = { collection: string; all: boolean; ids: unknown[] }

/** More than these of one collection are called all. */
const mostIds = 200_000

/** What writes have touched, by collection. */
export function touchedOf() {
  let collections = new Map<string, { all: boolean; ids: Map<string, unknown> }>()

  const of = (collection: string) => {
    const known = collections.get(collection) ?? { all: false, ids: new Map<string, unknown>() }
    collections.set(collection, known)
    return known
  }

  return {
    all(collection: string): void {
      const one = of(collection)
      one.all = true
      one.ids.clear()
    },
    ids(collection: string, ids: readonly unknown[]): void {
      const one = of(collection)
      if (one.all) return
      for (const id of ids) one.ids.set(keyOf(id), id)
      // The engine makes the ids of documents that come without.
      if (one.ids.size > mostIds || ids.includes(undefined)) this.all(collection)
    },
    /** What was touched since this was asked the last time. */
    take(): Touched[] {
      const taken = [...collections].map(([collection, { all, ids }]) => ({ collection, all, ids: [...ids.values()] }))
      collections = new Map()
      return taken
    },
  }
}
export type TouchedDocuments = ReturnType<typeof touchedOf>

const keyOf = (id: unknown): string => (id instanceof ObjectId ? id.toHexString() : BSON.EJSON.stringify({ id }))

/** Asks the engine for the ids of the documents that a filter finds now; null when they are too many. */
export type Find = (command: Command, collection: string, filter: Filter) => Promise<unknown[] | null>
type Reply = Record<string, unknown>
/** What only the reply to a write says of what it has touched. */
export type Watching = { after?: (reply: Reply) => void }

/**
 * Notes, before it goes, what a write will touch. A filter that names no `_id` is asked for what it finds now: whatever comes
 * to match it between that and the write is changed by another write, which is noted as well. Throws for what moves whole
 * collections.
 */
export async function watch(name: string, message: Buffer, touched: TouchedDocuments, find: Find): Promise<Watching> {
  if (harmless.has(name)) return {}
  const command = commandOf(message)
  const collection = String(command[name])
  const noteMatches = async (writes: unknown) => {
    for (const { q } of writes as { q: Filter }[]) {
      const ids = idsNamed(q) ?? (await find(command, collection, q))
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
      return { after: reply => noteModified(touched, collection, reply) }
    default:
      throw new Error(`${name} is not a change of documents`)
  }
}

const idsOf = (documents: unknown): unknown[] => ((documents ?? []) as { _id: unknown }[]).map(({ _id }) => _id)

/** Change no document of ours. */
const harmless = new Set(['create', 'createIndexes', 'dropIndexes', 'fsync', 'fsyncUnlock', 'setParameter'])

/** What it found is in the reply; if a projection has left out the `_id`, it may have been any. */
function noteModified(touched: TouchedDocuments, collection: string, reply: Reply): void {
  const { upserted } = (reply.lastErrorObject ?? {}) as { upserted?: unknown }
  if (upserted !== undefined) touched.ids(collection, [upserted])
  const value = reply.value as { _id?: unknown } | null | undefined
  if (!value) return
  if (value._id === undefined) touched.all(collection)
  else touched.ids(collection, [value._id])
}

/** The ids to which a filter limits itself; null when it does not. */
function idsNamed({ _id }: Filter): unknown[] | null {
  if (_id === undefined || _id === null) return null
  if (typeof _id !== 'object' || _id instanceof ObjectId) return [_id]
  const { $in, $eq } = _id as { $in?: unknown[]; $eq?: unknown }
  if (Array.isArray($in) && $in.every(id => typeof id !== 'object' || id instanceof ObjectId)) return $in
  return $eq === undefined ? null : [$eq]
}
