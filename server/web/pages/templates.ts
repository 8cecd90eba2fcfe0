import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Handlebars from 'handlebars'
import { projectRoot } from '#outside/project-root.ts'
import { quoted } from './helpers/quoted.ts'
import { t } from './helpers/t.ts'

const views = path.join(projectRoot, 'views')
const helpers = { t, quoted }
const options = {
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map(name => [name, true])),
}

export type Template = (model: object) => string
export type Templates = { page(file: string): Template; layout: Template; partial(name: string): Template }

/** All partials, the layout and, as they are asked for, the pages: each is compiled once. */
export function readTemplates(): Templates {
  const engine = Handlebars.create()
  engine.registerHelper(helpers)
  const compile = (file: string): Template => engine.compile<object>(readFileSync(file, 'utf8'), options)

  const partials = path.join(views, 'partials')
  const named = new Map(
    readdirSync(partials).map(file => [path.basename(file, '.hbs'), compile(path.join(partials, file))]),
  )
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
