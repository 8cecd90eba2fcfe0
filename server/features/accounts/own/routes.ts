import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { AppError } from '#shared/errors.ts'
import { accountOf, signedIn } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import {
  formFailure,
  readForm,
  requiredLine,
  errorSummary,
  type ErrorSummary,
  type FormFailure,
} from '#web/forms/forms.ts'
import { createOnceId, onceForm } from '#web/forms/once.ts'
import { nextPathOf } from '#web/access/own-path.ts'
import { endSession, startSession } from '#web/access/session.ts'
import { locales, type Locale, type Reader } from '#shared/texts/i18n.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import {
  networkAddressOf,
  clearDeviceStorage,
  setRetryAfter,
  errorOf,
  fieldLabels,
  fieldOf,
  type Field,
} from '../signed-out.ts'
import { buildingGuideRoles } from '../rules.ts'
import { passwordlessKinds, type PasswordlessAccess } from '../tokens/passwordless-access.ts'
import { newPasswordField, currentPasswordField } from '../fields.ts'

const profileForm = z.object({ name: requiredLine(100), locale: z.enum(locales, 'form.choose') })
/** `keep`: what goes on working without the new password, of what the account has. */
const passwordForm = z.object({
  current: currentPasswordField,
  password: newPasswordField,
  keep: z
    .union([z.enum(passwordlessKinds).transform(kind => [kind]), z.array(z.enum(passwordlessKinds))])
    .catch([])
    .default([]),
})

/** Routes for the own account: name, language of letters, password, sessions. */
export function ownAccountRoutes({ accounts, push }: Pick<Services, 'accounts' | 'push'>, clock: Clock): Router {
  async function page(reader: Reader, account: SessionAccount, pageOptions: AccountPageOptions): Promise<AccountPage> {
    const passwordless = await accounts.passwords.passwordlessAccess(account.id)
    return accountPage(reader, account, { ...pageOptions, passwordless, push: push.publicKey !== null })
  }
  const router = Router({ caseSensitive: true })

  router.get('/account', signedIn, async (req, res) => {
    renderAccount(res, await page(res.locals, accountOf(res), { next: nextPathOf(req) }))
  })

  router.post('/account', signedIn, async (req, res) => {
    const account = accountOf(res)
    const form = readForm(profileForm, req.body)
    if (!form.ok) {
      renderAccount(res, await page(res.locals, account, { profile: form }), 422)
      return
    }
    await accounts.own.changeProfile(account.id, form.value)
    flashNotice(res, 'account.settings.saved')
    // After a change of language the site continues in the new one; otherwise the page keeps its language.
    const locale = form.value.locale === account.locale ? res.locals.locale : form.value.locale
    res.redirect(303, pathTo(locale, '/account'))
  })

  router.post('/account/password', signedIn, async (req, res) => {
    const account = accountOf(res)
    const form = readForm(passwordForm, req.body)
    if (!form.ok) {
      renderAccount(res, await page(res.locals, account, { password: form }), 422)
      return
    }
    const { current, password, keep } = form.value
    const end = passwordlessKinds.filter(kind => !keep.includes(kind))
    const result = await accounts.passwords.change(account.id, { current, next: password, end })
    req.log.info({ account: account.id, from: networkAddressOf(req), ok: result.ok }, 'password change')
    if (result.ok) {
      // The other sessions have ended; this one continues under a new id.
      await startSession(req, { ...account, sessionEpoch: result.sessionEpoch }, clock)
      flashNotice(res, 'account.settings.password.changed')
      res.redirect(303, pathTo(res.locals.locale, '/account'))
    } else if (result.reason === 'too-many') {
      const failure = formFailure({ keep }, { current: 'account.too-many' })
      renderAccount(setRetryAfter(res, 900), await page(res.locals, account, { password: failure }), 429)
    } else {
      const field = result.reason === 'wrong' ? 'current' : 'password'
      const failure = formFailure({ keep }, { [field]: `account.password.${result.reason}` })
      renderAccount(res, await page(res.locals, account, { password: failure }), 422)
    }
  })

  router.post('/account/verification', signedIn, async (req, res) => {
    const sent = await accounts.registration.resendVerification(
      accountOf(res).id,
      nextPathOf(req),
      onceForm.parse(req.body ?? {}).once,
    )
    if (!sent.ok) throw new AppError('too-many', 'account.mailbox-full')
    flashNotice(res, 'account.settings.resent')
    res.redirect(303, pathTo(res.locals.locale, '/account'))
  })

  router.post('/account/sign-out-everywhere', signedIn, async (req, res) => {
    const { id } = accountOf(res)
    await accounts.authentication.signOutEverywhere(id)
    await endSession(req)
    req.log.info({ account: id, from: networkAddressOf(req) }, 'signed out everywhere')
    clearDeviceStorage(res)
    res.redirect(303, `${pathTo(res.locals.locale, '/sign-in')}?after=everywhere`)
  })

  return router
}

type AccountPage = {
  title: string
  errors: ErrorSummary
  facts: { label: string; value: string }[]
  unverified: string | null
  next: string | null
  /** Id of the form that sends the letter of the address again. */
  once: string
  email: string
  name: Field
  locales: { value: Locale; label: string; selected: boolean }[]
  localeError: string | null
  currentError: string | null
  passwordError: string | null
  /** What gives access without the password, to be kept or ended; null when the account has nothing of the kind. */
  keep: {
    name: string
    legend: string
    hint: string
    options: { id: string; value: PasswordlessAccess; label: string; checked: boolean }[]
  } | null
  twoFactor: { sentence: string; href: string }
  /** Link to the devices that get push messages; null when the installation cannot send any. */
  notifications: string | null
  /** Link to the introduction shown to visitors, for colleagues who show premises. */
  introduction: string | null
  /** Link to access tokens, for roles that may have them. */
  tokens: string | null
  /** Link to the applicant's rights regarding personal data. */
  privacy: string | null
  action: { profile: string; password: string; verification: string; sessions: string; everywhere: string }
}
const renderAccount = view<AccountPage>('accounts/account')

const tokenRoles: ReadonlySet<string> = new Set(['listing_manager', 'administrator'])
const tokensHref = ({ role }: SessionAccount, locale: Locale): string | null =>
  tokenRoles.has(role) ? pathTo(locale, '/staff/tokens') : null

/** At most one of the page's forms was refused. `next` is the page to continue to once the address is confirmed. */
type AccountPageOptions = {
  profile?: FormFailure
  password?: FormFailure
  next?: string | null
  push?: boolean
  passwordless?: PasswordlessAccess[]
}

function accountPage(
  { t, locale }: Reader,
  account: SessionAccount,
  { profile, password, passwordless, next = null, push = false }: AccountPageOptions,
): AccountPage {
  const chosen = fieldOf(t, 'locale', { form: profile, stored: account.locale })
  const here = pathTo(locale, '/account')
  return {
    title: t('account.settings.title'),
    errors: errorSummary(t, profile?.errors ?? password?.errors, fieldLabels),
    facts: [
      { label: t('account.settings.email'), value: account.email },
      { label: t('account.settings.role'), value: t(`account.role.${account.role}`) },
    ],
    unverified: account.verified ? null : t('account.settings.unverified', { email: account.email }),
    next,
    once: createOnceId(),
    email: account.email,
    name: fieldOf(t, 'name', { form: profile, stored: account.name }),
    locales: locales.map(value => ({ value, label: t(`locale.${value}`), selected: value === chosen.value })),
    localeError: chosen.error,
    currentError: errorOf(t, 'current', password),
    passwordError: errorOf(t, 'password', password),
    keep: keepPart(t, passwordless ?? [], password),
    twoFactor: {
      sentence: t(account.secondFactor ? 'two-factor.lead' : 'two-factor.account.off'),
      href: pathTo(locale, '/account/two-factor'),
    },
    notifications: push ? pathTo(locale, '/account/notifications') : null,
    introduction: buildingGuideRoles.some(role => role === account.role)
      ? pathTo(locale, '/account/introduction')
      : null,
    tokens: tokensHref(account, locale),
    privacy: account.role === 'applicant' ? pathTo(locale, '/account/privacy') : null,
    action: {
      profile: here,
      password: pathTo(locale, '/account/password'),
      verification: pathTo(locale, '/account/verification'),
      sessions: pathTo(locale, '/account/sessions'),
      everywhere: pathTo(locale, '/account/sign-out-everywhere'),
    },
  }
}

function keepPart(
  t: Reader['t'],
  passwordless: readonly PasswordlessAccess[],
  refused: FormFailure | undefined,
): AccountPage['keep'] {
  if (passwordless.length === 0) return null
  const kept = [refused?.typed['keep'] ?? []].flat()
  return {
    name: 'keep',
    legend: t('account.settings.password.keep'),
    hint: t('account.settings.password.keep.hint'),
    options: passwordless.map((value, index) => ({
      id: index === 0 ? 'keep' : `keep-${value}`,
      value,
      label: t(`account.settings.password.keep.${value}`),
      checked: kept.includes(value),
    })),
  }
}
