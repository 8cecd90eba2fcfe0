import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import type { Services } from '#server/services.ts'
import { paperExtensions, type RefusedFile } from '#shared/files/file-rules.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { AppError, conflict, notFound } from '#shared/errors.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import { acceptanceOf, conditionsOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { contractForm } from '../contract-form.ts'
import { isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import { countedUploads } from '#features/cases/documents/document-intake.ts'
import { filesByKind, type DocumentRules } from '#features/cases/documents/arrival.ts'
import { casePath } from '#features/cases/applicant/input.ts'
import { readerOf } from '#features/cases/applicant/labels.ts'
import { issueAddressProof } from '../address-proof.ts'
import { requireShownVersion } from '../contract-terms.ts'
import { acceptancePage, renderAcceptance } from './page.ts'

const acceptancePath = '/applications/:id/acceptance'

/** Routes of the applicant from the accepted offer to the contract: what has to be done, with which papers, by when. */
export function acceptanceRoutes({
  casePorts,
  cases,
  documents,
  premises,
}: Pick<Services, 'casePorts' | 'cases' | 'documents' | 'premises'>): Router {
  const router = Router({ caseSensitive: true })

  router.get(acceptancePath, applicant, async (req, res) => {
    const application = await readOwnCase(req, res)
    if (acceptanceOf(application)) await show(res, application)
    // Mails link here also after the offer has ended; the page of the case says what happened.
    else if (wasAccepted(application))
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id', { id: idOf(application) }))
    else throw notFound()
  })

  type FormProblem = { refused?: RefusedFile[]; error?: MessageKey; status?: number }
  async function show(
    res: Response,
    application: Application,
    { status = 422, ...trouble }: FormProblem = {},
  ): Promise<void> {
    const id = application._id.toHexString()
    const facts = application.heldPremises ? await premises.leaseFacts(application.heldPremises) : null
    const usableAddress = facts?.usableAsRegisteredAddress ?? false
    const shown = { application, documents: await documents.list(id), usableAddress, ...trouble }
    renderAcceptance(
      res,
      acceptancePage(readerOf(res, cases.now()), shown),
      trouble.refused || trouble.error ? status : 200,
    )
  }

  router.post(acceptancePath, applicant, async (req, res) => {
    try {
      await receivePapers(req, res)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'acceptance.refused.other-version') throw error
      await show(res, await readOwnCase(req, res), { error: error.code, status: 409 })
    }
  })

  async function receivePapers(req: Request, res: Response): Promise<void> {
    const application = await readOwnCase(req, res)
    if (!acceptanceOf(application) && !wasAccepted(application)) throw notFound()
    acceptanceRules(application, [])
    const id = application._id.toHexString()
    const kinds = requestedKinds(application)
    const received = await receiveFiles(req, res, {
      store: documents.store,
      room: await documents.room(id, countedUploads(application)),
      extensions: paperExtensions,
      fields: kinds,
    })
    const by = accountOf(res).id
    const files = filesByKind(received.files, kinds)
    const { version } = contractForm.parse(received.fields)
    const signed = files.some(({ kind }) => kind === 'signed_contract')
    const rules = signed ? rulesForVersion(version) : acceptanceRules
    const change = { id, by, files, rules, read: () => cases.own.get(id, by) }
    const { added, same, refused } = await cases.documents.add(change)
    const all = [...received.refused, ...refused]
    if (all.length > 0) await show(res, application, { refused: all })
    else if (added.length + same.length === 0) await show(res, application, { error: 'upload.none' })
    else {
      if (added.length > 0) flashNotice(res, 'acceptance.received', { count: added.length })
      if (same.length > 0) flashNotice(res, 'apply.documents.same', { names: same.join(res.locals.t('list.comma')) })
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id/acceptance', { id }))
    }
  }

  router.post(`${acceptancePath}/address-proof`, applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const { id: applicantId, name } = accountOf(res)
    await issueAddressProof(casePorts, id, { kind: 'applicant', id: applicantId, name })
    flashNotice(res, 'acceptance.proof.done')
    res.redirect(303, pathTo(res.locals.locale, '/applications/:id/acceptance', { id }))
  })

  const readOwnCase = (req: Request, res: Response): Promise<Application> =>
    cases.own.get(readPath(casePath, req.params).id, accountOf(res).id)

  return router
}

/** Rules for papers of an accepted offer: they can be added until the handover, and never replaced or removed. */
const acceptanceRules: DocumentRules = application => {
  if (!acceptanceOf(application) || !isAwaitingConditions(application)) throw conflict('acceptance.refused.closed')
  return { addable: requestedKinds(application), replaceable: () => false, removable: () => false }
}

/** The same for papers with a scan of the contract, which is signed in the version that the page showed. */
const rulesForVersion =
  (version: number | undefined): DocumentRules =>
  (application, present) => {
    requireShownVersion(application, version)
    return acceptanceRules(application, present)
  }

const idOf = ({ _id }: Application): string => _id.toHexString()

/** Checks whether an accepted offer has ended. Before any offer was accepted, the page does not exist. */
const wasAccepted = ({ pastOffers = [] }: Application): boolean => pastOffers.some(({ acceptance }) => acceptance)

function requestedKinds(application: Application): DocumentKind[] {
  const contract = acceptanceOf(application)?.contract
  const open = conditionsOf(application)
    .filter(({ state }) => state === 'open')
    .map(({ kind }) => kind)
  return [...new Set<DocumentKind>([...open, ...(contract ? (['signed_contract'] as const) : [])])]
}
