import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Handlebars, { type HelperOptions, type RuntimeOptions } from 'handlebars'
import type { Express } from 'express'
import { processMetrics } from '#outside/metrics.ts'
import { beginChild } from '#outside/tracing/tracing.ts'
import { projectRoot } from '#outside/project-root.ts'
import type { PagePath } from '#server/page-paths.ts'
import { pathTo } from '#server/paths.ts'
import type { Locale, MessageKey, Translate } from '#shared/texts/i18n.ts'
import { contactPattern, unbreakableCodePattern } from '#shared/texts/codes.ts'
import { dot } from '#shared/texts/facts.ts'
import type { PageStyles } from './assets.ts'
import { complaintsInOrder, hasComplaints } from './error-summary-order.ts'
import { createPageFragments, type PageFragments } from './page-bytes.ts'

/**
 * Returns a catalogue text in the page's language: `{{t 'form.save'}}`, with values `{{t 'pages.current' page=1 pages=9}}`.
 */
function t(key: MessageKey, { data, hash }: HelperOptions): string {
  const { root } = data as { root: { chrome: { t: Translate } } }
  return root.chrome.t(key, hash as Record<string, string | number>)
}

/** Returns an address in the page's language from the path of its route: `{{pathTo '/premises/:code' code=code}}`. */
function address(path: PagePath, { data, hash }: HelperOptions): string {
  const { root } = data as { root: { chrome: { locale: Locale } } }
  // The type wants the parameters of one path. Here any path is possible, and a test checks the templates.
  return (pathTo as (locale: Locale, path: string, params: object) => string)(root.chrome.locale, path, hash as object)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Escapes an address for an attribute in double quotes: `href="{{quoted href}}"`. Handlebars also writes each `=` as six
 * bytes, for unquoted values; on pages with many search addresses that adds half a kilobyte.
 */
const quoted = (value: unknown): Handlebars.SafeString =>
  new Handlebars.SafeString(typeof value === 'string' ? value.replaceAll(/[&<>"]/g, sign => entities[sign] ?? '') : '')

/**
 * Keeps numbers, codes and addresses in a text on one line: `{{whole title}}`. Copied text is unchanged. An address that is
 * wider than the screen of a phone still breaks.
 */
const whole = (text: unknown): Handlebars.SafeString =>
  new Handlebars.SafeString(
    typeof text === 'string'
      ? Handlebars.escapeExpression(text)
          .replace(unbreakableCodePattern, '<span class="whole">$&</span>')
          .replace(contactPattern, '<span class="reach">$&</span>')
      : '',
  )

/** Adds style sheets that the page needs besides the common ones: `{{style 'cards' 'street'}}`. Outputs nothing. */
function style(...args: unknown[]): string {
  const { root } = (args.at(-1) as HelperOptions).data as { root: { chrome: { styles: PageStyles } } }
  for (const name of args.slice(0, -1) as string[]) root.chrome.styles.use(name)
  return ''
}

/**
 * Outputs the HTML of a partial that was rendered before, once or several times in a row: `{{fragment 'street-plan' street}}`.
 * The name says what is there.
 */
function fragment(_partial: string, html: Buffer | readonly Buffer[], { data }: HelperOptions): Handlebars.SafeString {
  const { fragments } = data as { fragments?: PageFragments }
  const pieces = Buffer.isBuffer(html) ? [html] : html
  return new Handlebars.SafeString(fragments?.place(pieces) ?? pieces.map(String).join(''))
}

/** The separator between facts on one line: `{{code}}{{dot}}{{area}}`. */
const factDot = (): string => dot

const views = path.join(projectRoot, 'views')
const helpers = { t, quoted, whole, style, fragment, dot: factDot, pathTo: address }
const options = {
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map(name => [name, true])),
}

export type Template = (model: object, options?: RuntimeOptions) => string
export type Templates = { page(file: string): Template; layout: Template; partial(name: string): Template }

/**
 * Reads all partials and the layout; pages are read on first use. Each is compiled once. A partial is in `partials/`, or
 * beside the pages that use it with `_` before its name. Throws when two partials have the same name.
 */
export function readTemplates(): Templates {
  const engine = Handlebars.create()
  engine.registerHelper(helpers)
  const compile = (file: string): Template => engine.compile<object>(readFileSync(file, 'utf8'), options)

  const named = new Map<string, Template>()
  for (const file of partialFiles()) {
    const name = path.basename(file, '.hbs').replace(/^_/, '')
    if (named.has(name)) throw new Error(`there are two partials ${name}`)
    named.set(name, compile(file))
  }
  engine.registerPartial(Object.fromEntries(named))
  const pages = new Map<string, Template>()

  return {
    layout: compile(path.join(views, 'layouts/main.hbs')),
    page(file) {
      const cached = pages.get(file) ?? compile(file)
      pages.set(file, cached)
      return cached
    },
    partial(name) {
      const found = named.get(name)
      if (!found) throw new Error(`there is no partial ${name}`)
      return found
    },
  }
}

const partialFiles = (): string[] =>
  readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter(
      file => file.endsWith('.hbs') && (file.startsWith(`partials${path.sep}`) || path.basename(file).startsWith('_')),
    )
    .map(file => path.join(views, file))

/**
 * Installs Handlebars for `res.render`, in one synchronous step: express-handlebars took as long around a page as the page
 * itself. With `cache`, compiled templates are kept.
 */
export function useHandlebars(app: Express, { cache }: { cache: boolean }): void {
  let templates = readTemplates()
  app.engine('hbs', (file, model, done) => {
    const template = path.relative(views, file).replace(/\.hbs$/, '')
    const stop = processMetrics.templates.startTimer({ template })
    const span = beginChild(`render ${template}`, { kind: 'internal' })
    try {
      if (!cache) templates = readTemplates()
      const fragments = createPageFragments()
      const data = { fragments }
      const body = templates.page(file)(model, { data })
      const html = templates.layout(Object.assign(model, { body }), { data })
      const page = hasComplaints(html)
        ? Buffer.from(complaintsInOrder(fragments.textOf(html)))
        : fragments.bytesOf(html)
      stop()
      span?.end()
      // Express passes the page on to `res.send` as it is, which takes bytes as well.
      done(null, page as unknown as string)
    } catch (error) {
      span?.end({ error: 'template' })
      done(error)
    }
  })
  app.set('view engine', 'hbs')
  app.set('views', path.join(projectRoot, 'views'))
  app.set('view cache', cache)
}
