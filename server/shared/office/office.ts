import { pathTo } from '#server/paths.ts'
import { siteSettings } from '../site-settings.ts'
import type { Locale, Reader } from '../texts/i18n.ts'
import { readText } from '../texts/localised-text.ts'
import { hoursInWords, opennessAt, opennessInWords } from './hours.ts'
import { messengers, telHref } from './messengers.ts'
import type { Office } from './settings.ts'

/** Model of the partial `office`: each part is null or empty where nothing is set. */
export type OfficeView = {
  address: { text: string; lang: string | null } | null
  phone: { label: string; href: string } | null
  messengers: { label: string; name: string; href: string }[]
  hours: string[]
  /** Path of the page with directions; empty where there are none. */
  directions: string
  invented: boolean
} | null

/** `premises` is the code of the premises that the page is about. */
type OfficeViewOptions = { office?: Office; premises?: string }

/** Returns how the office is reached, for a page; null when nothing is set. */
export function officeView(
  reader: Reader,
  { office = siteSettings().office, premises = '' }: OfficeViewOptions = {},
): OfficeView {
  const { t, locale } = reader
  const address = readText(office.address, locale)
  const hours = hoursInWords(reader, office.hours)
  if (!hasContact(office) && !hasDirections(office)) return null
  return {
    address: address.text ? { text: address.text, lang: address.fallback ? address.locale : null } : null,
    phone: office.phone ? { label: office.phone, href: telHref(office.phone) } : null,
    messengers: office.messengers.map(({ kind, name }) => ({
      label: t(`office.messenger.${kind}`),
      name: kind === 'Telegram' ? `@${name}` : name,
      href: messengers[kind].href?.(name) ?? '',
    })),
    hours,
    directions: premises || hasDirections(office) ? directionsPath(locale, premises) : '',
    invented: office.invented,
  }
}

const hasContact = ({ phone, address, messengers: names, hours }: Office): boolean =>
  phone !== '' || names.length > 0 || [...Object.values(address), ...hours].some(Boolean)

/** Checks whether the settings describe the way to the street: directions, a point or a Chinese address. */
const hasDirections = ({ ways, point, address }: Office): boolean =>
  ways.length > 0 || point !== null || address.zh !== ''

/** Returns the path of the directions to the street, or to one premises. */
export const directionsPath = (locale: Locale, premises = ''): string =>
  pathTo(locale, '/how-to-get-there') + (premises ? `?premises=${premises}` : '')

/** Returns whether the office is open now, in words; null where that is not known. Only for pages that are not cached. */
export function openNowInWords(reader: Reader, now: Date): { open: boolean; text: string } | null {
  const { hours, calendar } = siteSettings().office
  const openness = opennessAt(hours, calendar, now)
  return openness && { open: openness.open, text: opennessInWords(reader, openness, now) }
}

/** Returns the same as lines of plain text, for the foot of letters. */
export function officeLines(reader: Reader, publicUrl: string): string[] {
  const view = officeView(reader)
  if (!view) return []
  const { t } = reader
  const messengers = view.messengers.map(({ label, name, href }) => `${label}${t('list.colon')}${href || name}`)
  return [
    view.address?.text ?? '',
    view.phone ? `${t('office.phone')}${t('list.colon')}${view.phone.label}` : '',
    ...messengers,
    view.hours.length > 0 ? `${t('office.hours')}${t('list.colon')}${view.hours.join(t('list.semicolon'))}` : '',
    view.directions ? `${t('directions.title')}${t('list.colon')}${publicUrl}${view.directions}` : '',
    view.invented ? t('office.invented') : '',
  ].filter(Boolean)
}
