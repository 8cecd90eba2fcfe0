import mongoose from 'mongoose'
import { keyIdOf } from './sealing.ts'

/** Id of the key with which second steps at sign-in are sealed, so that a lost key is noticed before somebody signs in. */
type KnownKey = { _id: 'newest'; key: string }

const keyCollection = () => mongoose.connection.collection<KnownKey>('two_factor_key')

/** Stores the id of the newest key, the first one. */
export async function rememberTwoFactorKey([newest]: readonly string[]): Promise<void> {
  if (newest !== undefined)
    await keyCollection().updateOne({ _id: 'newest' }, { $set: { key: keyIdOf(newest) } }, { upsert: true })
}

/** Throws a sentence with the way on when colleagues have a second step whose key is not among these. */
export async function requireTwoFactorKey(secrets: () => Promise<readonly string[]>): Promise<void> {
  const known = await keyCollection().findOne()
  if (!known) return
  const people = await mongoose.connection
    .collection('accounts')
    .countDocuments({ 'secondFactor.sealed': { $exists: true } })
  if (people === 0 || (await secrets()).map(keyIdOf).includes(known.key)) return
  throw new Error(
    `TWO_FACTOR_KEY lacks the key ${known.key}, with which the second step of ${String(people)} people is sealed; without TWO_FACTOR_KEY it is SESSION_SECRET. Append it after a comma; if it is lost, run npm run seal -- forget ${known.key}, and for each of them npm run staff -- reset-two-factor <e-mail>.`,
  )
}

/** Stops asking for a lost key. Returns false when it is another one. */
export async function forgetTwoFactorKey(id: string): Promise<boolean> {
  return (await keyCollection().deleteOne({ key: id })).deletedCount > 0
}
