import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { accountOf, actorAt, roles, staff } from '#web/access/access.ts'
import { sendAttachment, sendPdf } from '#web/files/downloads.ts'
import { id, readPath } from '#web/forms/forms.ts'
import type { Clock } from '#outside/clock.ts'
import type { OfferedTerms } from '#models/cases/parts/offer.ts'
import { letterDecisions, type LetterDecision } from '#models/deciding/letter.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import { decisionReasons } from '#features/cases/notice/decision-reasons.ts'

const letterPath = z.object({ id, letterId: id })
const previewPath = z.object({ decision: z.enum(letterDecisions), language: z.enum(locales) })

type Parts = Pick<Services, 'cases' | 'documents' | 'letters'>

/**
 * Routes of letters: those of a case, for its applicant and for staff to whom its content is open, and previews with the
 * drafted texts. Each read is logged; reads by the staff are also recorded for the applicant to see.
 */
export function letterRoutes({ cases, documents, letters }: Parts, clock: Clock): Router {
  const router = Router({ caseSensitive: true })

  router.get(
    '/applications/:id/letters/:letterId',
    roles('applicant', 'reviewer', 'decider', 'administrator'),
    async (req, res) => {
      const { id: application, letterId } = readPath(letterPath, req.params)
      const { id: account, name, role } = accountOf(res)
      if (role === 'applicant') await cases.own.get(application, account)
      else await cases.files.requireContent(application, actorAt(res))
      const letter = await letters.find(application, letterId)
      const paper = { application: letter.application, kind: 'decision_letter', name: letter.name } as const
      await documents.reads.recordPaper({ ...paper, letter: letter._id }, { id: account, name, role })
      req.log.info({ account, application, letter: letterId }, 'letter read')
      await sendAttachment(
        res,
        { name: letter.name, mediaType: 'application/pdf', size: letter.size },
        letters.open(letter),
      )
    },
  )

  router.get(
    '/staff/letters/preview/:decision/:language',
    staff('listing_manager', 'administrator'),
    async (req, res) => {
      const { decision, language } = readPath(previewPath, req.params)
      const bytes = await letters.preview(exampleOf(decision, language, clock.now()), language)
      await sendPdf(res, `letter-${decision}-${language}.pdf`, bytes)
    },
  )

  return router
}

/** Invented names for previews. */
const names: Record<Locale, string> = { ru: 'IVANOVA ANNA', en: 'IVANOVA ANNA', zh: '王芳' }
const exampleTerms: OfferedTerms = {
  rentFreeMonths: 36,
  marketRentPerSqMMonthFen: 4_000,
  managementFeePerSqMMonthFen: 250,
  heatingFeePerSqMSeasonFen: 3_500,
  depositFen: 500_000,
  handoverFrom: null,
  conditions: [{ kind: 'business_licence', days: 60 }],
}
const fortnightMs = 14 * 86_400_000

const exampleOf = (decision: LetterDecision, language: Locale, now: Date) => ({
  decision,
  reference: 'SS-0000-000000',
  applicant: names[language],
  decidedAt: now,
  premises: decision === 'offered' ? ['SFH-A-0107'] : ['SFH-A-0107', 'SFH-A-0108'],
  answerBy: decision === 'offered' ? new Date(now.getTime() + fortnightMs) : null,
  terms: decision === 'offered' ? exampleTerms : null,
  grounds: { reasonCodes: decisionReasons[decision].slice(0, 2) },
})
