import type { Premises } from '#models/premises/premises.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'

/** What a listing lacks, as bits of one column. An incomplete language counts as missing, not as unreviewed. */
export const lackBits = {
  photos: 64,
  missing: (locale: Locale): number => 1 << locales.indexOf(locale),
  unreviewed: (locale: Locale): number => 8 << locales.indexOf(locale),
}

export type LackFacts = Partial<Pick<Premises, 'textGaps' | 'reviewed'>> & { photos?: readonly object[] }

export function lacksOf({ textGaps = [], reviewed, photos = [] }: LackFacts): number {
  const ofTexts = locales.map(locale => {
    if (textGaps.includes(locale)) return lackBits.missing(locale)
    return reviewed?.[locale] ? 0 : lackBits.unreviewed(locale)
  })
  return ofTexts.reduce((bits, bit) => bits | bit, photos.length > 0 ? 0 : lackBits.photos)
}
