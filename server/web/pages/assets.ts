import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import express, { Router, type Express, type Request } from 'express'
import compressedStatic from 'express-static-gzip'
import { projectRoot } from '#outside/project-root.ts'
import { displayChoice } from './display.ts'

const built = path.join(projectRoot, 'dist/public')
const root = path.join(projectRoot, 'public/root')
const manifestFile = path.join(projectRoot, 'dist/assets.json')

/** Addresses of the built style sheet and scripts; `npm run build` writes the list. Without a build: plain names. */
export type Assets = {
  css: string
  /** Of pages of one kind, by name, in the order in which a page links them. */
  sheets: Record<string, string>
  /** Instead of those of the same names, where letters are enlarged; `last` stands behind all others (ADR 131). */
  enlarged: Pick<Assets, 'css' | 'sheets' | 'staffStyle'> & { last: string }
  js: string
  /** Beside `js` on the search alone, for it brings htmx. */
  search: string
  /** A module on pages with a 360° panorama alone; what draws one it asks for itself. */
  panorama: string
  /** Beside `css` and `js`, on the staff's pages alone. */
  staffStyle: string
  staff: string
  /** Of the page in other sites' frames. */
  embed: string
  /** Of the page in which the staff read a PDF: its script and style, PDF.js's worker and the folder of its parts. */
  viewer: string
  viewerStyle: string
  worker: string
  pdfParts: string
  /** What `/sw.js` is made of, and what stands there when it is switched off; empty without a build. */
  serviceWorker: string
  retiredWorker: string
}

const unbuilt: Assets = {
  css: '/assets/site.css',
  sheets: {},
  enlarged: {
    css: '/assets/site.css',
    sheets: {},
    staffStyle: '/assets/staff-pages.css',
    last: '/assets/enlarged.css',
  },
  js: '/assets/site.js',
  search: '/assets/premises-search.js',
  panorama: '/assets/panorama.js',
  staffStyle: '/assets/staff-pages.css',
  staff: '/assets/staff-pages.js',
  embed: '/assets/embed.css',
  viewer: '/assets/pdf-viewer.js',
  viewerStyle: '/assets/viewer.css',
  worker: '/assets/pdf-worker.js',
  pdfParts: '/assets/pdfjs/',
  serviceWorker: '',
  retiredWorker: '',
}

/** Gives the addresses to every page: read once, or for each page while somebody works on the assets. */
export function useAssets(app: Express, { cache }: { cache: boolean }): void {
  if (cache) app.locals.assets = readAssets()
  else Object.defineProperty(app.locals, 'assets', { enumerable: true, get: readAssets })
}

/** The addresses for the display that the reader has chosen; `last`: of the sheet behind all others, empty in the standard one. */
export function assetsFor(req: Request): Assets & { last: string } {
  const built = req.app.locals.assets as Assets
  return displayChoice.of(req) === 'enlarged' ? { ...built, ...built.enlarged } : { ...built, last: '' }
}

/** The style sheets of one page: templates name them while they render (`{{style 'street'}}`), the layout links them. */
export type PageStyles = { use(name: string): void; readonly links: string[] }

/** Without a build any name has a plain address; with one an unknown name throws. */
export function pageStyles({ sheets }: Pick<Assets, 'sheets'>): PageStyles {
  const built = Object.keys(sheets)
  const used = new Set<string>()
  return {
    use(name) {
      if (built.length > 0 && !(name in sheets)) throw new Error(`there is no style sheet ${name}`)
      used.add(name)
    },
    get links() {
      const names = built.length > 0 ? built.filter(name => used.has(name)) : [...used]
      return names.map(name => sheets[name] ?? `/assets/${name}.css`)
    },
  }
}

function readAssets(): Assets {
  if (!existsSync(manifestFile)) return unbuilt
  return JSON.parse(readFileSync(manifestFile, 'utf8')) as Assets
}

/**
 * Files whose name carries a hash of their content may be kept for ever; the rest (icons) for an hour. Of the built ones the
 * build has laid compressed forms beside each.
 */
export function assetRoutes(): Router {
  const router = Router({ caseSensitive: true })
  router.use(
    '/assets',
    compressedStatic(built, {
      enableBrotli: true,
      orderPreference: ['br', 'gzip'],
      index: false,
      serveStatic: { immutable: true, maxAge: '365d', redirect: false, dotfiles: 'ignore' },
    }),
  )
  const serveRoot = express.static(root, { maxAge: '1h', index: false, redirect: false, dotfiles: 'ignore' })
  // Known by name, so that a page is not looked for on the disk before it is made.
  const rootFiles = new Set(readdirSync(root).map(name => `/${name}`))
  router.use((req, res, next) => {
    if (rootFiles.has(req.path)) serveRoot(req, res, next)
    else next()
  })
  return router
}
