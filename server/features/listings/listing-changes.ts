import type { Premises } from '#models/premises/premises.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import type { ListingFacts } from '../premises/listing/listing-facts.ts'

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

const worded = ['title', 'summary', 'description', 'defects', 'managingBody'] as const

/** The languages whose texts were reviewed and are not any more, because one of them has changed since. */
export const fallenReviews = (before: Premises, facts: ListingFacts): Locale[] =>
  locales.filter(
    locale =>
      before.reviewed[locale] &&
      facts.reviewed[locale] &&
      worded.some(name => (before[name][locale] ?? '') !== (facts[name][locale] ?? '')),
  )

/** A changed text has to be reviewed again. */
export const withFallenReviews = (facts: ListingFacts, fallen: readonly Locale[]): ListingFacts => ({
  ...facts,
  reviewed: { ...facts.reviewed, ...Object.fromEntries(fallen.map(locale => [locale, false])) },
})

/** People type minutes; an instant within that minute stays as it was. */
export const withKeptInstants = (before: Premises, typed: ListingFacts): ListingFacts => ({
  ...typed,
  publishAt: keptInstant(before.publishAt, typed.publishAt),
  expiresAt: keptInstant(before.expiresAt, typed.expiresAt),
})

const keptInstant = (before: Date | null | undefined, typed: Date | null | undefined): Date | null =>
  before && typed && minuteOf(before) === minuteOf(typed) ? before : (typed ?? null)
const minuteOf = (instant: Date): number => Math.floor(instant.getTime() / 60_000)
