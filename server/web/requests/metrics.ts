import { timingSafeEqual } from 'node:crypto'
import { Router, type Request, type RequestHandler } from 'express'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { notFound } from '#shared/errors.ts'
import { anyone } from '../access/access.ts'

/**
 * Measurements for Prometheus at `/metrics`: to whoever shows the configured token, or without one to this machine
 * only. For everybody else the page does not exist.
 */
export function metrics(token: string | undefined): { measure: RequestHandler; routes: Router } {
  const registry = new Registry()
  // A hundred times a second, as by default, is half of what an idle site costs.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 8],
    registers: [registry],
  })

  const measure: RequestHandler = (req, res, next) => {
    const stop = duration.startTimer()
    res.on('finish', () => void stop({ method: req.method, status: res.statusCode }))
    next()
  }
  const routes = Router({ caseSensitive: true })
  routes.get('/metrics', anyone, async (req, res) => {
    if (!mayRead(req, token)) throw notFound()
    res
      .set('Cache-Control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics())
  })
  return { measure, routes }
}

function mayRead(req: Request, token: string | undefined): boolean {
  if (!token) return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(req.ip ?? '') && !req.get('x-forwarded-for')
  const given = Buffer.from(req.get('authorization') ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
