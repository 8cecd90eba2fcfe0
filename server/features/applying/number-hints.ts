import type { MessageKey } from '#shared/texts/i18n.ts'
import { checkInn, checkOgrn, checkUscc, compactNumber, type NumberFault } from '../cases/answers/company-numbers.ts'

export const numberFields = ['inn', 'ogrn', 'uscc'] as const
export type NumberField = (typeof numberFields)[number]
/** Where in the number the mistake is; positions count from 1, without spaces and hyphens. */
export type NumberHint = { key: MessageKey; gaps: Record<string, string | number> }

const hint = (key: MessageKey, gaps: NumberHint['gaps'] = {}): NumberHint => ({ key, gaps })

const checks = { inn: checkInn, ogrn: checkOgrn, uscc: checkUscc }
/** Number of digits for a company and for an individual entrepreneur. */
const lengths = { inn: [10, 12], ogrn: [13, 15] } as const

/**
 * Returns a hint at the wrong part of a company number, as far as its digits tell; null when it is valid or empty. `year` is
 * the current year.
 */
export function numberHint(field: NumberField, input: string, year: number): NumberHint | null {
  const verdict = checks[field](input)
  if (verdict.ok || compactNumber(input) === '') return null
  const number = compactNumber(input)
  const about: Record<NumberFault, () => NumberHint> = {
    characters: () => wrongCharacter(field, number),
    length: () => wrongLength(field, number.length),
    checksum: () => wrongSum(field, number, year),
  }
  return about[verdict.reason]()
}

/** Letters that are mistaken for a digit or typed in its place. */
const lookAlikes: Record<string, string> = {
  O: '0',
  О: '0',
  I: '1',
  L: '1',
  З: '3',
  Z: '2',
  S: '5',
  Б: '6',
  B: '8',
  В: '8',
}

function wrongCharacter(field: NumberField, number: string): NumberHint {
  const wrong = field === 'uscc' ? /[^0-9A-HJ-NPQRTUWXY]/ : /\D/
  const at = number.search(wrong)
  const character = number.charAt(at)
  const digit = lookAlikes[character]
  const gaps = { position: at + 1, character }
  if (digit) return hint('apply.error.number.looks-like', { ...gaps, digit })
  return hint(field === 'uscc' ? 'apply.error.number.no-such-sign' : 'apply.error.number.no-digit', gaps)
}

function wrongLength(field: NumberField, typed: number): NumberHint {
  if (field === 'uscc') {
    return typed < 18
      ? hint('apply.error.number.uscc-short', { typed, missing: 18 - typed })
      : hint('apply.error.number.uscc-long', { typed, extra: typed - 18 })
  }
  const [company, entrepreneur] = lengths[field]
  if (typed > entrepreneur)
    return hint('apply.error.number.long', { typed, company, entrepreneur, extra: typed - entrepreneur })
  const gaps = { typed, company, entrepreneur, toEntrepreneur: entrepreneur - typed }
  return typed > company
    ? hint('apply.error.number.between', { ...gaps, extra: typed - company })
    : hint('apply.error.number.short', { ...gaps, toCompany: company - typed })
}

function wrongSum(field: NumberField, number: string, year: number): NumberHint {
  if (field === 'inn') return innGroup(number)
  return field === 'ogrn' ? ogrnGroup(number, year) : usccGroup(number)
}

/**
 * Finds the wrong part of an ИНН: digits 1–2 region, 3–4 office, then the number of the record, then one check digit or, in
 * twelve digits, two.
 * Source: Приказ ФНС России № ММВ-7-6/435@ от 29.06.2012, приложение.
 */
function innGroup(number: string): NumberHint {
  if (number.startsWith('00')) return hint('apply.error.inn.region')
  if (number.length === 10) return hint('apply.error.inn.sum')
  const expected = innCheck(number.slice(0, 10), [7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
  if (number.charAt(10) === expected) return hint('apply.error.number.one-digit', { position: 12 })
  // If the twelfth digit is valid with the eleventh corrected, only the eleventh is wrong.
  const mended = innCheck(number.slice(0, 10) + expected, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
  return mended === number.charAt(11)
    ? hint('apply.error.number.one-digit', { position: 11 })
    : hint('apply.error.inn.sum-person')
}

const innCheck = (digits: string, weights: readonly number[]): string =>
  String((weights.reduce((sum, weight, at) => sum + weight * Number(digits.charAt(at)), 0) % 11) % 10)

/**
 * Finds the wrong part of an ОГРН: digit 1 kind of record (1 or 5; 3 for an entrepreneur), 2–3 year, 4–5 region, then the
 * number of the record and the check digit.
 * Source: Приказ Минфина России № 165н от 30.10.2017, п. 5–8. The register began in 2002.
 */
function ogrnGroup(number: string, year: number): NumberHint {
  const company = number.length === 13
  if (!(company ? '15' : '3').includes(number.charAt(0))) {
    return hint(company ? 'apply.error.ogrn.kind-company' : 'apply.error.ogrn.kind-entrepreneur', {
      digit: number.charAt(0),
    })
  }
  const given = 2000 + Number(number.slice(1, 3))
  if (given < 2002 || given > year) return hint('apply.error.ogrn.year', { digits: number.slice(1, 3), year: given })
  if (number.slice(3, 5) === '00') return hint('apply.error.ogrn.region')
  return hint('apply.error.ogrn.sum', { last: number.length, to: number.length - 1 })
}

/** Codes of places by their province in GB/T 2260; 10 is the national register. */
const provinces = /^(1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}$/
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/**
 * Finds the wrong part of a 统一社会信用代码 (GB 32100-2015): characters 1–2 registry and kind, 3–8 place, 9–17 the organisation's
 * own code with its check character, 18 check character.
 */
function usccGroup(number: string): NumberHint {
  if (!provinces.test(number.slice(2, 8))) return hint('apply.error.uscc.place', { digits: number.slice(2, 8) })
  const code = number.slice(8, 17)
  return code.charAt(8) === organisationCheck(code)
    ? hint('apply.error.uscc.sum')
    : hint('apply.error.uscc.organisation')
}

/** Returns the check character of a 全国组织机构代码 (GB 11714-1997). Letters count from A = 10; a value of 10 is written X. */
function organisationCheck(code: string): string {
  const sum = organisationWeights.reduce((total, weight, at) => total + weight * parseInt(code.charAt(at), 36), 0)
  return '0123456789X'.charAt((11 - (sum % 11)) % 11)
}
