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

/** Runs `act`, calling `before` ahead of each of its database writes, or with `readsToo` ahead of every operation. */
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

/** Counts the hooked operations that were asked for, and those that the database is working on. */
const operations = { asked: 0, underWay: 0 }

/** Hooks the operations and returns a function that restores them. */
function hook(prototype: Hooked, names: readonly string[], before: () => Promise<void>): () => void {
  const real = Object.fromEntries(names.map(name => [name, prototype[name]!]))
  for (const [name, operation] of Object.entries(real))
    prototype[name] = async function (this: unknown, ...parameters) {
      operations.asked += 1
      await before()
      operations.underWay += 1
      try {
        return await operation.apply(this, parameters)
      } finally {
        operations.underWay -= 1
      }
    }
  return () => Object.assign(prototype, real)
}

class PowerCut extends Error {}

/**
 * Runs `act` as if the process were killed after `count` database writes: the next write and all later ones are rejected.
 * Returns whether it finished.
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

/** Runs `act` with a disk that takes 30 ms for each write; the folders of the tests are in memory. */
export const onSlowDisk = (act: () => Promise<unknown>): Promise<void> => withBefore(() => wait(30), act)

/**
 * Operations count as concurrent until this many turns of the event loop, a few milliseconds each, pass without another one.
 * On a busy machine a turn takes longer, and so does the code between two operations.
 */
const quietTurns = 8
const turnMs = 8

/**
 * Runs `act` on a database that answers only when no more operations arrive, and returns the number of waits. Concurrent
 * operations are one round trip.
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

/** Longer than anything here takes. */
const longestMs = 3_000

/** So many turns of the event loop without a database operation mean that `other` waits for `act`. */
const stuckTurns = 40
/**
 * So few mean it when all threads of the process were idle in them: what does not wait for `act` needs the processor, also
 * when it makes a picture. A turn in which they worked for fewer microseconds is idle.
 */
const idleTurns = 8
const idleMicroseconds = 500

/**
 * Runs `other` until it is done or waits for the operation that is held back, for example at a lock or for a read that the
 * two share.
 */
async function untilDoneOrStuck(other: () => Promise<unknown>): Promise<void> {
  let done = false
  const untilDone = async () => {
    try {
      await other()
    } finally {
      done = true
    }
  }
  const untilStuck = async () => {
    for (let [quiet, idle] = [0, 0]; quiet < stuckTurns && idle < idleTurns && !done;) {
      const seen = operations.asked
      const used = process.cpuUsage()
      await wait(turnMs)
      const isQuiet = operations.underWay === 0 && operations.asked === seen
      const { user, system } = process.cpuUsage(used)
      quiet = isQuiet ? quiet + 1 : 0
      idle = isQuiet && user + system < idleMicroseconds ? idle + 1 : 0
    }
  }
  await Promise.race([untilDone(), untilStuck(), wait(longestMs)])
}

/**
 * Runs `act`, and runs `other` completely right before the database operation of `act` with this number (from 0). Returns
 * whether `act` finished before it got that far.
 */
export async function cutIn(
  number: number,
  act: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<'met' | 'over'> {
  let left = number
  const before = async () => {
    left -= 1
    // Later operations are those of `other`, and what `act` does afterwards.
    if (left === -1) await untilDoneOrStuck(other)
  }
  await withBefore(before, act, true)
  return left < 0 ? 'met' : 'over'
}
