import { Router } from 'express'
import { z } from 'zod'
import type { ContractTerms } from '#models/cases/parts/acceptance.ts'
import type { Clock } from '#outside/clock.ts'
import { makePdf } from '#outside/pdf.ts'
import type { Services } from '#server/services.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { locales } from '#shared/texts/i18n.ts'
import { staff } from '#web/access/access.ts'
import { sendPdf } from '#web/files/downloads.ts'
import { readPath } from '#web/forms/forms.ts'
import { contractDocument } from './contract-text.ts'

const previewPath = z.object({ language: z.enum(locales) })

/** Previews of a contract with the drafted texts, invented facts and a sample number. */
export function contractPreviewRoutes(
  { letterhead, programme, wording }: Pick<Services, 'letterhead' | 'programme' | 'wording'>,
  clock: Clock,
): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/contracts/preview/:language', staff('listing_manager', 'administrator'), async (req, res) => {
    const { language: locale } = readPath(previewPath, req.params)
    const { rentFreeMonths } = await programme.settings()
    const number = await letterhead.numbers.sample('contract')
    const terms = { ...exampleAt(clock.now()), rentFreeMonths, number, office: await letterhead.partyA() }
    const texts = await wording.editions.current('contract', { drafts: true })
    const printing = { reference: 'SS-0000-000000', locale, voided: null, texts, sample: 'preview' as const }
    await sendPdf(res, `contract-${locale}.pdf`, await makePdf(contractDocument(terms, printing)))
  })

  return router
}

const exampleAt = (now: Date): ContractTerms => ({
  version: 1,
  preparedAt: now,
  useClass: 'retail',
  rentFreeMonths: 36,
  premises: {
    code: 'SFH-A-0107',
    address: { ru: 'Суйфэньхэ, улица стартапов, A1', en: 'Startup Street A1, Suifenhe', zh: '绥芬河市创业街A1号' },
    buildingCode: 'A1',
    floor: 1,
    areaGrossSqM: 72,
    areaUsableSqM: 64.5,
    certificateNumber: null,
    managingBody: {},
    usableAsRegisteredAddress: true,
    demo: true,
    marketRentPerSqMMonthFen: 4_000,
    managementFeePerSqMMonthFen: 250,
    heatingFeePerSqMSeasonFen: 3_500,
    depositFen: 500_000,
  },
  lessee: {
    nameLatin: 'IVANOVA ANNA',
    nameCyrillic: 'Иванова Анна',
    nameChinese: '',
    citizenship: 'RU',
    passportNumber: '00 0000000',
    vehicle: 'individual',
    companyName: '',
    companyNumber: '',
  },
  openConditions: [{ kind: 'business_licence', text: null, dueOn: addDays(cityDayOf(now), 60) }],
})
