import type { WorkingCalendar } from '../days/working-days.ts'
import type { Locale } from '../texts/i18n.ts'
import type { WeekHours } from './hours.ts'
import type { MessengerKind } from './reach.ts'

/** How the office is reached, as it has set it; what is empty is not set. */
export type Office = {
  phone: string
  address: Record<Locale, string>
  messengers: readonly { kind: MessengerKind; name: string }[]
  hours: WeekHours
  /** By which working days are counted. */
  calendar: WorkingCalendar
  /** Of a demonstration: nobody is reached by any of it. */
  invented: boolean
}

export const noOffice: Office = {
  ...{ phone: '', messengers: [], hours: [], invented: false },
  address: { ru: '', en: '', zh: '' },
  calendar: { daysOff: [], makeUpDays: [] },
}
