import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Handlebars from 'handlebars'
import { projectRoot } from '../outside/project-root.ts'

const folder = path.join(projectRoot, 'views/partials')
const options = { preventIndent: true, knownHelpersOnly: true }
const engine = Handlebars.create()

/**
 * Renders one partial by itself, for pieces of HTML that are kept and used again on many pages. Such a partial gets
 * finished strings only: there is no page around it whose language `t` could take.
 */
export function fragment<Model extends object>(name: string): (model: Model) => string {
  loadPartials()
  return engine.compile<Model>(readFileSync(path.join(folder, `${name}.hbs`), 'utf8'), options)
}

function loadPartials(): void {
  if (Object.keys(engine.partials).length > 0) return
  for (const file of readdirSync(folder)) {
    engine.registerPartial(path.basename(file, '.hbs'), readFileSync(path.join(folder, file), 'utf8'))
  }
}
