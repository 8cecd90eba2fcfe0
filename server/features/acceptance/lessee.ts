import type { Answers, SectionAnswers } from '#models/cases/application.ts'
import type { LesseeFacts } from '#models/cases/parts/acceptance.ts'

const numberOf: Record<string, string> = {
  russian_company: 'ogrn',
  chinese_company: 'uscc',
  other_country: 'registrationNumber',
}

/** Returns the future tenant, from the submitted answers. */
export function lesseeOf({ applicant = {}, company = {} }: Answers): LesseeFacts {
  const vehicle = typed(company, 'vehicle')
  return {
    nameLatin: [typed(applicant, 'lastNameLatin'), typed(applicant, 'firstNameLatin')].filter(Boolean).join(' '),
    nameCyrillic: typed(applicant, 'nameCyrillic'),
    nameChinese: typed(applicant, 'nameChinese'),
    citizenship: typed(applicant, 'citizenship'),
    passportNumber: typed(applicant, 'passportNumber'),
    vehicle,
    companyName: vehicle === 'individual' ? '' : typed(company, 'companyName'),
    companyNumber: typed(company, numberOf[vehicle] ?? ''),
  }
}

function typed(answers: SectionAnswers, name: string): string {
  const value = answers[name]
  return typeof value === 'string' ? value.trim() : ''
}
