import { validate as validateInn } from 'stdnum/lib/cjs/ru/inn.js'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** What is wrong with a company number; selects the hint. */
export type NumberFault = 'length' | 'characters' | 'checksum'

/** Removes spaces and hyphens, which people use to group digits, and converts letters to capitals. */
export const compactNumber = (input: string): string => input.replaceAll(/[\s\u00a0-]/g, '').toUpperCase()

/** Checks the ИНН of a company (10 digits) or of a person (12). The last one or two digits are check digits. */
export function checkInn(input: string): Verdict<NumberFault> {
  const number = compactNumber(input)
  if (!/^\d*$/.test(number)) return no('characters')
  if (number.length !== 10 && number.length !== 12) return no('length')
  return validateInn(number).isValid ? yes : no('checksum')
}

/**
 * Checks an ОГРН (13 digits) or ОГРНИП (15): the last digit is the last digit of the other digits modulo 11 or 13.
 * Source: Приказ Минфина России № 165н от 30.10.2017, п. 7–8. stdnum does not support it.
 */
export function checkOgrn(input: string): Verdict<NumberFault> {
  const number = compactNumber(input)
  if (!/^\d*$/.test(number)) return no('characters')
  if (number.length !== 13 && number.length !== 15) return no('length')
  const divisor = number.length === 13 ? 11n : 13n
  const expected = (BigInt(number.slice(0, -1)) % divisor) % 10n
  return expected === BigInt(number.slice(-1)) ? yes : no('checksum')
}

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/**
 * Checks a 统一社会信用代码: 17 characters of an alphabet without I, O, S, V, Z and a check character, modulo 31.
 * Source: GB 32100-2015. stdnum is not used because it rejects valid codes whose check character is 0.
 */
export function checkUscc(input: string): Verdict<NumberFault> {
  const number = compactNumber(input)
  if (!/^[0-9A-HJ-NPQRTUWXY]*$/.test(number)) return no('characters')
  if (number.length !== 18) return no('length')
  const sum = usccWeights.reduce((total, weight, at) => total + weight * usccAlphabet.indexOf(number.charAt(at)), 0)
  return usccAlphabet.charAt((31 - (sum % 31)) % 31) === number.charAt(17) ? yes : no('checksum')
}
