import type { AlertRhythm, Saved } from '#models/saved/saved.ts'
import { filterOf } from '#features/catalogue/search-address.ts'
import type { Deps } from '../ports.ts'

/** Returns the codes of available premises that match a query. */
export type Matches = (query: string) => Promise<readonly string[]>

export const matchesIn =
  ({ published }: Deps['catalogue']): Matches =>
  query =>
    published.newest(filterOf(query), Infinity)

/** Caches results during one run over all saved searches, so that the same query runs once. */
export function askedOnce(matches: Matches): Matches {
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
export async function tellersOf(searches: Saved['searches'], matches: Matches): Promise<Map<string, string>> {
  const of = (rhythm: AlertRhythm) => searches.filter(({ alert }) => alert === rhythm).toReversed()
  const tellers = new Map<string, string>()
  // Later searches in this order overwrite earlier ones.
  for (const { key, query } of [...of('daily'), ...of('at_once')]) {
    for (const code of await matches(query)) tellers.set(code, key)
  }
  return tellers
}
