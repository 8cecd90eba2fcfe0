import { createHash } from 'node:crypto'
import type { RequestHandler, Request, Response } from 'express'
import { LRUCache } from 'lru-cache'
import mongoose from 'mongoose'
import { RateLimiterRes, type RateLimiterMongo } from 'rate-limiter-flexible'
import { rateLimiter } from '#outside/database/rate-limiter.ts'
import { AppError } from '#shared/errors.ts'
import { networkOf } from '#shared/network.ts'
import { once } from '#shared/once.ts'
import { withTimeout } from './time-limits.ts'

const windowMs = 60_000
/** About 10 MB. When more come within a minute, the least recently used count is dropped. */
const maxCounted = 50_000

type ClientKey = (req: Request, res: Response) => string
type LimitOptions = {
  /** Separates counts; stored in the database. */
  name: string
  perMinute: number
  /** Whether other processes may serve the same site and have to share the count. */
  shared: boolean
  whoOf?: ClientKey
}
/** Requests used in the present minute, including this one, and the time until it ends. */
type Usage = { used: number; leftMs: number }

const byNetwork: ClientKey = req => networkOf(req.ip ?? '')

/**
 * Limits requests per minute from one network address, or from the client that `whoOf` names. The response states what is
 * left, as in the draft "RateLimit header fields for HTTP" and in the three older headers that most programs know. Processes
 * that share a database count in it together; while it does not answer, each counts for itself (ADR 21).
 */
export function limitRequests({ name, perMinute, shared, whoOf = byNetwork }: LimitOptions): RequestHandler {
  const counts = once(createProcessCounter)
  const countTogether = shared ? createSharedCounter(name, perMinute) : () => Promise.resolve(null)

  return async (req, res, next) => {
    const who = whoOf(req, res)
    const { used, leftMs } = (await withTimeout(countTogether(who))) ?? counts()(who)
    const remaining = Math.max(0, perMinute - used)
    const seconds = Math.ceil(leftMs / 1_000)
    res.set({
      'RateLimit-Policy': `"minute";q=${perMinute};w=60`,
      RateLimit: `"minute";r=${remaining};t=${seconds}`,
      'RateLimit-Limit': String(perMinute),
      'RateLimit-Remaining': String(remaining),
      'RateLimit-Reset': String(seconds),
    })
    if (used <= perMinute) {
      next()
      return
    }
    res.set('Retry-After', String(seconds))
    throw new AppError('too-many', 'error.too-many-requests', { facts: { seconds } })
  }
}

/** Counts in this process, by its monotonic clock. */
function createProcessCounter(): (who: string) => Usage {
  const counts = new LRUCache<string, { used: number; endsAt: number }>({ max: maxCounted })
  return who => {
    const now = performance.now()
    const existing = counts.get(who)
    const count = existing && existing.endsAt > now ? existing : { used: 0, endsAt: now + windowMs }
    count.used += 1
    counts.set(who, count)
    return { used: count.used, leftMs: count.endsAt - now }
  }
}

/** Counts in the database. The limiter lives as long as the connection, because it remembers whom it has refused. */
function createSharedCounter(name: string, perMinute: number): (who: string) => Promise<Usage> {
  let current: { db: unknown; limiter: RateLimiterMongo } | undefined
  return async who => {
    const { db } = mongoose.connection
    if (!current || current.db !== db) {
      current = { db, limiter: rateLimiter({ name, points: perMinute, seconds: windowMs / 1_000, loose: true }) }
    }
    // As with guessing limits, only a hash of the address is stored.
    const key = createHash('sha256').update(who).digest('base64url')
    try {
      const { consumedPoints, msBeforeNext } = await current.limiter.consume(key)
      return { used: consumedPoints, leftMs: msBeforeNext }
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return { used: perMinute + 1, leftMs: refused.msBeforeNext }
    }
  }
}
