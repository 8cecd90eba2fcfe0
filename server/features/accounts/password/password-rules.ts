import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '#outside/project-root.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

const passwordLength = { min: 8, max: 128 } as const

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'is-email' | 'about-you'

/**
 * Is a password good enough? Length only, no rules of composition; common ones, one's own address and little more than
 * one's name or the site's are refused [NIST SP 800-63B, 3.1.1.2; ASVS 5.0: 6.2.1–6.2.11]. Length is counted in characters as people count
 * them, not in UTF-16 units.
 */
export function passwordVerdict(password: string, email: string, name = ''): Verdict<PasswordFault> {
  const length = Array.from(password).length
  if (length < passwordLength.min) return no('too-short')
  if (length > passwordLength.max) return no('too-long')
  const plain = password.normalize('NFKC').toLowerCase()
  if (isOwnAddress(plain, email.toLowerCase())) return no('is-email')
  if (isCommon(plain)) return no('common')
  return isLittleMoreThan([...wordsOf(email), ...wordsOf(name), ...siteWords], plain) ? no('about-you') : yes
}

function isOwnAddress(password: string, email: string): boolean {
  return email !== '' && (password === email || password === email.split('@', 1)[0])
}

const siteWords = ['startup', 'street', 'suifenhe', 'стартап', 'стартапов', 'улица', 'суйфэньхэ', '创业街', '绥芬河']

/** Of an address or a name what is long enough to say something: three letters, or two of Chinese. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 2 || /^\p{Script=Han}{2}$/u.test(word))

/** Whoever guesses begins with these words, then adds a year or some signs to them. */
function isLittleMoreThan(words: readonly string[], password: string): boolean {
  const longestFirst = [...words].sort((one, other) => other.length - one.length)
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ' '), password)
  return rest !== password && rest.replace(/[^\p{L}\p{N}]/gu, '').length < 5
}

/** A word is as easily guessed when it is typed with the keyboard in the other layout: пароль123 is gfhjkm123. */
function isCommon(password: string): boolean {
  if (new Set(password).size <= 2) return true
  const list = commonPasswords()
  return [password, onKeys(password, cyrillicKeys, latinKeys), onKeys(password, latinKeys, cyrillicKeys)].some(word =>
    list.has(word),
  )
}

// The same keys of a keyboard in its Latin and its Russian layout.
const latinKeys = Array.from("`qwertyuiop[]asdfghjkl;'zxcvbnm,.")
const cyrillicKeys = Array.from('ёйцукенгшщзхъфывапролджэячсмитьбю')

const onKeys = (text: string, from: string[], to: string[]): string =>
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
