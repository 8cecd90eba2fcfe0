import mongoose from 'mongoose'
import { RateLimiterMongo } from 'rate-limiter-flexible'
import { RateLimitModel } from '#models/rate-limit.ts'
import { AppError } from '#shared/errors.ts'

type Limit = {
  /** Kept before each key. */
  name: string
  points: number
  seconds: number
  /**
   * Counted for the sake of order only: an increment is not waited for until it is on the disk, and whoever is over the limit
   * is refused from memory.
   */
  loose?: boolean
}

/** Counts in the database, for all processes; the limiter counts in real time, not by the clock of the domain. Throws when there is no database. */
export function rateLimiter({ name, points, seconds, loose = false }: Limit): RateLimiterMongo {
  const { db } = mongoose.connection
  if (!db) throw new AppError('unavailable', 'error.unavailable')
  const unwaited = { collection: (of: string) => db.collection(of, { writeConcern: { w: 1, journal: false } }) }
  return new RateLimiterMongo({
    storeClient: loose ? unwaited : db,
    tableName: RateLimitModel.collection.collectionName,
    disableIndexesCreation: true,
    keyPrefix: name,
    points,
    duration: seconds,
    ...(loose ? { inMemoryBlockOnConsumed: points + 1 } : {}),
  })
}
