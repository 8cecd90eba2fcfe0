import { trusted } from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { skipAudit } from '#outside/audit.ts'
import { notFound } from '#shared/errors.ts'
import { liveSessionsOf, removeSessionsOf, type LiveSession } from '#web/access/stored-sessions.ts'
import type { Clock } from '#outside/clock.ts'
import type { SessionAccount } from '#web/locals.ts'
import { recordAccountAct, recordColleagueAct } from '../people/audit.ts'

/** Accounts from before the list have no `endedSessions`. */
type Stored = Pick<Account, 'role' | 'sessionEpoch'> & { endedSessions?: string[] }
const fields = { role: 1, sessionEpoch: 1, endedSessions: 1 } as const

/** Lists and ends the sessions of people. */
export function sessionsService({ clock }: { clock: Clock }) {
  async function load(id: string): Promise<Stored> {
    const account = await AccountModel.findOne({ _id: id }, fields).lean<Stored>()
    if (!account) throw notFound()
    return account
  }

  async function list(id: string): Promise<LiveSession[]> {
    return liveSessionsOf({ id, endedSessions: [], ...(await load(id)) }, clock.machineNow())
  }

  /**
   * Ends one session. The account's own list is decisive, because a request under way in that session could store it again
   * after its removal. `by` is the administrator who ends a colleague's session. A form that is sent again, because its first
   * answer was lost, is accepted and records nothing more.
   */
  async function end(id: string, handle: string, by?: string): Promise<void> {
    if (!(await list(id)).some(session => session.handle === handle)) {
      if (!(await load(id)).endedSessions?.includes(handle)) throw notFound()
      skipAudit()
      return
    }
    const event = { at: clock.now(), kind: 'session_ended' as const }
    const account = await AccountModel.findOneAndUpdate(
      { _id: id, endedSessions: trusted({ $ne: handle }) },
      {
        $push: {
          endedSessions: { $each: [handle], $slice: -100 },
          ...(by ? { history: { $each: [{ ...event, by }], $slice: -100 } } : {}),
        },
      },
      { projection: { role: 1 } },
    ).lean()
    if (!account) skipAudit()
    else if (by) recordAccountAct(id, { action: 'account.session_ended' })
    else recordColleagueAct(account, { action: 'account.session_ended' })
    await removeSessionsOf(id, handle)
  }

  /** Records a sign-out, so that requests still under way in the session are no longer accepted. */
  async function leave(id: string, handle: string): Promise<void> {
    await AccountModel.updateOne({ _id: id }, { $push: { endedSessions: { $each: [handle], $slice: -100 } } })
  }

  return { list, end, leave }
}

/** This installation's requirements for signing in. */
export type SignInPolicy = { demonstration: boolean; secondFactorRequired: boolean }

/** Returns the filter for usable accounts. Demonstration accounts have a public password, so demonstrations must be on. */
export const openAccountFilter = ({ demonstration }: Pick<SignInPolicy, 'demonstration'>) => ({
  deactivatedAt: null,
  ...(demonstration ? {} : { demo: false }),
})

export const sessionFields = {
  email: 1,
  name: 1,
  role: 1,
  locale: 1,
  verifiedAt: 1,
  sessionEpoch: 1,
  deletion: 1,
  buildings: 1,
  shortcutsOff: 1,
  'secondFactor.since': 1,
} as const

type SessionFields = Pick<
  Account,
  '_id' | 'email' | 'name' | 'role' | 'locale' | 'verifiedAt' | 'sessionEpoch' | 'deletion'
> & {
  /** Absent in accounts from before the fields. */
  buildings?: string[]
  shortcutsOff?: boolean
  secondFactor?: { since: Date } | null
}

/** Deciders and administrators: one stolen password must not be enough to act as them. */
const needsSecondFactor = ({ role }: Pick<Account, 'role'>): boolean => role === 'decider' || role === 'administrator'

export function toSessionAccount(stored: SessionFields, policy: SignInPolicy): SessionAccount {
  const { _id, email, name, role, locale, sessionEpoch, buildings = [], verifiedAt, deletion } = stored
  const secondFactor = Boolean(stored.secondFactor)
  return {
    id: _id.toHexString(),
    email,
    name,
    role,
    locale,
    sessionEpoch,
    buildings,
    secondFactor,
    verified: Boolean(verifiedAt),
    shortcuts: !(stored.shortcutsOff ?? false),
    mustEnrol: policy.secondFactorRequired && needsSecondFactor(stored) && !secondFactor,
    deletionDueAt: deletion?.dueAt ?? null,
  }
}
