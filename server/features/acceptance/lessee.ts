import { trusted } from 'mongoose'
import { ApplicationModel, type Answers, type Application, type SectionAnswers } from '#models/cases/application.ts'
import type { LesseeFacts } from '#models/cases/parts/acceptance.ts'
import type { Party } from '#models/parts/party.ts'
import { acceptanceOf } from '../cases/acceptance/offer-acceptance.ts'

const numberFieldByVehicle: Record<string, string> = {
  russian_company: 'ogrn',
  chinese_company: 'uscc',
  other_country: 'registrationNumber',
}

/** Returns the future tenant, from the submitted answers. */
export function lesseeOf({ applicant = {}, company = {} }: Answers): LesseeFacts {
  const vehicle = answerText(company, 'vehicle')
  return {
    nameLatin: [answerText(applicant, 'lastNameLatin'), answerText(applicant, 'firstNameLatin')]
      .filter(Boolean)
      .join(' '),
    nameCyrillic: answerText(applicant, 'nameCyrillic'),
    nameChinese: answerText(applicant, 'nameChinese'),
    citizenship: answerText(applicant, 'citizenship'),
    passportNumber: answerText(applicant, 'passportNumber'),
    vehicle,
    companyName: vehicle === 'individual' ? '' : answerText(company, 'companyName'),
    companyNumber: answerText(company, numberFieldByVehicle[vehicle] ?? ''),
  }
}

/** Returns the party of the contract as signed. For cases from before contracts were stored, as submitted. */
export function partyOf(application: Pick<Application, 'offer' | 'snapshot'>): Party {
  const lessee = acceptanceOf(application)?.contract?.lessee ?? lesseeOf(application.snapshot?.answers ?? {})
  const { nameLatin, nameCyrillic, nameChinese, companyName, companyNumber } = lessee
  return { nameLatin, nameCyrillic, nameChinese, companyName, companyNumber }
}

/** Returns the parties of the contracts of these cases, by case. Cases that no longer name anybody are left out. */
export async function partiesOf(ids: readonly string[]): Promise<Map<string, Party>> {
  const found = await ApplicationModel.find(
    { _id: trusted({ $in: [...ids] }), anonymisedAt: null },
    { 'offer.acceptance.contract.lessee': 1, 'snapshot.answers': 1 },
  ).lean<Pick<Application, '_id' | 'offer' | 'snapshot'>[]>()
  return new Map(found.map(application => [application._id.toHexString(), partyOf(application)]))
}

function answerText(answers: SectionAnswers, name: string): string {
  const value = answers[name]
  return typeof value === 'string' ? value.trim() : ''
}
