import { Router, type Request, type Response } from 'express'
import type { Application } from '../../../../../models/application.ts'
import type { DocumentKind } from '../../../../../models/document.ts'
import type { Services } from '../../../../services.ts'
import { conflict } from '../../../../shared/errors.ts'
import { paperExtensions, type ReceivedFile, type RefusedFile } from '../../../../shared/file-rules.ts'
import type { MessageKey } from '../../../../shared/i18n.ts'
import { accountOf, applicant } from '../../../../web/access.ts'
import { notice } from '../../../../web/flash.ts'
import { readPath } from '../../../../web/forms.ts'
import { receiveFiles } from '../../../../web/uploads.ts'
import { documentsPage, renderDocuments } from '../documents-page.ts'
import { casePath, documentPath } from '../input.ts'
import { isOpenForDocuments } from '../../save-section.ts'
import { opennessOf } from './openness.ts'
import { hasEnded } from '../../states.ts'
import { readerOf } from '../words.ts'

/** The documents of an application: several at once, replaced and removed. Reading one is ../../documents. */
export function documentRoutes({ applications, documents }: Pick<Services, 'applications' | 'documents'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/applications/:id/documents', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const application = await applications.own(id, accountOf(res).id)
    const own = await documents.list(id, { infected: true })
    const { kinds, mending } = opennessOf(application, own, applications.now())
    if (kinds.length > 0 && !(mending && hasEnded(application.state))) await show(res, application, {})
    else res.redirect(303, `/${res.locals.locale}/applications/${id}`)
  })

  type Trouble = { refused?: RefusedFile[]; error?: MessageKey }
  async function show(res: Response, application: Application, trouble: Trouble): Promise<void> {
    const own = await documents.list(application._id.toHexString(), { infected: true })
    const page = documentsPage(readerOf(res, applications.now()), { application, documents: own, ...trouble })
    renderDocuments(res, page, trouble.error || trouble.refused ? 422 : 200)
  }

  router.post('/applications/:id/documents', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const application = await ownOpen(res, id)
    const kinds = opennessOf(application, await documents.list(id), applications.now()).addable
    if (kinds.length === 0) throw conflict('request.document-closed', { facts: { id } })
    const received = await receiveFiles(req, res, {
      store: documents.store,
      room: await documents.room(id),
      extensions: paperExtensions,
      fields: kinds,
    })
    const refused = [...received.refused]
    const byKind = kinds.map(kind => ({ kind, files: received.files.filter(({ field }) => field === kind) }))
    for (const { kind, files } of byKind) refused.push(...(await addTo(res, id, kind, files)))
    await answer(res, application, { kept: received.files.length, refused })
  })

  async function addTo(res: Response, id: string, kind: DocumentKind, files: ReceivedFile[]): Promise<RefusedFile[]> {
    if (files.length === 0) return []
    return (await documents.add({ applicationId: id, kind, by: accountOf(res).id, files })).refused
  }

  async function answer(
    res: Response,
    application: Application,
    { kept, refused }: { kept: number; refused: RefusedFile[] },
  ) {
    if (kept === 0 && refused.length === 0) await show(res, application, { error: 'upload.none' })
    else if (refused.length > 0) await show(res, application, { refused })
    else {
      notice(res, 'apply.documents.received', { count: kept })
      res.redirect(303, `/${res.locals.locale}/applications/${application._id.toHexString()}/documents`)
    }
  }

  router.post('/applications/:id/documents/:documentId', applicant, async (req, res) => {
    const { id, documentId } = readPath(documentPath, req.params)
    const replacing = Boolean(req.is('multipart/form-data'))
    const application = await ownOpen(res, id, replacing ? documentId : undefined)
    await demandOpen(application, documentId, replacing ? 'replaceable' : 'removable')
    if (replacing) await replace(req, res, { application, documentId })
    else {
      const { name } = await documents.remove({ applicationId: id, documentId, keepOld: application.state !== 'draft' })
      notice(res, 'apply.documents.removed', { name })
      res.redirect(303, `/${res.locals.locale}/applications/${id}/documents`)
    }
  })

  /** While information is requested, only what was asked for and what came since is open. */
  async function demandOpen(application: Application, documentId: string, how: 'replaceable' | 'removable') {
    const document = await documents.find({ applicationId: application._id.toHexString(), documentId })
    const open = opennessOf(application, [document], applications.now())
    if (!open[how](document)) throw conflict('request.document-closed', { facts: { documentId } })
  }

  type Place = { application: Application; documentId: string }
  async function replace(req: Request, res: Response, { application, documentId }: Place): Promise<void> {
    const applicationId = application._id.toHexString()
    const old = await documents.find({ applicationId, documentId })
    const keepOld = application.state !== 'draft'
    const received = await receiveFiles(req, res, {
      store: documents.store,
      room: await documents.room(applicationId, keepOld ? null : old),
      extensions: paperExtensions,
      fields: ['file'],
    })
    const [file, ...more] = received.files
    for (const extra of more) await documents.store.remove(extra.storageId)
    const by = accountOf(res).id
    const late = file ? (await documents.replace({ applicationId, documentId, by, file, keepOld })).refused : []
    // The page knows the kind, not the field of the small form that the file came with.
    const refused = [...received.refused, ...late].map(refusal => ({ ...refusal, field: old.kind }))
    if (!file || refused.length > 0) {
      await answer(res, application, { kept: 0, refused })
      return
    }
    notice(res, 'apply.documents.replaced', { name: old.name })
    res.redirect(303, `/${res.locals.locale}/applications/${applicationId}/documents`)
  }

  /** The applicant's own one, about to change: before any file is taken in. `documentId` is one to be replaced. */
  async function ownOpen(res: Response, id: string, documentId?: string): Promise<Application> {
    const applicantId = accountOf(res).id
    const application = await applications.own(id, applicantId)
    if (documentId && (await mayMend(application, documentId))) return application
    await applications.touch({ id, applicantId })
    return applications.own(id, applicantId)
  }

  async function mayMend(application: Application, documentId: string): Promise<boolean> {
    if (isOpenForDocuments(application, applications.now()) || hasEnded(application.state)) return false
    const { scanState } = await documents.find({ applicationId: application._id.toHexString(), documentId })
    return scanState === 'infected'
  }

  return router
}
