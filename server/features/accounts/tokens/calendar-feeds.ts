import mongoose from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { CalendarFeedModel, type CalendarFeed } from '#models/accounts/calendar-feed.ts'
import { doneBefore, recordAudit, skipAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import type { Scoped } from '../scope.ts'
import { createToken, hashToken } from '../secrets.ts'
import { endCalendarFeed } from './passwordless-access.ts'
import { openAccountFilter, type SignInPolicy } from '../sessions/sessions-service.ts'

/** The owner of a calendar address, with the present role and buildings. `whole`: all of the calendar, not just viewings. */
export type FeedOwner = Scoped & { whole: boolean }

/** Accounts from before the field have no `buildings`. */
type Owner = Pick<Account, '_id' | 'role'> & { buildings?: string[] }

/** Number of forms that are remembered. One that is sent again was hardly ever followed by so many others. */
const maxForms = 20

/** Stores a new secret. Returns false when its form has stored one before. */
async function replace(
  account: string,
  newFeed: Pick<CalendarFeed, 'hash' | 'renewedAt' | 'whole'>,
  once?: string,
): Promise<boolean> {
  const others = once ? { account, forms: mongoose.trusted({ $ne: once }) } : { account }
  const form = once ? { $push: { forms: { $each: [once], $slice: -maxForms } } } : {}
  try {
    await CalendarFeedModel.updateOne(others, { $set: newFeed, ...form }, { upsert: true })
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // The account has an address, which did not match: it is of this form, or of another one that was quicker.
    if (once && (await CalendarFeedModel.exists({ account, forms: once }))) return false
    return replace(account, newFeed, once)
  }
}

/** Secret addresses under which a colleague's phone reads their calendar without a session. */
export function calendarFeedsService({ clock, policy }: { clock: Clock; policy: SignInPolicy }) {
  /**
   * Replaces the secret; the former one stops working. The new one is shown once and not stored. Returns null for a form
   * (`once`) that has made its secret already, and changes nothing then.
   */
  async function renew(account: string, once?: string): Promise<string | null> {
    const token = createToken()
    const newFeed = { hash: hashToken(token), renewedAt: clock.now(), whole: true }
    if (!(await replace(account, newFeed, once))) return doneBefore(null)
    recordAudit({ action: 'viewing-feed.made', subject: { kind: 'account', id: account } })
    return token
  }

  /** Ends the address, at the owner's wish. */
  async function endOwn(account: string): Promise<void> {
    if (!(await endCalendarFeed(account))) skipAudit()
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
