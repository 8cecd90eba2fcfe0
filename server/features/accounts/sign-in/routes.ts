import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { accountOf, anyone, signedIn } from '#web/access/access.ts'
import { nextPathOf, withNextPath } from '#web/access/own-path.ts'
import { formFailure, readForm, errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import type { SessionAccount } from '#web/locals.ts'
import { beginSession, endSession, startSession } from '#web/access/session.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import {
  networkAddressOf,
  homePathOf,
  clearDeviceStorage,
  requireSignedOut,
  setRetryAfter,
  disableCaching,
  type SignInCallback,
  type SessionEndCallback,
  errorOf,
  fieldLabels,
  fieldOf,
  type Field,
} from '../signed-out.ts'
import { currentPasswordField, addressField, codeField } from '../fields.ts'

/** Only checks that something was typed. An invalid address is not distinguished from "wrong". */
const signInForm = z.object({
  email: addressField,
  password: currentPasswordField,
})
/** A code of the app or a recovery code, in any grouping. */
const codeForm = z.object({ code: codeField })

const signInReasons = ['verified', 'password', 'signed-out', 'everywhere', 'ended', 'apply', 'viewing'] as const
type SignInReason = (typeof signInReasons)[number]
const signInQuery = z.object({ after: z.enum(signInReasons).optional().catch(undefined) })

type SessionCallbacks = { arrived: SignInCallback; left: SessionEndCallback }

/** Routes for signing in and out. */
export function signInRoutes(
  { accounts }: Pick<Services, 'accounts'>,
  clock: Clock,
  { arrived, left }: SessionCallbacks,
): Router {
  const router = Router({ caseSensitive: true })

  router.get('/sign-in', anyone, disableCaching, requireSignedOut, (req, res) => {
    renderSignIn(res, signInPage(res.locals, { next: nextPathOf(req), ...signInQuery.parse(req.query) }))
  })

  router.post('/sign-in', anyone, disableCaching, async (req, res) => {
    const next = nextPathOf(req)
    const form = readForm(signInForm, req.body)
    if (!form.ok) {
      renderSignIn(res, signInPage(res.locals, { next }, form), 422)
      return
    }
    const from = networkAddressOf(req)
    const result = await accounts.authentication.signIn({ ...form.value, from })
    if (!result.ok) {
      // Does not log what was typed, because people type their password into the wrong field.
      req.log.info({ account: result.who, from, reason: result.reason }, 'sign-in refused')
      const limited = result.reason === 'too-many'
      const failure = formFailure(req.body, { email: limited ? 'account.too-many' : 'account.sign-in.wrong' })
      renderSignIn(
        limited ? setRetryAfter(res, 900) : res,
        signInPage(res.locals, { next }, failure),
        limited ? 429 : 422,
      )
      return
    }
    if (result.step === 'code') {
      const { accountId, epoch, forgetTries } = result
      await Promise.all([forgetTries(), storeHalfwaySignIn(req, { accountId, epoch, next }, clock)])
      res.redirect(303, pathTo(res.locals.locale, '/sign-in/code'))
      return
    }
    await Promise.all([result.forgetTries(), completeSignIn(req, res, result.account, 'password')])
    res.redirect(303, next ?? homePathOf(result.account, res.locals.locale))
  })

  router.get('/sign-in/code', anyone, disableCaching, requireSignedOut, (req, res) => {
    const halfway = readHalfwaySignIn(req, clock)
    if (halfway) renderCode(res, codePage(res.locals, halfway))
    else renderTooLate(res, tooLatePage(res.locals))
  })

  router.post('/sign-in/code', anyone, disableCaching, async (req, res) => {
    const halfway = readHalfwaySignIn(req, clock)
    if (!halfway) {
      renderTooLate(res, tooLatePage(res.locals), 410)
      return
    }
    const form = readForm(codeForm, req.body)
    if (!form.ok) {
      renderCode(res, codePage(res.locals, halfway, form), 422)
      return
    }
    const who = { id: halfway.accountId, epoch: halfway.epoch, from: networkAddressOf(req) }
    const result = await accounts.secondFactor.takeStep(who, form.value.code)
    if (result.ok) {
      await completeSignIn(req, res, result.account, result.by)
      res.redirect(303, halfway.next ?? homePathOf(result.account, res.locals.locale))
      return
    }
    req.log.info({ account: who.id, from: who.from, reason: result.reason }, 'second step refused')
    const limited = result.reason === 'too-many'
    const failure = formFailure({}, { code: `two-factor.code.${result.reason}` })
    renderCode(limited ? setRetryAfter(res, 900) : res, codePage(res.locals, halfway, failure), limited ? 429 : 422)
  })

  router.post('/sign-out', signedIn, async (req, res) => {
    const { id, role } = accountOf(res)
    const { handle } = req.session
    if (handle) {
      await left(id, handle)
      // A request under way in this session cannot bring it back.
      await accounts.sessions.leave(id, handle)
    }
    await endSession(req)
    if (role !== 'applicant') recordAudit({ action: 'signed-out', subject: { kind: 'account', id } })
    req.log.info({ account: id, from: networkAddressOf(req) }, 'signed out')
    clearDeviceStorage(res)
    res.redirect(303, `${pathTo(res.locals.locale, '/sign-in')}?after=signed-out`)
  })

  /** Signs in after all steps: starts a session under a new id and takes over what the visitor had saved. */
  async function completeSignIn(req: Request, res: Response, account: SessionAccount, by: SignInMethod): Promise<void> {
    await Promise.all([startSession(req, account, clock), arrived(req, res, account)])
    req.log.info({ account: account.id, role: account.role, from: networkAddressOf(req), by }, 'signed in')
  }

  return router
}

type SignInMethod = 'password' | 'app' | 'recovery'

const halfwayExpiryMs = 10 * 60_000

/** The account whose password was right, its epoch, and the page to continue to. */
type HalfwaySignIn = { accountId: string; epoch: number; next: string | null }

/** Stores, under a new session id, that the second step is missing. It gives no access: nobody is signed in yet. */
const storeHalfwaySignIn = (req: Request, halfway: HalfwaySignIn, clock: Clock): Promise<void> =>
  beginSession(req, { halfway: { ...halfway, at: clock.machineNow().getTime() } }, halfwayExpiryMs)

/** Returns the account whose second step is missing; null when there is none or more than ten minutes have passed. */
function readHalfwaySignIn(req: Request, clock: Clock): HalfwaySignIn | null {
  const { halfway } = req.session
  return halfway && Math.abs(clock.machineNow().getTime() - halfway.at) <= halfwayExpiryMs ? halfway : null
}

type CodePage = { title: string; errors: ErrorSummary; codeError: string | null; again: string }
const renderCode = view<CodePage>('accounts/sign-in/code')

const codePage = ({ t, locale }: Reader, { next }: { next: string | null }, form?: FormFailure): CodePage => ({
  title: t('two-factor.step.title'),
  errors: errorSummary(t, form?.errors, fieldLabels),
  codeError: errorOf(t, 'code', form),
  again: withNextPath(pathTo(locale, '/sign-in'), next),
})

type TooLatePage = { title: string; sentence: string; href: string; action: string }
const renderTooLate = view<TooLatePage>('accounts/link-dead')

const tooLatePage = ({ t, locale }: Reader): TooLatePage => ({
  title: t('two-factor.step.late'),
  sentence: t('two-factor.step.late.lead'),
  href: pathTo(locale, '/sign-in'),
  action: t('account.sent.sign-in'),
})

type SignInPage = {
  title: string
  after: string | null
  /** True after a sign-out: the device then deletes what was typed. */
  signedOut: boolean
  /** True when the session ended: the page says whether the device kept what was typed. */
  ended: boolean
  errors: ErrorSummary
  email: Field
  passwordError: string | null
  next: string | null
  forgot: string
  signUp: string
}
const renderSignIn = view<SignInPage>('accounts/sign-in/form')

type State = { next: string | null; after?: SignInReason | undefined }

function signInPage({ t, locale }: Reader, { next, after }: State, form?: FormFailure): SignInPage {
  return {
    title: t('account.sign-in.title'),
    after: after ? t(`account.sign-in.after.${after}`) : null,
    signedOut: after === 'signed-out' || after === 'everywhere',
    ended: after === 'ended',
    errors: errorSummary(t, form?.errors, fieldLabels),
    email: fieldOf(t, 'email', { form }),
    passwordError: errorOf(t, 'password', form),
    next,
    forgot: withNextPath(pathTo(locale, '/forgot-password'), next),
    signUp: withNextPath(pathTo(locale, '/sign-up'), next),
  }
}
