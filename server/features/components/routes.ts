import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Router } from 'express'
import { z } from 'zod'
import { projectRoot } from '#outside/project-root.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { dropInvalid } from '#web/forms/search-input.ts'
import type { Assets } from '#web/pages/assets.ts'
import { preferredLocale } from '#web/pages/locale.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { localisePath } from '#server/paths.ts'
import { readTemplates } from '#web/pages/templates.ts'
import { view } from '#web/pages/view.ts'
import { samplesOf } from './samples.ts'

const schemes = ['light', 'dark'] as const
type Scheme = (typeof schemes)[number]

/**
 * A style sheet that looks in every browser as it would where the system prefers the scheme. It may lie in another folder
 * than the sheet as it was built, so what that names beside itself is named by its whole path.
 */
export const forceScheme = (scheme: Scheme, css: string): string =>
  css
    .replace(/\(prefers-color-scheme: *(light|dark)\)/g, (_, preferred) =>
      preferred === scheme ? '(min-width:0)' : '(max-width:0)',
    )
    .replace(/url\((["']?)\.\//g, 'url($1/assets/')

const scheme = z.enum(schemes)
const schemeQuery = z.object({ scheme: dropInvalid(scheme) })

/** Addresses without a language: the way in, and the style sheet of the site in one scheme, whatever the system prefers. */
export function componentsFrontRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/dev/components', anyone, (req, res) => {
    res.redirect(302, `/${preferredLocale(req)}/dev/components`)
  })

  router.get('/dev/components/:scheme.css', anyone, async (req, res) => {
    const params = readPath(z.object({ scheme }), req.params)
    const { css } = req.app.locals.assets as Assets
    const built = await readFile(path.join(projectRoot, 'dist/public', path.basename(css)), 'utf8')
    res.type('css').set('Cache-Control', 'no-store').send(forceScheme(params.scheme, built))
  })

  return router
}

export function componentRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/dev/components', anyone, (req, res) => {
    renderComponents(res, componentsPage(res.locals, schemeQuery.parse(req.query).scheme ?? null))
  })

  return router
}

type ShownComponent = { partial: string; states: { name: string; html: string }[] }
type ComponentsPage = {
  title: string
  wide: true
  noindex: true
  schemes: { label: string; href: string; current: boolean }[]
  components: ShownComponent[]
  /** Whose style sheet it has; null: as the system prefers. */
  scheme: Scheme | null
}

/** Every partial of `views/partials`, in each of its states, in the reader's language. */
function componentsPage(reader: Reader, scheme: Scheme | null): ComponentsPage {
  const { t, locale } = reader
  const here = localisePath(locale, '/dev/components')
  // Read for each page: whoever looks at it is changing them.
  const templates = readTemplates()
  const render = (partial: string, model: object) =>
    templates.partial(partial.replace(/^.*\//, ''))({ ...model, chrome: { t, locale } })
  // Scripts look for the form that a card stands in.
  const wrapCard = (partial: string, html: string) =>
    partial === 'premises-card' ? render('compare-cards', { cards: [html], none: true }) : html
  return {
    title: t('components.title'),
    wide: true,
    noindex: true,
    schemes: [
      { label: t('components.system'), href: here, current: scheme === null },
      ...schemes.map(one => ({
        label: t(`components.${one}`),
        href: `${here}?scheme=${one}`,
        current: one === scheme,
      })),
    ],
    components: Object.entries(samplesOf(reader)).map(([partial, states]) => ({
      partial,
      states: Object.entries(states).map(([name, model]) => ({
        name,
        html: wrapCard(partial, render(partial, model)),
      })),
    })),
    scheme,
  }
}

/** The style sheet of the scheme stands in the place of the site's. */
const renderComponents = view<ComponentsPage>('components/all', (chrome, { scheme }) =>
  scheme ? { ...chrome, assets: { ...chrome.assets, css: `/dev/components/${scheme}.css` } } : chrome,
)
