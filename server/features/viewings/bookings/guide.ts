import type { Viewing } from '#models/viewings/viewing.ts'
import { telHref } from '#shared/office/messengers.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { Deps } from '../ports.ts'

/** The guide of a viewing. The phone number is shown only to visitors who have booked. */
export type Guide = { name: string; phone: { label: string; href: string } | null }
type Shown = Pick<Viewing, 'premises' | 'guide' | 'guideName' | 'startsAt'>
type GuideDeps = Pick<Deps, 'accounts' | 'premises'>

/** Scripts in which names are shown, by language. Russian readers read Latin letters more easily than Chinese ones. */
const readableScripts: Record<Locale, readonly Locale[]> = { ru: ['ru', 'en'], en: ['en'], zh: ['zh'] }

/**
 * Returns the person who covers for the guide on a day, by default the day of the viewing; null when the guide is there. A
 * colleague limited to other buildings may not see the visitor and does not cover (ADR 125).
 */
export async function findStandIn(
  { accounts, premises }: GuideDeps,
  { premises: code, guide, startsAt }: Omit<Shown, 'guideName'>,
  day = cityDayOf(startsAt),
): Promise<{ id: string; name: string } | null> {
  const standIn = (await accounts.absences.away(day)).get(guide.toHexString())?.standIn
  if (!standIn) return null
  const { premises: reach } = await premises.reachOf(standIn)
  return !reach || reach.includes(code) ? standIn : null
}

/**
 * Returns the guide or, on days of absence, the person covering, with the name in the reader's script where known. For a
 * guide who has left, returns the stored name.
 */
export async function guideOf({ accounts, premises }: GuideDeps, { t, locale }: Reader, slot: Shown): Promise<Guide> {
  const standIn = await findStandIn({ accounts, premises }, slot)
  const introduction = await accounts.introduction.of(standIn?.id ?? slot.guide.toHexString())
  if (!introduction) return { name: standIn?.name ?? slot.guideName, phone: null }
  const { names, phone, invented } = introduction
  const written = readableScripts[locale].map(script => names[script]).find(Boolean)
  const label = invented ? t('viewing.guide.invented', { phone }) : phone
  return { name: written ?? introduction.name, phone: phone ? { label, href: telHref(phone) } : null }
}

/** Returns the guide in one line, for mails and calendars. */
export const guideInWords = ({ t }: Pick<Reader, 't'>, { name, phone }: Guide): string =>
  phone ? t('viewing.guide.with-phone', { guide: name, phone: phone.label }) : name
