import type { Premises } from '#models/premises/premises.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import type { ListingFacts } from '../premises/listing/listing-facts.ts'

/** Returns the facts that differ from before. */
export function changedFields(before: Premises, facts: Partial<ListingFacts>): (keyof ListingFacts)[] {
  const names = Object.keys(facts) as (keyof ListingFacts)[]
  return names.filter(name => comparable(before[name]) !== comparable(facts[name]))
}

/** Serialises a value for comparison. Empty texts and missing ones are equal, and so are a date and its ISO form. */
const comparable = (value: unknown): string =>
  JSON.stringify(value ?? null, (key, inner: unknown) =>
    key !== '' && (inner === '' || inner === null) ? undefined : inner,
  )

const reviewedTexts = ['title', 'summary', 'description', 'defects', 'managingBody'] as const

/** Returns the languages whose review no longer holds, because one of their texts has changed since. */
export const outdatedReviews = (before: Premises, facts: ListingFacts): Locale[] =>
  locales.filter(
    locale =>
      before.reviewed[locale] &&
      facts.reviewed[locale] &&
      reviewedTexts.some(name => (before[name][locale] ?? '') !== (facts[name][locale] ?? '')),
  )

/** Returns the facts without those reviews, because a changed text must be reviewed again. */
export const withoutOutdatedReviews = (facts: ListingFacts, fallen: readonly Locale[]): ListingFacts => ({
  ...facts,
  reviewed: { ...facts.reviewed, ...Object.fromEntries(fallen.map(locale => [locale, false])) },
})

/** Keeps an instant unless its minute changed, because users type whole minutes. */
export const withUnchangedInstants = (before: Premises, input: ListingFacts): ListingFacts => ({
  ...input,
  publishAt: unchangedInstant(before.publishAt, input.publishAt),
  expiresAt: unchangedInstant(before.expiresAt, input.expiresAt),
})

const unchangedInstant = (before: Date | null | undefined, input: Date | null | undefined): Date | null =>
  before && input && minuteOf(before) === minuteOf(input) ? before : (input ?? null)
const minuteOf = (instant: Date): number => Math.floor(instant.getTime() / 60_000)
