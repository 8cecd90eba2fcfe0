import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { accountOf, anyone, signedIn } from '#web/access/access.ts'
import { onwardOf, withOnward } from '#web/access/own-path.ts'
import { formFailure, readForm, errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import type { SessionAccount } from '#web/locals.ts'
import { beginSession, endSession, startSession } from '#web/access/session.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import {
  addressOf,
  deskOf,
  emptyDevice,
  signedOutOnly,
  tooMany,
  unstored,
  type Arrival,
  type Leaving,
  complaintOf,
  fieldLabels,
  fieldOf,
  type Field,
} from '../signed-out.ts'
import { knownPassword, typedAddress, typedCode } from '../fields.ts'

/** Only checks that something was typed. An invalid address is not distinguished from "wrong". */
const signInForm = z.object({
  email: typedAddress,
  password: knownPassword,
})
/** A code of the app or a recovery code, in any grouping. */
const codeForm = z.object({ code: typedCode })

const afterwards = ['verified', 'password', 'signed-out', 'everywhere', 'ended', 'apply', 'viewing'] as const
type Afterwards = (typeof afterwards)[number]
const signInQuery = z.object({ after: z.enum(afterwards).optional().catch(undefined) })

type Elsewhere = { arrived: Arrival; left: Leaving }

/** Routes for signing in and out. */
export function signInRoutes(
  { accounts }: Pick<Services, 'accounts'>,
  clock: Clock,
  { arrived, left }: Elsewhere,
): Router {
  const router = Router({ caseSensitive: true })

  router.get('/sign-in', anyone, unstored, signedOutOnly, (req, res) => {
    renderSignIn(res, signInPage(res.locals, { next: onwardOf(req), ...signInQuery.parse(req.query) }))
  })

  router.post('/sign-in', anyone, unstored, async (req, res) => {
    const next = onwardOf(req)
    const form = readForm(signInForm, req.body)
    if (!form.ok) {
      renderSignIn(res, signInPage(res.locals, { next }, form), 422)
      return
    }
    const from = addressOf(req)
    const result = await accounts.authentication.signIn({ ...form.value, from })
    if (!result.ok) {
      // Does not log what was typed, because people type their password into the wrong field.
      req.log.info({ account: result.who, from, reason: result.reason }, 'sign-in refused')
      const limited = result.reason === 'too-many'
      const failure = formFailure(req.body, { email: limited ? 'account.too-many' : 'account.sign-in.wrong' })
      renderSignIn(limited ? tooMany(res, 900) : res, signInPage(res.locals, { next }, failure), limited ? 429 : 422)
      return
    }
    if (result.step === 'code') {
      const { accountId, epoch, forgetTries } = result
      await Promise.all([forgetTries(), goHalfway(req, { accountId, epoch, next }, clock)])
      res.redirect(303, pathTo(res.locals.locale, '/sign-in/code'))
      return
    }
    await Promise.all([result.forgetTries(), letIn(req, res, result.account, 'password')])
    res.redirect(303, next ?? deskOf(result.account, res.locals.locale))
  })

  router.get('/sign-in/code', anyone, unstored, signedOutOnly, (req, res) => {
    const halfway = halfwayOf(req, clock)
    if (halfway) renderCode(res, codePage(res.locals, halfway))
    else renderTooLate(res, tooLatePage(res.locals))
  })

  router.post('/sign-in/code', anyone, unstored, async (req, res) => {
    const halfway = halfwayOf(req, clock)
    if (!halfway) {
      renderTooLate(res, tooLatePage(res.locals), 410)
      return
    }
    const form = readForm(codeForm, req.body)
    if (!form.ok) {
      renderCode(res, codePage(res.locals, halfway, form), 422)
      return
    }
    const who = { id: halfway.accountId, epoch: halfway.epoch, from: addressOf(req) }
    const result = await accounts.secondFactor.takeStep(who, form.value.code)
    if (result.ok) {
      await letIn(req, res, result.account, result.by)
      res.redirect(303, halfway.next ?? deskOf(result.account, res.locals.locale))
      return
    }
    req.log.info({ account: who.id, from: who.from, reason: result.reason }, 'second step refused')
    const limited = result.reason === 'too-many'
    const failure = formFailure({}, { code: `two-factor.code.${result.reason}` })
    renderCode(limited ? tooMany(res, 900) : res, codePage(res.locals, halfway, failure), limited ? 429 : 422)
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
    req.log.info({ account: id, from: addressOf(req) }, 'signed out')
    emptyDevice(res)
    res.redirect(303, `${pathTo(res.locals.locale, '/sign-in')}?after=signed-out`)
  })

  /** Signs in after all steps: starts a session under a new id and takes over what the visitor had saved. */
  async function letIn(req: Request, res: Response, account: SessionAccount, by: Way): Promise<void> {
    await Promise.all([startSession(req, account, clock), arrived(req, res, account)])
    req.log.info({ account: account.id, role: account.role, from: addressOf(req), by }, 'signed in')
  }

  return router
}

type Way = 'password' | 'app' | 'recovery'

const halfwayMs = 10 * 60_000

/** The account whose password was right, its epoch, and the page to continue to. */
type Halfway = { accountId: string; epoch: number; next: string | null }

/** Stores, under a new session id, that the second step is missing. It gives no access: nobody is signed in yet. */
const goHalfway = (req: Request, halfway: Halfway, clock: Clock): Promise<void> =>
  beginSession(req, { halfway: { ...halfway, at: clock.machineNow().getTime() } }, halfwayMs)

/** Returns the account whose second step is missing; null when there is none or more than ten minutes have passed. */
function halfwayOf(req: Request, clock: Clock): Halfway | null {
  const { halfway } = req.session
  return halfway && Math.abs(clock.machineNow().getTime() - halfway.at) <= halfwayMs ? halfway : null
}

type CodePage = { title: string; errors: ErrorSummary; codeError: string | null; again: string }
const renderCode = view<CodePage>('accounts/sign-in/code')

const codePage = ({ t, locale }: Reader, { next }: { next: string | null }, form?: FormFailure): CodePage => ({
  title: t('two-factor.step.title'),
  errors: errorSummary(t, form?.errors, fieldLabels),
  codeError: complaintOf(t, 'code', form),
  again: withOnward(pathTo(locale, '/sign-in'), next),
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

type State = { next: string | null; after?: Afterwards | undefined }

function signInPage({ t, locale }: Reader, { next, after }: State, form?: FormFailure): SignInPage {
  return {
    title: t('account.sign-in.title'),
    after: after ? t(`account.sign-in.after.${after}`) : null,
    signedOut: after === 'signed-out' || after === 'everywhere',
    ended: after === 'ended',
    errors: errorSummary(t, form?.errors, fieldLabels),
    email: fieldOf(t, 'email', { form }),
    passwordError: complaintOf(t, 'password', form),
    next,
    forgot: withOnward(pathTo(locale, '/forgot-password'), next),
    signUp: withOnward(pathTo(locale, '/sign-up'), next),
  }
}
