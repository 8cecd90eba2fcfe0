import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '#outside/project-root.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

const passwordLength = { min: 8, max: 128 } as const

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'is-email' | 'about-you'

/**
 * Checks whether a password is good enough. Only its length counts, without rules of composition. Refused are common
 * passwords, the person's own address, and little more than their name or the site's [NIST SP 800-63B, 3.1.1.2; ASVS 5.0:
 * 6.2.1–6.2.11]. The length is counted in characters as people count them, not in UTF-16 units.
 */
export function passwordVerdict(password: string, email: string, name = ''): Verdict<PasswordFault> {
  const length = Array.from(password).length
  if (length < passwordLength.min) return no('too-short')
  if (length > passwordLength.max) return no('too-long')
  const plain = password.normalize('NFKC').toLowerCase()
  if (isOwnAddress(plain, email.toLowerCase())) return no('is-email')
  if (isCommon(plain)) return no('common')
  return isMostlyMadeOf([...splitWords(email), ...splitWords(name), ...forbiddenWords], plain) ? no('about-you') : yes
}

function isOwnAddress(password: string, email: string): boolean {
  return email !== '' && (password === email || password === email.split('@', 1)[0])
}

const forbiddenWords = [
  'startup',
  'street',
  'suifenhe',
  'стартап',
  'стартапов',
  'улица',
  'суйфэньхэ',
  '创业街',
  '绥芬河',
]

/** Returns the words of an address or name that are long enough: three letters, or two Chinese characters. */
const splitWords = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 2 || /^\p{Script=Han}{2}$/u.test(word))

/** Attackers try these words first and add a year or some symbols. */
function isMostlyMadeOf(knownWords: readonly string[], password: string): boolean {
  const longestFirst = [...knownWords].sort((one, other) => other.length - one.length)
  const rest = longestFirst.reduce((remaining, word) => remaining.replaceAll(word, ' '), password)
  return rest !== password && rest.replace(/[^\p{L}\p{N}]/gu, '').length < 5
}

/** Checks the list of common passwords, also typed in the other keyboard layout: пароль123 is gfhjkm123. */
function isCommon(password: string): boolean {
  if (new Set(password).size <= 2) return true
  const list = commonPasswords()
  return [
    password,
    translateLayout(password, cyrillicKeys, latinKeys),
    translateLayout(password, latinKeys, cyrillicKeys),
  ].some(word => list.has(word))
}

// The same keys in the Latin and the Russian keyboard layout.
const latinKeys = Array.from("`qwertyuiop[]asdfghjkl;'zxcvbnm,.")
const cyrillicKeys = Array.from('ёйцукенгшщзхъфывапролджэячсмитьбю')

const translateLayout = (text: string, from: string[], to: string[]): string =>
  Array.from(text, letter => to[from.indexOf(letter)] ?? letter).join('')

let list: Set<string> | undefined

function commonPasswords(): Set<string> {
  const file = path.join(projectRoot, 'server/features/accounts/password/common-passwords.txt')
  list ??= new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#')),
  )
  return list
}
