import { setImmediate as nextTurn } from 'node:timers/promises'
import { trusted } from 'mongoose'
import { SavedModel, type Saved, type Waiting } from '#models/saved/saved.ts'
import type { Deps } from '../ports.ts'
import { askedOnce, matchesIn, tellersOf, type Matches } from './matching.ts'

/** The query without conditions. */
const everything = ''
const wanted = { 'searches.alert': trusted({ $in: ['daily', 'at_once'] as const }) }

/** Finds premises that have come to match searches with alerts. */
export function noteMatches({ clock, catalogue }: Pick<Deps, 'clock' | 'catalogue'>) {
  /** Stamp of the catalogue up to which this process has noted matches for everybody. */
  let notedUpTo = ''

  /** Notes what has come to match since the last run. Returns the number of premises, counted for each person. */
  return async function note(): Promise<number> {
    const stamp = await catalogue.stamp()
    if (stamp === notedUpTo) return 0
    const matches = askedOnce(matchesIn(catalogue))
    const there = new Set(await matches(everything))
    let noted = 0
    let missed = false
    for await (const saved of SavedModel.find(wanted).lean<Saved>().cursor()) {
      const fresh = await freshMatches(saved, matches)
      if (await add(saved, fresh, goneOf(saved, there))) noted += fresh.length
      else missed = true
      // Yields, since web requests may be served by the same process.
      await nextTurn()
    }
    // If another process was faster, only a part may have been noted, so the next run looks again.
    if (!missed) notedUpTo = stamp
    return noted
  }

  async function freshMatches({ searches, known }: Saved, matches: Matches): Promise<Waiting[]> {
    const tellers = await tellersOf(searches, matches)
    for (const code of known) tellers.delete(code)
    const at = clock.now()
    return [...tellers].map(([code, search]) => ({ search, code, at }))
  }

  /** Returns false when the person's searches or waiting matches have changed meanwhile. */
  async function add({ _id, round, known }: Saved, matches: readonly Waiting[], gone: ReadonlySet<string>) {
    if (matches.length === 0 && gone.size === 0) return true
    const codes = matches.map(({ code }) => code)
    const { modifiedCount } = await SavedModel.updateOne(
      { _id, round },
      {
        $set: { known: [...known.filter(code => !gone.has(code)), ...codes] },
        $push: { waiting: { $each: [...matches] } },
        $inc: { round: 1 },
      },
    )
    return modifiedCount === 1
  }
}

/** Returns what is no longer available and does not wait to be reported: it is reported again when it comes back. */
function goneOf({ known, waiting }: Saved, there: ReadonlySet<string>): ReadonlySet<string> {
  const waits = new Set(waiting.map(({ code }) => code))
  return new Set(known.filter(code => !there.has(code) && !waits.has(code)))
}
