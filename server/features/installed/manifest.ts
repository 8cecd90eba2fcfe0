import { Router } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { anyone } from '#web/access/access.ts'

/** The web app manifest: name, icons and start page, in the language of the page that links it. */
export function manifestRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/manifest.webmanifest', anyone, (_req, res) => {
    res.type('application/manifest+json').set('Cache-Control', 'public, max-age=3600')
    res.send(JSON.stringify(manifestOf(res.locals)))
  })

  return router
}

/**
 * Background colour while the start page loads: `--paper` of `public/css/site/tokens.css` by day, since manifests have no
 * dark mode.
 */
const paper = '#fbfaf7'

/** Files of `public/root`, made by `npm run icons`. */
const icons = [
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
]

/** W3C, "Web Application Manifest". */
function manifestOf({ t, locale }: Reader) {
  const home = pathTo(locale, '/')
  const shortcut = (name: string, url: string) => ({ name, url, icons: icons.slice(0, 1) })
  return {
    // One id for each language: reading a page in another language does not rename the installed app.
    id: home,
    name: t('site.name'),
    short_name: t('installed.short-name'),
    description: t('site.description'),
    lang: locale,
    dir: 'ltr',
    start_url: home,
    scope: '/',
    display: 'standalone',
    theme_color: siteSettings().accent.colour,
    background_color: paper,
    icons,
    shortcuts: [
      shortcut(t('nav.premises'), pathTo(locale, '/premises')),
      shortcut(t('nav.saved'), pathTo(locale, '/saved')),
      shortcut(t('nav.applications'), pathTo(locale, '/applications')),
    ],
  }
}
