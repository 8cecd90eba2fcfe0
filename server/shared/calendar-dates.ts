import type { AccountRole } from '#models/accounts/account.ts'
import type { CityDay } from './days/city-day.ts'
import type { MessageKey } from './texts/i18n.ts'
import type { Colleague } from './work.ts'

export const dateKinds = ['viewing', 'interview', 'deadline', 'inspection', 'handover'] as const
export type DateKind = (typeof dateKinds)[number]

/** Something that stands in the office's calendar. It names numbers and codes, and no person. */
export type CalendarDate = {
  /** Stays the same for the life of the thing. */
  id: string
  kind: DateKind
  day: CityDay
  /** Where it is not the whole day that counts. */
  hours: { startsAt: Date; endsAt: Date } | null
  /** A reference or a code. */
  about: string
  what: { key: MessageKey; gaps?: Record<string, string | number> }
  /** Where it is seen to, below `/:l/staff`. */
  path: string
}

/** Days, both included. */
export type DaysAsked = { from: CityDay; to: CityDay }

/** So many entries a subscription has of one source; calendar programs bear no more. Where there are more, one of today says so. */
export const mostInFeed = 5_000

/** What one slice puts into the calendar, for those whose pages show it. */
export type DateSource = {
  roles: readonly AccountRole[]
  /** All in these days, in one reading; whoever asks ends it where there is more than they show. */
  list(colleague: Colleague, asked: DaysAsked): AsyncIterable<CalendarDate>
}
