import type { IRouter, RequestHandler } from 'express'
import { localisePath } from '#server/paths.ts'

type Layer = IRouter['stack'][number]
/** `pattern` is the path with its parameters' names removed. */
type RouteEntry = { method: string; pattern: string; fits: RegExp; gate: RequestHandler | undefined }

/** Looks up pages and form addresses. Paths are without the language: `/staff/premises/SFH-A-0101/status`. */
export type PagesOfForms = {
  /** Returns the page at the address of a form, otherwise the nearest page above it; null if there is none. */
  nearest(path: string): string | null
  /** Returns the nearest page above the address of a form. */
  above(path: string): string | null
  /** Returns the gate of an address that accepts only POST; null for every other address. */
  onlyPosted(path: string): RequestHandler | null
}

/**
 * Reads from the routers which paths are pages and which only accept forms. They are read on first use, because routes are
 * added until the site is complete.
 */
export function pagesOfForms(site: IRouter): PagesOfForms {
  let read: RouteEntry[] | undefined
  const routes = () => (read ??= routesOf(site.stack).toSorted((one, other) => gapsIn(one) - gapsIn(other)))
  const findRoute = (method: string, pattern: string): RouteEntry | undefined =>
    routes().find(line => line.method === method && line.pattern === pattern)
  const patternAt = (path: string): string | undefined => routes().find(line => line.fits.test(path))?.pattern
  /** Shortens the address to `parts` segments if a page has that pattern; `…/request/:` leads to the application. */
  const nearestPage = (path: string, parts: number): string | null => {
    const pattern = patternAt(path)?.split('/') ?? []
    for (let end = Math.min(parts, pattern.length); end > 1; end -= 1)
      if (findRoute('get', pattern.slice(0, end).join('/'))) return path.split('/').slice(0, end).join('/')
    return null
  }
  return {
    nearest: path => nearestPage(trimSlashes(path), Infinity),
    above: path => nearestPage(trimSlashes(path), trimSlashes(path).split('/').length - 1),
    onlyPosted(path) {
      const pattern = patternAt(trimSlashes(path)) ?? ''
      return findRoute('get', pattern) ? null : (findRoute('post', pattern)?.gate ?? null)
    },
  }
}

/** Of two patterns that match a path, the one with fewer parameters wins: `/applications/:id/copy`, not `…/:section`. */
const gapsIn = ({ pattern }: RouteEntry): number => pattern.split(':').length

const trimSlashes = (path: string): string => path.replace(/\/+$/, '')

const routesOf = (stack: readonly Layer[]): RouteEntry[] =>
  stack.flatMap(({ handle, route }) => {
    if (!route) return routesOf((handle as Partial<IRouter>).stack ?? [])
    const pattern = route.path.replace(/:\w+/g, ':')
    const fits = toPathPattern(pattern)
    const methods = new Set(route.stack.map(({ method }) => method))
    return [...methods].map(method => {
      const gate = route.stack.find(layer => layer.method === method)?.handle as RequestHandler | undefined
      return { method, pattern, fits, gate }
    })
  })

const toPathPattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(':', '[^/]+')}$`)

/**
 * Comes after all routes. A refused form is shown at the address to which it was posted. Reloading that address, or opening
 * it in another language, redirects to the page of the form. People who may not send the form get the gate's refusal.
 */
export function redirectToFormPages(pages: PagesOfForms): RequestHandler {
  return (req, res, next) => {
    const guard = req.method === 'GET' ? pages.onlyPosted(req.path) : null
    const page = guard && pages.nearest(req.path)
    if (!guard || !page) {
      next()
      return
    }
    void guard(req, res, (refused?: unknown) => {
      if (refused) next(refused)
      else res.redirect(303, localisePath(res.locals.locale, page))
    })
  }
}
