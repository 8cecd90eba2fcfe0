import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { caseHref, type ApplicantReader } from '#features/cases/applicant/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { ownInterview, type OwnInterview } from './view.ts'

type InterviewPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  /** Why nothing was sent, when that is not about the text. */
  alert: string | null
  interview: OwnInterview | null
}
export const renderInterview = view<InterviewPage>('applying/interview')

type Refused = { failure: FormFailure | null; alert?: string }

export function interviewPage(reader: ApplicantReader, application: Application, refused?: Refused): InterviewPage {
  const { t, locale } = reader
  const reference = application.reference ?? ''
  const failure = refused?.failure ?? null
  return {
    title: t('apply.interview.page', { reference }),
    breadcrumb: [
      { label: t('apply.list.title'), href: pathTo(locale, '/applications') },
      { label: t('apply.case.title', { reference }), href: caseHref(locale, application) },
      { label: t('apply.interview.title') },
    ],
    errors: errorSummary(t, failure?.errors, {
      interpreterText: 'apply.interview.wish-text.interpreter',
      anotherTimeText: 'apply.interview.wish-text.another_time',
    }),
    alert: refused?.alert ?? null,
    interview: ownInterview(reader, application, failure),
  }
}
