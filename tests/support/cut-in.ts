import { setTimeout as wait } from 'node:timers/promises'
import mongoose from 'mongoose'

const operations = [
  'findOne',
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndDelete',
  'countDocuments',
  'distinct',
] as const
type Operation = (...parameters: unknown[]) => Promise<unknown>
type Hooked = Record<(typeof operations)[number], Operation>

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
  const collection = mongoose.mongo.Collection.prototype as unknown as Hooked
  const cursor = mongoose.mongo.AbstractCursor.prototype as unknown as { toArray: Operation }
  const real = Object.fromEntries(operations.map(name => [name, collection[name]])) as Hooked
  const { toArray } = cursor
  let left = number
  const before = async () => {
    left -= 1
    // Below it is the other's own, and what the first does afterwards.
    if (left !== -1) return
    await Promise.race([other(), wait(longestMs)])
  }
  for (const name of operations)
    collection[name] = async function (this: unknown, ...parameters) {
      await before()
      return real[name].apply(this, parameters)
    }
  cursor.toArray = async function (this: unknown, ...parameters) {
    await before()
    return toArray.apply(this, parameters)
  }
  try {
    await act()
  } finally {
    Object.assign(collection, real)
    cursor.toArray = toArray
  }
  return left < 0 ? 'met' : 'over'
}
