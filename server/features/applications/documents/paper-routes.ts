import { Readable } from 'node:stream'
import { Router, type Response } from 'express'
import type { Application } from '../../../../models/application.ts'
import { makePdf, type PdfDocument } from '../../../outside/pdf.ts'
import type { Services } from '../../../services.ts'
import { notFound } from '../../../shared/errors.ts'
import { isLocale, type Locale } from '../../../shared/i18n.ts'
import { accountOf, roles } from '../../../web/access.ts'
import { sendAttachment } from '../../../web/downloads.ts'
import { readPath } from '../../../web/forms.ts'
import { acceptanceOf } from '../acceptance/of-offer.ts'
import { addressProofPdf, contractPdf } from '../acceptance/pdf.ts'
import { paperPath } from './input.ts'

/**
 * The papers the city makes for an accepted offer, for the applicant and the staff of the case. Each read is logged, and one by
 * the staff is written down for the applicant to see.
 */
export function paperRoutes({ applications, documents }: Pick<Services, 'applications' | 'documents'>): Router {
  const router = Router({ caseSensitive: true })

  router.get(
    '/applications/:id/papers/:paper',
    roles('applicant', 'reviewer', 'decider', 'administrator'),
    async (req, res) => {
      const { id, paper } = readPath(paperPath, req.params)
      const application = await readable(res, id)
      const document = paper === 'contract' ? contractOf(application) : proofOf(application)
      if (!document) throw notFound()
      const name = `${application.reference ?? ''}-${paper}.pdf`
      await documents.recordPaperRead({ application: application._id, kind: kinds[paper], name }, accountOf(res))
      req.log.info({ account: accountOf(res).id, application: id, paper }, 'paper read')
      const bytes = await makePdf(document)
      await sendAttachment(res, { name, mediaType: 'application/pdf', size: bytes.length }, Readable.from([bytes]))
    },
  )

  async function readable(res: Response, id: string): Promise<Application> {
    const { id: account, name, role } = accountOf(res)
    if (role === 'applicant') return applications.own(id, account)
    const actor = { kind: role, id: account, name }
    await applications.demandContent(id, actor)
    return applications.forStaff(id, actor)
  }

  return router
}

const kinds = { 'address-proof': 'address_proof', contract: 'contract' } as const

function proofOf(application: Application): PdfDocument | null {
  const proof = acceptanceOf(application)?.addressProof
  return proof ? addressProofPdf(proof, application.reference ?? '', languageOf(application)) : null
}

function contractOf(application: Application): PdfDocument | null {
  const contract = acceptanceOf(application)?.contract
  return contract ? contractPdf(contract, application.reference ?? '', languageOf(application)) : null
}

/** The language the applicant asked to be written to in. */
function languageOf({ snapshot }: Application): Locale {
  const preferred = snapshot?.answers.applicant?.preferredLanguage
  return isLocale(preferred) ? preferred : 'ru'
}
