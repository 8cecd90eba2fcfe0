import type { Answers } from '#models/cases/parts/snapshot.ts'
import { beginningsOf, digitsOf, endFirst, personTerms, titleTerms } from '#shared/texts/normal-words.ts'

/** Of a number of a passport only the end is kept to be found by. */
const passportTail = 4
/** Shorter ends of telephone numbers, and beginnings of companies' numbers, would fit too many. */
const shortestPhone = 4
const shortestNumber = 8

/** A term with a mark is content of the case: it finds it only for somebody to whom the case is open. */
const marks = { company: '~c', number: '~n', passport: '~p', phone: '~t' } as const

type Handed = { snapshot?: { answers: Answers } | null }

/** By what a case is found beside its reference. Derived from the snapshot, and written with it. */
export function caseTerms({ snapshot }: Handed): string[] {
  const { applicant = {}, company = {} } = snapshot?.answers ?? {}
  const said = (name: string): string => text(applicant[name])
  const numbers = ['inn', 'ogrn', 'uscc', 'registrationNumber'].map(name => plain(text(company[name])))
  return [
    ...personTerms(`${said('lastNameLatin')} ${said('firstNameLatin')}`, said('nameCyrillic'), said('nameChinese')),
    ...titleTerms(text(company.companyName)).map(term => `${marks.company}${term}`),
    ...marked(marks.number, ...numbers),
    ...marked(marks.passport, plain(said('passportNumber')).slice(-passportTail)),
    ...marked(marks.phone, endFirst(said('phone'))),
  ]
}

/** The beginnings of terms that what was typed may stand for; `content` only for those who may open the case. */
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
      ...(passports && /^[a-z]?\d+$/.test(number) && number.length === passportTail
        ? [`${marks.passport}${number}`]
        : []),
      ...(isNumber && digits.length >= shortestPhone ? [`${marks.phone}${endFirst(digits)}`] : []),
    ],
  }
}

const text = (answer: string | string[] | undefined): string => (typeof answer === 'string' ? answer : '')
const plain = (number: string): string =>
  number
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z\d]/g, '')
const marked = (mark: string, ...terms: string[]): string[] => terms.filter(Boolean).map(term => `${mark}${term}`)
