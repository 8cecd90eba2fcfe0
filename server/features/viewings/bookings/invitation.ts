import { pathTo } from '#server/paths.ts'
import type { Viewing } from '#models/viewings/viewing.ts'
import type { CalendarEntry } from '#outside/mail/calendar.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { premisesName, type Details } from '../timetable/details.ts'

type Slot = Pick<Viewing, 'startsAt' | 'endsAt' | 'meetingPoint' | 'guideName'>
type Version = {
  visit: string
  sequence: number
  cancelled: boolean
  changedAt: Date
  /** Address of the office, which is the organiser whoever the guide is. */
  office: string
  /** For a colleague's calendar: the visitor's name and the id of the slot. */
  staff?: { visitor: string; slot: string }
}

/** Returns the meeting place in words. */
export function placeInWords({ t, locale }: Reader, slot: Pick<Slot, 'meetingPoint'>, { address }: Details): string {
  const point = slot.meetingPoint || t('viewing.meeting-point.entrance')
  const { text } = readText(address, locale)
  return text ? t('viewing.meeting-point', { address: text, point }) : point
}

/** Returns the calendar entry of a viewing, for its visitor or for a colleague, who sees only the visitor's name. */
export function entryOf(reader: Reader, slot: Slot, details: Details, version: Version): CalendarEntry {
  const { t, locale } = reader
  const { visit, sequence, cancelled, changedAt, office, staff } = version
  const premises = premisesName(locale, details)
  return {
    id: `viewing-${visit}`,
    sequence,
    startsAt: slot.startsAt.toISOString(),
    endsAt: slot.endsAt.toISOString(),
    changedAt: changedAt.toISOString(),
    summary: staff ? t('viewing.entry.staff', { premises, visitor: staff.visitor }) : t('viewing.entry', { premises }),
    location: placeInWords(reader, slot, details),
    description: t('viewing.entry.guide', { guide: slot.guideName }),
    link: staff
      ? pathTo(locale, '/staff/viewings/:id', { id: staff.slot })
      : pathTo(locale, '/viewings/:id', { id: visit }),
    cancelled,
    organiser: { name: t('site.name'), email: office },
  }
}
