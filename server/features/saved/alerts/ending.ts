import type { QueryFilter } from 'mongoose'
import { SavedModel, type Saved, type Waiting } from '#models/saved/saved.ts'
import { tellersOf, type Matches } from './matching.ts'

type Ending = { key: string; change: Record<string, Record<string, unknown>> }

/**
 * Stops the alerts of a search and applies `change`, in one write. Matches waiting for it move to another search that they
 * match, since they would otherwise never be reported. Returns false when there is no such search.
 */
export async function endLetters(
  whose: QueryFilter<Saved>,
  { key, change }: Ending,
  matches: Matches,
): Promise<boolean> {
  for (;;) {
    const saved = await SavedModel.findOne({ ...whose, 'searches.key': key }, { known: 0 }).lean<Saved>()
    if (!saved) return false
    const { _id, round } = saved
    const waiting = await handedOn(saved, key, matches)
    const { $set, ...rest } = change
    const { matchedCount } = await SavedModel.updateOne(
      { _id, round, 'searches.key': key },
      { ...rest, $set: { ...$set, waiting }, $inc: { round: 1 } },
    )
    if (matchedCount === 1) return true
  }
}

async function handedOn({ searches, waiting }: Saved, key: string, matches: Matches): Promise<Waiting[]> {
  if (!waiting.some(({ search }) => search === key)) return waiting
  const others = searches.filter(search => search.key !== key)
  const tellers = await tellersOf(others, matches)
  return waiting.flatMap(one => {
    const search = one.search === key ? tellers.get(one.code) : one.search
    return search ? [{ ...one, search }] : []
  })
}
