import type { AccountRole } from '#models/accounts/account.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** How long one-time links work, in ms. */
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
 * Checks whether a person may get another role. Applicants never become staff, because a colleague would then have
 * applications of their own. `otherAdministrators` counts the active ones besides this person.
 */
export function canChangeRole(person: Person, to: AccountRole, otherAdministrators: number): Verdict<RoleFault> {
  if (person.role === to) return no('same-role')
  if (person.role === 'applicant' || to === 'applicant') return no('applicant-stays')
  return leavesNoAdministrator(person, otherAdministrators) ? no('last-administrator') : yes
}

/** Roles that show premises to visitors and are introduced to them. */
export const buildingGuideRoles = ['listing_manager', 'administrator'] as const satisfies readonly AccountRole[]

/** Returns the fields that a new role sets. Roles that do not show premises lose the work phone number. */
export const inRole = (role: AccountRole): { role: AccountRole; workPhone?: null } =>
  buildingGuideRoles.some(guide => guide === role) ? { role } : { role, workPhone: null }

export function canDeactivate(
  person: Person,
  otherAdministrators: number,
): Verdict<'already-deactivated' | 'last-administrator'> {
  if (person.deactivatedAt) return no('already-deactivated')
  return leavesNoAdministrator(person, otherAdministrators) ? no('last-administrator') : yes
}

const leavesNoAdministrator = (person: Person, otherAdministrators: number): boolean =>
  person.role === 'administrator' && !person.deactivatedAt && otherAdministrators === 0

/** How long a proposal waits for a second administrator, in ms. */
export const proposalLifeMs = 7 * 86_400_000

type PendingProposal = { by: string; /** The person concerned. */ about: string; expiresAt: Date }

/** Checks whether an administrator may confirm a proposal. Nobody confirms their own proposal or one about themselves. */
export function canConfirm(
  { by, about, expiresAt }: PendingProposal,
  who: string,
  now: Date,
): Verdict<'own' | 'concerned' | 'lapsed'> {
  if (expiresAt <= now) return no('lapsed')
  if (who === by) return no('own')
  return who === about ? no('concerned') : yes
}

/** Checks whether an administrator may withdraw a proposal: everybody except the person concerned; the proposer always. */
export const canWithdraw = ({ by, about }: Omit<PendingProposal, 'expiresAt'>, who: string): boolean =>
  who === by || who !== about

/** Checks whether inviting a colleague needs a second administrator: nobody alone appoints deciders or administrators. */
export const needsSecondToInvite = (role: AccountRole): boolean => role === 'decider' || role === 'administrator'
