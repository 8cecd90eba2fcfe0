import { SessionModel } from '#models/accounts/session.ts'
import type { Device } from '#shared/user-agent.ts'
import type { SessionAccount } from '../locals.ts'
import { isWithinLimits } from './session.ts'

/** A session as shown to its owner. The id is left out because it gives access. */
export type OpenSession = {
  signedInAt: Date
  lastUsedAt: Date
  until: Date
  device: Device | null
  /** Network address, masked. */
  from: string | null
}
/** `handle` names the session in forms and gives no access. */
export type LiveSession = OpenSession & { handle: string | null }

type StoredSession = {
  expires: Date
  session: {
    epoch?: number
    signedInAt?: number
    seenAt?: number
    handle?: string
    device?: Device
    from?: string
  }
}

/** Returns the stored sessions of an account, the latest first. */
export async function sessionsOf(account: string): Promise<OpenSession[]> {
  return (await readSessions(account)).map(({ open }) => open)
}

type SessionOwner = Pick<SessionAccount, 'id' | 'role' | 'sessionEpoch'> & { endedSessions: readonly string[] }

/** Returns the sessions of an account that are still valid, the latest first. */
export async function liveSessionsOf(account: SessionOwner, now: Date): Promise<LiveSession[]> {
  return (await readSessions(account.id))
    .filter(({ stored: { epoch, handle } }) => {
      const ended = handle !== undefined && account.endedSessions.includes(handle)
      return epoch === account.sessionEpoch && !ended
    })
    .filter(({ stored }) => isWithinLimits(stored, account.role, now))
    .map(({ open, stored }) => ({ ...open, handle: stored.handle ?? null }))
}

async function readSessions(account: string): Promise<{ open: OpenSession; stored: StoredSession['session'] }[]> {
  const found = await SessionModel.find({ 'session.accountId': account }, { expires: 1, session: 1 }).lean<
    StoredSession[]
  >()
  return found
    .map(({ expires, session }) => ({ open: toOpenSession(expires, session), stored: session }))
    .sort((one, other) => other.open.signedInAt.getTime() - one.open.signedInAt.getTime())
}

const toOpenSession = (
  until: Date,
  { signedInAt = 0, seenAt = 0, device, from }: StoredSession['session'],
): OpenSession => ({
  signedInAt: new Date(signedInAt),
  lastUsedAt: new Date(Math.max(seenAt, signedInAt)),
  until,
  device: device ?? null,
  from: from ?? null,
})

/** Deletes the stored sessions of an account, or the one with this handle. Returns their number. */
export async function removeSessionsOf(account: string, handle?: string): Promise<number> {
  const one = handle === undefined ? {} : { 'session.handle': handle }
  const { deletedCount } = await SessionModel.deleteMany({ 'session.accountId': account, ...one })
  return deletedCount
}
