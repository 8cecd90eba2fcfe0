import type { Application } from '#models/cases/application.ts'
import { plainPdf } from '#features/applications/demonstration/papers.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant, type TestAccount } from '#tests/factories/account.ts'
import { aDraft, validAnswers } from '#tests/factories/applications.ts'
import { aPremises } from '#tests/factories/premises.ts'
import type { useSite } from '#tests/support/site.ts'

type Site = ReturnType<typeof useSite>
export const idOf = ({ _id }: Pick<Application, '_id'>): string => _id.toHexString()

const ofEverybody = ['passport', 'business_plan', 'experience']
const ofCompanies = ['company_extract', 'company_charter', 'ownership_statement']

/**
 * Creates a case in screening, submitted with its documents by a founder who reads `locale`, for a company if one is given:
 * through the site, but without its pages.
 */
export async function screenedCase(
  site: Site,
  locale: Locale,
  files: Partial<Record<string, Buffer>> = {},
  company?: Record<string, string>,
) {
  const founder = await anApplicant({ locale, name: 'Анна Иванова' })
  const reviewer = await aColleague('reviewer', { name: '孙立群' })
  const { code } = await aPremises()
  const answers = validAnswers([code])
  const applicant = { ...answers.applicant, preferredLanguage: locale }
  const draft = await aDraft({
    applicant: founder._id,
    premises: [code],
    answers: { ...answers, applicant, company: { ...answers.company, ...company } },
  })
  const id = idOf(draft)
  const person = await site.as(founder)
  const upload = person.post(`/ru/applications/${id}/documents`)
  for (const kind of [...ofEverybody, ...(company ? ofCompanies : [])])
    void upload.attach(kind, files[kind] ?? plainPdf([kind]), `${kind}.pdf`)
  await upload.expect(303)
  await person.post(`/ru/applications/${id}/check`).expect(303)
  const officer = await site.as(reviewer)
  await officer.post(`/zh/staff/applications/${id}/screening`).expect(303)
  return { id, code, founder, reviewer }
}

/** Takes a case from the screening to the decision. */
export async function assess(site: Site, reviewer: TestAccount, id: string): Promise<void> {
  const officer = await site.as(reviewer)
  const act = (name: string, values: object = {}) =>
    officer.post(`/zh/staff/applications/${id}/${name}`).type('form').send(values).expect(303)
  const scores = { feasibility: '4', experience: '4', jobs: '4', finance: '4', street_benefit: '4' }
  await act('review')
  await act('declaration', { interest: 'none' })
  await act('assessment', { ...scores, comment: '计划清楚，资金可靠。' })
  await act('decision')
}

/** Records the contract and the handover of an accepted offer; the tenancy follows. */
export async function handOver(site: Site, officer: TestAccount, id: string): Promise<void> {
  const person = await site.as(officer)
  const act = (name: string, values: object = {}) =>
    person.post(`/zh/staff/applications/${id}/${name}`).type('form').send(values).expect(303)
  await act('contract', { openPlaces: 'yes' })
  const keys = { on: '2026-11-25', electricityMeter: '120,5', inventory: '钥匙两把', receivedBy: 'Анна Иванова' }
  await act('handover', keys)
  await site.runJobs()
}
