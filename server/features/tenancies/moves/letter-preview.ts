import { Router } from 'express'
import { z } from 'zod'
import { tenancyDecisions, type TenancyDecision } from '#models/deciding/letter.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { addDays, addMonths, cityDayOf } from '#shared/days/city-day.ts'
import { locales } from '#shared/texts/i18n.ts'
import { staff } from '#web/access/access.ts'
import { sendPdf } from '#web/files/downloads.ts'
import { readPath } from '#web/forms/forms.ts'
import { letterIn } from './decision-letter.ts'

const previewPath = z.object({ decision: z.enum(tenancyDecisions), language: z.enum(locales) })
const party = {
  nameLatin: 'IVANOVA ANNA',
  nameCyrillic: 'Иванова Анна',
  nameChinese: '伊万诺娃·安娜',
  companyName: '',
  companyNumber: '',
}

/** Previews of letters about tenancies with the drafted texts and invented facts. */
export function tenancyLetterPreviewRoutes({ letters }: Pick<Services, 'letters'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })

  router.get(
    '/staff/letters/preview/tenancies/:decision/:language',
    staff('listing_manager', 'administrator'),
    async (req, res) => {
      const { decision, language } = readPath(previewPath, req.params)
      const decidedAt = clock.now()
      const reference = 'SS-0000-000000'
      const facts = { decision, ...exampleOf(decision, decidedAt) }
      const tenancy = { reference, premises: 'SFH-A-0107', party }
      const bytes = await letters.previewOfTenancy({ language, reference, decidedAt }, (letterReader, { office }) =>
        letterIn(letterReader, { tenancy, facts, decidedAt, office }),
      )
      await sendPdf(res, `letter-${decision}-${language}.pdf`, bytes)
    },
  )

  return router
}

const appealDays = 30
const rentFen = 168_000

/** Returns sample facts of a letter: days, amount and reasons. The termination is one that can be appealed. */
function exampleOf(decision: TenancyDecision, now: Date): Record<string, string> {
  const today = cityDayOf(now)
  if (decision === 'renewed')
    return {
      until: addMonths(today, 36),
      ...reasons('Мастерская работает и учит людей.', '该工坊经营正常，并带徒授艺。'),
    }
  if (decision === 'converted_to_paid')
    return {
      day: addMonths(today, 1),
      rentFen: String(rentFen),
      ...reasons('Срок без арендной платы заканчивается.', '免租期即将届满。'),
    }
  return {
    ground: 'not_opened',
    day: addDays(today, appealDays),
    ...reasons('За год магазин не открылся.', '店铺一年内未开业。'),
  }
}

const reasons = (reason: string, reasonZh: string) => ({ reason, reasonZh })
