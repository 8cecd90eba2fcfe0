import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Services } from '#server/services.ts'
import { conflict } from '#shared/errors.ts'
import { paperExtensions, type RefusedFile } from '#shared/files/file-rules.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import { casePath, documentPath } from '#features/cases/applicant/input.ts'
import { filesByKind, type DocumentRules, type IntakeResult } from '#features/cases/documents/arrival.ts'
import { countedUploads } from '#features/cases/documents/document-intake.ts'
import { hasEnded } from '#features/cases/states.ts'
import { readerOf } from '#features/cases/applicant/labels.ts'
import { documentsPage, renderDocuments } from '../documents-page.ts'
import { requireAllowedChanges, allowedChangesOf } from './allowed-changes.ts'

/** Routes to upload several documents at once, to replace and to remove them. Reading one is in ../../documents. */
export function documentRoutes({ cases, documents }: Pick<Services, 'cases' | 'documents'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/applications/:id/documents', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const application = await cases.own.get(id, accountOf(res).id)
    const own = await documents.list(id, { infected: true })
    const { kinds, mending } = allowedChangesOf(application, own, cases.now())
    if (kinds.length > 0 && !(mending && hasEnded(application.state))) await show(res, application, {})
    else res.redirect(303, pathTo(res.locals.locale, '/applications/:id', { id }))
  })

  type UploadErrors = { refused?: RefusedFile[]; error?: MessageKey }
  async function show(res: Response, application: Application, trouble: UploadErrors): Promise<void> {
    const own = await documents.list(application._id.toHexString(), { infected: true })
    const page = documentsPage(readerOf(res, cases.now()), { application, documents: own, ...trouble })
    renderDocuments(res, page, trouble.error || trouble.refused ? 422 : 200)
  }

  router.post('/applications/:id/documents', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const application = await cases.own.get(id, accountOf(res).id)
    const kinds = rules(application, await documents.list(id)).addable
    if (kinds.length === 0) throw conflict('request.document-closed', { facts: { id } })
    const received = await receiveFiles(req, res, {
      store: documents.store,
      room: await documents.room(id, countedUploads(application)),
      extensions: paperExtensions,
      fields: [...kinds],
    })
    const taken = await cases.documents.add({ ...change(res, id), files: filesByKind(received.files, kinds) })
    await respond(res, application, { ...taken, refused: [...received.refused, ...taken.refused] })
  })

  /** Checks what may be changed before the upload is read, and again after all files have arrived. */
  const rules: DocumentRules = (application, present) => requireAllowedChanges(application, present, cases.now())
  function change(res: Response, id: string) {
    const by = accountOf(res).id
    return { id, by, rules, read: () => cases.own.get(id, by) }
  }

  async function respond(
    res: Response,
    application: Application,
    { added, same, refused }: IntakeResult,
  ): Promise<void> {
    if (refused.length > 0) await show(res, application, { refused })
    else if (added.length + same.length === 0) await show(res, application, { error: 'upload.none' })
    else {
      if (added.length > 0) flashNotice(res, 'apply.documents.received', { count: added.length })
      if (same.length > 0) flashNotice(res, 'apply.documents.same', { names: same.join(res.locals.t('list.comma')) })
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id/documents', { id: application._id.toHexString() }))
    }
  }

  router.post('/applications/:id/documents/:documentId', applicant, async (req, res) => {
    const { id, documentId } = readPath(documentPath, req.params)
    if (req.is('multipart/form-data')) await replace(req, res, { id, documentId })
    else {
      const removed = await cases.documents.remove({ ...change(res, id), documentId })
      if (removed) flashNotice(res, 'apply.documents.removed', { name: removed.name })
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id/documents', { id }))
    }
  })

  async function replace(req: Request, res: Response, { id, documentId }: { id: string; documentId: string }) {
    const application = await cases.own.get(id, accountOf(res).id)
    const old = await documents.findOrNext({ applicationId: id, documentId })
    if (!rules(application, await documents.list(id, { infected: true })).replaceable(old))
      throw conflict('request.document-closed', { facts: { documentId } })
    const received = await receiveFiles(req, res, {
      store: documents.store,
      room: await documents.room(id, countedUploads(application, old)),
      extensions: paperExtensions,
      fields: ['file'],
    })
    const [file, ...more] = received.files
    for (const extra of more) await documents.store.remove(extra.storageId)
    const taken = file
      ? await cases.documents.replace({ ...change(res, id), documentId, file })
      : { added: [], same: [], refused: [] }
    // The page knows the kind, not the field name of the small form that sent the file.
    const refused = [...received.refused, ...taken.refused].map(refusal => ({ ...refusal, field: old.kind }))
    if (!file || refused.length > 0) await respond(res, application, { added: [], same: [], refused })
    else {
      flashNotice(res, 'apply.documents.replaced', { name: old.name })
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id/documents', { id }))
    }
  }

  return router
}
