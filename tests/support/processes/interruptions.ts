import { setTimeout as wait } from 'node:timers/promises'
import mongoose from 'mongoose'

const writes = [
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndDelete',
] as const
const reads = ['findOne', 'countDocuments', 'distinct'] as const

type Operation = (...parameters: unknown[]) => Promise<unknown>
type Hooked = Record<string, Operation>

/** Does something, and `before` each of its writes to the database, or with `readsToo` of all its operations. */
async function withBefore(before: () => Promise<void>, act: () => Promise<unknown>, readsToo = false): Promise<void> {
  const collection = mongoose.mongo.Collection.prototype as unknown as Hooked
  const cursor = mongoose.mongo.AbstractCursor.prototype as unknown as Hooked
  const restored = [
    hook(collection, readsToo ? [...writes, ...reads] : writes, before),
    hook(cursor, readsToo ? ['toArray'] : [], before),
  ]
  try {
    await act()
  } finally {
    for (const restore of restored) restore()
  }
}

/** Returns how to take it back. */
function hook(prototype: Hooked, names: readonly string[], before: () => Promise<void>): () => void {
  const real = Object.fromEntries(names.map(name => [name, prototype[name]!]))
  for (const [name, operation] of Object.entries(real))
    prototype[name] = async function (this: unknown, ...parameters) {
      await before()
      return operation.apply(this, parameters)
    }
  return () => Object.assign(prototype, real)
}

class PowerCut extends Error {}

/**
 * Does something as a process would that is killed after so many writes to the database: the next one and all after it never
 * arrive. Says whether it came to its end.
 */
export async function killedAfter(count: number, act: () => Promise<unknown>): Promise<'done' | 'killed'> {
  let left = count
  const before = (): Promise<void> => {
    left -= 1
    return left < 0 ? Promise.reject(new PowerCut('killed')) : Promise.resolve()
  }
  try {
    await withBefore(before, act)
  } catch (error) {
    if (left >= 0) throw error
  }
  return left < 0 ? 'killed' : 'done'
}

/** Does something while every write waits for the disk; the tests' own folders are in memory. */
export const onSlowDisk = (act: () => Promise<unknown>): Promise<void> => withBefore(() => wait(30), act)

/**
 * Operations count as begun together until so many turns of the event loop have passed without another, each of some
 * milliseconds: on a busy machine a turn takes longer, and so does whatever is between two operations.
 */
const quietTurns = 8
const turnMs = 8

/**
 * Does something on a database that answers only when nothing more is asked of it, and says how often it had to be waited for:
 * what is asked at once is one round trip.
 */
export async function roundTripsOf(act: () => Promise<unknown>): Promise<number> {
  let trips = 0
  const waiting: (() => void)[] = []
  let quiet: NodeJS.Timeout | undefined
  const answerAfter = (turns: number) => {
    quiet = setTimeout(() => {
      if (turns > 1) answerAfter(turns - 1)
      else {
        trips += 1
        for (const go of waiting.splice(0)) go()
      }
    }, turnMs)
  }
  const before = () =>
    new Promise<void>(resolve => {
      waiting.push(resolve)
      clearTimeout(quiet)
      answerAfter(quietTurns)
    })
  await withBefore(before, act, true)
  return trips
}

/** Longer than anything takes here: the other may be waiting for the first, as at a lock. */
const longestMs = 3_000

/**
 * Does something, and lets somebody else do something as a whole right before its database operation of this number (the first is 0).
 * Says whether the first came to its end before it was that far.
 */
export async function cutIn(
  number: number,
  act: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<'met' | 'over'> {
  let left = number
  const before = async () => {
    left -= 1
    // Below it is the other's own, and what the first does afterwards.
    if (left === -1) await Promise.race([other(), wait(longestMs)])
  }
  await withBefore(before, act, true)
  return left < 0 ? 'met' : 'over'
}
