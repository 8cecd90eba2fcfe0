import type { IRouter, RequestHandler } from 'express'
import { inLocale } from '#server/paths.ts'

type Layer = IRouter['stack'][number]
type Line = { method: string; fits: RegExp; gate: RequestHandler | undefined }

/** Where the forms of the site stand. Paths come and go without the language: `/staff/premises/SFH-A-0101/status`. */
export type PagesOfForms = {
  /** The page at a path or, where none stands there, the nearest above it; null where there is none. */
  nearest(path: string): string | null
  /** The gate of an address that only takes what forms send; null for every other address. */
  onlyPosted(path: string): RequestHandler | null
}

/**
 * Reads from the routers which paths are pages and which only take forms. It is read when first asked, for routes are
 * added until the site is whole.
 */
export function pagesOfForms(site: IRouter): PagesOfForms {
  let read: Line[] | undefined
  const lineAt = (method: string, path: string): Line | undefined => {
    read ??= linesOf(site.stack)
    return read.find(line => line.method === method && line.fits.test(path))
  }
  return {
    nearest(path) {
      for (let at = trimmed(path); at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (lineAt('get', at)) return at
      return null
    },
    onlyPosted: path => (lineAt('get', trimmed(path)) ? null : (lineAt('post', trimmed(path))?.gate ?? null)),
  }
}

const trimmed = (path: string): string => path.replace(/\/+$/, '')

const linesOf = (stack: readonly Layer[]): Line[] =>
  stack.flatMap(({ handle, route }) => {
    if (!route) return linesOf((handle as Partial<IRouter>).stack ?? [])
    const fits = patternOf(route.path)
    const methods = new Set(route.stack.map(({ method }) => method))
    return [...methods].map(method => {
      const gate = route.stack.find(layer => layer.method === method)?.handle as RequestHandler | undefined
      return { method, fits, gate }
    })
  })

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/:\w+/g, '[^/]+')}$`)

/**
 * Stands behind all routes: a refused form is shown at the address it was sent to, and whoever loads that page again, or
 * asks for it in another language, is led to the page the form belongs to. Who may not send the form learns nothing.
 */
export function redirectToFormPages(pages: PagesOfForms): RequestHandler {
  return (req, res, next) => {
    const gate = isStaffs(req.path) && req.method === 'GET' ? pages.onlyPosted(req.path) : null
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

const isStaffs = (path: string): boolean => path.startsWith('/staff/')
