import { siteSettings } from '../site-settings.ts'
import type { Reader } from '../texts/i18n.ts'
import { readText } from '../texts/localised-text.ts'
import { hoursInWords, opennessAt, opennessInWords } from './hours.ts'
import { messengers, telHref } from './reach.ts'
import type { Office } from './settings.ts'

/** For the partial `office`: each part null or empty where nothing is set. */
export type OfficeView = {
  address: { text: string; lang: string | null } | null
  phone: { label: string; href: string } | null
  messengers: { label: string; name: string; href: string }[]
  hours: string[]
  invented: boolean
} | null

/** How the office is reached, for a page; null when nothing is set. */
export function officeView(words: Reader, office: Office = siteSettings().office): OfficeView {
  const { t, locale } = words
  const address = readText(office.address, locale)
  const hours = hoursInWords(words, office.hours)
  if (!office.phone && !address.text && office.messengers.length + hours.length === 0) return null
  return {
    address: address.text ? { text: address.text, lang: address.fallback ? address.locale : null } : null,
    phone: office.phone ? { label: office.phone, href: telHref(office.phone) } : null,
    messengers: office.messengers.map(({ kind, name }) => ({
      label: t(`office.messenger.${kind}`),
      name: kind === 'Telegram' ? `@${name}` : name,
      href: messengers[kind].href?.(name) ?? '',
    })),
    hours,
    invented: office.invented,
  }
}

/** Whether the office is open now, in words; null where that is not known. Only for pages that nobody keeps. */
export function openNow(words: Reader, now: Date): { open: boolean; text: string } | null {
  const { hours, calendar } = siteSettings().office
  const openness = opennessAt(hours, calendar, now)
  return openness && { open: openness.open, text: opennessInWords(words, openness, now) }
}

/** The same as lines of plain text, for the foot of letters. */
export function officeLines(words: Reader): string[] {
  const view = officeView(words)
  if (!view) return []
  const { t } = words
  const messengers = view.messengers.map(({ label, name, href }) => `${label}${t('list.colon')}${href || name}`)
  return [
    view.address?.text ?? '',
    view.phone ? `${t('office.phone')}${t('list.colon')}${view.phone.label}` : '',
    ...messengers,
    view.hours.length > 0 ? `${t('office.hours')}${t('list.colon')}${view.hours.join(t('list.semicolon'))}` : '',
    view.invented ? t('office.invented') : '',
  ].filter(Boolean)
}
