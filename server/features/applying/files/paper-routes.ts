import { Router, type Request, type Response } from 'express'
import type { Application } from '#models/cases/application.ts'
import type { Acceptance } from '#models/cases/parts/offer.ts'
import { makePdf, type PdfDocument } from '#outside/pdf.ts'
import type { Services } from '#server/services.ts'
import { forbidden, notFound } from '#shared/errors.ts'
import { accountOf, actorAt, roles } from '#web/access/access.ts'
import { sendPdf } from '#web/files/downloads.ts'
import { readPath } from '#web/forms/forms.ts'
import { acceptanceOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { pastOfferOf, type Voided } from '#features/cases/acceptance/past-papers.ts'
import { languageOf } from '#features/acceptance/contract-terms.ts'
import { drawContract, drawDraftContract } from '#features/acceptance/contracts.ts'
import { addressProofPdf } from '#features/acceptance/pdf.ts'
import { paperPath, pastPaperPath } from '#features/cases/documents/input.ts'
import { submittedCopy } from './submitted-copy.ts'
import { seesPassports } from '#features/cases/documents/passports.ts'

type Parts = Pick<Services, 'casePorts' | 'cases' | 'documents'>

/**
 * Routes for the documents that the city issues for an accepted offer and the copy of the submitted application. They serve
 * the applicant and the staff of the case. Each read is logged. A read by staff is also recorded for the applicant to see.
 */
export function paperRoutes({ casePorts, cases, documents }: Parts): Router {
  const router = Router({ caseSensitive: true })

  const readers = roles('applicant', 'reviewer', 'decider', 'administrator')

  router.get('/applications/:id/papers/:paper', readers, async (req, res) => {
    const { id, paper } = readPath(paperPath, req.params)
    const application = await readApplication(res, id)
    await sendPaper(req, res, { application, paper, acceptance: acceptanceOf(application), voided: null })
  })

  router.get('/applications/:id/past-offers/:number/papers/:paper', readers, async (req, res) => {
    const { id, number, paper } = readPath(pastPaperPath, req.params)
    const application = await readApplication(res, id)
    const past = pastOfferOf(application, number)
    await sendPaper(req, res, {
      application,
      paper,
      acceptance: past?.acceptance,
      voided: past,
      suffix: `-${String(number)}`,
    })
  })

  async function sendPaper(req: Request, res: Response, { suffix = '', ...asked }: PaperRequest): Promise<void> {
    const { application, paper } = asked
    const document = await documentOf(casePorts, asked)
    if (!document) throw notFound()
    const name = `${application.reference ?? ''}-${paper}${suffix}.pdf`
    await documents.reads.recordPaper({ application: application._id, kind: kinds[paper], name }, accountOf(res))
    req.log.info({ account: accountOf(res).id, application: application._id.toHexString(), paper }, 'paper read')
    await sendPdf(res, name, await makePdf(document))
  }

  async function readApplication(res: Response, id: string): Promise<Application> {
    const { id: account, role } = accountOf(res)
    if (role === 'applicant') return cases.own.get(id, account)
    // The city's documents contain the passport number of the person they are for.
    if (!seesPassports(role)) throw forbidden('case.passport-hidden')
    return cases.files.content(id, actorAt(res))
  }

  return router
}

const kinds = {
  'address-proof': 'address_proof',
  contract: 'contract',
  'draft-contract': 'draft_contract',
  submitted: 'application_copy',
} as const

type PaperRequest = {
  application: Application
  paper: keyof typeof kinds
  acceptance: Acceptance | null | undefined
  voided: Voided | null
  /** Suffix of the file name. */
  suffix?: string
}

async function documentOf(
  casePorts: Parts['casePorts'],
  { application, paper, acceptance, voided }: PaperRequest,
): Promise<PdfDocument | null> {
  if (paper === 'submitted') return submittedCopy(application, languageOf(application))
  const { addressProof, contract } = acceptance ?? {}
  const printing = { reference: application.reference ?? '', locale: languageOf(application), voided }
  if (paper === 'draft-contract') return drawDraftContract(casePorts, application, printing)
  if (paper === 'contract') return contract ? drawContract(casePorts, contract, printing) : null
  return addressProof ? addressProofPdf(addressProof, printing) : null
}
