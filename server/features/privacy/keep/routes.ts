import { Router } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { disableCaching } from '#features/accounts/signed-out.ts'
import { tokenPath } from '#features/accounts/fields.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'

/** The link in the mail about a deletion, which cancels it without signing in. */
export function keepRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/keep-account/:token', anyone, disableCaching, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    // A GET must change nothing, because mail scanners open every link before its reader does.
    const works = await accounts.leaving.canKeep(token)
    renderKeep(res, keepPage(res.locals, works ? 'question' : 'dead'), works ? 200 : 410)
  })

  router.post('/keep-account/:token', anyone, disableCaching, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    const wasKept = await accounts.leaving.keepByLink(token)
    req.log.info({ kept: wasKept }, 'deletion of an account called off by its link')
    if (wasKept && res.locals.account) {
      flashNotice(res, 'privacy.deletion.kept-on')
      res.redirect(303, pathTo(res.locals.locale, '/account'))
    } else renderKeep(res, keepPage(res.locals, wasKept ? 'done' : 'dead'), wasKept ? 200 : 410)
  })

  return router
}

/** The question, its confirmation, or the message that the link is no longer valid. */
type Answer = 'question' | 'done' | 'dead'
type KeepPage = { title: string; text: string; question: boolean; signIn: string }
const renderKeep = view<KeepPage>('privacy/keep')

const texts = {
  question: 'privacy.keep.lead',
  done: 'privacy.deletion.kept-on',
  dead: 'privacy.keep.dead',
} as const

const keepPage = ({ t, locale }: Reader, answer: Answer): KeepPage => ({
  title: t(answer === 'dead' ? 'account.link-dead.title' : 'privacy.keep.title'),
  text: t(texts[answer]),
  question: answer === 'question',
  signIn: pathTo(locale, '/sign-in'),
})
