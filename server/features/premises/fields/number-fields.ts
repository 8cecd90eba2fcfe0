import { z } from 'zod'
import { messageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { cityDayOf, endOfCityDay, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { cityTimeZone } from '#shared/texts/format.ts'
import { readDayAndTime } from '#shared/days/parse-day.ts'
import type { Unit } from '#shared/texts/parse-number.ts'
import { text } from '#web/forms/forms.ts'
import { inputLanguage, numberField } from '#web/forms/form-schemas.ts'

/** Values that a field accepts, for pages and files that explain them. */
export type FieldBounds = { kind: 'decimal' | 'whole' | 'text'; min: number; max: number; digits: number }
const boundsMeta = (
  kind: FieldBounds['kind'],
  { min = 0, max, digits = 0 }: Partial<FieldBounds> & { max: number },
) => ({
  allowed: { kind, min, max, digits } satisfies FieldBounds,
})

type Decimal = { min?: number; max?: number; unit?: Unit }

export const decimalField = (digits: number, { min = 0, max = 1_000_000, unit }: Decimal = {}) =>
  numberField({ decimals: digits, min, max, range: 'listing.form.range', ...(unit ? { unit } : {}) }).meta(
    boundsMeta('decimal', { min, max, digits }),
  )
type Whole = { min?: number; max?: number; range?: MessageKey }

export const wholeNumberField = ({ min = 0, max = 100_000, range = 'listing.form.range' }: Whole = {}) =>
  numberField({ min, max, wrong: 'listing.form.whole', range }).meta(boundsMeta('whole', { min, max }))
/** Amount typed in yuan and converted to fen. */
export const yuanField = decimalField(2, { max: 10_000_000, unit: 'yuan' })
  .transform(value => Math.round(value * 100))
  .meta(boundsMeta('decimal', { max: 10_000_000, digits: 2 }))

export { optionalDayField as day } from '#web/forms/form-schemas.ts'

/**
 * Parses a day with a time in the city's time zone. A day without a time is its beginning or its end, as `edge` says. At the
 * edge `end`, 23:59 also means the end of the day.
 */
export const instantField = (edge: 'beginning' | 'end') =>
  z
    .string()
    .optional()
    .default('')
    .transform((input, context) => {
      if (input.trim() === '') return null
      const read = readDayAndTime(input, inputLanguage())
      if (read) return instantOf(read, edge)
      context.addIssue({ code: 'custom', message: messageKey('listing.form.instant') })
      return z.NEVER
    })

function instantOf({ day, time }: { day: CityDay; time: string | null }, edge: 'beginning' | 'end'): Date {
  if (edge === 'end' && (time === null || time === '23:59')) return endOfCityDay(day)
  return time === null ? startOfCityDay(day) : new Date(`${day}T${time}:00+08:00`)
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: cityTimeZone, timeStyle: 'short' })
/** Formats an instant to the minute, as `instantField` parses it. Returns an empty string when there is none. */
export const formatInstantInput = (at: Date | null | undefined): string =>
  at ? `${cityDayOf(at)}T${clock.format(at)}` : ''

/** Parses `yes` as true and everything else as false. An unticked box sends nothing; `no` is for tables. */
export const flagField = z
  .enum(['yes', 'no', ''], { error: messageKey('form.choose') })
  .optional()
  .transform(value => value === 'yes')
export const choiceField = <T extends string>(values: readonly T[]) =>
  z.enum(values, { error: messageKey('form.choose') })
/** Parses some values of a list, from several boxes of one name or from one text with commas. */
export const choicesField = <T extends string>(values: readonly T[]) =>
  z.preprocess(
    (value: unknown) => (value === undefined ? [] : [value].flat().flatMap(severalOf)),
    z
      .array(z.string())
      .refine(
        (list): list is T[] => list.every(value => values.some(known => known === value)),
        messageKey('form.choose'),
      )
      .transform(list => [...new Set(list as T[])]),
  )
const severalOf = (value: unknown) =>
  typeof value === 'string'
    ? value
        .split(/[,;，、；]/)
        .map(part => part.trim())
        .filter(Boolean)
    : value

export const lineField = (max: number) => text(max).default('').meta(boundsMeta('text', { max }))

/** Parses signed decimal degrees, as map services show them. */
export const degreesField = (most: number) =>
  numberField({ decimals: 8, signed: true, min: -most, max: most, range: 'listing.form.range' })
