import { createHash } from 'node:crypto'
import { RateLimiterRes, type RateLimiterMongo } from 'rate-limiter-flexible'
import { RateLimitModel } from '#models/rate-limit.ts'
import { rateLimiter } from '#outside/database/rate-limiter.ts'
import { networkOf } from '#shared/network.ts'

const quarterHour = 15 * 60
const hour = 60 * 60

/** How often something may be tried, by whom; `seconds` after the first try the count begins anew. */
const limits = {
  'guess-account': { points: 10, seconds: quarterHour },
  'guess-address': { points: 50, seconds: quarterHour },
  'codes-account': { points: 5, seconds: quarterHour },
  // A code of six digits is right by chance once in 300,000 tries: over a year, somebody with the password has 2 %.
  'codes-account-day': { points: 20, seconds: 24 * hour },
  'sign-up-address': { points: 20, seconds: hour },
  'links-address': { points: 20, seconds: hour },
  // Letters to one mailbox. Those that anybody can cause must not use up those by which its owner gets in.
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
 * Counts one try and tells whether it is still allowed. Counting comes before the work, so that many tries at once
 * are not all let in. `who` is an e-mail address or a network address and is kept only as a hash.
 * `points` where a setting says how often.
 */
export async function allows(limit: Limit, who: string, points: number = limits[limit].points): Promise<boolean> {
  try {
    await limiter(limit, points).consume(keyOf(who))
    return true
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false
    throw refused
  }
}

/** A try that turned out to be right does not count. */
export async function refund(limit: Limit, who: string): Promise<void> {
  await limiter(limit).reward(keyOf(who))
}

/** Forgets the tries of somebody who has shown who they are. */
export async function clear(limit: Limit, who: string): Promise<void> {
  await limiter(limit).delete(keyOf(who))
}

/** Removes counts that have run out, by the database's own time: the limiter counts in real time, not by our clock. */
export async function sweepLimits(): Promise<number> {
  const { deletedCount } = await RateLimitModel.collection.deleteMany({ $expr: { $lt: ['$expire', '$$NOW'] } })
  return deletedCount
}

/** Made for each use: it is a thin object, and the connection may be another one than a minute ago. */
const limiter = (limit: Limit, points: number = limits[limit].points): RateLimiterMongo =>
  rateLimiter({ name: limit, points, seconds: limits[limit].seconds })

const keyOf = (who: string): string => createHash('sha256').update(networkOf(who)).digest('base64url')
