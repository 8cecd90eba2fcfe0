import { createHash } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, RequestHandler, Response } from 'express'
import { LRUCache } from 'lru-cache'
import { secondOf } from '#outside/answer-freshness.ts'
import { processMetrics } from '#outside/metrics.ts'
import { withTimeout } from '../requests/time-limits.ts'

/** At 70 KB for a page with its compressed forms, this is about 400 pages. */
const maxBytes = 32 * 1024 * 1024
/** Longer addresses are not shared by visitors and would only fill the memory. */
const maxAddressLength = 1_000

const compress = { gzip: promisify(gzip), br: promisify(brotliCompress) }
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
type PageEncoding = keyof typeof compress | 'identity'

/** Caching of public pages: a browser revalidates each time, a shared cache once a second. */
const sharedCaching = 'public, max-age=0, s-maxage=1, stale-while-revalidate=1'

/** A page as sent, in each encoding requested so far. */
type CachedPage = {
  html: Buffer
  etag: string
  headers: OutgoingHttpHeaders
  compressed: Partial<Record<PageEncoding, Promise<Buffer>>>
}
/**
 * The page cache as seen by one request. `making` holds the pages that an earlier request is rendering. `current` tells
 * whether nothing has changed since the state was read, which was in `second` of this machine's clock.
 */
type PageCache = {
  second: number
  pages: LRUCache<string, CachedPage>
  sameAs: LRUCache<string, string>
  making: Map<string, Promise<void>>
  current: () => boolean
}

declare global {
  namespace Express {
    interface Locals {
      /** Only set for visitors without cookies, who all see the same pages. */
      pageMemory?: PageCache
      /** True when the database did not answer in time before this page. */
      waitedInVain?: boolean
      /** The address without parameters that the page does not read; used for links back to the page. */
      here?: string
    }
  }
}

/**
 * Answers from memory what visitors without cookies have been shown before. `stampOf` names the state of everything that
 * public pages show; a new stamp discards all pages. Comes before the costly middleware. A route opts in with `cachePage`.
 */
export function serveCachedPages(stampOf: () => Promise<string>): RequestHandler {
  const pages = new LRUCache<string, CachedPage>({
    maxSize: maxBytes,
    sizeCalculation: ({ html }) => Math.ceil(html.length * 1.4),
  })
  const sameAs = new LRUCache<string, string>({ max: 5_000 })
  const making = new Map<string, Promise<void>>()
  let stamp = ''

  return async (req, res, next) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD'
    const cacheable = isRead && !req.headers.cookie
    const second = secondOf(Date.now())
    const state = cacheable ? await withTimeout(stampOf()) : null
    if (state === null) {
      res.locals.waitedInVain = cacheable
      next()
      return
    }
    if (state !== stamp) pages.clear()
    stamp = state
    const page = pages.get(sameAs.get(req.originalUrl) ?? req.originalUrl)
    if (page) await sendCached(req, res, page, second)
    else {
      res.locals.pageMemory = { second, pages, sameAs, making, current: () => stamp === state }
      next()
    }
  }
}

/**
 * Marks a public page as cacheable. `names` are all query parameters that it reads: addresses that differ in other
 * parameters (such as those of a campaign) or in their order share one entry. Failures and redirects are not cached. When
 * many visitors request a page that is not cached, one request renders it and the others wait.
 */
export function cachePage(...names: string[]): RequestHandler {
  // Two lists of parameters may share one, as those of a search and of the plan share the floor.
  const read = [...new Set(names)]
  return async (req, res, next) => {
    res.vary('Cookie')
    if (!res.getHeader('Cache-Control')) res.set('Cache-Control', 'no-cache')
    const memory = res.locals.pageMemory
    const address = addressOf(req, read)
    if (!memory || address.length > maxAddressLength) {
      next()
      return
    }
    res.locals.here = address
    if (req.originalUrl.length <= maxAddressLength) memory.sameAs.set(req.originalUrl, address)
    if (!memory.pages.has(address)) await memory.making.get(address)
    const page = memory.pages.get(address)
    if (page) {
      await sendCached(req, res, page, memory.second)
      return
    }
    processMetrics.pageMemory.inc({ result: 'made' })
    renderAndCache(res, memory, address)
    next()
  }
}

function renderAndCache(res: Response, { second, pages, making, current }: PageCache, address: string): void {
  const rendering = new Promise<void>(done => {
    res.once('close', done)
    captureResponse(res, current, page => {
      if (page) {
        pages.set(address, page)
        processMetrics.pageMemory.inc({ result: 'kept' })
        res.set(untilNextSecond(second))
      }
      done()
    })
  })
  making.set(address, rendering)
  void rendering.then(() => {
    if (making.get(address) === rendering) making.delete(address)
  })
}

function addressOf({ baseUrl, path, query }: Request, names: readonly string[]): string {
  const queryValues = query as Record<string, string | string[] | undefined>
  const read = names.flatMap(name => [queryValues[name] ?? []].flat().map((value): [string, string] => [name, value]))
  const search = new URLSearchParams(read).toString()
  return `${baseUrl}${path === '/' ? '' : path}${search ? `?${search}` : ''}`
}

/**
 * Limits nginx's caching to the second of the clock in which the page's state was read. With `s-maxage=1`, nginx, which
 * counts whole seconds, could keep it for up to two. nginx removes this header.
 */
const untilNextSecond = (second: number) => ({ 'X-Accel-Expires': `@${second}` })

/**
 * Adds an ETag to the page that a route sends. Passes the page to `sent` if nothing has changed meanwhile, or null when the
 * page must not be cached.
 */
function captureResponse(res: Response, current: () => boolean, sent: (page: CachedPage | null) => void): void {
  const send = res.send.bind(res)
  const sendAndKeep: Response['send'] = body => {
    const html = htmlOf(res, body)
    if (res.statusCode !== 200 || !html || res.getHeader('Set-Cookie')) {
      sent(null)
      return send(body)
    }
    const etag = `W/"${createHash('sha1').update(html).digest('base64url')}"`
    res.type('html').set('ETag', etag).vary('Accept-Encoding')
    if (!current()) {
      sent(null)
      return send(html)
    }
    res.set('Cache-Control', sharedCaching)
    sent({ html, etag, headers: headersWithout('x-request-id', res.getHeaders()), compressed: {} })
    return send(html)
  }
  res.send = sendAndKeep
}

/** Returns a page that a route sends, in UTF-8; null when it is something else, such as a picture. */
function htmlOf(res: Response, body: unknown): Buffer | null {
  if (typeof body === 'string') return Buffer.from(body)
  return Buffer.isBuffer(body) && String(res.getHeader('Content-Type')).startsWith('text/html') ? body : null
}

const headersWithout = (name: string, headers: OutgoingHttpHeaders): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name))

async function sendCached(req: Request, res: Response, page: CachedPage, second: number): Promise<void> {
  res.set(untilNextSecond(second))
  if (isFresh(req, res, page)) {
    res.writeHead(304, headersWithout('content-type', page.headers)).end()
    return
  }
  const coding = encodingFor(req)
  const body = await encodedBody(page, coding)
  const encoded = coding === 'identity' ? {} : { 'Content-Encoding': coding }
  res.writeHead(200, { ...page.headers, ...encoded, 'Content-Length': body.length }).end(body)
}

/** Compares ETags as Express does: lists, `*`, weak or strong. A forced reload gets the page. */
function isFresh(req: Request, res: Response, { etag }: CachedPage): boolean {
  if (!req.headers['if-none-match']) return false
  res.setHeader('ETag', etag)
  return req.fresh
}

/** Browsers accept several encodings equally and name the best one last. */
function encodingFor(req: Request): PageEncoding {
  if (!req.headers['accept-encoding']) return 'identity'
  const coding = (req.acceptsEncodings('br', 'gzip', 'identity') || 'identity') as PageEncoding
  return coding === 'gzip' && req.acceptsEncodings('br') ? 'br' : coding
}

function encodedBody({ html, compressed }: CachedPage, coding: PageEncoding): Buffer | Promise<Buffer> {
  if (coding === 'identity') return html
  return (compressed[coding] ??= coding === 'br' ? compress.br(html, brotliOptions) : compress.gzip(html))
}
