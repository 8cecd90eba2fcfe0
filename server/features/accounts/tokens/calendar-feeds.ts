import mongoose from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { CalendarFeedModel, type CalendarFeed } from '#models/accounts/calendar-feed.ts'
import { recordAudit, skipAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { Scoped } from '../scope.ts'
import { createToken, hashToken } from '../secrets.ts'
import { openAccountFilter, type SignInPolicy } from '../sessions/sessions-service.ts'

/** The owner of a calendar address, with the present role and buildings. `whole`: all of the calendar, not just viewings. */
export type FeedOwner = Scoped & { whole: boolean }

/** Accounts from before the field have no `buildings`. */
type Owner = Pick<Account, '_id' | 'role'> & { buildings?: string[] }

async function end(account: string): Promise<boolean> {
  const { deletedCount } = await CalendarFeedModel.deleteOne({ account })
  if (deletedCount > 0) recordAudit({ action: 'viewing-feed.ended', subject: { kind: 'account', id: account } })
  return deletedCount > 0
}

/**
 * Changes an account so that no earlier calendar address works afterwards. The address is deleted before the change, so that
 * a crash leaves none, and again after it, for one that was created meanwhile.
 */
export async function changeWithoutFeed<T>(account: string, change: () => Promise<T>): Promise<T> {
  await end(account)
  const done = await change()
  await end(account)
  return done
}

/** Secret addresses under which a colleague's phone reads their calendar without a session. */
export function calendarFeedsService({ clock, policy }: { clock: Clock; policy: SignInPolicy }) {
  /** Replaces the secret; the former one stops working. The new one is shown once and not stored. */
  async function renew(account: string): Promise<string> {
    const token = createToken()
    const newFeed = { hash: hashToken(token), renewedAt: clock.now(), whole: true }
    await CalendarFeedModel.updateOne({ account }, { $set: newFeed }, { upsert: true })
    recordAudit({ action: 'viewing-feed.made', subject: { kind: 'account', id: account } })
    return token
  }

  /** Ends the address, at the owner's wish. */
  async function endOwn(account: string): Promise<void> {
    if (!(await end(account))) skipAudit()
  }

  /** Returns when the present address was created; null where there is none. */
  async function madeAt(account: string): Promise<Date | null> {
    const found = await CalendarFeedModel.findOne({ account }, { renewedAt: 1 }).lean<Pick<CalendarFeed, 'renewedAt'>>()
    return found?.renewedAt ?? null
  }

  /**
   * Returns the colleague to whom a secret belongs, with their present role and buildings. Null for an unknown or replaced
   * secret, and when the owner is no longer a colleague who can sign in.
   */
  async function ownerOf(token: string): Promise<FeedOwner | null> {
    const found = await CalendarFeedModel.findOne({ hash: hashToken(token) }).lean<CalendarFeed>()
    if (!found) return null
    const working = { role: mongoose.trusted({ $ne: 'applicant' as const }), ...openAccountFilter(policy) }
    const owner = await AccountModel.findOne(
      { _id: found.account, ...working },
      { role: 1, buildings: 1 },
    ).lean<Owner>()
    if (!owner) return null
    const { _id, role, buildings = [] } = owner
    return { id: _id.toHexString(), role, buildings, whole: found.whole === true }
  }

  return { renew, end: endOwn, madeAt, ownerOf }
}
