import type { Answers } from '#models/cases/parts/snapshot.ts'
import { sealing } from '#outside/sealing/sealing.ts'
import { beginningsOf, digitsOf, endFirst, personTerms, titleTerms } from '#shared/texts/normal-words.ts'

/** A passport is found by its whole number or by its last characters, this many. */
const passportTail = 4
/** Shorter ends of telephone numbers, and shorter beginnings of company numbers, would match too many cases. */
const shortestPhone = 4
const shortestNumber = 8

/** A term with a mark is content of the case: it matches only for somebody to whom the content is open. */
const marks = { company: '~c', number: '~n', passport: '~p', phone: '~t' } as const

type Handed = { snapshot?: { answers: Answers } | null }

/** Returns the search terms of a case besides its reference. They are derived from the snapshot and written with it. */
export function caseTerms({ snapshot }: Handed): string[] {
  const { applicant = {}, company = {} } = snapshot?.answers ?? {}
  const said = (name: string): string => text(applicant[name])
  const numbers = ['inn', 'ogrn', 'uscc', 'registrationNumber'].map(name => plain(text(company[name])))
  return [
    ...personTerms(`${said('lastNameLatin')} ${said('firstNameLatin')}`, said('nameCyrillic'), said('nameChinese')),
    ...titleTerms(text(company.companyName)).map(term => `${marks.company}${term}`),
    ...marked(marks.number, ...numbers),
    ...passportTerms(said('passportNumber')),
    ...marked(marks.phone, endFirst(said('phone'))),
  ]
}

/** Returns the beginnings of terms that typed text may mean. Those in `content` match only cases with open content. */
export function askedTerms(
  typed: string,
  { passports }: { passports: boolean },
): { open: string[]; content: string[] } {
  const names = beginningsOf(typed)
  const number = plain(typed)
  const digits = digitsOf(typed)
  const isNumber = /^[+()\d\s.-]+$/.test(typed.trim())
  return {
    open: names,
    content: [
      ...names.map(name => `${marks.company}${name}`),
      ...(number.length >= shortestNumber ? [`${marks.number}${number}`] : []),
      ...(passports && /\d/.test(number) ? askedPassports(number) : []),
      ...(isNumber && digits.length >= shortestPhone ? [`${marks.phone}${endFirst(digits)}`] : []),
    ],
  }
}

/** Returns keyed hashes of the whole number and of its end (ADR 105). Without sealing, only the end is stored. */
export function passportTerms(typed: string): string[] {
  const number = plain(typed)
  const end = number.slice(-passportTail)
  const [whole, hashed] = [number, end].map(part => sealing().finding(part))
  return marked(marks.passport, ...(number === '' ? [] : whole && hashed ? [whole, hashed] : [end]))
}

/** Returns the terms under which a number may be stored: a hash with each key, or the plain end stored without a key. */
function askedPassports(number: string): string[] {
  const isEnd = number.length === passportTail && /^[a-z]?\d+$/.test(number)
  if (number.length < passportTail || (number.length === passportTail && !isEnd)) return []
  return marked(marks.passport, ...sealing().findings(number), ...(isEnd ? [number] : []))
}

/** Checks whether a term belongs to a passport, however it is stored. */
export const isPassportTerm = (term: string): boolean => term.startsWith(marks.passport)

const text = (answer: string | string[] | undefined): string => (typeof answer === 'string' ? answer : '')
const plain = (number: string): string =>
  number
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z\d]/g, '')
const marked = (mark: string, ...terms: string[]): string[] => terms.filter(Boolean).map(term => `${mark}${term}`)
