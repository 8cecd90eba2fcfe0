import { AccountModel, type Account } from '#models/accounts/account.ts'
import type { Clock } from '#outside/clock.ts'
import { notFound } from '#shared/errors.ts'
import { confirmPassword } from '../sign-in/confirm-password.ts'
import { consumeAttempt } from '../limits.ts'
import { recordAccountAct } from '../people/audit.ts'

/** Contains nothing that gives access: no hash, no link, no epoch. */
const ownFields = {
  email: 1,
  name: 1,
  writtenNames: 1,
  workPhone: 1,
  role: 1,
  locale: 1,
  verifiedAt: 1,
  createdAt: 1,
  history: 1,
} as const
type OwnFields = Pick<
  Account,
  'email' | 'name' | 'writtenNames' | 'workPhone' | 'role' | 'locale' | 'verifiedAt' | 'createdAt' | 'history'
>
/** The data the site has about the holder of an account, without the names of staff who acted on it. */
export type OwnAccount = Omit<OwnFields, 'history'> & { history: { at: Date; kind: string }[] }

/** Reads the data that people may see about their own account. */
export function ownDataService({ clock }: { clock: Clock }) {
  async function get(id: string): Promise<OwnAccount> {
    const account = await AccountModel.findOne({ _id: id }, { ...ownFields, _id: 0 }).lean<OwnFields>()
    if (!account) throw notFound()
    return { ...account, history: account.history.map(({ at, kind }) => ({ at, kind })) }
  }

  /** Records that somebody takes an archive of all their data. Returns false when the hourly limit is reached. */
  async function noteArchive(id: string): Promise<boolean> {
    if (!(await consumeAttempt('archives-account', id))) return false
    const event = { at: clock.now(), kind: 'archive_taken' as const }
    await AccountModel.updateOne({ _id: id }, { $push: { history: { $each: [event], $slice: -100 } } })
    recordAccountAct(id, { action: 'account.archive_taken' })
    return true
  }

  return { confirmPassword, get, noteArchive }
}
