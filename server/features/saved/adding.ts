import { trusted } from 'mongoose'
import { SavedModel } from '#models/saved/saved.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { mostSaved } from './rules.ts'

/** What is new to a list: entries, and what `name` of each tells them apart. */
type Fresh = { name: string; names: readonly string[]; entries: readonly object[] }
type List = keyof typeof mostSaved

/**
 * Adds what is new to a list, all or none. Where another tab was faster with some of it, what is still new is asked for once
 * more.
 */
export async function addToList(
  account: string,
  list: List,
  fresh: () => Promise<Fresh>,
): Promise<Verdict<'too-many'>> {
  return (await added(account, list, await fresh())) || (await added(account, list, await fresh()))
    ? yes
    : no('too-many')
}

/** The filter refuses what would be there twice and what would be too many: two tabs cannot do together what one may not. */
async function added(account: string, list: List, { name, names, entries }: Fresh): Promise<boolean> {
  if (entries.length === 0) return true
  if (entries.length > mostSaved[list]) return false
  await begin(account)
  const last = `${list}.${mostSaved[list] - entries.length}`
  const { modifiedCount } = await SavedModel.updateOne(
    { account, [`${list}.${name}`]: trusted({ $nin: names }), [last]: trusted({ $exists: false }) },
    { $push: { [list]: { $each: entries } } },
  )
  return modifiedCount === 1
}

async function begin(account: string): Promise<void> {
  await SavedModel.updateOne({ account }, { $setOnInsert: { account } }, { upsert: true }).catch((error: unknown) => {
    // Two at once: the unique index let one of them in, which is all we wanted.
    if ((error as { code?: number }).code !== 11_000) throw error
  })
}
