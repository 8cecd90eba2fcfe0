import { z } from 'zod'
import type { MessageKey } from '../../../shared/i18n.ts'
import { text } from '../../../web/forms.ts'

export const message = (key: MessageKey) => key

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
/** Typed in yuan, kept in fen. */
export const yuan = decimal(2, { max: 10_000_000 }).transform(value => Math.round(value * 100))

const isDay = (value: string) => !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && /^\d{4}-\d{2}-\d{2}$/.test(value)
export const day = z
  .string()
  .trim()
  .optional()
  .transform(value => (value === undefined || value === '' ? null : value))
  .refine(value => value === null || isDay(value), message('form.date'))

export const flag = z
  .literal('yes')
  .optional()
  .catch(undefined)
  .transform(value => value === 'yes')
export const choice = <T extends string>(values: readonly T[]) => z.enum(values, { error: message('form.choose') })
export const several = <T extends string>(values: readonly T[]) =>
  z.preprocess(
    (value: unknown) => (value === undefined ? [] : [value].flat()),
    z.array(choice(values)).transform(list => [...new Set(list)]),
  )
export const line = (max: number) => text(max).default('')

/** Degrees with a sign, as map services show them. */
export const degrees = (most: number) =>
  z
    .string({ error: message('form.required') })
    .transform(value => value.trim().replace(',', '.').replace('−', '-'))
    .pipe(z.string().min(1, message('form.required')))
    .pipe(z.string().regex(/^-?\d{1,3}(\.\d{1,8})?$/, message('form.number')))
    .transform(Number)
    .pipe(z.number().min(-most, message('listing.form.range')).max(most, message('listing.form.range')))
