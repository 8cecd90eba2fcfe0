import type { Answers } from '#models/cases/parts/snapshot.ts'
import { sealing } from '#outside/sealing/sealing.ts'
import { beginningsOf, digitsOf, reverseDigits, personTerms, titleTerms } from '#shared/texts/normal-words.ts'

/** A passport is found by its whole number or by its last characters, this many. */
const passportTail = 4
/** Shorter ends of telephone numbers, and shorter beginnings of company numbers, would match too many cases. */
const minPhoneDigits = 4
const minNumberLength = 8

/** A term with a mark is content of the case: it matches only for somebody to whom the content is open. */
const marks = { company: '~c', number: '~n', passport: '~p', phone: '~t' } as const

type SubmittedCase = { snapshot?: { answers: Answers } | null }

/** Returns the search terms of a case besides its reference. They are derived from the snapshot and written with it. */
export function caseTerms({ snapshot }: SubmittedCase): string[] {
  const { applicant = {}, company = {} } = snapshot?.answers ?? {}
  const answerText = (name: string): string => text(applicant[name])
  const numbers = ['inn', 'ogrn', 'uscc', 'registrationNumber'].map(name => plain(text(company[name])))
  return [
    ...personTerms(
      `${answerText('lastNameLatin')} ${answerText('firstNameLatin')}`,
      answerText('nameCyrillic'),
      answerText('nameChinese'),
    ),
    ...titleTerms(text(company.companyName)).map(term => `${marks.company}${term}`),
    ...withMark(marks.number, ...numbers),
    ...passportTerms(answerText('passportNumber')),
    ...withMark(marks.phone, reverseDigits(answerText('phone'))),
  ]
}

/** Returns the beginnings of terms that typed text may mean. Those in `content` match only cases with open content. */
export function queryTerms(
  input: string,
  { passports }: { passports: boolean },
): { open: string[]; content: string[] } {
  const names = beginningsOf(input)
  const number = plain(input)
  const digits = digitsOf(input)
  const isNumber = /^[+()\d\s.-]+$/.test(input.trim())
  return {
    open: names,
    content: [
      ...names.map(name => `${marks.company}${name}`),
      ...(number.length >= minNumberLength ? [`${marks.number}${number}`] : []),
      ...(passports && /\d/.test(number) ? passportQueryTerms(number) : []),
      ...(isNumber && digits.length >= minPhoneDigits ? [`${marks.phone}${reverseDigits(digits)}`] : []),
    ],
  }
}

/** Returns keyed hashes of the whole number and of its end (ADR 105). Without sealing, only the end is stored. */
export function passportTerms(input: string): string[] {
  const number = plain(input)
  const end = number.slice(-passportTail)
  const [whole, hashed] = [number, end].map(part => sealing().finding(part))
  return withMark(marks.passport, ...(number === '' ? [] : whole && hashed ? [whole, hashed] : [end]))
}

/** Returns the terms under which a number may be stored: a hash with each key, or the plain end stored without a key. */
function passportQueryTerms(number: string): string[] {
  const isEnd = number.length === passportTail && /^[a-z]?\d+$/.test(number)
  if (number.length < passportTail || (number.length === passportTail && !isEnd)) return []
  return withMark(marks.passport, ...sealing().findings(number), ...(isEnd ? [number] : []))
}

/** Checks whether a term belongs to a passport, however it is stored. */
export const isPassportTerm = (term: string): boolean => term.startsWith(marks.passport)

const text = (answer: string | string[] | undefined): string => (typeof answer === 'string' ? answer : '')
const plain = (number: string): string =>
  number
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z\d]/g, '')
const withMark = (mark: string, ...terms: string[]): string[] => terms.filter(Boolean).map(term => `${mark}${term}`)
