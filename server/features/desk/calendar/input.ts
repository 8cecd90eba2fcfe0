import { z } from 'zod'
import { dateKinds } from '#shared/calendar-dates.ts'
import { isCityDay, type CityDay } from '#shared/days/city-day.ts'

/** Invalid values are ignored: what is not a date means today. */
export const calendarQuery = (today: CityDay) =>
  z.object({
    day: z.string().refine(isCityDay).catch(today),
    view: z.enum(['week', 'day']).catch('week'),
    kind: z.enum(dateKinds).optional().catch(undefined),
  })
export type CalendarQuery = z.output<ReturnType<typeof calendarQuery>>
