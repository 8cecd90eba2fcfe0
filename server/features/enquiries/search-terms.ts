import { endFirst, personTerms } from '#shared/texts/normal-words.ts'

export const phoneMark = '~t'

type Sent = { name: string; phone?: string | null | undefined; premisesCode?: string | null | undefined }
type Linked = Sent & { application?: { reference: string } | null | undefined }

/**
 * Returns the search terms of an enquiry: the sender's name in any script, the end of the telephone number, the premises,
 * the case.
 */
export function enquiryTerms({ name, phone, premisesCode, application }: Linked): string[] {
  const number = endFirst(phone ?? '')
  return [
    ...personTerms(name),
    ...(number ? [`${phoneMark}${number}`] : []),
    ...(premisesCode ? [premisesCode.toUpperCase()] : []),
    ...(application ? [application.reference] : []),
  ]
}
