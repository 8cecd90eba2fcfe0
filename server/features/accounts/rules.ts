import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AccountRole } from '../../../models/account.ts'
import { projectRoot } from '../../outside/project-root.ts'
import { no, yes, type Verdict } from '../../shared/verdict.ts'

const passwordLength = { min: 8, max: 128 } as const

/** How long one-time links work. */
export const linkLifeMs = {
  verify: 3 * 86_400_000,
  reset: 3_600_000,
  invite: 7 * 86_400_000,
  keep: 14 * 86_400_000,
} as const
export type LinkKind = keyof typeof linkLifeMs

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'is-email'

/**
 * Is a password good enough? Length only, no rules of composition; common ones and one's own address are refused
 * [ASVS 5.0: 6.2.1–6.2.9]. Length is counted in characters as people count them, not in UTF-16 units.
 */
export function passwordVerdict(password: string, email: string): Verdict<PasswordFault> {
  const length = Array.from(password).length
  if (length < passwordLength.min) return no('too-short')
  if (length > passwordLength.max) return no('too-long')
  const plain = password.normalize('NFKC').toLowerCase()
  if (isOwnAddress(plain, email.toLowerCase())) return no('is-email')
  return isCommon(plain) ? no('common') : yes
}

function isOwnAddress(password: string, email: string): boolean {
  return email !== '' && (password === email || password === email.split('@', 1)[0])
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
  const file = path.join(projectRoot, 'server/features/accounts/common-passwords.txt')
  list ??= new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#')),
  )
  return list
}

export type RoleFault = 'same-role' | 'applicant-stays' | 'last-administrator'
type Person = { role: AccountRole; deactivatedAt?: Date | null }

/**
 * May this person get another role? Founders never become staff: their applications would be in the hands of a
 * colleague. `otherAdministrators` counts the active ones besides this person.
 */
export function canChangeRole(person: Person, to: AccountRole, otherAdministrators: number): Verdict<RoleFault> {
  if (person.role === to) return no('same-role')
  if (person.role === 'applicant' || to === 'applicant') return no('applicant-stays')
  return leavesNobody(person, otherAdministrators) ? no('last-administrator') : yes
}

export function canDeactivate(
  person: Person,
  otherAdministrators: number,
): Verdict<'already-deactivated' | 'last-administrator'> {
  if (person.deactivatedAt) return no('already-deactivated')
  return leavesNobody(person, otherAdministrators) ? no('last-administrator') : yes
}

const leavesNobody = (person: Person, otherAdministrators: number): boolean =>
  person.role === 'administrator' && !person.deactivatedAt && otherAdministrators === 0

/** A proposal waits this long for a second administrator. */
export const proposalLifeMs = 7 * 86_400_000

type Waiting = { by: string; /** Whom it is about. */ about: string; expiresAt: Date }

/** May this administrator confirm what another proposed? Nobody confirms what they proposed or what is about themselves. */
export function canConfirm(
  { by, about, expiresAt }: Waiting,
  who: string,
  now: Date,
): Verdict<'own' | 'concerned' | 'lapsed'> {
  if (expiresAt <= now) return no('lapsed')
  if (who === by) return no('own')
  return who === about ? no('concerned') : yes
}

/** May this administrator take a proposal back? Whoever made it and whoever could confirm it; not the one it is about. */
export const canWithdraw = ({ by, about }: Omit<Waiting, 'expiresAt'>, who: string): boolean =>
  who === by || who !== about
