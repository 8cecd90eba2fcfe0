import type { Viewing } from '#models/viewings/viewing.ts'
import { telHref } from '#shared/office/reach.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { Deps } from '../ports.ts'

/** Who shows a premises. The number is for whoever has booked, and for nobody else. */
export type Guide = { name: string; phone: { label: string; href: string } | null }
type Shown = Pick<Viewing, 'guide' | 'guideName'>

/** Russians read Latin letters more easily than Chinese ones. */
const scripts: Record<Locale, readonly Locale[]> = { ru: ['ru', 'en'], en: ['en'], zh: ['zh'] }

/** The guide with the name in the reader's script as far as they have given it; of one who has left, the name as it was. */
export async function guideOf(
  { accounts }: Pick<Deps, 'accounts'>,
  { t, locale }: Reader,
  slot: Shown,
): Promise<Guide> {
  const known = await accounts.introduction.of(slot.guide.toHexString())
  if (!known) return { name: slot.guideName, phone: null }
  const { names, phone, invented } = known
  const written = scripts[locale].map(script => names[script]).find(Boolean)
  const label = invented ? t('viewing.guide.invented', { phone }) : phone
  return { name: written ?? known.name, phone: phone ? { label, href: telHref(phone) } : null }
}

/** In one line, for letters and calendars. */
export const guideInWords = ({ t }: Pick<Reader, 't'>, { name, phone }: Guide): string =>
  phone ? t('viewing.guide.with-phone', { guide: name, phone: phone.label }) : name
