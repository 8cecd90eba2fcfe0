import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { view } from '#web/pages/view.ts'
import { caseHref, type ApplicantReader } from '#features/cases/applicant/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'

export type DeletePage = {
  title: string
  breadcrumb: Breadcrumb
  text: string
  action: string
  back: string
}
export const renderDelete = view<DeletePage>('applying/delete')

type Shown = { application: Application; /** How many files go with it. */ documents: number }

export function deletePage({ t, locale }: ApplicantReader, { application, documents }: Shown): DeletePage {
  const base = caseHref(locale, application)
  const title = t('apply.delete.question')
  return {
    title,
    breadcrumb: [
      { label: t('apply.list.title'), href: pathTo(locale, '/applications') },
      { label: t('apply.task.title'), href: base },
      { label: title },
    ],
    text: [
      t('apply.delete.text', { premises: application.premises.join(t('list.comma')) }),
      ...(documents > 0 ? [t('apply.delete.documents', { count: documents })] : []),
    ].join(' '),
    action: `${base}/delete`,
    back: base,
  }
}
