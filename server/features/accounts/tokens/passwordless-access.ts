import { AccessTokenModel } from '#models/accounts/access-token.ts'
import { CalendarFeedModel } from '#models/accounts/calendar-feed.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'

/** What gives access to an account without its password: the calendar address, and keys of programs. */
export const passwordlessKinds = ['feed', 'tokens'] as const
export type PasswordlessAccess = (typeof passwordlessKinds)[number]

/** Ends the calendar address. Returns whether there was one. */
export async function endCalendarFeed(account: string): Promise<boolean> {
  const { deletedCount } = await CalendarFeedModel.deleteOne({ account })
  if (deletedCount > 0) recordAudit({ action: 'viewing-feed.ended', subject: { kind: 'account', id: account } })
  return deletedCount > 0
}

async function revokeTokens(account: string, at: Date): Promise<void> {
  const usable = await AccessTokenModel.find({ account, revokedAt: null }, { prefix: 1 }).lean()
  for (const { _id, prefix } of usable) {
    const { modifiedCount } = await AccessTokenModel.updateOne(
      { _id, revokedAt: null },
      { $set: { revokedAt: at, revokedBy: account } },
    )
    const subject = { kind: 'token' as const, id: _id.toHexString(), label: prefix }
    const changes = [{ field: 'revokedAt', before: null, after: at }]
    if (modifiedCount > 0) recordAudit({ action: 'token.revoked', subject, changes })
  }
}

/** Returns which kinds of access without a password an account has now. */
export async function findPasswordlessAccess(account: string, now: Date): Promise<PasswordlessAccess[]> {
  const [feed, token] = await Promise.all([
    CalendarFeedModel.exists({ account }),
    AccessTokenModel.findOne({ account, revokedAt: null }, { expiresAt: 1 }).sort({ expiresAt: -1 }).lean(),
  ])
  return [...(feed ? ['feed' as const] : []), ...(token && token.expiresAt > now ? ['tokens' as const] : [])]
}

type Ending = { account: string; clock: Clock; kinds?: readonly PasswordlessAccess[] }

/**
 * Changes an account so that no earlier calendar address and no key of a program works afterwards. They end before the
 * change, so that a crash leaves none, and again after it, for what was made meanwhile.
 */
export async function changeWithoutPasswordlessAccess<T>(
  { account, clock, kinds = passwordlessKinds }: Ending,
  change: () => Promise<T>,
): Promise<T> {
  const end = async () => {
    if (kinds.includes('feed')) await endCalendarFeed(account)
    if (kinds.includes('tokens')) await revokeTokens(account, clock.now())
  }
  await end()
  const done = await change()
  await end()
  return done
}
