import { pathTo } from '#server/paths.ts'
import { tokenScopes } from '#models/accounts/access-token.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { errorSummary, typedText, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { complaintOf, fieldOf, type Field } from '../signed-out.ts'
import type { ListedToken } from './tokens-service.ts'
import { tokenDays } from './input.ts'

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
  /** The key that was just made, this once. */
  secret: string | null
  action: string
  name: Field
  scopes: { options: (Option & { id: string; checked: boolean })[]; error: string | null }
  days: { options: (Option & { selected: boolean })[]; error: string | null }
  currentError: string | null
  email: string
  tokens: Line[]
  documentHref: string
}
export const renderTokens = view<TokensPage>('accounts/tokens')

const labels: FieldLabels = {
  name: 'access.name',
  scopes: 'access.scopes',
  days: 'access.days',
  current: 'account.field.current-password',
}

type Shown = { account: SessionAccount; tokens: readonly ListedToken[]; now: Date }

export function tokensPage(
  { t, locale }: Reader,
  { account, tokens, now }: Shown,
  { form, secret = null }: { form?: FormFailure | undefined; secret?: string | null } = {},
): TokensPage {
  const action = pathTo(locale, '/staff/tokens')
  return {
    title: t('access.title'),
    breadcrumb: [{ label: t('nav.staff'), href: pathTo(locale, '/staff') }, { label: t('access.title') }],
    errors: errorSummary(t, form?.errors, labels),
    secret,
    action,
    name: fieldOf(t, 'name', { form }),
    scopes: { options: scopeOptions(t, form), error: complaintOf(t, 'scopes', form) },
    days: { options: dayOptions(t, form), error: complaintOf(t, 'days', form) },
    currentError: complaintOf(t, 'current', form),
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
  const chosen = form ? typedText(form.typed, 'days') : tokenDays[0]
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
    scopes: scopes.map(scope => t(`access.scope.${scope}`)).join(' · '),
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
