import { setImmediate as nextTurn } from 'node:timers/promises'
import { trusted, Types, type QueryFilter } from 'mongoose'
import { SavedModel, type Saved, type PendingAlert, type AlertRhythm } from '#models/saved/saved.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { filterOf } from '#features/catalogue/search-address.ts'
import type { Deps } from '../ports.ts'
import { isDue } from '../rules.ts'
import type { AlertFacts } from './letters.ts'

/** The query without conditions. */
const everything = ''
const alertFilter = { 'searches.alert': trusted({ $in: ['daily', 'at_once'] as const }) }

/** Finds premises that have come to match searches with alerts. */
export function createMatchNoter({ clock, catalogue }: Pick<Deps, 'clock' | 'catalogue'>) {
  /** Stamp of the catalogue up to which this process has noted matches for everybody. */
  let notedUpTo = ''

  /** Notes what has come to match since the last run. Returns the number of premises, counted for each person. */
  return async function note(): Promise<number> {
    const stamp = await catalogue.stamp()
    if (stamp === notedUpTo) return 0
    const matches = cacheMatches(createMatches(catalogue))
    const there = new Set(await matches(everything))
    let noted = 0
    let missed = false
    for await (const saved of SavedModel.find(alertFilter).lean<Saved>().cursor()) {
      const fresh = await freshMatches(saved, matches)
      if (await add(saved, fresh, findGone(saved, there))) noted += fresh.length
      else missed = true
      // Yields, since web requests may be served by the same process.
      await nextTurn()
    }
    // If another process was faster, only a part may have been noted, so the next run looks again.
    if (!missed) notedUpTo = stamp
    return noted
  }

  async function freshMatches({ searches, known }: Saved, matches: Matches): Promise<PendingAlert[]> {
    const tellers = await assignMatches(searches, matches)
    for (const code of known) tellers.delete(code)
    const at = clock.now()
    return [...tellers].map(([code, search]) => ({ search, code, at }))
  }

  /** Returns false when the person's searches or waiting matches have changed meanwhile. */
  async function add({ _id, round, known }: Saved, matches: readonly PendingAlert[], gone: ReadonlySet<string>) {
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
function findGone({ known, waiting }: Saved, there: ReadonlySet<string>): ReadonlySet<string> {
  const waits = new Set(waiting.map(({ code }) => code))
  return new Set(known.filter(code => !there.has(code) && !waits.has(code)))
}

/** Turns noted matches that are due into mails, one for each search. Returns how many. */
export async function queueLetters({ clock, catalogue }: Pick<Deps, 'clock' | 'catalogue'>): Promise<number> {
  let owed = 0
  const found = SavedModel.find({ 'waiting.at': trusted({ $exists: true }) }, { known: 0 }).lean<Saved>()
  for await (const saved of found.cursor()) {
    const due = dueOf(saved, clock.now())
    if (due.length > 0) owed += await queueFor(catalogue, saved, due)
  }
  return owed
}

/** What is no longer available leaves `known` too, so that it is reported when it matches again. */
async function queueFor(
  catalogue: Deps['catalogue'],
  { _id, round }: Saved,
  due: readonly PendingAlert[],
): Promise<number> {
  const taken = due.map(({ code }) => code)
  const there = await availableOf(catalogue, taken)
  const gone = taken.filter(code => !there.has(code))
  const letters = createLetters(due.filter(({ code }) => there.has(code)))
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

async function availableOf(catalogue: Deps['catalogue'], codes: readonly string[]): Promise<Set<string>> {
  const read = await catalogue.published.read(codes)
  return new Set(read.filter(one => one.premises.status === 'available').map(one => one.premises.code))
}

/** Returns everything that waits for a search once any of it is due. */
function dueOf({ searches, waiting }: Saved, now: Date): PendingAlert[] {
  const due = searches.filter(({ key, alert }) =>
    waiting.some(({ search, at }) => search === key && isDue(alert, at, now)),
  )
  const keys = new Set(due.map(({ key }) => key))
  return waiting.filter(({ search }) => keys.has(search))
}

function createLetters(matches: readonly PendingAlert[]): PendingEffect[] {
  return [...new Set(matches.map(({ search }) => search))].map(search => {
    const codes = matches.filter(one => one.search === search).map(({ code }) => code)
    const key = `${search}:${new Types.ObjectId().toHexString()}`
    return { key, kind: 'search-alert', facts: { search, codes: codes.join(',') } satisfies AlertFacts }
  })
}

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
    const waiting = await reassignWaiting(saved, key, matches)
    const { $set, ...rest } = change
    const { matchedCount } = await SavedModel.updateOne(
      { _id, round, 'searches.key': key },
      { ...rest, $set: { ...$set, waiting }, $inc: { round: 1 } },
    )
    if (matchedCount === 1) return true
  }
}

async function reassignWaiting({ searches, waiting }: Saved, key: string, matches: Matches): Promise<PendingAlert[]> {
  if (!waiting.some(({ search }) => search === key)) return waiting
  const others = searches.filter(search => search.key !== key)
  const tellers = await assignMatches(others, matches)
  return waiting.flatMap(one => {
    const search = one.search === key ? tellers.get(one.code) : one.search
    return search ? [{ ...one, search }] : []
  })
}

/** Returns the codes of available premises that match a query. */
type Matches = (query: string) => Promise<readonly string[]>

export const createMatches =
  ({ published }: Deps['catalogue']): Matches =>
  query =>
    published.newest(filterOf(query), Infinity)

/** Caches results during one run over all saved searches, so that the same query runs once. */
function cacheMatches(matches: Matches): Matches {
  const answers = new Map<string, Promise<readonly string[]>>()
  return query => {
    const answer = answers.get(query) ?? matches(query)
    answers.set(query, answer)
    return answer
  }
}

/**
 * Returns which of a person's searches reports each matching premises: one with immediate alerts before one with daily
 * alerts, and of those the oldest.
 */
async function assignMatches(searches: Saved['searches'], matches: Matches): Promise<Map<string, string>> {
  const of = (rhythm: AlertRhythm) => searches.filter(({ alert }) => alert === rhythm).toReversed()
  const tellers = new Map<string, string>()
  // Later searches in this order overwrite earlier ones.
  for (const { key, query } of [...of('daily'), ...of('at_once')]) {
    for (const code of await matches(query)) tellers.set(code, key)
  }
  return tellers
}
