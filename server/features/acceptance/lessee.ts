import type { Answers, SectionAnswers } from '#models/cases/application.ts'
import type { LesseeFacts } from '#models/cases/parts/acceptance.ts'

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

function answerText(answers: SectionAnswers, name: string): string {
  const value = answers[name]
  return typeof value === 'string' ? value.trim() : ''
}
