import { Types, trusted } from 'mongoose'
import type { PendingEffect } from '#models/parts/history.ts'
import { SavedModel, type Saved, type Waiting } from '#models/saved/saved.ts'
import type { Deps } from '../ports.ts'
import { isDue } from '../rules.ts'
import type { AlertFacts } from './letters.ts'

/** Turns noted matches that are due into mails, one for each search. */
export function queueLetters({ clock, catalogue }: Pick<Deps, 'clock' | 'catalogue'>) {
  return async function owe(): Promise<number> {
    let owed = 0
    const found = SavedModel.find({ 'waiting.at': trusted({ $exists: true }) }, { known: 0 }).lean<Saved>()
    for await (const saved of found.cursor()) {
      const due = dueOf(saved, clock.now())
      if (due.length > 0) owed += await oweTo(saved, due)
    }
    return owed
  }

  /** What is no longer available leaves `known` too, so that it is reported when it matches again. */
  async function oweTo({ _id, round }: Saved, due: readonly Waiting[]): Promise<number> {
    const taken = due.map(({ code }) => code)
    const there = await availableOf(taken)
    const gone = taken.filter(code => !there.has(code))
    const letters = lettersAbout(due.filter(({ code }) => there.has(code)))
    const { matchedCount } = await SavedModel.updateOne(
      { _id, round },
      {
        $pull: { waiting: { code: { $in: taken } }, known: { $in: gone } },
        $push: { pendingEffects: { $each: letters } },
        $inc: { round: 1 },
      },
    )
    return matchedCount === 0 ? 0 : letters.length
  }

  async function availableOf(codes: readonly string[]): Promise<Set<string>> {
    const read = await catalogue.published.read(codes)
    return new Set(read.filter(one => one.premises.status === 'available').map(one => one.premises.code))
  }
}

/** Returns everything that waits for a search once any of it is due. */
function dueOf({ searches, waiting }: Saved, now: Date): Waiting[] {
  const due = searches.filter(({ key, alert }) =>
    waiting.some(({ search, at }) => search === key && isDue(alert, at, now)),
  )
  const keys = new Set(due.map(({ key }) => key))
  return waiting.filter(({ search }) => keys.has(search))
}

function lettersAbout(matches: readonly Waiting[]): PendingEffect[] {
  return [...new Set(matches.map(({ search }) => search))].map(search => {
    const codes = matches.filter(one => one.search === search).map(({ code }) => code)
    const key = `${search}:${new Types.ObjectId().toHexString()}`
    return { key, kind: 'search-alert', facts: { search, codes: codes.join(',') } satisfies AlertFacts }
  })
}
