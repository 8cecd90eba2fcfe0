import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Router } from 'express'
import { z } from 'zod'
import { projectRoot } from '#outside/project-root.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { given } from '#web/forms/search-input.ts'
import type { Assets } from '#web/pages/assets.ts'
import { preferredLocale } from '#web/pages/locale.ts'
import { componentsPage, renderComponents } from './page.ts'
import { inScheme, schemes } from './schemes.ts'

const scheme = z.enum(schemes)
const asked = z.object({ scheme: given(scheme) })

/** Addresses without a language: the way in, and the style sheet of the site in one scheme, whatever the system prefers. */
export function componentsFrontRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/dev/components', anyone, (req, res) => {
    res.redirect(302, `/${preferredLocale(req)}/dev/components`)
  })

  router.get('/dev/components/:scheme.css', anyone, async (req, res) => {
    const wanted = readPath(z.object({ scheme }), req.params)
    const { css } = req.app.locals.assets as Assets
    const built = await readFile(path.join(projectRoot, 'dist/public', path.basename(css)), 'utf8')
    res.type('css').set('Cache-Control', 'no-store').send(inScheme(wanted.scheme, built))
  })

  return router
}

export function componentRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/dev/components', anyone, (req, res) => {
    renderComponents(res, componentsPage(res.locals, asked.parse(req.query).scheme ?? null))
  })

  return router
}
