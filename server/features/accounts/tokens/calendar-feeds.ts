import mongoose from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { CalendarFeedModel, type CalendarFeed } from '#models/accounts/calendar-feed.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { Scoped } from '../scope.ts'
import { newToken, tokenHash } from '../secrets.ts'
import { openAccounts, type SignInPolicy } from '../sessions/session-account.ts'

/** Whose calendar an address opens, as they are now. `whole`: not the viewings alone. */
export type FeedOwner = Scoped & { whole: boolean }

/** Accounts older than the field have no `buildings`. */
type Owner = Pick<Account, '_id' | 'role'> & { buildings?: string[] }

async function end(account: string): Promise<void> {
  const { deletedCount } = await CalendarFeedModel.deleteOne({ account })
  if (deletedCount > 0) recordAudit({ action: 'viewing-feed.ended', subject: { kind: 'account', id: account } })
}

/**
 * Makes a change of an account after which no address that was made before opens anything: it ends first, so that none is left
 * by a crash in between, and again after, for one that was made meanwhile.
 */
export async function endingFeed<T>(account: string, change: () => Promise<T>): Promise<T> {
  await end(account)
  const done = await change()
  await end(account)
  return done
}

/** Secret addresses under which a colleague's telephone reads their calendar: instead of a session. */
export function calendarFeedsService({ clock, policy }: { clock: Clock; policy: SignInPolicy }) {
  /** A new secret in the place of the former one, which no longer works. It is shown once and kept nowhere. */
  async function renew(account: string): Promise<string> {
    const token = newToken()
    const kept = { hash: tokenHash(token), renewedAt: clock.now(), whole: true }
    await CalendarFeedModel.updateOne({ account }, { $set: kept }, { upsert: true })
    recordAudit({ action: 'viewing-feed.made', subject: { kind: 'account', id: account } })
    return token
  }

  /** When the address that works was made; null where there is none. */
  async function madeAt(account: string): Promise<Date | null> {
    const found = await CalendarFeedModel.findOne({ account }, { renewedAt: 1 }).lean<Pick<CalendarFeed, 'renewedAt'>>()
    return found?.renewedAt ?? null
  }

  /**
   * The colleague whom a secret belongs to, with the role and the buildings of this moment. Null for a secret that never
   * was or was renewed, and when the owner is no longer a colleague who can sign in.
   */
  async function ownerOf(token: string): Promise<FeedOwner | null> {
    const found = await CalendarFeedModel.findOne({ hash: tokenHash(token) }).lean<CalendarFeed>()
    if (!found) return null
    const working = { role: mongoose.trusted({ $ne: 'applicant' as const }), ...openAccounts(policy) }
    const owner = await AccountModel.findOne(
      { _id: found.account, ...working },
      { role: 1, buildings: 1 },
    ).lean<Owner>()
    if (!owner) return null
    const { _id, role, buildings = [] } = owner
    return { id: _id.toHexString(), role, buildings, whole: found.whole === true }
  }

  return { renew, end, madeAt, ownerOf }
}
