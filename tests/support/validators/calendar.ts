import ICAL from 'ical.js'

/** RFC 5545, 3.6 and 3.6.1; RFC 5546, 3.2: properties that must occur exactly once. */
const ofCalendar = ['prodid', 'version']
const ofEvent = ['uid', 'dtstamp', 'dtstart']
const ofInvitation = ['organizer', 'summary', 'sequence']

/**
 * Returns the faults that ical.js, the parser of Thunderbird's calendars, finds in a file; empty when it is valid. It throws
 * for malformed lines, parameters and values. In addition this checks the required properties, names that no RFC has, and
 * whether each event begins before it ends.
 */
export function calendarFaults(text: string): string[] {
  let calendar: ICAL.Component
  try {
    calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  } catch (error) {
    return [String(error)]
  }
  const events = calendar.getAllSubcomponents()
  const method = calendar.getFirstPropertyValue('method')
  return [
    ...missing(calendar, ofCalendar),
    ...events.flatMap(event => [
      ...(event.name === 'vevent' ? [] : [`unknown: ${event.name}`]),
      ...missing(event, method ? [...ofEvent, ...ofInvitation] : ofEvent),
      ...misnamed(event),
      ...(isInOrder(new ICAL.Event(event)) ? [] : ['an event that ends before it begins']),
    ]),
  ]
}

const missing = (component: ICAL.Component, names: readonly string[]): string[] =>
  names
    .filter(name => component.getAllProperties(name).length !== 1)
    .map(name => `${component.name}: ${name} is there ${String(component.getAllProperties(name).length)} times`)

const misnamed = (component: ICAL.Component): string[] =>
  component
    .getAllProperties()
    .map(({ name }) => name)
    .filter(name => !(name in ICAL.design.icalendar.property) && !name.startsWith('x-'))
    .map(name => `${component.name}: unknown ${name}`)

const isInOrder = ({ startDate, endDate }: ICAL.Event): boolean => startDate.compare(endDate) < 0
