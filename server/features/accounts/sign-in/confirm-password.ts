import { AccountModel, type Account } from '#models/accounts/account.ts'
import { notFound } from '#shared/errors.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { consumeAttempt, clearAttempts } from '../limits.ts'
import { passwordMatches } from '../secrets.ts'
import { recordCredentialRefusal } from '../people/audit.ts'

type PasswordHolder = Pick<Account, '_id' | 'role' | 'email' | 'passwordHash'>

/** Checks the password again before acts that a stolen session must not permit. Counts as an attempt to sign in. */
export async function confirmPassword(id: string, password: string): Promise<Verdict<'wrong' | 'too-many'>> {
  const fields = { email: 1, role: 1, passwordHash: 1 }
  const account = await AccountModel.findOne({ _id: id, deactivatedAt: null }, fields).lean()
  if (!account) throw notFound()
  return verifyPassword(account, password)
}

/** The same for an account that was already loaded. A colleague's wrong password is recorded in the audit trail. */
export async function verifyPassword(
  account: PasswordHolder,
  password: string,
): Promise<Verdict<'wrong' | 'too-many'>> {
  const allowed = await consumeAttempt('guess-account', account.email)
  if (allowed && (await passwordMatches(account.passwordHash, password))) {
    await clearAttempts('guess-account', account.email)
    return yes
  }
  const reason = allowed ? 'wrong' : 'too-many'
  recordCredentialRefusal(account, reason, 'account.password_refused')
  return no(reason)
}
