import type { AccountRole } from '#models/accounts/account.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** How long one-time links work. */
export const linkLifeMs = {
  verify: 3 * 86_400_000,
  reset: 3_600_000,
  invite: 7 * 86_400_000,
  keep: 14 * 86_400_000,
} as const
export type LinkKind = keyof typeof linkLifeMs

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

/** Those who show premises to visitors, and are introduced to them. */
export const guides = ['listing_manager', 'administrator'] as const satisfies readonly AccountRole[]

/** What a new role sets: the number of somebody who shows premises no longer is nobody's business. */
export const inRole = (role: AccountRole): { role: AccountRole; workPhone?: null } =>
  guides.some(guide => guide === role) ? { role } : { role, workPhone: null }

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

/** Whether a new colleague takes a second administrator: nobody alone appoints those who decide or appoint. */
export const takesTwoToInvite = (role: AccountRole): boolean => role === 'decider' || role === 'administrator'
