import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Router } from 'express'
import { projectRoot } from '#outside/project-root.ts'
import { pathTo } from '#server/paths.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { anyone } from '#web/access/access.ts'
import { pathsByKind, messageKinds } from '#features/push/rules.ts'
import type { Assets } from '#web/pages/assets.ts'

const assetsFolder = path.join(projectRoot, 'dist/public')

/**
 * The service worker of the whole site. Browsers fetch it repeatedly and take it as new when a byte differs, so its version
 * is made of the build, its texts and the office's colour. `on: false` sends a worker that unregisters itself.
 */
export function workerRoutes({ on }: { on: boolean }): Router {
  const router = Router({ caseSensitive: true })

  router.get('/sw.js', anyone, (req, res) => {
    const assets = req.app.locals.assets as Assets
    const address = on ? assets.serviceWorker : assets.retiredWorker
    // Without a build, a worker that does nothing.
    const program = address ? readFileSync(path.join(assetsFolder, path.basename(address)), 'utf8') : ''
    res.type('text/javascript').set('Cache-Control', 'no-cache')
    res.send(on && address ? `self.site=${JSON.stringify(workerSiteData(assets, program))};\n${program}` : program)
  })

  return router
}

/** What the worker knows of this site. `files` belong to the page shown without a network. */
function workerSiteData(assets: Assets, program: string) {
  const fonts = readdirSync(assetsFolder).filter(name => /^golos-text-(?:cyrillic|latin)-wght.*\.woff2$/.test(name))
  const files = [
    ...locales.map(locale => pathTo(locale, '/offline')),
    ...[assets.css, assets.js, '/favicon.svg'],
    ...fonts.map(name => `/assets/${name}`),
    ...[siteSettings().accent.style ?? []].flat(),
  ]
  const words = Object.fromEntries(
    locales.map(locale => {
      const t = translatorFor(locale)
      const when = { when: '{when}' }
      const told = Object.fromEntries(
        messageKinds.map(kind => [kind, { text: t(`push.told.${kind}`), path: pathTo(locale, pathsByKind[kind]) }]),
      )
      return [
        locale,
        { copy: t('installed.copy', when), saved: t('installed.saved', when), site: t('site.name'), told },
      ]
    }),
  )
  const version = createHash('sha256')
    .update(JSON.stringify([assets, words, files, program]))
    .digest('hex')
    .slice(0, 16)
  return { version, files, words }
}
