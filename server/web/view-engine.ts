import path from 'node:path'
import type { Express } from 'express'
import { create } from 'express-handlebars'
import { projectRoot } from '../outside/project-root.ts'
import { t } from './helpers/t.ts'

/** Handlebars with the few helpers we have; compiled templates are kept unless somebody is working on them. */
export function useHandlebars(app: Express, { cache }: { cache: boolean }): void {
  const views = path.join(projectRoot, 'views')
  const helpers = { t }
  const engine = create({
    extname: '.hbs',
    defaultLayout: 'main',
    layoutsDir: path.join(views, 'layouts'),
    partialsDir: path.join(views, 'partials'),
    helpers,
    compilerOptions: {
      preventIndent: true,
      knownHelpersOnly: true,
      knownHelpers: Object.fromEntries(Object.keys(helpers).map(name => [name, true])),
    },
  })
  app.engine('hbs', engine.engine.bind(engine))
  app.set('view engine', 'hbs')
  app.set('views', views)
  app.set('view cache', cache)
}
