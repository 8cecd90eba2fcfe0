import { Router } from 'express'
import type { Clock } from '../../../outside/clock.ts'
import type { Services } from '../../../services.ts'
import { accountOf, anyone, signedIn } from '../../../web/access.ts'
import { formFailure, readForm } from '../../../web/forms.ts'
import { endSession, startSession } from '../../../web/session.ts'
import { addressOf, deskOf, signedOutOnly, tooMany, unstored, type Arrival } from '../door.ts'
import { onward, signInForm, signInQuery } from './input.ts'
import { renderSignIn, signInPage } from './page.ts'

/** In and out. */
export function signInRoutes({ accounts }: Pick<Services, 'accounts'>, clock: Clock, arrived: Arrival): Router {
  const router = Router({ caseSensitive: true })

  router.get('/sign-in', anyone, unstored, signedOutOnly, (req, res) => {
    renderSignIn(res, signInPage(res.locals, signInQuery.parse(req.query)))
  })

  router.post('/sign-in', anyone, unstored, async (req, res) => {
    const { next } = onward.parse(req.body ?? {})
    const form = readForm(signInForm, req.body)
    if (!form.ok) {
      renderSignIn(res, signInPage(res.locals, { next }, form), 422)
      return
    }
    const from = addressOf(req)
    const result = await accounts.signIn({ ...form.value, from })
    if (!result.ok) {
      // Not what was typed: people type their password into the wrong field.
      req.log.info({ account: result.who, from, reason: result.reason }, 'sign-in refused')
      const limited = result.reason === 'too-many'
      const failure = formFailure(req.body, { email: limited ? 'account.too-many' : 'account.sign-in.wrong' })
      renderSignIn(limited ? tooMany(res, 900) : res, signInPage(res.locals, { next }, failure), limited ? 429 : 422)
      return
    }
    await startSession(req, result.account, clock)
    req.log.info({ account: result.account.id, role: result.account.role, from }, 'signed in')
    await arrived(req, res, result.account)
    res.redirect(303, next ?? deskOf(result.account, res.locals.locale))
  })

  router.post('/sign-out', signedIn, async (req, res) => {
    await endSession(req)
    req.log.info({ account: accountOf(res).id, from: addressOf(req) }, 'signed out')
    res.redirect(303, `/${res.locals.locale}/sign-in?after=signed-out`)
  })

  return router
}
