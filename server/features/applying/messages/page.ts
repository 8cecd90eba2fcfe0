import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { presentText, type PresentedText } from '#shared/texts/writing.ts'
import { type FieldErrors, type FormValues, inputValue } from '#web/forms/forms.ts'
import { createOnceId } from '#web/forms/once.ts'
import { view } from '#web/pages/view.ts'
import { caseHref, type ApplicantReader } from '#features/cases/applicant/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'

/** Messages between office and applicant, and the form for a new one. */
export type Thread = {
  items: (PresentedText & { office: boolean; who: string; when: string; instant: string })[]
  action: string
  once: string
  message: string
  error: string
}
type MessagesPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: { items: { href: string; text: string }[] } | null
  /** Why nothing was sent, when the text is not the cause. */
  alert: string | null
  thread: Thread
}
export const renderMessages = view<MessagesPage>('applying/messages')

type Refused = { typed: FormValues; errors?: FieldErrors; alert?: string }

/** Builds the messages of a case. The applicant sees "the office", not the names of officers. */
export function threadOf({ t, locale }: ApplicantReader, application: Application, refused?: Refused): Thread {
  const error = refused?.errors?.message
  return {
    items: (application.messages ?? []).map(({ from, at, text, writing }) => ({
      office: from === 'office',
      who: t(from === 'office' ? 'apply.messages.office' : 'apply.messages.you'),
      when: formatInstant(locale, at),
      instant: at.toISOString(),
      ...presentText({ t, locale }, { text, writing }),
    })),
    action: `${caseHref(locale, application)}/messages`,
    once: createOnceId(),
    message: refused ? inputValue(refused.typed, 'message') : '',
    error: error ? t(error) : '',
  }
}

export function messagesPage(reader: ApplicantReader, application: Application, refused?: Refused): MessagesPage {
  const { t, locale } = reader
  const title = t('apply.messages.page', { reference: application.reference ?? '' })
  const thread = threadOf(reader, application, refused)
  return {
    title,
    breadcrumb: [
      { label: t('apply.list.title'), href: pathTo(locale, '/applications') },
      {
        label: t('apply.case.title', { reference: application.reference ?? '' }),
        href: caseHref(locale, application),
      },
      { label: t('apply.messages.title') },
    ],
    errors: thread.error ? { items: [{ href: '#message', text: thread.error }] } : null,
    alert: refused?.alert ?? null,
    thread,
  }
}
