import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Handlebars from 'handlebars'
import { projectRoot } from '#outside/project-root.ts'
import { quoted } from './helpers/quoted.ts'
import { style } from './helpers/style.ts'
import { t } from './helpers/t.ts'

const views = path.join(projectRoot, 'views')
const helpers = { t, quoted, style }
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
