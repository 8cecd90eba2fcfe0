import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, conflict, notFound } from '#shared/errors.ts'
import { accountOf, actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, type FormFailure, text } from '#web/forms/forms.ts'
import { documentPath } from '#features/cases/documents/input.ts'
import { requirePassportReader } from '#features/cases/documents/passports.ts'
import { hasEnded } from '#features/cases/states.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { reviewStates } from '#models/documents/document.ts'
import { messageKey, type Translate } from '#shared/texts/i18n.ts'
import { siteSettings } from '#shared/site-settings.ts'
import type { Assets } from '#web/pages/assets.ts'
import { createPartialRenderer } from '#web/pages/fragment.ts'
import type { ScannedDocument } from '#features/documents/service.ts'

/** Form for a finding on a document. */
const findingForm = z.object({
  finding: z.enum(reviewStates, messageKey('form.choose')),
  findingNote: text(2000).optional().default(''),
  /** Number of findings on the officer's page. */
  seen: z.coerce.number().int().min(0).catch(0),
})
type Finding = z.output<typeof findingForm>

/** Routes for findings of officers and for viewing documents. */
export function caseDocumentRoutes(parts: Pick<Services, 'cases' | 'documents'>, desk: CaseDesk): Router {
  const { cases, documents } = parts
  const router = Router({ caseSensitive: true })

  router.post('/staff/applications/:id/documents/:documentId', staff('reviewer', 'decider'), async (req, res) => {
    const { id, documentId } = readPath(documentPath, req.params)
    const form = readForm(findingForm, req.body)
    try {
      await cases.files.requireContent(id, actorAt(res))
      if (!form.ok) {
        await refuse(res, { id, documentId, judged: form })
        return
      }
      await judge(req, res, form.value)
    } catch (error) {
      await explain(res, { id, documentId, error })
      return
    }
    flashNotice(res, 'document.judged')
    res.redirect(
      303,
      `${pathTo(res.locals.locale, '/staff/applications/:id', { id })}?document=${documentId}#documents`,
    )
  })

  router.get(
    '/staff/applications/:id/documents/:documentId/view',
    staff('reviewer', 'decider', 'administrator'),
    async (req, res) => {
      const { id, documentId } = readPath(documentPath, req.params)
      await cases.files.requireContent(id, actorAt(res))
      const document = await documents.find({ applicationId: id, documentId })
      requirePassportReader(accountOf(res).role, document)
      documents.requireReadable(document)
      if (document.mediaType !== 'application/pdf') throw notFound()
      sendViewer(res, { id, document })
    },
  )

  async function judge(req: Request, res: Response, documentFinding: Finding): Promise<void> {
    const { id, documentId } = readPath(documentPath, req.params)
    const { id: officer, name, role } = accountOf(res)
    const { application } = await cases.files.open(id, actorAt(res))
    if (hasEnded(application.state)) throw conflict('document.refused.ended', { facts: { id } })
    const document = await documents.find({ applicationId: id, documentId })
    const { finding, findingNote, seen } = documentFinding
    await documents.reviews.judge({ document, seen, to: finding, note: findingNote, by: { id: officer, name, role } })
    req.log.info({ account: officer, role, application: id, document: documentId, finding }, 'document judged')
  }

  type Refusal = { id: string; documentId: string }
  const refuse = (res: Response, { id, documentId, judged }: Refusal & { judged: FormFailure }) =>
    desk.show(res, id, { chosen: documentId, judged, status: 422 })

  /**
   * Shows a conflict. A missing note is an error of the form. Other conflicts are shown above the present state of the case,
   * with the typed text.
   */
  async function explain(res: Response, { error, ...at }: Refusal & { error: unknown }): Promise<void> {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
    const { body } = res.req as { body: unknown }
    if (error.code === 'document.refused.note-missing') {
      await refuse(res, { ...at, judged: formFailure(body, { findingNote: error.code }) })
      return
    }
    const judged = formFailure(body, {})
    await desk.show(res, at.id, { chosen: at.documentId, judged, alert: res.locals.t(error.code), status: 409 })
  }

  return router
}

type PdfPage = {
  locale: string
  title: string
  /** Address of the file. Downloads are recorded as readings. */
  file: string
  assets: Assets
  /** Address of the stylesheet with the office's colour; empty for the default colour. */
  accent: string
  words: Record<string, string>
}
const renderViewer = createPartialRenderer<PdfPage>('pdf-viewer')

/**
 * Only our own script runs and draws the pages. Nothing in the file is executed, nothing is sent out, and no other site may
 * frame the page.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Sends the page that shows a PDF, for the frame beside the answers or a separate tab. */
function sendViewer(res: Response, { id, document }: { id: string; document: ScannedDocument }): void {
  const { t, locale } = res.locals
  const file = pathTo(locale, '/applications/:id/documents/:documentId', { id, documentId: document._id.toHexString() })
  const title = [t(`document.kind.${document.kind}`), document.name].join(t('list.colon'))
  const assets = res.app.locals.assets as Assets
  res.set({ 'Content-Security-Policy': policy, 'X-Frame-Options': 'SAMEORIGIN', 'X-Robots-Tag': 'noindex' })
  const accent = siteSettings().accent.style ?? ''
  res.type('html').send(renderViewer({ locale, title, file, assets, accent, words: wordsOf(t) }))
}

const wordsOf = (t: Translate): PdfPage['words'] => ({
  back: t('document.viewer.back'),
  forward: t('document.viewer.forward'),
  page: t('document.viewer.page'),
  smaller: t('document.viewer.smaller'),
  larger: t('document.viewer.larger'),
  fit: t('document.viewer.fit'),
  loading: t('document.viewer.loading'),
  failed: t('document.viewer.failed'),
  noScript: t('document.viewer.no-script'),
  download: t('case.document.download'),
})
