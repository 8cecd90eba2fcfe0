import { timingSafeEqual } from 'node:crypto'
import { Router, type Request, type RequestHandler, type Response } from 'express'
import { processMetrics, measureProcess, registry } from '#outside/metrics.ts'
import { beginTrace } from '#outside/tracing/tracing.ts'
import { notFound } from '#shared/errors.ts'
import { unmappedAddress } from '#shared/network.ts'
import { anyone } from '../access/access.ts'

/**
 * Measures requests, and serves all measurements (`server/outside/metrics.ts`) to Prometheus at `/metrics`: to clients with
 * the configured token, or without one only to this machine. Everybody else gets 404. `state` returns further metrics of the
 * whole site.
 */
export function metrics(
  token: string | undefined,
  state: () => Promise<string>,
): { measure: RequestHandler; routes: Router } {
  measureProcess()
  const measure: RequestHandler = (req, res, next) => {
    const stop = processMetrics.requests.startTimer()
    const span = isProbe(req) ? null : beginTrace(req.method, { kind: 'server' })
    res.locals.traceparent = span?.traceparent
    res.on('close', () => {
      const status = res.writableFinished ? res.statusCode : 'aborted'
      const route = routeOf(req, res)
      stop({ method: req.method, route, status })
      span?.end(spanOf(req.method, route, status))
    })
    next()
  }
  const routes = Router({ caseSensitive: true })
  routes.get('/metrics', anyone, async (req, res) => {
    if (!mayRead(req, token)) throw notFound()
    const [own, ofSite] = await Promise.all([registry.metrics(), state()])
    res
      .set('Cache-Control', 'no-store')
      .type(registry.contentType)
      .send(own + ofSite)
  })
  return { measure, routes }
}

/** Requests that machines repeat every few seconds make no traces. */
const isProbe = ({ path }: Request): boolean => /^\/(healthz|readyz|metrics|assets\/)/.test(path)

const spanOf = (method: string, route: string, status: number | 'aborted') => ({
  name: `${method} ${route}`,
  facts: { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status },
  error: status === 'aborted' || status >= 500 ? String(status) : undefined,
})

/** Returns the pattern of the route that answered, or else the kind of response, so that addresses do not become labels. */
function routeOf(req: Request, res: Response): string {
  const { path } = (req.route ?? {}) as { path?: unknown }
  if (typeof path === 'string') return path
  if (req.originalUrl.startsWith('/assets/')) return 'assets'
  return res.statusCode < 400 ? 'page memory' : 'none'
}

function mayRead(req: Request, token: string | undefined): boolean {
  if (!token) return ['127.0.0.1', '::1'].includes(unmappedAddress(req.ip ?? '')) && !req.get('x-forwarded-for')
  const given = Buffer.from(req.get('authorization') ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
