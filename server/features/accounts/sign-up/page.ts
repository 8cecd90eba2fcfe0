import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { withOnward } from '#web/access/own-path.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { complaintOf, fieldLabels, fieldOf, type Field } from '../signed-out.ts'

type SignUpPage = {
  title: string
  errors: ErrorSummary
  name: Field
  email: Field
  passwordError: string | null
  next: string | null
  signIn: string
}
export const renderSignUp = view<SignUpPage>('accounts/sign-up/form')

export function signUpPage({ t, locale }: Reader, next: string | null, form?: FormFailure): SignUpPage {
  return {
    title: t('account.sign-up.title'),
    errors: errorSummary(t, form?.errors, fieldLabels),
    name: fieldOf(t, 'name', { form }),
    email: fieldOf(t, 'email', { form }),
    passwordError: complaintOf(t, 'password', form),
    next,
    signIn: withOnward(pathTo(locale, '/sign-in'), next),
  }
}

/** A letter is on its way, or so it looks to somebody who types addresses that are not theirs. */
type SentPage = { title: string; sentence: string; signIn: string }
export const renderSent = view<SentPage>('accounts/sent')

export const sentPage = ({ t, locale }: Reader, next: string | null): SentPage => ({
  title: t('account.sent.title'),
  sentence: t('account.sent.sign-up'),
  signIn: withOnward(pathTo(locale, '/sign-in'), next),
})

type VerifyPage = { title: string }
export const renderVerify = view<VerifyPage>('accounts/sign-up/verify')

export const verifyPage = ({ t }: Reader): VerifyPage => ({ title: t('account.verify.title') })

type LinkDeadPage = { title: string; sentence: string; href: string; action: string }
export const renderLinkDead = view<LinkDeadPage>('accounts/link-dead')

export const linkDeadPage = ({ t, locale }: Reader): LinkDeadPage => ({
  title: t('account.link-dead.title'),
  sentence: t('account.link-dead.verify'),
  href: pathTo(locale, '/sign-in'),
  action: t('account.sent.sign-in'),
})
