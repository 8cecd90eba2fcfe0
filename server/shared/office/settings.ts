import type { WorkingCalendar } from '../days/working-days.ts'
import type { Locale } from '../texts/i18n.ts'
import type { WeekHours } from './hours.ts'
import type { MessengerKind } from './reach.ts'
import type { Point, WayKind } from './ways.ts'

/** How to come from somewhere; at least one of metres, minutes and text is set. `atM`: where on the street one arrives. */
export type Way = {
  kind: WayKind
  metres: number | null
  minutes: number | null
  atM: number | null
  text: Record<Locale, string>
}

/** How the office is reached, as it has set it; what is empty is not set. */
export type Office = {
  phone: string
  address: Record<Locale, string>
  messengers: readonly { kind: MessengerKind; name: string }[]
  hours: WeekHours
  ways: readonly Way[]
  /** Of the street. */
  point: Point | null
  /** By which working days are counted. */
  calendar: WorkingCalendar
  /** Of a demonstration: nobody is reached by any of it. */
  invented: boolean
}

export const noOffice: Office = {
  ...{ phone: '', messengers: [], hours: [], ways: [], point: null, invented: false },
  address: { ru: '', en: '', zh: '' },
  calendar: { daysOff: [], makeUpDays: [] },
}
