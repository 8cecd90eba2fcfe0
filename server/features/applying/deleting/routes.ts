import { Router } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { casePath } from '#features/cases/applicant/input.ts'
import { readerOf, caseHref, type ApplicantReader } from '#features/cases/applicant/labels.ts'
import type { Application } from '#models/cases/application.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'

/** Routes by which applicants delete their own draft with its documents, after a confirmation page. */
export function deletingRoutes({
  applying,
  cases,
  documents,
}: Pick<Services, 'applying' | 'cases' | 'documents'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/applications/:id/delete', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const application = await cases.own.get(id, accountOf(res).id)
    if (application.state !== 'draft') {
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id', { id }))
      return
    }
    const files = await documents.list(id)
    renderDelete(res, deletePage(readerOf(res, cases.now()), { application, documents: files.length }))
  })

  router.post('/applications/:id/delete', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await applying.deletions.deleteOwnDraft({ id, applicantId: accountOf(res).id })
    flashNotice(res, 'apply.delete.done')
    res.redirect(303, pathTo(res.locals.locale, '/applications'))
  })

  return router
}

type DeletePage = {
  title: string
  breadcrumb: Breadcrumb
  text: string
  action: string
  back: string
}
const renderDelete = view<DeletePage>('applying/delete')

type Shown = { application: Application; /** Number of files deleted with it. */ documents: number }

function deletePage({ t, locale }: ApplicantReader, { application, documents }: Shown): DeletePage {
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
