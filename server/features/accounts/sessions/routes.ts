import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { accountOf, signedIn } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { id, readPath } from '#web/forms/forms.ts'
import { endSession } from '#web/access/session.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { LiveSession } from '#web/access/stored-sessions.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { networkAddressOf, clearDeviceStorage, type SessionEndCallback } from '../signed-out.ts'
import { sessionLines, type SessionLine } from './list.ts'

const sessionPath = z.object({ handle: id })

/** Routes that list the holder's sessions and end them. */
export function sessionRoutes({ accounts }: Pick<Services, 'accounts'>, onSessionEnd: SessionEndCallback): Router {
  const router = Router({ caseSensitive: true })

  router.get('/account/sessions', signedIn, async (req, res) => {
    const sessions = await accounts.sessions.list(accountOf(res).id)
    renderSessions(res, sessionsPage(res.locals, sessions, req.session.handle))
  })

  router.post('/account/sessions/:handle/end', signedIn, async (req, res) => {
    const account = accountOf(res)
    const { handle } = readPath(sessionPath, req.params)
    await accounts.sessions.end(account.id, handle)
    await onSessionEnd(account.id, handle)
    req.log.info({ account: account.id, from: networkAddressOf(req) }, 'ended one session')
    if (handle === req.session.handle) {
      await endSession(req)
      clearDeviceStorage(res)
      res.redirect(303, `${pathTo(res.locals.locale, '/sign-in')}?after=signed-out`)
      return
    }
    flashNotice(res, 'sessions.ended')
    res.redirect(303, pathTo(res.locals.locale, '/account/sessions'))
  })

  return router
}

type SessionsPage = {
  title: string
  breadcrumb: Breadcrumb
  sessions: SessionLine[]
  everywhere: string
}
const renderSessions = view<SessionsPage>('accounts/sessions')

function sessionsPage(
  { t, locale }: Reader,
  sessions: readonly LiveSession[],
  current: string | undefined,
): SessionsPage {
  const account = pathTo(locale, '/account')
  return {
    title: t('sessions.title'),
    breadcrumb: [{ label: t('account.settings.title'), href: account }, { label: t('sessions.title') }],
    sessions: sessionLines({ t, locale }, sessions, { base: pathTo(locale, '/account/sessions'), current }),
    everywhere: pathTo(locale, '/account/sign-out-everywhere'),
  }
}
