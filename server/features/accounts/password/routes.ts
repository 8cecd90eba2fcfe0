import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { onwardOf, withOnward } from '#web/access/own-path.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { addressOf, tooMany, unstored } from '../signed-out.ts'
import { tokenPath, chosenPassword, emailAddress } from '../fields.ts'
import {
  forgotPage,
  linkDeadPage,
  renderForgot,
  renderLinkDead,
  renderReset,
  renderSent,
  resetPage,
  sentPage,
} from './page.ts'

const forgotForm = z.object({ email: emailAddress })
const resetForm = z.object({ password: chosenPassword })

/** Choosing a password by a link: a forgotten one, or the first one of an invited colleague. */
export function passwordRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/forgot-password', anyone, unstored, (req, res) => {
    renderForgot(res, forgotPage(res.locals, onwardOf(req)))
  })

  router.post('/forgot-password', anyone, unstored, async (req, res) => {
    const next = onwardOf(req)
    const form = readForm(forgotForm, req.body)
    if (!form.ok) {
      renderForgot(res, forgotPage(res.locals, next, form), 422)
      return
    }
    const verdict = await accounts.requestPasswordReset(form.value.email, addressOf(req), next)
    req.log.info({ from: addressOf(req), ok: verdict.ok }, 'new password asked for')
    if (!verdict.ok) {
      const failure = formFailure(req.body, { email: 'account.too-many-letters' })
      renderForgot(tooMany(res, 3_600), forgotPage(res.locals, next, failure), 429)
      return
    }
    res.redirect(303, withOnward(pathTo(res.locals.locale, '/forgot-password/sent'), next))
  })

  router.get('/forgot-password/sent', anyone, (req, res) => {
    renderSent(res, sentPage(res.locals, onwardOf(req)))
  })

  router.get('/reset-password/:token', anyone, unstored, async (req, res) => {
    const link = await accounts.readPasswordLink(readPath(tokenPath, req.params).token)
    if (link) renderReset(res, resetPage(res.locals, link))
    else renderLinkDead(res, linkDeadPage(res.locals), 410)
  })

  router.post('/reset-password/:token', anyone, unstored, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    const link = await accounts.readPasswordLink(token)
    if (!link) {
      renderLinkDead(res, linkDeadPage(res.locals), 410)
      return
    }
    const form = readForm(resetForm, req.body)
    if (!form.ok) {
      renderReset(res, resetPage(res.locals, link, form), 422)
      return
    }
    const verdict = await accounts.resetPassword(token, form.value.password)
    req.log.info({ from: addressOf(req), kind: link.kind, ok: verdict.ok }, 'password set by a link')
    if (verdict.ok) {
      res.redirect(303, withOnward(`${pathTo(res.locals.locale, '/sign-in')}?after=password`, verdict.next))
    } else if (verdict.reason === 'link-dead') {
      renderLinkDead(res, linkDeadPage(res.locals), 410)
    } else {
      const failure = formFailure({}, { password: `account.password.${verdict.reason}` })
      renderReset(res, resetPage(res.locals, link, failure), 422)
    }
  })

  return router
}
