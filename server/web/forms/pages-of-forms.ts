import type { IRouter, RequestHandler } from 'express'
import { inLocale } from '#server/paths.ts'

type Layer = IRouter['stack'][number]
/** `pattern` is the path with its parameters' names removed. */
type Line = { method: string; pattern: string; fits: RegExp; gate: RequestHandler | undefined }

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
  let read: Line[] | undefined
  const lines = () => (read ??= linesOf(site.stack).toSorted((one, other) => gapsIn(one) - gapsIn(other)))
  const lineOf = (method: string, pattern: string): Line | undefined =>
    lines().find(line => line.method === method && line.pattern === pattern)
  const patternAt = (path: string): string | undefined => lines().find(line => line.fits.test(path))?.pattern
  /** Shortens the address to `parts` segments if a page has that pattern; `…/request/:` leads to the application. */
  const pageWithin = (path: string, parts: number): string | null => {
    const pattern = patternAt(path)?.split('/') ?? []
    for (let end = Math.min(parts, pattern.length); end > 1; end -= 1)
      if (lineOf('get', pattern.slice(0, end).join('/'))) return path.split('/').slice(0, end).join('/')
    return null
  }
  return {
    nearest: path => pageWithin(trimmed(path), Infinity),
    above: path => pageWithin(trimmed(path), trimmed(path).split('/').length - 1),
    onlyPosted(path) {
      const pattern = patternAt(trimmed(path)) ?? ''
      return lineOf('get', pattern) ? null : (lineOf('post', pattern)?.gate ?? null)
    },
  }
}

/** Of two patterns that match a path, the one with fewer parameters wins: `/applications/:id/copy`, not `…/:section`. */
const gapsIn = ({ pattern }: Line): number => pattern.split(':').length

const trimmed = (path: string): string => path.replace(/\/+$/, '')

const linesOf = (stack: readonly Layer[]): Line[] =>
  stack.flatMap(({ handle, route }) => {
    if (!route) return linesOf((handle as Partial<IRouter>).stack ?? [])
    const pattern = route.path.replace(/:\w+/g, ':')
    const fits = fitting(pattern)
    const methods = new Set(route.stack.map(({ method }) => method))
    return [...methods].map(method => {
      const gate = route.stack.find(layer => layer.method === method)?.handle as RequestHandler | undefined
      return { method, pattern, fits, gate }
    })
  })

const fitting = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(':', '[^/]+')}$`)

/**
 * Comes after all routes. A refused form is shown at the address to which it was posted. Reloading that address, or opening
 * it in another language, redirects to the page of the form. People who may not send the form get the gate's refusal.
 */
export function redirectToFormPages(pages: PagesOfForms): RequestHandler {
  return (req, res, next) => {
    const gate = req.method === 'GET' ? pages.onlyPosted(req.path) : null
    const page = gate && pages.nearest(req.path)
    if (!gate || !page) {
      next()
      return
    }
    void gate(req, res, (refused?: unknown) => {
      if (refused) next(refused)
      else res.redirect(303, inLocale(res.locals.locale, page))
    })
  }
}
