import type { Account } from '#models/accounts/account.ts'
import type { SessionAccount } from '#web/locals.ts'

/** This installation's requirements for signing in. */
export type SignInPolicy = { demonstration: boolean; secondFactorRequired: boolean }

/** Returns the filter for usable accounts. Demonstration accounts have a public password, so demonstrations must be on. */
export const openAccounts = ({ demonstration }: Pick<SignInPolicy, 'demonstration'>) => ({
  deactivatedAt: null,
  ...(demonstration ? {} : { demo: false }),
})

export const sessionFields = {
  ...{ email: 1, name: 1, role: 1, locale: 1, verifiedAt: 1, sessionEpoch: 1, deletion: 1 },
  ...{ buildings: 1, shortcutsOff: 1, 'secondFactor.since': 1 },
} as const

type SessionFields = Pick<
  Account,
  '_id' | 'email' | 'name' | 'role' | 'locale' | 'verifiedAt' | 'sessionEpoch' | 'deletion'
> & {
  /** Absent in accounts from before the fields. */
  buildings?: string[]
  shortcutsOff?: boolean
  secondFactor?: { since: Date } | null
}

/** Deciders and administrators: one stolen password must not be enough to act as them. */
const needsTwo = ({ role }: Pick<Account, 'role'>): boolean => role === 'decider' || role === 'administrator'

export function asSessionAccount(stored: SessionFields, policy: SignInPolicy): SessionAccount {
  const { _id, email, name, role, locale, sessionEpoch, buildings = [], verifiedAt, deletion } = stored
  const secondFactor = Boolean(stored.secondFactor)
  return {
    ...{ id: _id.toHexString(), email, name, role, locale, sessionEpoch, buildings, secondFactor },
    verified: Boolean(verifiedAt),
    shortcuts: !(stored.shortcutsOff ?? false),
    mustEnrol: policy.secondFactorRequired && needsTwo(stored) && !secondFactor,
    deletionDueAt: deletion?.dueAt ?? null,
  }
}
