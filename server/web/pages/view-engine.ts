import path from 'node:path'
import type { Express } from 'express'
import { projectRoot } from '#outside/project-root.ts'
import { readTemplates } from './templates.ts'

/**
 * Handlebars behind `res.render`, in one synchronous step: express-handlebars took as long around a page as the page
 * itself. Compiled templates are kept unless somebody is working on them.
 */
export function useHandlebars(app: Express, { cache }: { cache: boolean }): void {
  let templates = readTemplates()
  app.engine('hbs', (file, model, done) => {
    try {
      if (!cache) templates = readTemplates()
      const body = templates.page(file)(model)
      done(null, templates.layout(Object.assign(model, { body })))
    } catch (error) {
      done(error)
    }
  })
  app.set('view engine', 'hbs')
  app.set('views', path.join(projectRoot, 'views'))
  app.set('view cache', cache)
}
