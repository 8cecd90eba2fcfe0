import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { withOnward } from '#web/access/own-path.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { complaintOf, fieldLabels } from '../signed-out.ts'

type CodePage = { title: string; errors: ErrorSummary; codeError: string | null; again: string }
export const renderCode = view<CodePage>('accounts/sign-in/code')

export const codePage = ({ t, locale }: Reader, { next }: { next: string | null }, form?: FormFailure): CodePage => ({
  title: t('two-factor.step.title'),
  errors: errorSummary(t, form?.errors, fieldLabels),
  codeError: complaintOf(t, 'code', form),
  again: withOnward(pathTo(locale, '/sign-in'), next),
})

type TooLatePage = { title: string; sentence: string; href: string; action: string }
export const renderTooLate = view<TooLatePage>('accounts/link-dead')

export const tooLatePage = ({ t, locale }: Reader): TooLatePage => ({
  title: t('two-factor.step.late'),
  sentence: t('two-factor.step.late.lead'),
  href: pathTo(locale, '/sign-in'),
  action: t('account.sent.sign-in'),
})
