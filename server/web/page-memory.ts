import type { RequestHandler, Request, Response } from 'express'
import { LRUCache } from 'lru-cache'

/** At 55 KB a page this is some 300 of them. */
const mostBytes = 16 * 1024 * 1024

/**
 * Keeps whole pages for visitors without cookies: they all see the same. `stampOf` names the state of what the page shows;
 * with another stamp it is made anew. Anybody who has a cookie gets a page of their own, and so does every failure.
 */
export function rememberPages(stampOf: () => Promise<string>): RequestHandler {
  const pages = new LRUCache<string, Buffer>({ maxSize: mostBytes, sizeCalculation: page => page.length })
  return async (req, res, next) => {
    if (!isAnonymous(req, res)) {
      next()
      return
    }
    const key = `${await stampOf()} ${req.originalUrl}`
    const page = pages.get(key)
    if (page) {
      res.type('html').send(page)
      return
    }
    keepWhatIsSent(res, sent => pages.set(key, sent))
    next()
  }
}

const isAnonymous = (req: Request, res: Response): boolean =>
  req.method === 'GET' && !req.headers.cookie && !res.locals.account

function keepWhatIsSent(res: Response, keep: (page: Buffer) => void): void {
  const send = res.send.bind(res)
  res.send = body => {
    if (res.statusCode !== 200 || typeof body !== 'string') return send(body)
    const page = Buffer.from(body)
    keep(page)
    return res.type('html').send(page)
  }
}
