import { trusted } from 'mongoose'
import { SavedModel } from '#models/saved/saved.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { mostSaved } from './rules.ts'

/** What is new to a list: entries, and what `name` of each tells them apart. */
type Fresh = { name: string; names: readonly string[]; entries: readonly object[] }
type List = keyof typeof mostSaved
type FreshOf = Partial<Record<List, Fresh>>

/**
 * Adds what is new to lists, all or none. Where another tab was faster with some of it, what is still new is asked for once
 * more.
 */
export async function addToLists(account: string, fresh: () => Promise<FreshOf>): Promise<Verdict<'too-many'>> {
  const [first] = await Promise.all([fresh(), begin(account)])
  return (await added(account, first)) || (await added(account, await fresh())) ? yes : no('too-many')
}

/** The filter refuses what would be there twice and what would be too many: two tabs cannot do together what one may not. */
async function added(account: string, fresh: FreshOf): Promise<boolean> {
  const lists = (Object.entries(fresh) as [List, Fresh][]).filter(([, { entries }]) => entries.length > 0)
  if (lists.length === 0) return true
  if (lists.some(([list, { entries }]) => entries.length > mostSaved[list])) return false
  const free: Record<string, object> = {}
  for (const [list, { name, names, entries }] of lists) {
    free[`${list}.${name}`] = trusted({ $nin: names })
    free[`${list}.${mostSaved[list] - entries.length}`] = trusted({ $exists: false })
  }
  const { modifiedCount } = await SavedModel.updateOne(
    { account, ...free },
    { $push: Object.fromEntries(lists.map(([list, { entries }]) => [list, { $each: entries }])) },
  )
  return modifiedCount === 1
}

async function begin(account: string): Promise<void> {
  await SavedModel.updateOne({ account }, { $setOnInsert: { account } }, { upsert: true }).catch((error: unknown) => {
    // Two at once: the unique index let one of them in, which is all we wanted.
    if (!isDuplicateKey(error)) throw error
  })
}
