import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFile, type CalendarEntry } from '#outside/mail/calendar.ts'
import { mailRenderer } from '#outside/mail/mail-rendering.ts'
import { unfolded, valueOf } from '../support/files/calendar.ts'

const publicUrl = 'http://street.test'
const entry: CalendarEntry = {
  id: 'visit-1',
  sequence: 2,
  startsAt: '2026-12-01T16:30:00.000Z',
  endsAt: '2026-12-01T17:00:00.000Z',
  changedAt: '2026-11-25T04:00:00.000Z',
  summary: 'Просмотр помещения SFH-A-0107: магазин у ворот с двумя витринами; вход, «улица»',
  location: '创业街A1号楼，门口',
  description: 'Первая строка\r\nвторая',
  link: '/ru/viewings/1',
  cancelled: false,
  organiser: { name: 'Улица "стартапов"', email: 'office@example.com' },
  attendee: { name: 'Анна\r\nX-EVIL: 1', email: 'anna@example.com' },
}
const file = (changes: Partial<CalendarEntry> = {}) =>
  calendarFile({ method: 'REQUEST', publicUrl, entries: [{ ...entry, ...changes }] })

/** Runs of white space, line ends and control characters, except for the two no-break spaces. */
const breaking = /(?:(?![\u00a0\u202f])[\s\u0000-\u001f\u007f])+/g

describe('a calendar file', () => {
  it('has lines of at most 75 octets that end in CRLF', () => {
    const text = file()
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text).toMatch(/\r\nEND:VCALENDAR\r\n$/)
    const longest = Math.max(...text.split('\r\n').map(line => Buffer.byteLength(line)))
    expect(longest).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\ufffd')
  })

  it('contains the subject, the times in UTC, the place and the version of the entry', () => {
    const text = file()
    expect(valueOf(text, 'METHOD')).toBe('REQUEST')
    expect(valueOf(text, 'UID')).toBe('visit-1@startup-street')
    expect(valueOf(text, 'SEQUENCE')).toBe('2')
    expect(valueOf(text, 'DTSTART')).toBe('20261201T163000Z')
    expect(valueOf(text, 'DTEND')).toBe('20261201T170000Z')
    expect(valueOf(text, 'STATUS')).toBe('CONFIRMED')
    expect(valueOf(text, 'SUMMARY')).toBe(entry.summary)
    expect(valueOf(text, 'LOCATION')).toBe(entry.location)
    expect(valueOf(text, 'DESCRIPTION')).toBe('Первая строка\nвторая\nhttp://street.test/ru/viewings/1')
    expect(valueOf(text, 'URL')).toBe('http://street.test/ru/viewings/1')
    expect(unfolded(text).find(line => line.startsWith('ATTENDEE'))).toContain('PARTSTAT=ACCEPTED;RSVP=FALSE')
    expect(valueOf(file({ cancelled: true }), 'STATUS')).toBe('CANCELLED')
  })

  it('prevents user input from adding a line or ending a parameter', () => {
    const lines = unfolded(file())
    expect(lines.some(line => line.startsWith('X-EVIL'))).toBe(false)
    expect(lines.find(line => line.startsWith('ATTENDEE'))).toContain('CN="Анна X-EVIL: 1"')
    expect(lines.find(line => line.startsWith('ORGANIZER'))).toBe(
      'ORGANIZER;CN="Улица ’стартапов’":mailto:office@example.com',
    )
  })

  it('keeps non-breaking spaces', () => {
    expect(valueOf(file({ summary: 'СФХ\u00a0А,\u202f8\u00a0 м\n²' }), 'SUMMARY')).toBe('СФХ\u00a0А,\u202f8\u00a0 м ²')
  })

  it('returns any text unchanged on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), typed => {
        const text = file({ summary: `x${typed}x` })
        expect(valueOf(text, 'SUMMARY')).toBe(`x${typed}x`.replace(breaking, ' '))
        expect(unfolded(text)).toHaveLength(unfolded(file({ summary: 'x' })).length)
      }),
      { numRuns: 200 },
    )
  })
})

it('is built from the stored facts when a mail is rendered', () => {
  const mail = { cause: 'c', to: 'anna@example.com', locale: 'ru', template: 'enquiry-received' } as const
  const render = mailRenderer(publicUrl)
  const { calendar } = render({ ...mail, calendar: { method: 'CANCEL', entry: { ...entry, cancelled: true } } })
  expect(calendar?.method).toBe('CANCEL')
  expect(valueOf(calendar?.content ?? '', 'METHOD')).toBe('CANCEL')
  expect(render(mail).calendar).toBeUndefined()
})
