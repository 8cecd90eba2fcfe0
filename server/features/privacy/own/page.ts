import type { Locale, Translate } from '../../../shared/i18n.ts'
import { errorSummary, type ErrorSummary, type FieldErrors } from '../../../web/forms.ts'
import type { SessionAccount } from '../../../web/locals.ts'
import { view } from '../../../web/view.ts'

type OwnPrivacyPage = {
  title: string
  breadcrumb: { label: string; href?: string }[]
  errors: ErrorSummary
  /** For the browser's password manager. */
  email: string
  archive: { action: string; error: string | null }
}
export const renderOwnPrivacy = view<OwnPrivacyPage>('privacy/own')

type Speech = { t: Translate; locale: Locale }
/** What was refused; the password itself never goes back to the page. */
export type Refused = { archive?: FieldErrors }

export function ownPrivacyPage({ t, locale }: Speech, account: SessionAccount, refused: Refused = {}): OwnPrivacyPage {
  const complaint = (errors: FieldErrors | undefined): string | null => {
    const key = errors?.password
    return key ? t(key) : null
  }
  return {
    title: t('privacy.own.title'),
    breadcrumb: [{ label: t('account.settings.title'), href: `/${locale}/account` }, { label: t('privacy.own.title') }],
    errors: errorSummary(t, refused.archive, { password: 'account.field.password' }),
    email: account.email,
    archive: { action: `/${locale}/account/privacy/archive`, error: complaint(refused.archive) },
  }
}
