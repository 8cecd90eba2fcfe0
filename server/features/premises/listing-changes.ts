import type { Premises } from '../../../models/premises.ts'
import type { ListingFacts } from './listing-facts.ts'

/** The facts that are otherwise than they were. */
export function changedFields(before: Premises, facts: Partial<ListingFacts>): (keyof ListingFacts)[] {
  const names = Object.keys(facts) as (keyof ListingFacts)[]
  return names.filter(name => comparable(before[name]) !== comparable(facts[name]))
}

/** An empty text and none are the same, and so are a date and its ISO form. */
const comparable = (value: unknown): string =>
  JSON.stringify(value ?? null, (key, inner: unknown) =>
    key !== '' && (inner === '' || inner === null) ? undefined : inner,
  )

/** People type minutes; an instant within that minute stays as it was. */
export const withKeptInstants = (before: Premises, typed: ListingFacts): ListingFacts => ({
  ...typed,
  publishAt: keptInstant(before.publishAt, typed.publishAt),
  expiresAt: keptInstant(before.expiresAt, typed.expiresAt),
})

const keptInstant = (before: Date | null | undefined, typed: Date | null | undefined): Date | null =>
  before && typed && minuteOf(before) === minuteOf(typed) ? before : (typed ?? null)
const minuteOf = (instant: Date): number => Math.floor(instant.getTime() / 60_000)
