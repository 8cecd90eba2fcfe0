import { AccountModel } from '../../../models/account.ts'
import { notFound } from '../../shared/errors.ts'
import { no, yes, type Verdict } from '../../shared/verdict.ts'
import { allows, clear } from './limits.ts'
import { passwordMatches } from './secrets.ts'

/** Asks for the password once more, before something that a stolen session must not do. Counted as tries to sign in are. */
export async function confirmPassword(id: string, password: string): Promise<Verdict<'wrong' | 'too-many'>> {
  const account = await AccountModel.findOne({ _id: id, deactivatedAt: null }, { email: 1, passwordHash: 1 }).lean()
  if (!account) throw notFound()
  if (!(await allows('guess-account', account.email))) return no('too-many')
  if (!(await passwordMatches(account.passwordHash, password))) return no('wrong')
  await clear('guess-account', account.email)
  return yes
}
