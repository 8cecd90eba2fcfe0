import type { IRouter, RequestHandler } from 'express'
import { inLocale } from '#server/paths.ts'

type Layer = IRouter['stack'][number]
/** `pattern`: of the path, its gaps without their names. */
type Line = { method: string; pattern: string; fits: RegExp; gate: RequestHandler | undefined }

/** Where the forms of the site stand. Paths come and go without the language: `/staff/premises/SFH-A-0101/status`. */
export type PagesOfForms = {
  /** The page at the address of a form or, where none stands there, the nearest above it; null where there is none. */
  nearest(path: string): string | null
  /** The nearest page above the address of a form. */
  above(path: string): string | null
  /** The gate of an address that only takes what forms send; null for every other address. */
  onlyPosted(path: string): RequestHandler | null
}

/**
 * Reads from the routers which paths are pages and which only take forms. It is read when first asked, for routes are
 * added until the site is whole.
 */
export function pagesOfForms(site: IRouter): PagesOfForms {
  let read: Line[] | undefined
  const lines = () => (read ??= linesOf(site.stack).toSorted((one, other) => gapsIn(one) - gapsIn(other)))
  const lineOf = (method: string, pattern: string): Line | undefined =>
    lines().find(line => line.method === method && line.pattern === pattern)
  const patternAt = (path: string): string | undefined => lines().find(line => line.fits.test(path))?.pattern
  /** The address cut off where its pattern is one of a page: `…/request/:` of an application leads to the application. */
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

/** Where two patterns fit a path, the one with fewer gaps says what stands there: `/applications/:id/copy`, not `…/:section`. */
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
 * Stands behind all routes: a refused form is shown at the address it was sent to, and whoever loads that page again, or
 * asks for it in another language, is led to the page the form belongs to. Who may not send the form learns nothing.
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
