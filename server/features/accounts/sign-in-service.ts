import { AccountModel, type Account } from '../../../models/account.ts'
import type { Locale } from '../../shared/i18n.ts'
import type { SessionAccount } from '../../web/locals.ts'
import { allows, clear, giveBack } from './limits.ts'
import { passwordMatches } from './secrets.ts'

/** `who` is for the log: the account that was tried, if there is one. */
export type SignIn =
  { ok: true; account: SessionAccount } | { ok: false; reason: 'wrong' | 'too-many'; who: string | null }

export type Credentials = { email: string; password: string; /** Network address. */ from: string }

type Deps = { demonstration: boolean }

/** Who is at the door. Where demonstrations are off, accounts whose password everybody knows do not open it. */
export function signInService({ demonstration }: Deps) {
  const open = { deactivatedAt: null, ...(demonstration ? {} : { demo: false }) }

  /**
   * Tells unknown, deactivated and wrong apart for nobody, in the answer or in its time [ASVS 6.3.8]. Tries are counted
   * per account and per network address before the password is looked at, so that many at once gain nothing.
   */
  async function signIn({ email, password, from }: Credentials): Promise<SignIn> {
    const account = await AccountModel.findOne({ email, ...open }, { ...sessionFields, passwordHash: 1 }).lean()
    const who = account?._id.toHexString() ?? null
    const allowed = await Promise.all([allows('guess-address', from), allows('guess-account', email)])
    if (allowed.includes(false)) return { ok: false, reason: 'too-many', who }
    const right = await passwordMatches(account?.passwordHash, password)
    if (!account || !right) return { ok: false, reason: 'wrong', who }
    await Promise.all([giveBack('guess-address', from), clear('guess-account', email)])
    return { ok: true, account: asSessionAccount(account) }
  }

  /** The account behind a session that began in `epoch`; null once it was deactivated or its sessions were ended. */
  async function forSession(id: string, epoch: number): Promise<SessionAccount | null> {
    const account = await AccountModel.findOne({ _id: id, sessionEpoch: epoch, ...open }, sessionFields).lean()
    return account && asSessionAccount(account)
  }

  /** Ends every session of the account. */
  async function signOutEverywhere(id: string): Promise<void> {
    await AccountModel.updateOne({ _id: id }, { $inc: { sessionEpoch: 1 } })
  }

  /** The name, and the language of letters: pages speak the language of their address. */
  async function changeProfile(id: string, { name, locale }: { name: string; locale: Locale }): Promise<void> {
    await AccountModel.updateOne({ _id: id, deactivatedAt: null }, { $set: { name, locale } })
  }

  /** Whether letters typed on a staff page are commands for this colleague. */
  async function useShortcuts(id: string, on: boolean): Promise<void> {
    await AccountModel.updateOne({ _id: id }, { $set: { shortcutsOff: !on } })
  }

  return { signIn, forSession, signOutEverywhere, changeProfile, useShortcuts }
}

const sessionFields = {
  ...{ email: 1, name: 1, role: 1, locale: 1, verifiedAt: 1, sessionEpoch: 1, deletion: 1 },
  ...{ buildings: 1, shortcutsOff: 1 },
} as const

type SessionFields = Pick<
  Account,
  '_id' | 'email' | 'name' | 'role' | 'locale' | 'verifiedAt' | 'sessionEpoch' | 'deletion'
> & { /** Absent in accounts older than the fields. */ buildings?: string[]; shortcutsOff?: boolean }

function asSessionAccount({ _id, verifiedAt, deletion, ...rest }: SessionFields): SessionAccount {
  const { email, name, role, locale, sessionEpoch, buildings = [], shortcutsOff = false } = rest
  const known = { email, name, role, locale, sessionEpoch, buildings, verified: Boolean(verifiedAt) }
  return { id: _id.toHexString(), ...known, shortcuts: !shortcutsOff, deletionDueAt: deletion?.dueAt ?? null }
}
