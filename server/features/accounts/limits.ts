import { createHash } from 'node:crypto'
import { RateLimiterRes, type RateLimiterMongo } from 'rate-limiter-flexible'
import { RateLimitModel } from '#models/rate-limit.ts'
import { rateLimiter } from '#outside/database/rate-limiter.ts'
import { networkOf } from '#shared/network.ts'

const quarterHour = 15 * 60
const hour = 60 * 60

/** Limits of attempts. The count restarts `seconds` after the first attempt. */
const limits = {
  'guess-account': { points: 10, seconds: quarterHour },
  'guess-address': { points: 50, seconds: quarterHour },
  'codes-account': { points: 5, seconds: quarterHour },
  // A guess of six digits is right once in 300,000 tries. Somebody with the password has a 2 % chance within a year.
  'codes-account-day': { points: 20, seconds: 24 * hour },
  'sign-up-address': { points: 20, seconds: hour },
  'links-address': { points: 20, seconds: hour },
  // Letters to one mailbox. Letters that anybody can trigger must not use up those its owner needs to get in.
  'mails-recipient': { points: 5, seconds: hour },
  'reset-mails-recipient': { points: 5, seconds: hour },
  'invitations-recipient': { points: 5, seconds: hour },
  'enquiries-address': { points: 10, seconds: hour },
  'objections-address': { points: 5, seconds: hour },
  'enquiries-sender': { points: 5, seconds: hour },
  'push-account': { points: 20, seconds: hour },
  'archives-account': { points: 5, seconds: hour },
} as const
export type Limit = keyof typeof limits

/**
 * Counts one attempt and returns whether it is allowed. Counting comes before the work, so that concurrent attempts are not
 * all allowed. `who` is an e-mail address or a network address and is stored only as a hash. `points` overrides the limit
 * where it is a setting.
 */
export async function consumeAttempt(
  limit: Limit,
  who: string,
  points: number = limits[limit].points,
): Promise<boolean> {
  try {
    await limiter(limit, points).consume(keyOf(who))
    return true
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false
    throw refused
  }
}

/** Takes back the count of an attempt that succeeded. */
export async function refundAttempt(limit: Limit, who: string): Promise<void> {
  await limiter(limit).reward(keyOf(who))
}

/** Deletes the count of somebody who has proved who they are. */
export async function clearAttempts(limit: Limit, who: string): Promise<void> {
  await limiter(limit).delete(keyOf(who))
}

/** Deletes expired counts, by the database's own time: the limiter counts in real time, not by our clock. */
export async function sweepLimits(): Promise<number> {
  const { deletedCount } = await RateLimitModel.collection.deleteMany({ $expr: { $lt: ['$expire', '$$NOW'] } })
  return deletedCount
}

/** Created for each use: the object is light, and the connection may have changed. */
const limiter = (limit: Limit, points: number = limits[limit].points): RateLimiterMongo =>
  rateLimiter({ name: limit, points, seconds: limits[limit].seconds })

const keyOf = (who: string): string => createHash('sha256').update(networkOf(who)).digest('base64url')
