import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { Answers } from '#models/cases/application.ts'
import type { Services } from '#server/services.ts'
import { partyOf } from '#features/acceptance/lessee.ts'
import { anApplicant, type TestAccount } from './account.ts'
import { anAcceptedOffer, anApplication, validAnswers } from './applications.ts'
import { aPremises } from './premises.ts'

/** The party of the contract with the answers that applications have by default. */
export const aParty = partyOf({ snapshot: { answers: validAnswers() } } as never)

type Options = {
  handoverOn?: string
  rentFreeMonths?: number
  premises?: string
  buildingCode?: string
  answers?: Answers
} & Partial<Omit<Tenancy, '_id' | 'premises' | 'handoverOn' | 'rentFreeMonths'>>

/** Creates a tenancy of a let unit, as a handover does. The given fields replace the defaults. */
export async function aTenancy(
  services: Services,
  { handoverOn = '2026-08-01', rentFreeMonths = 36, premises, buildingCode = 'A1', answers, ...changes }: Options = {},
): Promise<{ id: string; path: string; own: string; code: string; application: string; tenant: TestAccount }> {
  const tenant = await anApplicant({ name: 'Анна Иванова', locale: 'ru' })
  const { code } = await aPremises({ status: 'let', buildingCode, ...(premises ? { code: premises } : {}) })
  const application = await anApplication({
    applicant: tenant._id,
    state: 'contracted',
    premises: [code],
    ...(answers ? { answers } : {}),
    heldPremises: code,
    startedFor: code,
    handedOverOn: handoverOn,
    offer: anAcceptedOffer(code, {
      handover: { electricityMeter: 1250.5, waterMeter: null, heatMeter: 7, inventory: 'Два ключа.' },
    }),
  })
  const of = {
    application: application._id.toHexString(),
    reference: application.reference ?? '',
    tenant: tenant.id,
    party: partyOf(application),
  }
  await services.tenancies.records.open({ ...of, premises: code, handoverOn, rentFreeMonths })
  const { _id } = (await TenancyModel.findOneAndUpdate({ application: application._id }, { $set: changes }).lean())!
  const id = _id.toHexString()
  return {
    id,
    path: `/en/staff/tenancies/${id}`,
    own: `/ru/tenancies/${id}`,
    code,
    application: of.application,
    tenant,
  }
}
