import { pathTo } from '#server/paths.ts'
import { locales, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { complaintOf, fieldLabels, fieldOf, type Field } from '../signed-out.ts'

type AccountPage = {
  title: string
  errors: ErrorSummary
  facts: { label: string; value: string }[]
  unverified: string | null
  next: string | null
  email: string
  name: Field
  locales: { value: Locale; label: string; selected: boolean }[]
  localeError: string | null
  currentError: string | null
  passwordError: string | null
  twoFactor: { sentence: string; href: string }
  /** To the keys of programs, for those who may have some. */
  tokens: string | null
  /** To what applicants may ask of the data about them. */
  privacy: string | null
  action: { profile: string; password: string; verification: string; sessions: string; everywhere: string }
}
export const renderAccount = view<AccountPage>('accounts/account')

const keepers: ReadonlySet<string> = new Set(['listing_manager', 'administrator'])
const tokensHref = ({ role }: SessionAccount, locale: Locale): string | null =>
  keepers.has(role) ? pathTo(locale, '/staff/tokens') : null

/** At most one of the page's forms was refused. `next`: where to go on to once the address is confirmed. */
type Asked = { profile?: FormFailure; password?: FormFailure; next?: string | null }

export function accountPage(
  { t, locale }: Reader,
  account: SessionAccount,
  { profile, password, next = null }: Asked = {},
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
    email: account.email,
    name: fieldOf(t, 'name', { form: profile, stored: account.name }),
    locales: locales.map(value => ({ value, label: t(`locale.${value}`), selected: value === chosen.value })),
    localeError: chosen.error,
    currentError: complaintOf(t, 'current', password),
    passwordError: complaintOf(t, 'password', password),
    twoFactor: {
      sentence: t(account.secondFactor ? 'two-factor.lead' : 'two-factor.account.off'),
      href: pathTo(locale, '/account/two-factor'),
    },
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
