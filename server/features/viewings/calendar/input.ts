import { z } from 'zod'
import { viewingLanguages } from '#models/viewings/viewing.ts'
import { mondayOf, type CityDay } from '#shared/days/city-day.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { premisesCodeField } from '#shared/texts/codes.ts'
import { id, requiredText, text } from '#web/forms/forms.ts'
import { inputLanguage, numberField } from '#web/forms/form-schemas.ts'
import { claimMinutes } from '../bookings/claims.ts'
import { maxWeeks, slotMinutes, weekdays } from '../rules.ts'

/** Reads a day of this century as people type it; null when it is none. */
function dayOf(input: string): CityDay | null {
  const day = readDay(input, inputLanguage())
  return day?.startsWith('20') ? day : null
}

/** Schema of the calendar's query parameters. Invalid values get defaults. */
export const calendarQuery = (today: CityDay) =>
  z.object({
    week: z
      .string()
      .catch(today)
      .transform(input => mondayOf(dayOf(input) ?? today)),
    view: z.enum(['grid', 'list']).catch('grid'),
    premises: premisesCodeField.optional().catch(undefined),
    guide: id.optional().catch(undefined),
  })
export type CalendarQuery = z.output<ReturnType<typeof calendarQuery>>

export const slotPath = z.object({ id })
export const feedPath = z.object({ token: z.string().regex(/^[\w-]{20,64}$/) })
export const feedQuery = z.object({ show: z.enum(['own', 'all']).catch('all') })

/** Building or premises for which the form is shown. */
export const publishQuery = z.object({
  building: z
    .string()
    .regex(/^[A-Z]\d{1,5}$/)
    .optional()
    .catch(undefined),
  premises: premisesCodeField.optional().catch(undefined),
})

/** Reads checkboxes: one arrives as text, several as a list, none as undefined. Invalid values are dropped. */
const several = <Value>(one: z.ZodType<Value>) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform(input => [input ?? []].flat().flatMap(value => one.safeParse(value).data ?? []))

/** Reads `HH:MM` as minutes since midnight. 24:00 is the end of the day. */
const timeField = z
  .string('viewings.new.time.wrong')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'viewings.new.time.wrong')
  .transform(input => Number(input.slice(0, 2)) * 60 + Number(input.slice(3)))
  .refine(minutes => minutes % claimMinutes === 0, 'viewings.new.time.wrong')

const oneOf = (values: readonly number[]) => z.coerce.number().refine(value => values.includes(value), 'form.choose')

export const publishForm = z.object({
  premises: several(premisesCodeField).pipe(z.array(z.string()).min(1, 'viewings.new.premises.wrong').max(50)),
  day: z
    .string('viewings.new.day.wrong')
    .transform(input => dayOf(input) ?? '')
    .refine(day => day !== '', 'viewings.new.day.wrong'),
  from: timeField,
  // 00:00 as an end means the end of the day.
  to: timeField.transform(minutes => minutes || 1_440),
  minutes: oneOf(slotMinutes),
  weekdays: several(oneOf(weekdays)),
  weeks: numberField({ min: 1, max: maxWeeks, wrong: 'viewings.new.weeks.wrong' }),
  guide: z.string('viewings.refused.no-guide').regex(/^[0-9a-f]{24}$/, 'viewings.refused.no-guide'),
  languages: several(z.enum(viewingLanguages)).pipe(
    z.array(z.enum(viewingLanguages)).min(1, 'viewings.new.languages.wrong'),
  ),
  meetingPoint: text(200)
    .transform(input => input.replace(/\s+/g, ' '))
    .default(''),
})

/** `visit`: the booking that the page with the form showed. */
export const cancelForm = z.object({ reason: requiredText(500), visit: id.optional().catch(undefined) })
/** `shown`: the state on the page with the form. Forms of an earlier release do not say it. */
export const outcomeForm = z.object({
  outcome: z.enum(['attended', 'missed']),
  shown: z.string().max(20).optional().catch(undefined),
})
