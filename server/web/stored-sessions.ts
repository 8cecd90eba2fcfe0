import mongoose from 'mongoose'
import { sessionCollection } from './session.ts'

/** A session as its owner may read of it; its id would open it and is not told. */
export type OpenSession = { signedInAt: Date; lastUsedAt: Date; until: Date }

type Stored = { expires: Date; session: { signedInAt?: number; seenAt?: number } }

/** Where somebody is signed in, the latest first. */
export async function sessionsOf(account: string): Promise<OpenSession[]> {
  const found = await stored()
    ?.find({ 'session.accountId': account }, { projection: { expires: 1, session: 1 } })
    .toArray()
  return (found ?? [])
    .map(({ expires, session: { signedInAt = 0, seenAt = 0 } }) => ({
      signedInAt: new Date(signedInAt),
      lastUsedAt: new Date(Math.max(seenAt, signedInAt)),
      until: expires,
    }))
    .sort((one, other) => other.signedInAt.getTime() - one.signedInAt.getTime())
}

/** Removes what is stored of somebody's sessions. Returns how many. */
export async function removeSessionsOf(account: string): Promise<number> {
  const removed = await stored()?.deleteMany({ 'session.accountId': account })
  return removed?.deletedCount ?? 0
}

const stored = () => mongoose.connection.db?.collection<Stored>(sessionCollection)
