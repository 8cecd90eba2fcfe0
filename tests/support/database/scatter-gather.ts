import mongoose, { type mongo } from 'mongoose'

/** The shard key of each sharded collection, by its name: `{ 'documents.chunks': ['files_id', 'n'] }`. */
export type ShardKeys = Readonly<Record<string, readonly string[]>>

type Filter = Record<string, unknown>
type Sent = { command: string; collection: string; filter: Filter; upsert: boolean }

/**
 * What a router of a sharded cluster would send to every shard, and what it could not send at all because the target is
 * unknown.
 */
export type Scattered = { everywhere: Set<string>; nowhere: Set<string> }

/** Checks every command on sharded collections of the open database, until `stop` is called. */
export function watchScatterGather(keys: ShardKeys): { stop: () => Scattered; targeted: Set<string> } {
  const client = mongoose.connection.getClient()
  const scattered: Scattered = { everywhere: new Set(), nowhere: new Set() }
  const targeted = new Set<string>()
  const watch = ({ commandName, command }: { commandName: string; command: mongo.Document }) => {
    for (const sent of sentBy(commandName, command)) {
      const key = keys[sent.collection]
      if (!key) continue
      if (isTargeted(sent.filter, key)) targeted.add(sent.collection)
      else (sent.upsert ? scattered.nowhere : scattered.everywhere).add(nameOf(sent))
    }
  }
  client.on('commandStarted', watch)
  const stop = () => {
    client.off('commandStarted', watch)
    return scattered
  }
  return { stop, targeted }
}

/** Returns a name with fields and without values: `deleteMany sessions by session.accountId`. */
function nameOf({ command, collection, filter }: Sent): string {
  const fields = fieldsOf(filter)
  return `${command} ${collection} by ${fields.length > 0 ? fields.join(', ') : 'nothing'}`
}

function fieldsOf(filter: Filter): string[] {
  const fields = Object.entries(filter).flatMap(([name, value]) =>
    name === '$and' || name === '$or' ? (value as Filter[]).flatMap(fieldsOf) : [name],
  )
  return [...new Set(fields)].sort()
}

/** Returns the parts of a command that find documents. An insert has its shard key and goes to one shard. */
function sentBy(name: string, command: mongo.Document): Sent[] {
  const about = { command: name, collection: String(command[name]), upsert: false }
  switch (name) {
    case 'find':
      return [{ ...about, filter: filterIn(command['filter']) }]
    case 'count':
    case 'distinct':
      return [{ ...about, filter: filterIn(command['query']) }]
    case 'aggregate':
      return [{ ...about, filter: filterIn((command['pipeline'] as mongo.Document[])[0]?.['$match']) }]
    case 'findAndModify':
      return [{ ...about, filter: filterIn(command['query']), upsert: command['upsert'] === true }]
    case 'update':
    case 'delete':
      return ((command['updates'] ?? command['deletes']) as mongo.Document[]).map(one => ({
        ...about,
        filter: filterIn(one['q']),
        upsert: one['upsert'] === true,
      }))
    default:
      return []
  }
}

const filterIn = (filter: unknown): Filter => (filter ?? {}) as Filter

/**
 * Checks whether a filter reaches only the shards that may have the document: it gives one or several values of the key's
 * first field.
 */
function isTargeted(filter: Filter, key: readonly string[]): boolean {
  const [first = ''] = key
  if (first in filter) return isGiven(filter[first])
  const { $and: all = [], $or: any = [] } = filter as { $and?: Filter[]; $or?: Filter[] }
  return all.some(one => isTargeted(one, key)) || (any.length > 0 && any.every(one => isTargeted(one, key)))
}

function isGiven(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true
  const operators = Object.keys(value).filter(name => name.startsWith('$'))
  return operators.length === 0 || operators.some(name => name === '$eq' || name === '$in')
}
