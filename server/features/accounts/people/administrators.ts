import mongoose, { type QueryFilter } from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { openAccountFilter } from '../sessions/sessions-service.ts'

/** Ensures that at least one administrator can always sign in. */
export function createAdministratorQueries(policy: { demonstration: boolean }) {
  const signInFilter = () => ({
    ...openAccountFilter(policy),
    passwordHash: mongoose.trusted({ $ne: null }),
    role: 'administrator' as const,
  })

  const count = (besides: QueryFilter<Account> = {}): Promise<number> =>
    AccountModel.countDocuments({ ...besides, ...signInFilter() })

  /** Returns the number of administrators who can sign in, besides these. */
  const others = (...ids: string[]): Promise<number> => count({ _id: mongoose.trusted({ $nin: ids }) })

  const whom = (...besides: string[]) =>
    AccountModel.find({ _id: mongoose.trusted({ $nin: besides }), ...signInFilter() }, { email: 1, locale: 1 }).lean()

  const isOne = async (id: Account['_id']): Promise<boolean> =>
    (await AccountModel.exists({ _id: id, ...signInFilter() })) !== null

  /**
   * Undoes a change that left no administrator. Two administrators may have dismissed each other at the same moment, each
   * seeing the other. The check after the write finds this, because there are no transactions to do it in one step.
   */
  async function keepOne(before: Pick<Account, '_id' | 'role'>): Promise<Verdict<'last-administrator'>> {
    if (before.role !== 'administrator' || (await count()) > 0) return yes
    const values = { role: before.role, deactivatedAt: null }
    await AccountModel.updateOne({ _id: before._id }, { $set: values, $inc: { sessionEpoch: 1 } })
    return no('last-administrator')
  }

  return { others, whom, isOne, keepOne }
}
