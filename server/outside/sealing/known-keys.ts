import mongoose from 'mongoose'
import type { Clock } from '../clock.ts'
import { MissingKeyError, sealing, useLostKeys } from './sealing.ts'

/** `lostAt`: when an administrator said that the key is lost. */
type KnownKey = { _id: string; since: Date; lostAt?: Date }

/** Ids of the keys with which data of this database are sealed, so that a wrong key is noticed before it seals more. */
const keysCollection = () => mongoose.connection.collection<KnownKey>('sealing_keys')

/** Stores the id of the newest key, before anything is sealed with it. */
export async function rememberKey(clock: Pick<Clock, 'machineNow'>): Promise<void> {
  const { on, keyIds } = sealing()
  const [newest] = keyIds
  if (!on || newest === undefined) return
  await keysCollection().updateOne(
    { _id: newest },
    { $setOnInsert: { since: clock.machineNow() }, $unset: { lostAt: 1 } },
    { upsert: true },
  )
}

/** Throws a sentence that names the setting and its missing keys, except for those that are said to be lost. */
export async function requireKnownKeys(): Promise<void> {
  useLostKeys(await lostKeys())
  const missing = (await knownKeys()).filter(id => !sealing().keyIds.includes(id))
  if (missing.length === 0) return
  throw new Error(
    `DOCUMENT_KEYS lacks the key ${missing.join(' and ')}, with which data of this database are sealed. Append it to the others; what to do when it is lost stands in docs/operations/keys.md.`,
  )
}

/** Returns the ids of keys that are not lost, oldest first. */
export const knownKeys = async (): Promise<string[]> =>
  (
    await keysCollection()
      .find({ lostAt: { $exists: false } })
      .sort({ since: 1 })
      .toArray()
  ).map(({ _id }) => _id)

async function lostKeys(): Promise<Map<string, Date>> {
  const found = await keysCollection()
    .find({ lostAt: { $exists: true } })
    .toArray()
  return new Map(found.flatMap(({ _id, lostAt }) => (lostAt ? [[_id, lostAt]] : [])))
}

/** Notes that a key is lost: nothing asks for it any more. Returns false when the key is not known. */
export async function loseKey(id: string, clock: Pick<Clock, 'machineNow'>): Promise<boolean> {
  const known = { _id: id, lostAt: { $exists: false } }
  return (await keysCollection().updateOne(known, { $set: { lostAt: clock.machineNow() } })).matchedCount > 0
}

/** Checks whether a file cannot be opened because its key is lost, which is known. */
export const isKnownLoss = (error: unknown): boolean => error instanceof MissingKeyError && error.lostAt !== null

/** Stops asking for these keys. Returns how many of them were stored. */
export async function forgetKeys(ids: readonly string[]): Promise<number> {
  return (await keysCollection().deleteMany({ _id: { $in: [...ids] } })).deletedCount
}
