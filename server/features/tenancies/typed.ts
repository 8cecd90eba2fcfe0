import { z } from 'zod'
import type { MessageKey } from '../../shared/i18n.ts'

const says = (key: MessageKey) => key
const isDay = (typed: string): boolean => {
  const date = new Date(`${typed}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed)
}

/** A day as `YYYY-MM-DD`; one that no calendar has is refused. */
export const day = z
  .string(says('form.required'))
  .trim()
  .min(1, says('form.required'))
  .refine(typed => isDay(typed), says('form.date'))

export const optionalDay = z
  .string()
  .trim()
  .optional()
  .default('')
  .refine(typed => typed === '' || isDay(typed), says('form.date'))
  .transform(typed => (typed === '' ? null : typed))

/** Digits as people type them: a comma for the point, spaces between thousands. */
const digits = z
  .string(says('form.required'))
  .transform(typed => typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(/[,，]/, '.'))

const reading = /^\d{1,9}(\.\d{1,3})?$/

/** A meter's reading as it stands on the dial, with up to three decimals. */
export const requiredReading = digits.pipe(
  z.string().min(1, says('form.required')).regex(reading, says('case.error.reading')).transform(Number),
)
export const optionalReading = digits
  .optional()
  .default('')
  .pipe(
    z
      .string()
      .refine(typed => typed === '' || reading.test(typed), says('case.error.reading'))
      .transform(typed => (typed === '' ? null : Number(typed))),
  )

/** Typed in yuan with at most two decimals, kept in fen. */
export const yuan = digits.pipe(
  z
    .string()
    .min(1, says('form.required'))
    .regex(/^\d{1,10}(\.\d{1,2})?$/, says('form.number'))
    .transform(typed => Math.round(Number(typed) * 100)),
)

export const whole = digits.pipe(
  z
    .string()
    .min(1, says('form.required'))
    .regex(/^\d{1,5}$/, says('form.whole-number'))
    .transform(Number),
)
