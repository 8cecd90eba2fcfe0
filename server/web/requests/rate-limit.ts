import type { RequestHandler, Request, Response } from 'express'
import { LRUCache } from 'lru-cache'
import { AppError } from '#shared/errors.ts'
import { networkOf } from '#shared/network.ts'

const windowMs = 60_000
/** Some 10 MB. When more come within a minute, the count of who has been quiet longest is forgotten. */
const mostCounted = 50_000

type Count = { used: number; endsAt: number }
type Who = (req: Request, res: Response) => string

const byNetwork: Who = req => networkOf(req.ip ?? '')

/**
 * So many requests a minute from one network address, or from whoever else `whoOf` names, by the process's own stopwatch. The answer says what is left, as
 * the draft "RateLimit header fields for HTTP" has it, and in the three older headers that most programs know. Counted
 * in this process alone: it guards against a mistake in somebody's loop, and each process guards itself (ADR 21).
 */
export function limitRequests(perMinute: number, whoOf: Who = byNetwork): RequestHandler {
  const counts = new LRUCache<string, Count>({ max: mostCounted })

  return (req, res, next) => {
    const now = performance.now()
    const who = whoOf(req, res)
    const known = counts.get(who)
    const count = known && known.endsAt > now ? known : { used: 0, endsAt: now + windowMs }
    count.used += 1
    counts.set(who, count)

    const left = Math.max(0, perMinute - count.used)
    const seconds = Math.ceil((count.endsAt - now) / 1_000)
    res.set({
      'RateLimit-Policy': `"minute";q=${perMinute};w=60`,
      RateLimit: `"minute";r=${left};t=${seconds}`,
      'RateLimit-Limit': String(perMinute),
      'RateLimit-Remaining': String(left),
      'RateLimit-Reset': String(seconds),
    })
    if (count.used <= perMinute) {
      next()
      return
    }
    res.set('Retry-After', String(seconds))
    throw new AppError('too-many', 'error.too-many-requests', { facts: { seconds } })
  }
}
