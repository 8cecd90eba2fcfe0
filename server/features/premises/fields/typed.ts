import { z } from 'zod'
import type { MessageKey } from '../../../shared/i18n.ts'
import { cityDayOf, endOfCityDay, isCityDay, startOfCityDay } from '../../../shared/city-day.ts'
import { cityTimeZone } from '../../../shared/format.ts'
import { text } from '../../../web/forms.ts'

export const message = (key: MessageKey) => key

/** What a field takes, for those who explain it. */
export type Allowed = { kind: 'decimal' | 'whole' | 'text'; min: number; max: number; digits: number }
const allowed = (kind: Allowed['kind'], { min = 0, max, digits = 0 }: Partial<Allowed> & { max: number }) => ({
  allowed: { kind, min, max, digits } satisfies Allowed,
})

/** Digits as people type them: a comma for the point, spaces between thousands. */
const typedNumber = z
  .string({ error: message('form.required') })
  .transform(value => value.replace(/[\s\u00a0,，]/g, character => (/[,，]/.test(character) ? '.' : '')))
  .pipe(z.string().min(1, message('form.required')))

export const decimal = (digits: number, { min = 0, max = 1_000_000 } = {}) =>
  typedNumber
    .pipe(z.string().regex(new RegExp(`^\\d{1,9}(\\.\\d{1,${digits}})?$`), message('form.number')))
    .transform(Number)
    .pipe(z.number().min(min, message('listing.form.range')).max(max, message('listing.form.range')))
    .meta(allowed('decimal', { min, max, digits }))
export const whole = (bounds: { min?: number; max?: number } = {}) =>
  typedNumber
    .pipe(z.string().regex(/^\d{1,9}$/, message('listing.form.whole')))
    .transform(Number)
    .pipe(
      z
        .number()
        .min(bounds.min ?? 0, message('listing.form.range'))
        .max(bounds.max ?? 100_000, message('listing.form.range')),
    )
    .meta(allowed('whole', { min: bounds.min ?? 0, max: bounds.max ?? 100_000 }))
/** Typed in yuan, kept in fen. */
export const yuan = decimal(2, { max: 10_000_000 })
  .transform(value => Math.round(value * 100))
  .meta(allowed('decimal', { max: 10_000_000, digits: 2 }))

const absent = (value: string | undefined) => (value === undefined || value.trim() === '' ? null : value.trim())

export const day = z
  .string()
  .optional()
  .transform(absent)
  .refine(value => value === null || isCityDay(value), message('form.date'))

const typedInstant = /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d))?$/

/**
 * `2026-12-01T09:00` (or with a space), by the clock of the city; a day alone is its beginning or its end, and 23:59 is the
 * end of its day.
 */
export const instant = (edge: 'beginning' | 'end') =>
  z
    .string()
    .optional()
    .transform(absent)
    .refine(value => value === null || isCityDay(typedInstant.exec(value)?.[1] ?? ''), message('listing.form.instant'))
    .transform(value => (value === null ? null : instantOf(value, edge)))

function instantOf(typed: string, edge: 'beginning' | 'end'): Date {
  const day = typed.slice(0, 10)
  const time = typed.slice(11)
  if (edge === 'end' && (time === '' || time === '23:59')) return endOfCityDay(day)
  return time === '' ? startOfCityDay(day) : new Date(`${day}T${time}:00+08:00`)
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: cityTimeZone, timeStyle: 'short' })
/** An instant as `instant` reads it, to the minute; empty for none. */
export const typedOf = (at: Date | null | undefined): string => (at ? `${cityDayOf(at)}T${clock.format(at)}` : '')

/** Yes, or nothing (an unticked box sends nothing); `no` is for tables. */
export const flag = z
  .enum(['yes', 'no', ''], { error: message('form.choose') })
  .optional()
  .transform(value => value === 'yes')
export const choice = <T extends string>(values: readonly T[]) => z.enum(values, { error: message('form.choose') })
/** Some of a list: several boxes of one name, or one text with commas between. */
export const several = <T extends string>(values: readonly T[]) =>
  z.preprocess(
    (value: unknown) => (value === undefined ? [] : [value].flat().flatMap(severalOf)),
    z
      .array(z.string())
      .refine((list): list is T[] => list.every(value => values.some(known => known === value)), message('form.choose'))
      .transform(list => [...new Set(list as T[])]),
  )
const severalOf = (value: unknown) =>
  typeof value === 'string'
    ? value
        .split(/[,;，、；]/)
        .map(part => part.trim())
        .filter(Boolean)
    : value

export const line = (max: number) => text(max).default('').meta(allowed('text', { max }))

/** Degrees with a sign, as map services show them. */
export const degrees = (most: number) =>
  z
    .string({ error: message('form.required') })
    .transform(value => value.trim().replace(',', '.').replace('−', '-'))
    .pipe(z.string().min(1, message('form.required')))
    .pipe(z.string().regex(/^-?\d{1,3}(\.\d{1,8})?$/, message('form.number')))
    .transform(Number)
    .pipe(z.number().min(-most, message('listing.form.range')).max(most, message('listing.form.range')))
