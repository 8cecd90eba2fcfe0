import mongoose, { type QueryFilter } from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { openAccounts } from '../sessions/session-account.ts'

/** Of those who can sign in as administrators there must always be one. */
export function administratorsOf(policy: { demonstration: boolean }) {
  const able = () => ({
    ...openAccounts(policy),
    passwordHash: mongoose.trusted({ $ne: null }),
    role: 'administrator' as const,
  })

  const count = (besides: QueryFilter<Account> = {}): Promise<number> =>
    AccountModel.countDocuments({ ...besides, ...able() })

  /** Administrators who can sign in, besides these. */
  const others = (...ids: string[]): Promise<number> => count({ _id: mongoose.trusted({ $nin: ids }) })

  const whom = (...besides: string[]) =>
    AccountModel.find({ _id: mongoose.trusted({ $nin: besides }), ...able() }, { email: 1, locale: 1 }).lean()

  const isOne = async (id: Account['_id']): Promise<boolean> =>
    (await AccountModel.exists({ _id: id, ...able() })) !== null

  /**
   * Two administrators may have dismissed each other in the same moment, each seeing the other one. Looking again after
   * the write shows it, and the dismissal is taken back: there are no transactions to do it in one step.
   */
  async function keepOne(before: Pick<Account, '_id' | 'role'>): Promise<Verdict<'last-administrator'>> {
    if (before.role !== 'administrator' || (await count()) > 0) return yes
    const values = { role: before.role, deactivatedAt: null }
    await AccountModel.updateOne({ _id: before._id }, { $set: values, $inc: { sessionEpoch: 1 } })
    return no('last-administrator')
  }

  return { others, whom, isOne, keepOne }
}
