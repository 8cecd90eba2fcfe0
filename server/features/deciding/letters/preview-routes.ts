import { Readable } from 'node:stream'
import { Router } from 'express'
import { z } from 'zod'
import type { Clock } from '#outside/clock.ts'
import { letterDecisions, type LetterDecision } from '#models/deciding/letter.ts'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { sendAttachment } from '#web/files/downloads.ts'
import { readPath } from '#web/forms/forms.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import { decisionReasons } from '#features/cases/notice/decision-reasons.ts'

const previewPath = z.object({ decision: z.enum(letterDecisions), language: z.enum(locales) })

/** How letters would read by the texts that are drafted: a sample, with invented facts. */
export function letterPreviewRoutes({ letters }: Pick<Services, 'letters'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })

  router.get(
    '/staff/letters/preview/:decision/:language',
    staff('listing_manager', 'administrator'),
    async (req, res) => {
      const { decision, language } = readPath(previewPath, req.params)
      const bytes = await letters.preview(exampleOf(decision, language, clock.now()), language)
      const file = { name: `letter-${decision}-${language}.pdf`, mediaType: 'application/pdf', size: bytes.length }
      await sendAttachment(res, file, Readable.from([bytes]))
    },
  )

  return router
}

const names: Record<Locale, string> = { ru: 'IVANOVA ANNA', en: 'IVANOVA ANNA', zh: '王芳' }
const fortnightMs = 14 * 86_400_000

const exampleOf = (decision: LetterDecision, language: Locale, now: Date) => ({
  ...{ decision, reference: 'SS-0000-000000', applicant: names[language], decidedAt: now },
  premises: decision === 'offered' ? ['SFH-A-0107'] : ['SFH-A-0107', 'SFH-A-0108'],
  answerBy: decision === 'offered' ? new Date(now.getTime() + fortnightMs) : null,
  grounds: { reasonCodes: decisionReasons[decision].slice(0, 2) },
})
