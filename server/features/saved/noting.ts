import { setImmediate as nextTurn } from 'node:timers/promises'
import { trusted } from 'mongoose'
import { SavedModel, type Saved, type Waiting } from '../../../models/saved.ts'
import { askedOnce, matchesIn, tellersOf, type Matches } from './matching.ts'
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
    const matches = askedOnce(matchesIn(premises))
    let noted = 0
    let missed = false
    for await (const saved of SavedModel.find(wanted).lean<Saved>().cursor()) {
      const fresh = await freshMatches(saved, matches)
      if (await add(saved, fresh)) noted += fresh.length
      else missed = true
      // The web may live in the same process.
      await nextTurn()
    }
    // Where somebody was faster only a part may have been noted: look again.
    if (!missed) notedUpTo = stamp
    return noted
  }

  async function freshMatches({ searches, known }: Saved, matches: Matches): Promise<Waiting[]> {
    const tellers = await tellersOf(searches, matches)
    for (const code of known) tellers.delete(code)
    const at = clock.now()
    return [...tellers].map(([code, search]) => ({ search, code, at }))
  }

  /** False when the person's searches, or what waits for them, have changed meanwhile. */
  async function add({ _id, round }: Saved, matches: readonly Waiting[]): Promise<boolean> {
    if (matches.length === 0) return true
    const codes = matches.map(({ code }) => code)
    const { modifiedCount } = await SavedModel.updateOne(
      { _id, round },
      { $push: { known: { $each: codes }, waiting: { $each: [...matches] } }, $inc: { round: 1 } },
    )
    return modifiedCount === 1
  }
}
