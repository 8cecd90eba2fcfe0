import { pathTo } from '#server/paths.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { errorSummary, type ErrorSummary, type FieldErrors } from '#web/forms/forms.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { daysToReconsider } from '#features/accounts/leaving-service.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { InTheWay } from '../ports.ts'
import { periodRows, type Periods } from '../periods.ts'

type Line = { text: string; href: string }
type DeletionView = {
  lead: string
  gone: string[]
  kept: string[]
  /** What has to be ended first; nothing can be asked for meanwhile. */
  first: Line[]
  action: string
  error: string | null
  /** Once asked for: when, and the way back. */
  waiting: { title: string; action: string } | null
}
type OwnPrivacyPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  /** Why nothing was done, when that is not about a field. */
  alert: string | null
  /** For the browser's password manager. */
  email: string
  archive: { action: string; error: string | null }
  deletion: DeletionView
  /** How long what has ended is kept, as the settings say. */
  periods: { label: string; value: string }[]
}
export const renderOwnPrivacy = view<OwnPrivacyPage>('privacy/own')

type Shown = { account: SessionAccount; inTheWay: readonly InTheWay[]; settings: Periods & { appealDays: number } }
/** What was refused; passwords themselves never go back to the page. */
export type Refused = { archive?: FieldErrors; deletion?: FieldErrors; alert?: boolean }

export function ownPrivacyPage(speech: Reader, shown: Shown, refused: Refused = {}): OwnPrivacyPage {
  const { t, locale } = speech
  const labels = { password: 'account.field.password', deletionPassword: 'account.field.password' } as const
  return {
    title: t('privacy.own.title'),
    breadcrumb: [
      { label: t('account.settings.title'), href: pathTo(locale, '/account') },
      { label: t('privacy.own.title') },
    ],
    errors: errorSummary(t, refused.archive ?? refused.deletion, labels),
    alert: refused.alert ? t('privacy.deletion.refused') : null,
    email: shown.account.email,
    archive: { action: pathTo(locale, '/account/privacy/archive'), error: complaint(t, refused.archive?.password) },
    deletion: deletionView(speech, shown, refused),
    periods: periodRows(t, shown.settings),
  }
}

const complaint = (t: Translate, key: FieldErrors[string]): string | null => (key ? t(key) : null)

function deletionView({ t, locale }: Reader, shown: Shown, { deletion }: Refused): DeletionView {
  const { account, inTheWay, settings } = shown
  const day = account.deletionDueAt && formatDay(locale, account.deletionDueAt)
  return {
    lead: t('privacy.deletion.lead', { count: daysToReconsider }),
    gone: (['account', 'drafts', 'cases', 'rest'] as const).map(what => t(`privacy.deletion.gone.${what}`)),
    kept: [
      t('privacy.deletion.kept.decision', { count: settings.appealDays }),
      t('privacy.deletion.kept.nameless'),
      t('privacy.deletion.kept.tenancy', { count: settings.keepTenanciesMonths }),
      t('privacy.deletion.kept.letter'),
    ],
    first: inTheWay.map(({ id, reference, premises, tenancy }) => ({
      text: t(tenancy ? 'privacy.deletion.first.tenancy' : 'privacy.deletion.first.case', { reference, premises }),
      href: pathTo(locale, '/applications/:id', { id }),
    })),
    action: pathTo(locale, '/account/privacy/deletion'),
    error: complaint(t, deletion?.deletionPassword),
    waiting: day
      ? { title: t('privacy.deletion.waiting', { day }), action: pathTo(locale, '/account/privacy/keep') }
      : null,
  }
}
