import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import {
  formFailure,
  readForm,
  readPath,
  errorSummary,
  inputValue,
  type ErrorSummary,
  type FieldLabels,
  type FormFailure,
} from '#web/forms/forms.ts'
import { createOnceId } from '#web/forms/once.ts'
import { tokenScopes } from '#models/accounts/access-token.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { networkAddressOf, setRetryAfter, disableCaching, errorOf, fieldOf, type Field } from '../signed-out.ts'
import { tokenForm, tokenPath, tokenDays } from './input.ts'
import type { ListedToken } from './tokens-service.ts'

const complaints = {
  wrong: { current: 'account.password.wrong' },
  'too-many': { current: 'account.too-many' },
  'too-many-tokens': { name: 'access.refused.too-many' },
  made: { name: 'access.refused.made' },
} as const

/** Routes for the keys with which programs act for a colleague. A new key is shown once, in the response to the form. */
export function tokenRoutes({ accounts }: Pick<Services, 'accounts'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  const keeper = staff('listing_manager', 'administrator')

  router.get('/staff/tokens', keeper, disableCaching, async (_req, res) => {
    await show(res)
  })

  router.post('/staff/tokens', keeper, disableCaching, async (req, res) => {
    const form = readForm(tokenForm, req.body)
    if (!form.ok) {
      await show(res, { form }, 422)
      return
    }
    const { current: password, ...asked } = form.value
    const issued = await accounts.tokens.issue(accountOf(res), { ...asked, password })
    req.log.info({ account: accountOf(res).id, from: networkAddressOf(req), ok: issued.ok }, 'access token made')
    if (issued.ok) {
      await show(res, { secret: issued.secret })
      return
    }
    const limited = issued.reason === 'too-many'
    const refused = formFailure(req.body, complaints[issued.reason])
    await show(limited ? setRetryAfter(res, 900) : res, { form: refused }, limited ? 429 : 422)
  })

  router.post('/staff/tokens/:id/revoke', keeper, async (req, res) => {
    const { id } = readPath(tokenPath, req.params)
    const revoked = await accounts.tokens.revoke(id, accountOf(res))
    req.log.info({ account: accountOf(res).id, from: networkAddressOf(req), ok: revoked.ok }, 'access token revoked')
    flashNotice(res, 'access.revoked')
    res.redirect(303, pathTo(res.locals.locale, '/staff/tokens'))
  })

  async function show(res: Response, state: Parameters<typeof tokensPage>[2] = {}, status = 200): Promise<void> {
    const account = accountOf(res)
    const shown = { account, tokens: await accounts.tokens.of(account), now: clock.now() }
    renderTokens(res, tokensPage(res.locals, shown, state), status)
  }

  return router
}

type Option = { value: string; label: string; hint?: string }
type Line = {
  name: string
  prefix: string
  status: { tone: string; label: string }
  scopes: string
  owner: string | null
  dates: string
  used: string
  revoke: string | null
}
type TokensPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  /** The new key, shown only this once. */
  secret: string | null
  action: string
  once: string
  name: Field
  scopes: { options: (Option & { id: string; checked: boolean })[]; error: string | null }
  days: { options: (Option & { selected: boolean })[]; error: string | null }
  currentError: string | null
  email: string
  tokens: Line[]
  documentHref: string
}
const renderTokens = view<TokensPage>('accounts/tokens')

const labels: FieldLabels = {
  name: 'access.name',
  scopes: 'access.scopes',
  days: 'access.days',
  current: 'account.field.current-password',
}

type Shown = { account: SessionAccount; tokens: readonly ListedToken[]; now: Date }

function tokensPage(
  { t, locale }: Reader,
  { account, tokens, now }: Shown,
  { form, secret = null }: { form?: FormFailure | undefined; secret?: string | null } = {},
): TokensPage {
  const action = pathTo(locale, '/staff/tokens')
  return {
    title: t('access.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('access.title') }],
    errors: errorSummary(t, form?.errors, labels),
    secret,
    action,
    once: createOnceId(),
    name: fieldOf(t, 'name', { form }),
    scopes: { options: scopeOptions(t, form), error: errorOf(t, 'scopes', form) },
    days: { options: dayOptions(t, form), error: errorOf(t, 'days', form) },
    currentError: errorOf(t, 'current', form),
    email: account.email,
    tokens: tokens.map(token => lineOf({ t, locale }, token, { account, now, action })),
    documentHref: '/api/v1/staff/openapi.json',
  }
}

function scopeOptions(t: Translate, form?: FormFailure) {
  const chosen = new Set(form ? [form.typed['scopes'] ?? []].flat() : [])
  return tokenScopes.map((value, index) => ({
    id: index === 0 ? 'scopes' : `scopes-${value.replace(':', '-')}`,
    value,
    label: t(`access.scope.${value}`),
    hint: value,
    checked: chosen.has(value),
  }))
}

function dayOptions(t: Translate, form?: FormFailure) {
  const chosen = form ? inputValue(form.typed, 'days') : tokenDays[0]
  return tokenDays.map(value => ({
    value,
    label: t('access.days.count', { count: Number(value) }),
    selected: value === chosen,
  }))
}

type Around = Pick<Shown, 'account' | 'now'> & { action: string }

function lineOf({ t, locale }: Reader, token: ListedToken, { account, now, action }: Around): Line {
  const { name, prefix, scopes, createdAt, expiresAt, revokedAt, lastUsedAt } = token
  const state = stateOf(token, now)
  const ended = revokedAt ? 'access.dates.revoked' : 'access.dates'
  return {
    name,
    prefix: `${prefix}…`,
    status: { tone: toneOf[state], label: t(`access.state.${state}`) },
    scopes: scopes.map(scope => t(`access.scope.${scope}`)).join(dot),
    owner: account.role === 'administrator' ? token.owner : null,
    dates: t(ended, { from: formatDay(locale, createdAt), to: formatDay(locale, revokedAt ?? expiresAt) }),
    used: lastUsedAt ? t('access.used', { when: formatInstant(locale, lastUsedAt) }) : t('access.unused'),
    revoke: state === 'live' ? `${action}/${token._id.toHexString()}/revoke` : null,
  }
}

const toneOf = { live: 'good', expired: 'paused', revoked: 'paused' } as const

function stateOf({ revokedAt, expiresAt }: ListedToken, now: Date): keyof typeof toneOf {
  if (revokedAt) return 'revoked'
  return expiresAt <= now ? 'expired' : 'live'
}
