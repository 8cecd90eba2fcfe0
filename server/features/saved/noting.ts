import { trusted } from 'mongoose'
import { SavedModel, type Saved, type Waiting } from '../../../models/saved.ts'
import { filterOf } from '../premises/search-address.ts'
import type { Deps } from './ports.ts'

const wanted = { 'searches.alert': trusted({ $in: ['daily', 'at_once'] as const }) }

/** Finds what has come to match the searches whose readers want letters. */
export function noteMatches({ clock, premises }: Pick<Deps, 'clock' | 'premises'>) {
  /** The state of the catalogue up to which this process has noted everybody's matches. */
  let notedUpTo = ''

  /** Notes what has come to match since the last time. Returns how many premises, counted for each person. */
  return async function note(): Promise<number> {
    const stamp = await premises.stamp()
    if (stamp === notedUpTo) return 0
    let noted = 0
    let missed = false
    for await (const saved of SavedModel.find(wanted).lean<Saved>().cursor()) {
      const matches = await freshMatches(saved)
      if (await add(saved, matches)) noted += matches.length
      else missed = true
    }
    // Where another process was faster only a part may have been noted: look again.
    if (!missed) notedUpTo = stamp
    return noted
  }

  async function freshMatches({ searches, known }: Saved): Promise<Waiting[]> {
    const matches = new Map<string, string>()
    for (const { key, query } of searches.filter(({ alert }) => alert !== 'none').toReversed()) {
      for (const code of await premises.published.newest(filterOf(query), Infinity)) matches.set(code, key)
    }
    for (const code of known) matches.delete(code)
    const at = clock.now()
    return [...matches].map(([code, search]) => ({ search, code, at }))
  }

  /** False when somebody else noted one of them meanwhile. */
  async function add({ _id }: Saved, matches: readonly Waiting[]): Promise<boolean> {
    if (matches.length === 0) return true
    const codes = matches.map(({ code }) => code)
    const { modifiedCount } = await SavedModel.updateOne(
      { _id, known: trusted({ $nin: codes }) },
      { $push: { known: { $each: codes }, waiting: { $each: [...matches] } }, $inc: { round: 1 } },
    )
    return modifiedCount === 1
  }
}
