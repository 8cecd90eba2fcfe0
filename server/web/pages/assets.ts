import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import express, { Router, type Express, type Request } from 'express'
import compressedStatic from 'express-static-gzip'
import { projectRoot } from '#outside/project-root.ts'
import { displayChoice } from './display.ts'

const built = path.join(projectRoot, 'dist/public')
const root = path.join(projectRoot, 'public/root')
const manifestFile = path.join(projectRoot, 'dist/assets.json')

/** Addresses of the built style sheets and scripts, from `npm run build`. Without a build the names have no hash. */
export type Assets = {
  css: string
  /** Sheets for pages of one kind, by name, in the order in which a page links them. */
  sheets: Record<string, string>
  /** Replacements of the sheets with the same names in the enlarged display; `last` comes after all others (ADR 131). */
  enlarged: Pick<Assets, 'css' | 'sheets' | 'staffStyle'> & { last: string }
  js: string
  /** Loaded beside `js` on the search page only, because it brings htmx. */
  search: string
  /** Module for pages with a 360° panorama. It loads the renderer itself. */
  panorama: string
  /** Loaded beside `css` and `js`, on staff pages only. */
  staffStyle: string
  staff: string
  /** Style sheet of the page embedded in other sites' frames. */
  embed: string
  /** The page in which the staff read a PDF: its script and style, the PDF.js worker and the folder with its parts. */
  viewer: string
  viewerStyle: string
  worker: string
  pdfParts: string
  /** Source of `/sw.js`, and of its replacement when the service worker is switched off; empty without a build. */
  serviceWorker: string
  retiredWorker: string
}

const assetsWithoutBuild: Assets = {
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

/** Gives every page the addresses: read once with `cache`, otherwise for each page while assets are being developed. */
export function useAssets(app: Express, { cache }: { cache: boolean }): void {
  if (cache) app.locals.assets = readAssets()
  else Object.defineProperty(app.locals, 'assets', { enumerable: true, get: readAssets })
}

/** Returns the addresses for the reader's display. `last` is the sheet after all others; empty in the standard display. */
export function assetsFor(req: Request): Assets & { last: string } {
  const built = req.app.locals.assets as Assets
  return displayChoice.of(req) === 'enlarged' ? { ...built, ...built.enlarged } : { ...built, last: '' }
}

/** The style sheets of one page. Templates add them while rendering (`{{style 'street'}}`); the layout links them. */
export type PageStyles = { use(name: string): void; readonly links: string[] }

/** Collects the sheets of a page. Without a build every name has a plain address; with one an unknown name throws. */
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
  if (!existsSync(manifestFile)) return assetsWithoutBuild
  return JSON.parse(readFileSync(manifestFile, 'utf8')) as Assets
}

/**
 * Serves assets. Files with a content hash in the name are cached for ever, the rest (icons) for an hour. The build stores
 * compressed forms beside each built file.
 */
export function assetRoutes(): Router {
  const router = Router({ caseSensitive: true })
  const serveRoot = express.static(root, { maxAge: '1h', index: false, redirect: false, dotfiles: 'ignore' })
  // The names are known in advance, so that requests for pages do not access the disk here.
  const rootFiles = new Set(readdirSync(root).map(name => `/${name}`))
  router.use((req, res, next) => {
    if (rootFiles.has(req.path)) serveRoot(req, res, next)
    else next()
  })
  // Last: a router whose last handler calls `next` lets a page wait for another turn of the event loop.
  router.use(
    '/assets',
    compressedStatic(built, {
      enableBrotli: true,
      orderPreference: ['br', 'gzip'],
      index: false,
      serveStatic: { immutable: true, maxAge: '365d', redirect: false, dotfiles: 'ignore' },
    }),
  )
  return router
}
