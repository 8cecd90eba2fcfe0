import type { Request, RequestHandler } from 'express'
import { AppError } from '#shared/errors.ts'
import { sessionCookieOf } from './session.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses every unsafe request that does not come from our own pages, before any body is read. Browsers state the origin in
 * `Sec-Fetch-Site`, older ones in `Origin`. A request with neither (a script, a tool) passes only without a session.
 */
export function sameOriginOnly(publicUrl: string): RequestHandler {
  return (req, _res, next) => {
    if (safeMethods.has(req.method) || isFromOwnPages(req, publicUrl)) {
      next()
      return
    }
    throw new AppError('forbidden', 'error.cross-site', {
      facts: { site: req.get('sec-fetch-site'), origin: req.get('origin') },
    })
  }
}

/** Checks whether a request comes from one of our pages, or from a client without a session cookie. */
export function isFromOwnPages(req: Request, publicUrl: string): boolean {
  const site = req.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  const origin = req.get('origin')
  if (origin) return origin === publicUrl || origin === `${req.protocol}://${req.get('host') ?? ''}`
  return sessionCookieOf(req) === undefined
}
