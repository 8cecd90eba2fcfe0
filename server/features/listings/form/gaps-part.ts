import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Premises } from '#models/premises/premises.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { type Locale, locales, type Translate } from '#shared/texts/i18n.ts'
import { listingTexts, type ListingText } from '#features/premises/listing/text-gaps.ts'

type Gap = { href: string; label: string }
export type LanguageGaps = { language: string; gaps: Gap[] }

/** Texts that every listing needs; the others are only needed when another language has them. */
const always: readonly ListingText[] = ['title', 'summary', 'description']

/** Returns what each language still lacks, with links to where it is filled in. */
export const gapsPart = (t: Translate, premises: Premises): LanguageGaps[] =>
  locales.map(locale => ({
    language: t(`listing.gaps.${locale}`),
    gaps: [...textGaps(t, premises, locale), ...reviewGap(t, premises, locale), ...altGaps(t, premises, locale)],
  }))

const textGaps = (t: Translate, premises: Premises, locale: Locale): Gap[] =>
  listingTexts
    .filter(name => !premises[name][locale] && (always.includes(name) || isTold(premises[name])))
    .map(name => ({ href: `#${name}.${locale}`, label: t(`listing.field.${name}`) }))

const reviewGap = (t: Translate, { reviewed, title }: Premises, locale: Locale): Gap[] =>
  reviewed[locale] || !title[locale] ? [] : [{ href: `#reviewed.${locale}`, label: t('listing.gaps.unreviewed') }]

const altGaps = (t: Translate, { photos }: Premises, locale: Locale): Gap[] =>
  photos
    .map(({ _id, alt }, index) => ({ id: _id.toHexString(), alt, number: index + 1 }))
    .filter(({ alt }) => !alt[locale])
    .map(({ id, number }) => ({ href: `#alt.${id}.${locale}`, label: t('listing.gaps.alt', { number }) }))

const isTold = (text: LocalisedText): boolean => locales.some(locale => Boolean(text[locale]))

/** Returns when the public can see the listing, in words; null when neither date is set. */
export function shownWhen(t: Translate, locale: Locale, { publishAt, expiresAt }: Premises): string | null {
  const [from, to] = [publishAt, expiresAt].map(at => (at ? formatInstant(locale, at) : ''))
  if (from && to) return t('listing.shown.between', { from, to })
  if (from) return t('listing.shown.from', { from })
  return to ? t('listing.shown.to', { to }) : null
}
