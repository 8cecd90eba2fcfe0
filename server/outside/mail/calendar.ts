import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'

type Person = { name: string; email: string }

/** An entry for people's calendars. Plain strings, so that a queue can store it. */
export type CalendarEntry = {
  /** Stays the same for the life of the thing. With a higher `sequence`, calendars replace their entry. */
  id: string
  sequence: number
  /** ISO instants; with `wholeDays` ISO days, of which the end is exclusive. */
  startsAt: string
  endsAt: string
  wholeDays?: boolean
  changedAt: string
  summary: string
  location: string
  description: string
  /** A path on the site. */
  link: string
  cancelled: boolean
  organiser: Person
  attendee?: Person
}

/**
 * `PUBLISH` is a file to look at; `REQUEST` and `CANCEL` change the calendar of whoever opens the mail. All of them name the
 * organiser, the latter two also the attendee (RFC 5546).
 */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL'
type Calendar = { method: CalendarMethod; name?: string; publicUrl: string; entries: readonly CalendarEntry[] }

/** Interval at which programs that subscribe to a named calendar should refresh it; by default some do once a day. */
const refreshSeconds = 3_600

export const calendarType = 'text/calendar; charset=utf-8'

/**
 * Returns an iCalendar file (RFC 5545): CRLF, folded at 75 octets. Times are in UTC: each calendar shows them in its owner's
 * zone, and no zone table is needed.
 */
export function calendarFile({ method, name, publicUrl, entries }: Calendar): string {
  const calendar = ical({
    prodId: { company: 'Startup Street', product: 'Viewings' },
    method: ICalCalendarMethod[method],
    ...(name ? { name: oneLine(name), ttl: refreshSeconds } : {}),
  })
  for (const entry of entries) calendar.createEvent(eventOf(entry, publicUrl))
  // The library does not end the last line; strict readers take that for a truncated file.
  return `${calendar.toString()}\r\n`
}

function eventOf({ organiser, attendee, ...entry }: CalendarEntry, publicUrl: string) {
  const url = new URL(entry.link, publicUrl).href
  return {
    id: `${entry.id}@startup-street`,
    sequence: entry.sequence,
    start: new Date(entry.startsAt),
    end: new Date(entry.endsAt),
    // A day on which something is due does not block its hours.
    ...(entry.wholeDays ? { allDay: true, transparency: ICalEventTransparency.TRANSPARENT } : {}),
    stamp: new Date(entry.changedAt),
    summary: oneLine(entry.summary),
    ...(entry.location ? { location: oneLine(entry.location) } : {}),
    // Several programs show the description but not the URL.
    description: `${entry.description.replace(/\r\n?/g, '\n')}\n${url}`.trimStart(),
    url,
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: person(organiser),
    ...(attendee ? { attendees: [{ ...person(attendee), ...confirmedAttendance }] } : {}),
  }
}

/** Whoever has booked has said yes: calendars need not ask, and the office gets no answers by mail. */
const confirmedAttendance = { rsvp: false, status: ICalAttendeeStatus.ACCEPTED }

/** A parameter of RFC 5545 cannot contain a quotation mark, however it is escaped. */
const person = ({ name, email }: Person): Person => ({
  name: oneLine(name).replaceAll('"', '’'),
  email: oneLine(email),
})

/** Makes a value one line whatever people typed; non-breaking spaces are kept. */
const oneLine = (text: string): string => text.replace(/(?:[^\S\u00a0\u202f]|[\u0000-\u001f\u007f])+/g, ' ').trim()
