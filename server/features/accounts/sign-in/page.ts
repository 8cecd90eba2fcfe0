import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { withOnward } from '#web/access/own-path.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { complaintOf, fieldLabels, fieldOf, type Field } from '../signed-out.ts'
import type { Afterwards } from './input.ts'

type SignInPage = {
  title: string
  after: string | null
  /** Then the device keeps nothing of what was typed. */
  signedOut: boolean
  /** The device says whether it kept what was typed. */
  ended: boolean
  errors: ErrorSummary
  email: Field
  passwordError: string | null
  next: string | null
  forgot: string
  signUp: string
}
export const renderSignIn = view<SignInPage>('accounts/sign-in/form')

type State = { next: string | null; after?: Afterwards | undefined }

export function signInPage({ t, locale }: Reader, { next, after }: State, form?: FormFailure): SignInPage {
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
