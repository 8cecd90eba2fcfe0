import mongoose from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { fieldChanges, skipAudit } from '#outside/audit.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { personTerms } from '#shared/texts/normal-words.ts'
import type { SessionAccount } from '#web/locals.ts'
import type { SessionOf } from '#web/access/session.ts'
import { allows, clear, refund } from '../limits.ts'
import { passwordMatches } from '../secrets.ts'
import { auditColleague, auditRefusal } from '../people/audit.ts'
import { asSessionAccount, openAccounts, sessionFields, type SignInPolicy } from '../sessions/session-account.ts'

/**
 * `code`: the password is right, and the account has a second step. `forgetTries` is still to be called, beside what else the
 * answer waits for. `who` is for the log: the account that was tried.
 */
export type SignIn =
  | { ok: true; step: 'in'; account: SessionAccount; forgetTries: () => Promise<unknown> }
  | { ok: true; step: 'code'; accountId: string; epoch: number; forgetTries: () => Promise<unknown> }
  | { ok: false; reason: 'wrong' | 'too-many'; who: string | null }

export type Credentials = { email: string; password: string; /** Network address. */ from: string }

/** That somebody is called otherwise is told; how, is not. */
function tellOfProfile(
  before: Pick<Account, '_id' | 'role' | 'name' | 'locale'>,
  now: { name: string; locale: Locale },
) {
  const changes = fieldChanges({ name: before.name, locale: before.locale }, now)
  if (changes.length > 0) auditColleague(before, { action: 'account.profile_changed', changes })
  else skipAudit()
}

/** Who is at the door. */
export function signInService(policy: SignInPolicy) {
  const open = openAccounts(policy)

  /**
   * Tells unknown, deactivated and wrong apart for nobody, in the answer or in its time [ASVS 6.3.8]. Tries are counted
   * per account and per network address before the password is looked at, so that many at once gain nothing.
   */
  async function signIn({ email, password, from }: Credentials): Promise<SignIn> {
    const [account, ...allowed] = await Promise.all([
      AccountModel.findOne({ email, ...open }, { ...sessionFields, passwordHash: 1 }).lean(),
      allows('guess-address', from),
      allows('guess-account', email),
    ])
    if (allowed.includes(false)) return refused('too-many', account)
    const right = await passwordMatches(account?.passwordHash, password)
    if (!account || !right) return refused('wrong', account)
    const forgetTries = () => Promise.all([refund('guess-address', from), clear('guess-account', email)])
    const known = asSessionAccount(account, policy)
    if (known.secondFactor)
      return { ok: true, step: 'code', accountId: known.id, epoch: known.sessionEpoch, forgetTries }
    return { ok: true, step: 'in', account: known, forgetTries }
  }

  /** The account behind a session; null once it was deactivated, or this session or all of them were ended. */
  async function forSession({ id, epoch, handle }: SessionOf): Promise<SessionAccount | null> {
    const notEnded = handle === null ? {} : { endedSessions: mongoose.trusted({ $ne: handle }) }
    const filter = { _id: id, sessionEpoch: epoch, ...notEnded, ...open }
    const account = await AccountModel.findOne(filter, sessionFields).lean()
    return account && asSessionAccount(account, policy)
  }

  /** Ends every session of the account. */
  async function signOutEverywhere(id: string): Promise<void> {
    const ended = { $inc: { sessionEpoch: 1 } }
    const account = await AccountModel.findOneAndUpdate({ _id: id }, ended, { projection: { role: 1 } }).lean()
    if (account) auditColleague(account, { action: 'account.sessions_ended' })
  }

  /** The name, and the language of letters: pages speak the language of their address. */
  async function changeProfile(id: string, { name, locale }: { name: string; locale: Locale }): Promise<void> {
    const before = await AccountModel.findOneAndUpdate(
      { _id: id, deactivatedAt: null },
      { $set: { name, locale, searchTerms: personTerms(name) } },
      { projection: { role: 1, name: 1, locale: 1 } },
    ).lean()
    if (before) tellOfProfile(before, { name, locale })
  }

  /** Whether letters typed on a staff page are commands for this colleague. */
  async function useShortcuts(id: string, on: boolean): Promise<void> {
    await AccountModel.updateOne({ _id: id }, { $set: { shortcutsOff: !on } })
  }

  return { signIn, forSession, signOutEverywhere, changeProfile, useShortcuts }
}

function refused(reason: 'wrong' | 'too-many', account: Pick<Account, '_id' | 'role'> | null): SignIn {
  const who = account?._id.toHexString() ?? null
  if (account) auditRefusal(account, reason)
  return { ok: false, reason, who }
}
