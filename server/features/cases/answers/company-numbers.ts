import { validate as validateInn } from 'stdnum/lib/cjs/ru/inn.js'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** What is wrong with a company number, so that the hint can say where to look. */
export type NumberFault = 'length' | 'characters' | 'checksum'

/** Spaces and hyphens are how people group digits; letters are read as capitals. */
export const compactNumber = (typed: string): string => typed.replaceAll(/[\s\u00a0-]/g, '').toUpperCase()

/** ИНН of a company (10 digits) or of a person (12); the last one or two digits are checks. */
export function checkInn(typed: string): Verdict<NumberFault> {
  const number = compactNumber(typed)
  if (!/^\d*$/.test(number)) return no('characters')
  if (number.length !== 10 && number.length !== 12) return no('length')
  return validateInn(number).isValid ? yes : no('checksum')
}

/**
 * ОГРН (13 digits) and ОГРНИП (15): the last digit is the rest of the others divided by 11 or 13, its own last digit.
 * Source: Приказ Минфина России № 165н от 30.10.2017, п. 7–8. stdnum does not know it.
 */
export function checkOgrn(typed: string): Verdict<NumberFault> {
  const number = compactNumber(typed)
  if (!/^\d*$/.test(number)) return no('characters')
  if (number.length !== 13 && number.length !== 15) return no('length')
  const divisor = number.length === 13 ? 11n : 13n
  const expected = (BigInt(number.slice(0, -1)) % divisor) % 10n
  return expected === BigInt(number.slice(-1)) ? yes : no('checksum')
}

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/**
 * 统一社会信用代码: 17 characters of an alphabet without I, O, S, V, Z and a check character, modulo 31.
 * Source: GB 32100-2015. stdnum refuses the valid codes whose check character is 0, so it is not used here.
 */
export function checkUscc(typed: string): Verdict<NumberFault> {
  const number = compactNumber(typed)
  if (!/^[0-9A-HJ-NPQRTUWXY]*$/.test(number)) return no('characters')
  if (number.length !== 18) return no('length')
  const sum = usccWeights.reduce((total, weight, at) => total + weight * usccAlphabet.indexOf(number.charAt(at)), 0)
  return usccAlphabet.charAt((31 - (sum % 31)) % 31) === number.charAt(17) ? yes : no('checksum')
}
