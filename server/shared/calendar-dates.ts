import type { AccountRole } from '#models/accounts/account.ts'
import type { CityDay } from './days/city-day.ts'
import type { MessageKey } from './texts/i18n.ts'
import type { Colleague } from './work.ts'

export const dateKinds = ['viewing', 'interview', 'deadline', 'inspection', 'handover'] as const
export type DateKind = (typeof dateKinds)[number]

/** An entry in the office's calendar. It contains numbers and codes, and no person. */
export type CalendarDate = {
  /** Stays the same for the life of the thing. */
  id: string
  kind: DateKind
  day: CityDay
  /** Start and end, unless the whole day counts. */
  hours: { startsAt: Date; endsAt: Date } | null
  /** A reference or a code. */
  about: string
  what: { key: MessageKey; gaps?: Record<string, string | number> }
  /** Path of the page on which it is handled, below `/:l/staff`. */
  path: string
}

/** Range of days, both included. */
export type DayRange = { from: CityDay; to: CityDay }

/**
 * Largest number of entries of one source in a subscription; calendar programs cannot handle more. If there are more, an
 * entry of today says so.
 */
export const maxInFeed = 5_000

/** Entries of one slice in the calendar, for colleagues with these roles. */
export type DateSource = {
  roles: readonly AccountRole[]
  /** Streams all entries within the days in one query. The caller stops when there are more than it shows. */
  list(colleague: Colleague, range: DayRange): AsyncIterable<CalendarDate>
}
