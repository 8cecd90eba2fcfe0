import { pathTo } from '#server/paths.ts'
import { locales, type Reader } from '#shared/texts/i18n.ts'
import { errorSummary, typedText, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import { fieldOf, type Field } from '../signed-out.ts'
import { roleOptions, type RoleOption } from './roles.ts'

type InvitePage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  name: Field
  email: Field
  role: { options: RoleOption[]; error: string | null }
  reason: Field
  locales: Option[]
  localeError: string | null
  cancel: string
}
export const renderInvite = view<InvitePage>('accounts/people/invite')

const labels: FieldLabels = {
  name: 'people.name',
  email: 'people.email',
  role: 'people.role',
  locale: 'account.field.locale',
  reason: 'appoint.reason',
}

export function invitePage({ t, locale }: Reader, form?: FormFailure): InvitePage {
  const letters = form ? typedText(form.typed, 'locale') : locale
  return {
    title: t('people.invite'),
    breadcrumb: [
      { label: t('nav.staff'), href: pathTo(locale, '/staff') },
      { label: t('people.title'), href: pathTo(locale, '/staff/users') },
      { label: t('people.invite') },
    ],
    errors: errorSummary(t, form?.errors, labels),
    name: fieldOf(t, 'name', { form }),
    email: fieldOf(t, 'email', { form }),
    role: {
      options: roleOptions(t, form ? typedText(form.typed, 'role') : ''),
      error: fieldOf(t, 'role', { form }).error,
    },
    reason: fieldOf(t, 'reason', { form }),
    locales: locales.map(code => ({ value: code, label: t(`locale.${code}`), selected: code === letters })),
    localeError: fieldOf(t, 'locale', { form }).error,
    cancel: pathTo(locale, '/staff/users'),
  }
}
