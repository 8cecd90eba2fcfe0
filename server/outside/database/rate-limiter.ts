import mongoose from 'mongoose'
import { RateLimiterMongo } from 'rate-limiter-flexible'
import { RateLimitModel } from '#models/rate-limit.ts'
import { AppError } from '#shared/errors.ts'

type Limit = {
  /** Prefix of each key. */
  name: string
  points: number
  seconds: number
  /**
   * For limits that only keep order: an increment does not wait for the disk, and whoever is over the limit is rejected from
   * memory.
   */
  loose?: boolean
}

/**
 * Returns a limiter that counts in the database, for all processes. It counts in real time, not by the clock of the domain.
 * Throws when there is no database.
 */
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
