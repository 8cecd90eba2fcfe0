import type { WorkingCalendar } from '../days/working-days.ts'
import type { Locale } from '../texts/i18n.ts'
import type { WeekHours } from './hours.ts'
import type { MessengerKind } from './messengers.ts'
import type { Point, ArrivalKind } from './ways.ts'

/**
 * Directions from one place; at least one of metres, minutes and text is set. `atM` is the place on the street where one
 * arrives.
 */
export type ArrivalRoute = {
  kind: ArrivalKind
  metres: number | null
  minutes: number | null
  atM: number | null
  text: Record<Locale, string>
}

/** How the office is reached, according to its settings; empty values are not set. */
export type Office = {
  phone: string
  address: Record<Locale, string>
  messengers: readonly { kind: MessengerKind; name: string }[]
  hours: WeekHours
  ways: readonly ArrivalRoute[]
  /** Location of the street. */
  point: Point | null
  /** Calendar by which working days are counted. */
  calendar: WorkingCalendar
  /** Made up for a demonstration: nobody can be reached by any of it. */
  invented: boolean
}

export const noOffice: Office = {
  phone: '',
  messengers: [],
  hours: [],
  ways: [],
  point: null,
  invented: false,
  address: { ru: '', en: '', zh: '' },
  calendar: { daysOff: [], makeUpDays: [] },
}
