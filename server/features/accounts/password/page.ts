import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { withOnward } from '#web/access/own-path.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { complaintOf, fieldLabels, fieldOf, type Field } from '../signed-out.ts'
import type { PasswordLink } from './password-service.ts'

type ForgotPage = { title: string; errors: ErrorSummary; email: Field; next: string | null; signIn: string }
export const renderForgot = view<ForgotPage>('accounts/password/forgot')

export const forgotPage = ({ t, locale }: Reader, next: string | null, form?: FormFailure): ForgotPage => ({
  title: t('account.forgot.title'),
  errors: errorSummary(t, form?.errors, fieldLabels),
  email: fieldOf(t, 'email', { form }),
  next,
  signIn: withOnward(pathTo(locale, '/sign-in'), next),
})

type SentPage = { title: string; sentence: string; signIn: string }
export const renderSent = view<SentPage>('accounts/sent')

export const sentPage = ({ t, locale }: Reader, next: string | null): SentPage => ({
  title: t('account.sent.title'),
  sentence: t('account.sent.reset'),
  signIn: withOnward(pathTo(locale, '/sign-in'), next),
})

type ResetPage = {
  title: string
  lead: string
  submit: string
  email: string
  errors: ErrorSummary
  passwordError: string | null
}
export const renderReset = view<ResetPage>('accounts/password/reset')

/** One page for a forgotten password and for an invitation; each has its own words. */
export function resetPage({ t }: Reader, { kind, email, name }: PasswordLink, form?: FormFailure): ResetPage {
  return {
    title: kind === 'invite' ? t('account.invite.title', { name }) : t('account.reset.title'),
    lead: t(`account.${kind}.lead`, { email }),
    submit: t(`account.${kind}.submit`),
    email,
    errors: errorSummary(t, form?.errors, fieldLabels),
    passwordError: complaintOf(t, 'password', form),
  }
}

type LinkDeadPage = { title: string; sentence: string; href: string; action: string }
export const renderLinkDead = view<LinkDeadPage>('accounts/link-dead')

export const linkDeadPage = ({ t, locale }: Reader): LinkDeadPage => ({
  title: t('account.link-dead.title'),
  sentence: t('account.link-dead.password'),
  href: pathTo(locale, '/forgot-password'),
  action: t('account.forgot.submit'),
})
