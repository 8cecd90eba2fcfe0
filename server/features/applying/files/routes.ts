import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Router, type Response } from 'express'
import type { Services } from '#server/services.ts'
import { encodePreview, UnreadableImage } from '#outside/files/images.ts'
import { accountOf, actorAt, roles } from '#web/access/access.ts'
import { sendAttachment, sendInline } from '#web/files/downloads.ts'
import { readPath } from '#web/forms/forms.ts'
import { documentLook, documentPath } from '#features/cases/documents/input.ts'
import { requirePassportReader } from '#features/cases/documents/passports.ts'

type Parts = Pick<Services, 'cases' | 'documents'>
type Found = Awaited<ReturnType<Services['documents']['find']>>

/**
 * Routes for the files of an application. They serve its applicant and the staff of cases as far as its content is open to
 * them. For everybody else the files do not exist. Each read is logged with who and what. A read by staff is also recorded
 * for the applicant to see.
 */
export function applicationDocumentRoutes({ cases, documents }: Parts): Router {
  const router = Router({ caseSensitive: true })

  router.get(
    '/applications/:id/documents/:documentId',
    roles('applicant', 'reviewer', 'decider', 'administrator'),
    async (req, res) => {
      const { id, documentId } = readPath(documentPath, req.params)
      const document = await readDocument(res, id, documentId)
      const { id: reader, name, role } = accountOf(res)
      requirePassportReader(role, document)
      documents.requireReadable(document)
      if (role !== 'applicant') await documents.reads.record(document, { id: reader, name, role })
      req.log.info({ account: reader, application: id, document: documentId, kind: document.kind }, 'document read')
      const isInlineView = documentLook.parse(req.query).inline && role !== 'applicant'
      if (isInlineView && (await sendPreview(res, document))) return
      await sendAttachment(res, document, documents.open(document))
    },
  )

  async function readDocument(res: Response, applicationId: string, documentId: string): Promise<Found> {
    const { id, role } = accountOf(res)
    if (role === 'applicant') await cases.own.get(applicationId, id)
    else await cases.files.requireContent(applicationId, actorAt(res))
    return documents.find({ applicationId, documentId })
  }

  /** Sends a preview. Returns false for files that only a program on the reader's own device can open. */
  async function sendPreview(res: Response, document: Found): Promise<boolean> {
    if (!previewable.has(document.mediaType)) return false
    const preview = await previewOf(await buffer(documents.open(document)))
    if (!preview) return false
    await sendInline(
      res,
      { name: `${document.name}.webp`, mediaType: 'image/webp', size: preview.length },
      Readable.from([preview]),
    )
    return true
  }

  return router
}

const previewable: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])

async function previewOf(bytes: Buffer): Promise<Buffer | null> {
  try {
    return await encodePreview(bytes)
  } catch (error) {
    if (error instanceof UnreadableImage) return null
    throw error
  }
}
