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
type Write = (...parameters: unknown[]) => Promise<unknown>

class PowerCut extends Error {}

/**
 * Does something as a process would that is killed after so many writes to the database: the next one and all after it never
 * arrive. Says whether it came to its end.
 */
export async function killedAfter(count: number, act: () => Promise<unknown>): Promise<'done' | 'killed'> {
  const prototype = mongoose.mongo.Collection.prototype as unknown as Record<(typeof writes)[number], Write>
  const real = Object.fromEntries(writes.map(name => [name, prototype[name]])) as typeof prototype
  let left = count
  for (const name of writes)
    prototype[name] = function (this: unknown, ...parameters) {
      left -= 1
      return left < 0 ? Promise.reject(new PowerCut('killed')) : real[name].apply(this, parameters)
    }
  try {
    await act()
  } catch (error) {
    if (left >= 0) throw error
  } finally {
    Object.assign(prototype, real)
  }
  return left < 0 ? 'killed' : 'done'
}
