import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Handlebars, { type HelperOptions } from 'handlebars'
import type { Express } from 'express'
import { measured } from '#outside/metrics.ts'
import { beginChild } from '#outside/tracing/tracing.ts'
import { projectRoot } from '#outside/project-root.ts'
import type { PagePath } from '#server/page-paths.ts'
import { pathTo } from '#server/paths.ts'
import type { Locale, MessageKey, Translate } from '#shared/texts/i18n.ts'
import { contactWords, wholeWords } from '#shared/texts/codes.ts'
import { dot } from '#shared/texts/facts.ts'
import type { PageStyles } from './assets.ts'
import { complaintsInOrder } from './complaints-in-order.ts'

/** A fixed label in the page's language, with gaps as named arguments: `{{t 'form.save'}}`, `{{t 'pages.current' page=1 pages=9}}`. */
function t(key: MessageKey, { data, hash }: HelperOptions): string {
  const { root } = data as { root: { chrome: { t: Translate } } }
  return root.chrome.t(key, hash as Record<string, string | number>)
}

/** An address in the page's language, made of the path of its route: `{{pathTo '/premises/:code' code=code}}`. */
function address(path: PagePath, { data, hash }: HelperOptions): string {
  const { root } = data as { root: { chrome: { locale: Locale } } }
  // The type wants the gaps of one path; here it may be any, and a test holds templates to it.
  return (pathTo as (locale: Locale, path: string, params: object) => string)(root.chrome.locale, path, hash as object)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * An address as the value of an attribute in double quotes: `href="{{quoted href}}"`. Handlebars also writes each `=` as
 * six bytes, for values without quotes; on pages with many addresses of a search those are half a kilobyte.
 */
const quoted = (value: unknown): Handlebars.SafeString =>
  new Handlebars.SafeString(typeof value === 'string' ? value.replaceAll(/[&<>"]/g, sign => entities[sign] ?? '') : '')

/**
 * Text in which numbers, codes and addresses keep to one line: `{{whole title}}`. It stays as it is for whoever copies it. An
 * address may be wider than a phone: then it breaks after all.
 */
const whole = (text: unknown): Handlebars.SafeString =>
  new Handlebars.SafeString(
    typeof text === 'string'
      ? Handlebars.escapeExpression(text)
          .replace(wholeWords, '<span class="whole">$&</span>')
          .replace(contactWords, '<span class="reach">$&</span>')
      : '',
  )

/** Names style sheets that the page needs besides those of every page: `{{style 'cards' 'street'}}`. Writes nothing. */
function style(...args: unknown[]): string {
  const { root } = (args.at(-1) as HelperOptions).data as { root: { chrome: { styles: PageStyles } } }
  for (const name of args.slice(0, -1) as string[]) root.chrome.styles.use(name)
  return ''
}

/** Between facts on one line: `{{code}}{{dot}}{{area}}`. */
const factDot = (): string => dot

const views = path.join(projectRoot, 'views')
const helpers = { t, quoted, whole, style, dot: factDot, pathTo: address }
const options = {
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map(name => [name, true])),
}

export type Template = (model: object) => string
export type Templates = { page(file: string): Template; layout: Template; partial(name: string): Template }

/**
 * All partials, the layout and, as they are asked for, the pages: each is compiled once. A partial stands in `partials/`, or, with
 * `_` before its name, beside the pages that use it; no two have one name.
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
      const known = pages.get(file) ?? compile(file)
      pages.set(file, known)
      return known
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
 * Handlebars behind `res.render`, in one synchronous step: express-handlebars took as long around a page as the page
 * itself. Compiled templates are kept unless somebody is working on them.
 */
export function useHandlebars(app: Express, { cache }: { cache: boolean }): void {
  let templates = readTemplates()
  app.engine('hbs', (file, model, done) => {
    const template = path.relative(views, file).replace(/\.hbs$/, '')
    const stop = measured.templates.startTimer({ template })
    const span = beginChild(`render ${template}`, { kind: 'internal' })
    try {
      if (!cache) templates = readTemplates()
      const body = templates.page(file)(model)
      // On the whole page: V8 copies the pieces of a text together before it looks into it, which is then done for the answer, too.
      const page = complaintsInOrder(templates.layout(Object.assign(model, { body })))
      stop()
      span?.end()
      done(null, page)
    } catch (error) {
      span?.end({ error: 'template' })
      done(error)
    }
  })
  app.set('view engine', 'hbs')
  app.set('views', path.join(projectRoot, 'views'))
  app.set('view cache', cache)
}
