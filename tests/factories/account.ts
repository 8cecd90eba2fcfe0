import { hash } from '@node-rs/argon2'
import { AccountModel, type Account, type AccountRole } from '#models/accounts/account.ts'
import { personTerms } from '#shared/texts/normal-words.ts'
import type { StaffRole } from '#web/locals.ts'

/** Password of every account that a factory creates. */
export const testPassword = 'correct horse battery'
/** Same algorithm as the site's, which reads the cost from the hash, but cheap: tests sign in thousands of times. */
export const testPasswordHash = hash(testPassword, { memoryCost: 64, timeCost: 1, parallelism: 1 })
let sequence = 0

type Overrides = Partial<Omit<Account, '_id' | 'history'>>
export type TestAccount = Account & { id: string }

/** Creates a founder with a confirmed address and the password `testPassword`. */
export async function anAccount(overrides: Overrides = {}): Promise<TestAccount> {
  sequence += 1
  const account = await AccountModel.create({
    email: `person-${sequence}@example.com`,
    name: `Person ${sequence}`,
    role: 'applicant' satisfies AccountRole,
    locale: 'en',
    passwordHash: await testPasswordHash,
    verifiedAt: new Date('2026-11-01T00:00:00Z'),
    ...overrides,
    searchTerms: personTerms(overrides.name ?? `Person ${sequence}`),
  })
  return { ...account.toObject(), id: account._id.toHexString() }
}

export const anApplicant = (overrides: Overrides = {}): Promise<TestAccount> => anAccount(overrides)

export const aColleague = (role: StaffRole, overrides: Overrides = {}): Promise<TestAccount> =>
  anAccount({ role, locale: 'zh', ...overrides })
