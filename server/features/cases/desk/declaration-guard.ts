import type { RequestHandler } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { actorAt } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { casePath } from './input.ts'

/**
 * Guards pages with content of a case that the desk, the calendar or a mail link to. Redirects a colleague who has not
 * declared an interest to the page of the case, which asks for the declaration (ADR 68).
 */
export const requireDeclaration =
  ({ cases }: Pick<Services, 'cases'>): RequestHandler =>
  async (req, res, next) => {
    const { id } = readPath(casePath, req.params)
    const { closed } = await cases.files.open(id, actorAt(res))
    if (closed === 'case.closed.undeclared')
      res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
    else next()
  }
