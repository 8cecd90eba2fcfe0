import { pathTo } from '#server/paths.ts'
import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { unstored } from '#features/accounts/signed-out.ts'
import { tokenPath } from '#features/accounts/fields.ts'
import { keepPage, renderKeep } from './page.ts'

/** The link in the letter about a deletion: the way back, without signing in. */
export function keepRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/keep-account/:token', anyone, unstored, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    // Looking must change nothing: mail scanners open every link before its reader does.
    const works = await accounts.canKeep(token)
    renderKeep(res, keepPage(res.locals, works ? 'question' : 'dead'), works ? 200 : 410)
  })

  router.post('/keep-account/:token', anyone, unstored, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    const kept = await accounts.keepByLink(token)
    req.log.info({ kept }, 'deletion of an account called off by its link')
    if (kept && res.locals.account) {
      notice(res, 'privacy.deletion.kept-on')
      res.redirect(303, pathTo(res.locals.locale, '/account'))
    } else renderKeep(res, keepPage(res.locals, kept ? 'done' : 'dead'), kept ? 200 : 410)
  })

  return router
}
