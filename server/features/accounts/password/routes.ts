import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { nextPathOf, withNextPath } from '#web/access/own-path.ts'
import { formFailure, readForm, readPath, errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { createOnceId, onceField } from '#web/forms/once.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import {
  networkAddressOf,
  setRetryAfter,
  disableCaching,
  errorOf,
  fieldLabels,
  fieldOf,
  type Field,
} from '../signed-out.ts'
import { tokenPath, newPasswordField, emailField } from '../fields.ts'
import type { PasswordLink } from './password-service.ts'

const forgotForm = z.object({ email: emailField, once: onceField })
const resetForm = z.object({ password: newPasswordField })

/** Routes for choosing a password by a link: a forgotten one, or the first one of an invited colleague. */
export function passwordRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/forgot-password', anyone, disableCaching, (req, res) => {
    renderForgot(res, forgotPage(res.locals, nextPathOf(req)))
  })

  router.post('/forgot-password', anyone, disableCaching, async (req, res) => {
    const next = nextPathOf(req)
    const form = readForm(forgotForm, req.body)
    if (!form.ok) {
      renderForgot(res, forgotPage(res.locals, next, form), 422)
      return
    }
    const verdict = await accounts.passwords.requestReset({ ...form.value, from: networkAddressOf(req), next })
    req.log.info({ from: networkAddressOf(req), ok: verdict.ok }, 'new password asked for')
    if (!verdict.ok) {
      const failure = formFailure(req.body, { email: 'account.too-many-letters' })
      renderForgot(setRetryAfter(res, 3_600), forgotPage(res.locals, next, failure), 429)
      return
    }
    res.redirect(303, withNextPath(pathTo(res.locals.locale, '/forgot-password/sent'), next))
  })

  router.get('/forgot-password/sent', anyone, (req, res) => {
    renderSent(res, sentPage(res.locals, nextPathOf(req)))
  })

  router.get('/reset-password/:token', anyone, disableCaching, async (req, res) => {
    const link = await accounts.passwords.readLink(readPath(tokenPath, req.params).token)
    if (link) renderReset(res, resetPage(res.locals, link))
    else renderLinkDead(res, linkDeadPage(res.locals), 410)
  })

  router.post('/reset-password/:token', anyone, disableCaching, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    const link = await accounts.passwords.readLink(token)
    if (!link) {
      renderLinkDead(res, linkDeadPage(res.locals), 410)
      return
    }
    const form = readForm(resetForm, req.body)
    if (!form.ok) {
      renderReset(res, resetPage(res.locals, link, form), 422)
      return
    }
    const verdict = await accounts.passwords.reset(token, form.value.password)
    req.log.info({ from: networkAddressOf(req), kind: link.kind, ok: verdict.ok }, 'password set by a link')
    if (verdict.ok) {
      res.redirect(303, withNextPath(`${pathTo(res.locals.locale, '/sign-in')}?after=password`, verdict.next))
    } else if (verdict.reason === 'link-dead') {
      renderLinkDead(res, linkDeadPage(res.locals), 410)
    } else {
      const failure = formFailure({}, { password: `account.password.${verdict.reason}` })
      renderReset(res, resetPage(res.locals, link, failure), 422)
    }
  })

  return router
}

type ForgotPage = {
  title: string
  errors: ErrorSummary
  email: Field
  next: string | null
  once: string
  signIn: string
}
const renderForgot = view<ForgotPage>('accounts/password/forgot')

const forgotPage = ({ t, locale }: Reader, next: string | null, form?: FormFailure): ForgotPage => ({
  title: t('account.forgot.title'),
  errors: errorSummary(t, form?.errors, fieldLabels),
  email: fieldOf(t, 'email', { form }),
  next,
  once: createOnceId(),
  signIn: withNextPath(pathTo(locale, '/sign-in'), next),
})

type SentPage = { title: string; sentence: string; signIn: string }
const renderSent = view<SentPage>('accounts/sent')

const sentPage = ({ t, locale }: Reader, next: string | null): SentPage => ({
  title: t('account.sent.title'),
  sentence: t('account.sent.reset'),
  signIn: withNextPath(pathTo(locale, '/sign-in'), next),
})

type ResetPage = {
  title: string
  lead: string
  submit: string
  email: string
  errors: ErrorSummary
  passwordError: string | null
}
const renderReset = view<ResetPage>('accounts/password/reset')

/** Returns the page for a forgotten password or an invitation, each with its own texts. */
function resetPage({ t }: Reader, { kind, email, name }: PasswordLink, form?: FormFailure): ResetPage {
  return {
    title: kind === 'invite' ? t('account.invite.title', { name }) : t('account.reset.title'),
    lead: t(`account.${kind}.lead`, { email }),
    submit: t(`account.${kind}.submit`),
    email,
    errors: errorSummary(t, form?.errors, fieldLabels),
    passwordError: errorOf(t, 'password', form),
  }
}

type LinkDeadPage = { title: string; sentence: string; href: string; action: string }
const renderLinkDead = view<LinkDeadPage>('accounts/link-dead')

const linkDeadPage = ({ t, locale }: Reader): LinkDeadPage => ({
  title: t('account.link-dead.title'),
  sentence: t('account.link-dead.password'),
  href: pathTo(locale, '/forgot-password'),
  action: t('account.forgot.submit'),
})
