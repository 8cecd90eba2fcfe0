import type { RequestHandler } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { accountOf } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { casePath } from './input.ts'
import { actorOf } from './labels.ts'

/**
 * Before a page with content of a case to which the desk, the calendar or a mail leads: whoever has not declared an interest
 * comes to the case, which asks for it (ADR 68).
 */
export const declaredFirst =
  ({ cases }: Pick<Services, 'cases'>): RequestHandler =>
  async (req, res, next) => {
    const { id } = readPath(casePath, req.params)
    const { closed } = await cases.files.open(id, actorOf(accountOf(res)))
    if (closed === 'case.closed.undeclared')
      res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
    else next()
  }
