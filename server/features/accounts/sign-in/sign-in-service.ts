import mongoose from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { fieldChanges, skipAudit } from '#outside/audit.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { personTerms } from '#shared/texts/normal-words.ts'
import type { SessionAccount } from '#web/locals.ts'
import type { SessionFacts } from '#web/access/session.ts'
import { consumeAttempt, clearAttempts, refundAttempt } from '../limits.ts'
import { passwordMatches } from '../secrets.ts'
import { recordAccountAct, recordColleagueAct, recordCredentialRefusal } from '../people/audit.ts'
import { toSessionAccount, openAccountFilter, sessionFields, type SignInPolicy } from '../sessions/sessions-service.ts'

/**
 * `code`: the password is right, and the account has a second step. The caller has to call `forgetTries`, in parallel with
 * its other work. `who` is the account that was tried, for the log.
 */
export type SignIn =
  | { ok: true; step: 'in'; account: SessionAccount; forgetTries: () => Promise<unknown> }
  | { ok: true; step: 'code'; accountId: string; epoch: number; forgetTries: () => Promise<unknown> }
  | { ok: false; reason: 'wrong' | 'too-many'; who: string | null }

export type Credentials = { email: string; password: string; /** Network address. */ from: string }

/** Records a change of the profile, of an applicant's only that of the name, without the values of names. */
function recordProfileChange(
  before: Pick<Account, '_id' | 'role' | 'name' | 'locale'>,
  now: { name: string; locale: Locale },
) {
  const fields = before.role === 'applicant' ? ['name'] : ['name', 'locale']
  const changes = fieldChanges({ name: before.name, locale: before.locale }, now, fields)
  if (changes.length > 0) recordAccountAct(before._id.toHexString(), { action: 'account.profile_changed', changes })
  else skipAudit()
}

/** Signs people in and identifies sessions. */
export function signInService(policy: SignInPolicy) {
  const open = openAccountFilter(policy)

  /**
   * Signs in. Neither the result nor its time distinguishes unknown, deactivated and wrong [ASVS 6.3.8]. Attempts are
   * counted per account and per network address before the password is checked, so that concurrent attempts gain nothing.
   */
  async function signIn({ email, password, from }: Credentials): Promise<SignIn> {
    const [account, ...allowed] = await Promise.all([
      AccountModel.findOne({ email, ...open }, { ...sessionFields, passwordHash: 1 }).lean(),
      consumeAttempt('guess-address', from),
      consumeAttempt('guess-account', email),
    ])
    if (allowed.includes(false)) return refused('too-many', account)
    const right = await passwordMatches(account?.passwordHash, password)
    if (!account || !right) return refused('wrong', account)
    const forgetTries = () => Promise.all([refundAttempt('guess-address', from), clearAttempts('guess-account', email)])
    const sessionAccount = toSessionAccount(account, policy)
    if (sessionAccount.secondFactor)
      return { ok: true, step: 'code', accountId: sessionAccount.id, epoch: sessionAccount.sessionEpoch, forgetTries }
    return { ok: true, step: 'in', account: sessionAccount, forgetTries }
  }

  /** Returns the account of a session; null once the account was deactivated, or this session or all of them were ended. */
  async function forSession({ id, epoch, handle }: SessionFacts): Promise<SessionAccount | null> {
    const notEnded = handle === null ? {} : { endedSessions: mongoose.trusted({ $ne: handle }) }
    const filter = { _id: id, sessionEpoch: epoch, ...notEnded, ...open }
    const account = await AccountModel.findOne(filter, sessionFields).lean()
    return account && toSessionAccount(account, policy)
  }

  async function signOutEverywhere(id: string): Promise<void> {
    const ended = { $inc: { sessionEpoch: 1 } }
    const account = await AccountModel.findOneAndUpdate({ _id: id }, ended, { projection: { role: 1 } }).lean()
    if (account) recordColleagueAct(account, { action: 'account.sessions_ended' })
  }

  /** Changes the name and the language of letters. Pages use the language of their address. */
  async function changeProfile(id: string, { name, locale }: { name: string; locale: Locale }): Promise<void> {
    const before = await AccountModel.findOneAndUpdate(
      { _id: id, deactivatedAt: null },
      { $set: { name, locale, searchTerms: personTerms(name) } },
      { projection: { role: 1, name: 1, locale: 1 } },
    ).lean()
    if (before) recordProfileChange(before, { name, locale })
  }

  /** Turns a colleague's keyboard shortcuts on staff pages on or off. */
  async function useShortcuts(id: string, on: boolean): Promise<void> {
    const { modifiedCount } = await AccountModel.updateOne({ _id: id }, { $set: { shortcutsOff: !on } })
    if (modifiedCount === 0) skipAudit()
  }

  return { signIn, forSession, signOutEverywhere, changeProfile, useShortcuts }
}

function refused(reason: 'wrong' | 'too-many', account: Pick<Account, '_id' | 'role'> | null): SignIn {
  const who = account?._id.toHexString() ?? null
  if (account) recordCredentialRefusal(account, reason)
  return { ok: false, reason, who }
}
