import type { Breadcrumb } from '#web/pages/head.ts'
import { pathTo } from '#server/paths.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { qrCode, type QrCode } from '#web/pages/qr-code.ts'
import { view } from '#web/pages/view.ts'
import { errorOf, fieldLabels } from '../signed-out.ts'
import type { Enrolment, SecondFactor } from './second-factor-service.ts'

type TwoFactorPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  /** True for deciders and administrators who must set it up before anything else. */
  required: boolean
  email: string
  on: { since: string; left: string; fewLeft: boolean; renew: string; off: string } | null
  currentError: string | null
  passwordError: string | null
  codeError: string | null
}
export const renderTwoFactor = view<TwoFactorPage>('accounts/two-factor/show')

const pathOf = (locale: Locale): string => pathTo(locale, '/account/two-factor')
const fewCodes = 3

const crumbsOf = ({ t, locale }: Reader, last?: string): Breadcrumb => [
  { label: t('account.settings.title'), href: pathTo(locale, '/account') },
  ...(last
    ? [{ label: t('two-factor.title'), href: pathOf(locale) }, { label: last }]
    : [{ label: t('two-factor.title') }]),
]

type State = { required: boolean; email: string; stored: SecondFactor | null }

export function twoFactorPage(speech: Reader, { required, email, stored }: State, form?: FormFailure): TwoFactorPage {
  const { t, locale } = speech
  const base = pathOf(locale)
  return {
    title: t('two-factor.title'),
    breadcrumb: crumbsOf(speech),
    errors: errorSummary(t, form?.errors, fieldLabels),
    required,
    email,
    on: stored && {
      since: t('two-factor.on', { day: formatDay(locale, stored.since) }),
      left: t('two-factor.codes-left', { count: stored.codesLeft }),
      fewLeft: stored.codesLeft <= fewCodes,
      renew: `${base}/recovery`,
      off: `${base}/off`,
    },
    currentError: errorOf(t, 'current', form),
    passwordError: errorOf(t, 'password', form),
    codeError: errorOf(t, 'code', form),
  }
}

type SetUpPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  qr: QrCode
  /** In groups of four, as people type it. */
  secret: string
  address: string
  codeError: string | null
}
export const renderSetUp = view<SetUpPage>('accounts/two-factor/set-up')

export function setUpPage(speech: Reader, { secret, address }: Enrolment, form?: FormFailure): SetUpPage {
  const { t } = speech
  return {
    title: t('two-factor.set-up.title'),
    breadcrumb: crumbsOf(speech, t('two-factor.set-up.title')),
    errors: errorSummary(t, form?.errors, fieldLabels),
    qr: qrCode(address),
    secret: (secret.match(/.{1,4}/g) ?? []).join(' '),
    address,
    codeError: errorOf(t, 'code', form),
  }
}

type CodesPage = { title: string; breadcrumb: Breadcrumb; codes: string[]; on: string }
export const renderCodes = view<CodesPage>('accounts/two-factor/recovery-codes')

export const codesPage = (speech: Reader, codes: string[], next: string): CodesPage => ({
  title: speech.t('two-factor.codes.title'),
  breadcrumb: crumbsOf(speech, speech.t('two-factor.codes.title')),
  codes,
  on: next,
})
