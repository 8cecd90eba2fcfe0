import { trusted } from 'mongoose'
import { SavedModel } from '../../../models/saved.ts'
import { no, yes, type Verdict } from '../../shared/verdict.ts'
import { mostSaved } from './rules.ts'

/** What is new to a list: entries, and what `name` of each tells them apart. */
type Fresh = { list: keyof typeof mostSaved; name: string; names: readonly string[]; entries: readonly object[] }

/**
 * Adds to a list, all or none. The filter refuses what would be there twice and what would be too many: two tabs cannot do
 * together what one may not.
 */
export async function keep(account: string, { list, name, names, entries }: Fresh): Promise<Verdict<'too-many'>> {
  if (entries.length === 0) return yes
  if (entries.length > mostSaved[list]) return no('too-many')
  await begin(account)
  const last = `${list}.${mostSaved[list] - entries.length}`
  const { modifiedCount } = await SavedModel.updateOne(
    { account, [`${list}.${name}`]: trusted({ $nin: names }), [last]: trusted({ $exists: false }) },
    { $push: { [list]: { $each: entries } } },
  )
  if (modifiedCount === 1) return yes
  const there = await SavedModel.exists({ account, [`${list}.${name}`]: trusted({ $all: names }) })
  return there ? yes : no('too-many')
}

async function begin(account: string): Promise<void> {
  await SavedModel.updateOne({ account }, { $setOnInsert: { account } }, { upsert: true }).catch((error: unknown) => {
    // Two at once: the unique index let one of them in, which is all we wanted.
    if ((error as { code?: number }).code !== 11_000) throw error
  })
}
