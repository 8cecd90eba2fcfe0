import type { AlertRhythm, Saved } from '#models/saved/saved.ts'
import { filterOf } from '#features/catalogue/search-address.ts'
import type { Deps } from '../ports.ts'

/** Says what is to be had for a query now. */
export type Matches = (query: string) => Promise<readonly string[]>

export const matchesIn =
  ({ published }: Deps['catalogue']): Matches =>
  query =>
    published.newest(filterOf(query), Infinity)

/** For a round through everybody's searches: the same question is asked once. */
export function askedOnce(matches: Matches): Matches {
  const answers = new Map<string, Promise<readonly string[]>>()
  return query => {
    const answer = answers.get(query) ?? matches(query)
    answers.set(query, answer)
    return answer
  }
}

/**
 * Which of a person's searches tells of each premises that matches any: one with letters at once before one with daily
 * ones, and of those the oldest.
 */
export async function tellersOf(searches: Saved['searches'], matches: Matches): Promise<Map<string, string>> {
  const of = (rhythm: AlertRhythm) => searches.filter(({ alert }) => alert === rhythm).toReversed()
  const tellers = new Map<string, string>()
  // Whoever comes last has the word.
  for (const { key, query } of [...of('daily'), ...of('at_once')]) {
    for (const code of await matches(query)) tellers.set(code, key)
  }
  return tellers
}
