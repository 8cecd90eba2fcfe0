import mongoose from 'mongoose'
import type { Clock } from '../clock.ts'
import { sealing } from './sealing.ts'

type KnownKey = { _id: string; since: Date }

/** Ids of the keys with which data of this database are sealed, so that a wrong key is noticed before it seals more. */
const keysCollection = () => mongoose.connection.collection<KnownKey>('sealing_keys')

/** Stores the id of the newest key, before anything is sealed with it. */
export async function rememberKey(clock: Pick<Clock, 'machineNow'>): Promise<void> {
  const { on, keyIds } = sealing()
  const [newest] = keyIds
  if (!on || newest === undefined) return
  await keysCollection().updateOne({ _id: newest }, { $setOnInsert: { since: clock.machineNow() } }, { upsert: true })
}

/** Throws a sentence that names the setting and its missing keys. */
export async function requireKnownKeys(): Promise<void> {
  const missing = (await knownKeys()).filter(id => !sealing().keyIds.includes(id))
  if (missing.length === 0) return
  throw new Error(
    `DOCUMENT_KEYS lacks the key ${missing.join(' and ')}, with which data of this database are sealed. Append it to the others; what to do when it is lost stands in docs/operations/keys.md.`,
  )
}

/** Returns the ids, oldest first. */
export const knownKeys = async (): Promise<string[]> =>
  (await keysCollection().find().sort({ since: 1 }).toArray()).map(({ _id }) => _id)

/** Stops asking for these keys. Returns how many of them were stored. */
export async function forgetKeys(ids: readonly string[]): Promise<number> {
  return (await keysCollection().deleteMany({ _id: { $in: [...ids] } })).deletedCount
}
