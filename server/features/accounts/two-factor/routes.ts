import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { accountOf, signedIn } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, type FieldErrors, type FormFailure } from '#web/forms/forms.ts'
import { startSession } from '#web/access/session.ts'
import { networkAddressOf, homePathOf, setRetryAfter, disableCaching } from '../signed-out.ts'
import { currentPasswordField, codeField } from '../fields.ts'
import { codesPage, renderCodes, renderSetUp, renderTwoFactor, setUpPage, twoFactorPage } from './page.ts'

const beginForm = z.object({ current: currentPasswordField })
const setUpForm = z.object({ code: codeField })
/** Its field names differ from those of the other form on the page. */
const offForm = z.object({ password: currentPasswordField, code: codeField })

const setUpMinutes = 15

/** Routes for the owner's second step. Recovery codes are shown once, in the response to a form. */
export function twoFactorRoutes({ accounts }: Pick<Services, 'accounts'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  const here = (res: Response): string => pathTo(res.locals.locale, '/account/two-factor')

  router.get('/account/two-factor', signedIn, disableCaching, async (_req, res) => {
    await show(res)
  })

  router.post('/account/two-factor', signedIn, disableCaching, async (req, res) => {
    const form = readForm(beginForm, req.body)
    if (!form.ok) {
      await show(res, form)
      return
    }
    const begun = await accounts.secondFactor.beginEnrolment(accountOf(res).id, form.value.current)
    if (!begun.ok) {
      await refuse(res, begun.reason, passwordComplaints)
      return
    }
    req.session.enrolling = { sealed: begun.sealed, at: clock.machineNow().getTime() }
    res.redirect(303, `${here(res)}/set-up`)
  })

  router.get('/account/two-factor/set-up', signedIn, disableCaching, async (req, res) => {
    await showSetUp(req, res)
  })

  router.post('/account/two-factor/set-up', signedIn, disableCaching, async (req, res) => {
    const form = readForm(setUpForm, req.body)
    const sealed = enrollingOf(req)
    if (!form.ok || !sealed) {
      await showSetUp(req, res, form.ok ? undefined : form)
      return
    }
    const account = accountOf(res)
    const enrolled = await accounts.secondFactor.enrol(account.id, { sealed, code: form.value.code })
    req.log.info({ account: account.id, from: networkAddressOf(req), ok: enrolled.ok }, 'second factor set up')
    if (!enrolled.ok) {
      await showSetUp(req, res, formFailure({}, { code: 'two-factor.set-up.wrong' }))
      return
    }
    // The other sessions began with one step and have ended; this one continues under a new id.
    const now = { ...account, sessionEpoch: enrolled.sessionEpoch, secondFactor: true, mustEnrol: false }
    await startSession(req, now, clock)
    res.locals.account = now
    renderCodes(res, codesPage(res.locals, enrolled.codes, homePathOf(now, res.locals.locale)))
  })

  router.post('/account/two-factor/recovery', signedIn, disableCaching, async (req, res) => {
    const { id } = accountOf(res)
    const form = readForm(beginForm, req.body)
    if (!form.ok) {
      await show(res, form)
      return
    }
    const renewed = await accounts.secondFactor.renewRecoveryCodes(id, form.value.current)
    req.log.info({ account: id, from: networkAddressOf(req), ok: renewed.ok }, 'recovery codes renewed')
    if (renewed.ok) renderCodes(res, codesPage(res.locals, renewed.codes, here(res)))
    else await refuse(res, renewed.reason, passwordComplaints)
  })

  router.post('/account/two-factor/off', signedIn, disableCaching, async (req, res) => {
    const { id } = accountOf(res)
    const form = readForm(offForm, req.body)
    if (!form.ok) {
      await show(res, form)
      return
    }
    const off = await accounts.secondFactor.switchOff(id, form.value)
    req.log.info({ account: id, from: networkAddressOf(req), ok: off.ok }, 'second factor switched off')
    if (!off.ok) {
      await refuse(res, off.reason, offComplaints)
      return
    }
    flashNotice(res, 'two-factor.off.done')
    res.redirect(303, here(res))
  })

  const enrollingOf = ({ session: { enrolling } }: Request): string | null =>
    enrolling && clock.machineNow().getTime() - enrolling.at <= setUpMinutes * 60_000 ? enrolling.sealed : null

  async function show(res: Response, form?: FormFailure, status = form ? 422 : 200): Promise<void> {
    const { id, email, mustEnrol } = accountOf(res)
    const state = { required: mustEnrol, email, stored: await accounts.secondFactor.stateOf(id) }
    renderTwoFactor(res, twoFactorPage(res.locals, state, form), status)
  }

  async function refuse<Reason extends string>(
    res: Response,
    reason: Reason,
    complaints: Record<Reason, FieldErrors>,
  ): Promise<void> {
    const limited = reason === 'too-many'
    await show(limited ? setRetryAfter(res, 900) : res, formFailure({}, complaints[reason]), limited ? 429 : 422)
  }

  /** Shows the QR code for the app while the password was entered recently; otherwise redirects to where it is entered. */
  async function showSetUp(req: Request, res: Response, form?: FormFailure): Promise<void> {
    const account = accountOf(res)
    const sealed = account.secondFactor ? null : enrollingOf(req)
    const enrolment = sealed && (await accounts.secondFactor.readEnrolment(account, sealed))
    if (enrolment) renderSetUp(res, setUpPage(res.locals, enrolment, form), form ? 422 : 200)
    else res.redirect(303, here(res))
  }

  return router
}

const passwordComplaints = {
  wrong: { current: 'account.password.wrong' },
  'too-many': { current: 'account.too-many' },
} as const
const offComplaints = {
  'wrong-password': { password: 'account.password.wrong' },
  'wrong-code': { code: 'two-factor.code.wrong' },
  unreadable: { code: 'two-factor.code.unreadable' },
  'too-many': { code: 'two-factor.code.too-many' },
} as const
