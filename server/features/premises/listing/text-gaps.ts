import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Premises } from '#models/premises/premises.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'

export const listingTexts = ['title', 'summary', 'description', 'defects', 'managingBody'] as const
export type ListingText = (typeof listingTexts)[number]

type ListingTextFacts = Pick<Premises, 'title'> & Partial<Pick<Premises, ListingText>>

/** Returns the languages that lack the title, or a text that the listing has in another language. */
export function textGapsOf(premises: ListingTextFacts): Locale[] {
  const presentTexts = [premises.summary, premises.description, premises.defects, premises.managingBody].filter(hasText)
  return locales.filter(locale => [premises.title, ...presentTexts].some(text => !text[locale]))
}

const hasText = (text: LocalisedText | null | undefined): text is LocalisedText =>
  locales.some(locale => Boolean(text?.[locale]))
