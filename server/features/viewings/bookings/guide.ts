import type { Viewing } from '#models/viewings/viewing.ts'
import { telHref } from '#shared/office/reach.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { Deps } from '../ports.ts'

/** Who shows a premises. The number is for whoever has booked, and for nobody else. */
export type Guide = { name: string; phone: { label: string; href: string } | null }
type Shown = Pick<Viewing, 'guide' | 'guideName' | 'startsAt'>

/** Russians read Latin letters more easily than Chinese ones. */
const scripts: Record<Locale, readonly Locale[]> = { ru: ['ru', 'en'], en: ['en'], zh: ['zh'] }

/** Whoever does what the guide of a viewing would do on its day: null for the guide. */
export async function standInFor(
  { accounts }: Pick<Deps, 'accounts'>,
  { guide, startsAt }: Omit<Shown, 'guideName'>,
): Promise<{ id: string; name: string } | null> {
  const away = await accounts.absences.away(cityDayOf(startsAt))
  return away.get(guide.toHexString())?.standIn ?? null
}

/** The guide, or on days away whoever covers, with the name in the reader's script as far as they have given it; of one who has left, the name as it was. */
export async function guideOf(
  { accounts }: Pick<Deps, 'accounts'>,
  { t, locale }: Reader,
  slot: Shown,
): Promise<Guide> {
  const standIn = await standInFor({ accounts }, slot)
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
