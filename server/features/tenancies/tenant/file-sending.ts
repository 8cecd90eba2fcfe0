import type { Request, Response } from 'express'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import type { Services } from '#server/services.ts'
import { AppError } from '#shared/errors.ts'
import { paperExtensions, type ReceivedFile, type RefusedFile } from '#shared/files/file-rules.ts'
import { accountOf } from '#web/access/access.ts'
import { formFailure } from '#web/forms/forms.ts'
import { receiveFiles, type ReceivedForm } from '#web/files/uploads.ts'
import type { Intake } from '#features/documents/document-intake.ts'
import type { TenancyActor } from '../states.ts'
import type { Refusal } from './form-pages.ts'
import { refusalOf } from './refusal.ts'

type Parts = Pick<Services, 'documents'>
type FileSubmission = {
  files: ReceivedFile[]
  fields: object
  /** Write of the tenancy that takes in the received files. */
  carryOut: (actor: TenancyActor, arrived: Intake | undefined) => Promise<unknown>
}
/** `cause`: the reason of the refusal, for when no form is left to show it. */
export type FormProblem = Partial<Refusal> & { refused?: RefusedFile[]; again?: boolean; cause?: AppError }

/** Receives files of one kind from a tenant. They become documents of the application and are scanned like all others. */
export function createFileReceiver({ documents }: Parts, kind: DocumentKind, extensions = paperExtensions) {
  async function receive(req: Request, res: Response, tenancy: Tenancy): Promise<ReceivedForm> {
    if (!req.is('multipart/form-data')) return { fields: fieldsOf(req), files: [], refused: [], discard: nothing }
    const room = await documents.room(tenancy.application.toHexString(), { askedAt: tenancy.stateSince })
    const all = await receiveFiles(req, res, {
      store: documents.store,
      room,
      extensions,
      fields: [kind],
    })
    // A form without a chosen file posts one with an empty name.
    return { ...all, refused: all.refused.filter(({ name, reason }) => name !== '' || reason !== 'extension') }
  }

  const arrive = (applicationId: string, by: string, files: readonly ReceivedFile[]) =>
    documents.receive({ applicationId, by, arrived: files.map(file => ({ kind, file })) })

  /** Returns null when the files were accepted; otherwise none of them is kept. */
  async function send(
    res: Response,
    tenancy: Tenancy,
    { files, fields, carryOut }: FileSubmission,
  ): Promise<(FormProblem & { status: number }) | null> {
    const { id: account, name } = accountOf(res)
    const id = tenancy._id.toHexString()
    const applicationId = tenancy.application.toHexString()
    const arrived = files.length > 0 ? await arrive(applicationId, account, files) : undefined
    const takeBack = async () => arrived && documents.drop({ applicationId, intake: arrived.id })
    const lacking = await documents.withoutRoom(applicationId, arrived?.documents ?? [], {
      askedAt: tenancy.stateSince,
    })
    if (lacking.size > 0) {
      await takeBack()
      const refused = [...lacking].map(([{ name }, reason]) => ({ field: kind, name, reason }))
      return { failure: formFailure(fields, {}), refused, status: 422 }
    }
    try {
      await carryOut({ kind: 'applicant', id: account, name }, arrived)
    } catch (error) {
      // After any other error the tenancy may still have taken them in; the worker or the sweeper settles that.
      if (error instanceof AppError) await takeBack()
      return refusalOf(res, error, fields)
    }
    res.req.log.info({ account, tenancy: id, files: files.length }, `${kind} sent`)
    return null
  }

  return { receive, send }
}

const fieldsOf = ({ body }: Request) => (body ?? {}) as ReceivedForm['fields']
const nothing = () => Promise.resolve()
