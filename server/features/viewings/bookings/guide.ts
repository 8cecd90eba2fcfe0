import type { Viewing } from '#models/viewings/viewing.ts'
import { telHref } from '#shared/office/reach.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { Deps } from '../ports.ts'

/** Who shows a premises. The number is for whoever has booked, and for nobody else. */
export type Guide = { name: string; phone: { label: string; href: string } | null }
type Shown = Pick<Viewing, 'premises' | 'guide' | 'guideName' | 'startsAt'>
type GuideDeps = Pick<Deps, 'accounts' | 'premises'>

/** Russians read Latin letters more easily than Chinese ones. */
const scripts: Record<Locale, readonly Locale[]> = { ru: ['ru', 'en'], en: ['en'], zh: ['zh'] }

/**
 * Whoever does what the guide of a viewing would do on a day, that of the viewing unless said; null for the guide. Somebody
 * whose buildings are others may not see who comes, and does not stand in (ADR 125).
 */
export async function standInFor(
  { accounts, premises }: GuideDeps,
  { premises: code, guide, startsAt }: Omit<Shown, 'guideName'>,
  day = cityDayOf(startsAt),
): Promise<{ id: string; name: string } | null> {
  const standIn = (await accounts.absences.away(day)).get(guide.toHexString())?.standIn
  if (!standIn) return null
  const { premises: reach } = await premises.reachOf(standIn)
  return !reach || reach.includes(code) ? standIn : null
}

/** The guide, or on days away whoever covers, with the name in the reader's script as far as they have given it; of one who has left, the name as it was. */
export async function guideOf({ accounts, premises }: GuideDeps, { t, locale }: Reader, slot: Shown): Promise<Guide> {
  const standIn = await standInFor({ accounts, premises }, slot)
  const known = await accounts.introduction.of(standIn?.id ?? slot.guide.toHexString())
  if (!known) return { name: standIn?.name ?? slot.guideName, phone: null }
  const { names, phone, invented } = known
  const written = scripts[locale].map(script => names[script]).find(Boolean)
  const label = invented ? t('viewing.guide.invented', { phone }) : phone
  return { name: written ?? known.name, phone: phone ? { label, href: telHref(phone) } : null }
}

/** In one line, for letters and calendars. */
export const guideInWords = ({ t }: Pick<Reader, 't'>, { name, phone }: Guide): string =>
  phone ? t('viewing.guide.with-phone', { guide: name, phone: phone.label }) : name
