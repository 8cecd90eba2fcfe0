import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { nextPathOf, withNextPath } from '#web/access/own-path.ts'
import { flashNotice } from '#web/forms/flash.ts'
import {
  formFailure,
  readForm,
  readPath,
  requiredLine,
  errorSummary,
  type ErrorSummary,
  type FormFailure,
} from '#web/forms/forms.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import {
  networkAddressOf,
  requireSignedOut,
  setRetryAfter,
  disableCaching,
  errorOf,
  fieldLabels,
  fieldOf,
  type Field,
} from '../signed-out.ts'
import { tokenPath, newPasswordField, emailField } from '../fields.ts'
import { passwordVerdict } from '../password/password-rules.ts'

const signUpForm = z
  .object({ name: requiredLine(100), email: emailField, password: newPasswordField })
  .superRefine(({ name, email, password }, context) => {
    const verdict = passwordVerdict(password, email, name)
    if (!verdict.ok)
      context.addIssue({ code: 'custom', path: ['password'], message: `account.password.${verdict.reason}` })
  })

/** Routes for signing up: the form, and the link that proves that the mailbox is theirs. */
export function signUpRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/sign-up', anyone, disableCaching, requireSignedOut, (req, res) => {
    renderSignUp(res, signUpPage(res.locals, nextPathOf(req)))
  })

  router.post('/sign-up', anyone, disableCaching, async (req, res) => {
    const { locale } = res.locals
    const next = nextPathOf(req)
    const form = readForm(signUpForm, req.body)
    if (!form.ok) {
      renderSignUp(res, signUpPage(res.locals, next, form), 422)
      return
    }
    const verdict = await accounts.registration.signUp({ ...form.value, locale, next, from: networkAddressOf(req) })
    req.log.info({ from: networkAddressOf(req), ok: verdict.ok }, 'sign-up')
    if (!verdict.ok) {
      const failure = formFailure(req.body, { email: 'account.too-many-letters' })
      renderSignUp(setRetryAfter(res, 3_600), signUpPage(res.locals, next, failure), 429)
      return
    }
    res.redirect(303, withNextPath(pathTo(locale, '/sign-up/sent'), next))
  })

  router.get('/sign-up/sent', anyone, (req, res) => {
    renderSent(res, sentPage(res.locals, nextPathOf(req)))
  })

  router.get('/verify/:token', anyone, disableCaching, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    // A GET must change nothing: mail scanners open every link before its reader does.
    if (await accounts.registration.canVerify(token)) renderVerify(res, verifyPage(res.locals))
    else renderLinkDead(res, linkDeadPage(res.locals), 410)
  })

  router.post('/verify/:token', anyone, disableCaching, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    const verdict = await accounts.registration.verify(token)
    req.log.info({ from: networkAddressOf(req), ok: verdict.ok }, 'address confirmation')
    if (!verdict.ok) {
      renderLinkDead(res, linkDeadPage(res.locals), 410)
      return
    }
    const { account, locale } = res.locals
    if (account) flashNotice(res, 'account.verify.done')
    const next = verdict.next
    res.redirect(
      303,
      account
        ? (next ?? pathTo(locale, '/account'))
        : withNextPath(`${pathTo(locale, '/sign-in')}?after=verified`, next),
    )
  })

  return router
}

type SignUpPage = {
  title: string
  errors: ErrorSummary
  name: Field
  email: Field
  passwordError: string | null
  next: string | null
  signIn: string
}
const renderSignUp = view<SignUpPage>('accounts/sign-up/form')

function signUpPage({ t, locale }: Reader, next: string | null, form?: FormFailure): SignUpPage {
  return {
    title: t('account.sign-up.title'),
    errors: errorSummary(t, form?.errors, fieldLabels),
    name: fieldOf(t, 'name', { form }),
    email: fieldOf(t, 'email', { form }),
    passwordError: errorOf(t, 'password', form),
    next,
    signIn: withNextPath(pathTo(locale, '/sign-in'), next),
  }
}

/** Shown after signing up, whether or not a letter was sent, so that it does not reveal which addresses are known. */
type SentPage = { title: string; sentence: string; signIn: string }
const renderSent = view<SentPage>('accounts/sent')

const sentPage = ({ t, locale }: Reader, next: string | null): SentPage => ({
  title: t('account.sent.title'),
  sentence: t('account.sent.sign-up'),
  signIn: withNextPath(pathTo(locale, '/sign-in'), next),
})

type VerifyPage = { title: string }
const renderVerify = view<VerifyPage>('accounts/sign-up/verify')

const verifyPage = ({ t }: Reader): VerifyPage => ({ title: t('account.verify.title') })

type LinkDeadPage = { title: string; sentence: string; href: string; action: string }
const renderLinkDead = view<LinkDeadPage>('accounts/link-dead')

const linkDeadPage = ({ t, locale }: Reader): LinkDeadPage => ({
  title: t('account.link-dead.title'),
  sentence: t('account.link-dead.verify'),
  href: pathTo(locale, '/sign-in'),
  action: t('account.sent.sign-in'),
})
