import { AsyncLocalStorage } from 'node:async_hooks'
import { z } from 'zod'
import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { readNumber, type TypedNumber, type Unit } from '#shared/texts/parse-number.ts'

const language = new AsyncLocalStorage<Locale | null>()

/**
 * Runs `work` so that numbers and days inside it are read in the notation of this language. Null means the language is
 * unknown, as for the cells of a file: values that mean different things in different notations are then refused.
 */
export const readingIn = <T>(locale: Locale | null, work: () => T): T => language.run(locale, work)

/** Returns the language of the submitted page; null outside a request and for the cells of a file. */
export const readingLanguage = (): Locale | null => language.getStore() ?? null

/** Adds an issue without stopping, so that rules between fields still run and a form reports all its faults at once. */
const complain = (context: z.RefinementCtx, message: string): void => {
  context.addIssue({ code: 'custom', message, continue: true })
}

/** Placeholder for a refused value. All comparisons with it are false, so that a fault is not reported twice. */
const unread = undefined as never

type Asked = {
  decimals?: number
  unit?: Unit
  min?: number
  max: number
  signed?: boolean
  /** Message for input that is not a number. Missing input gets `form.required`. */
  wrong?: MessageKey
  /** Message for a number out of bounds; defaults to `wrong`. */
  range?: MessageKey
}

type Unread = Extract<TypedNumber, { ok: false }>['reason']

/** Returns a schema for a typed number (`readNumber`), with at most `decimals` decimals and within its bounds. */
export function typedNumber({ decimals = 0, unit, min = 0, max, signed = false, ...says }: Asked) {
  const wrong = says.wrong ?? (decimals === 0 ? 'form.whole-number' : 'form.number')
  const range = says.range ?? wrong
  // The input is a number, so `form.number` would be wrong.
  const belowZero = range === 'form.number' ? 'form.below-zero' : range
  const saidOf: Partial<Record<Unread, MessageKey>> = { empty: 'form.required', 'below-zero': belowZero }
  const options = { decimals, signed, ...(unit ? { unit } : {}) }
  return z
    .string({ error: 'form.required' })
    .transform((typed, context) => {
      const read = readNumber(typed, { locale: readingLanguage(), ...options })
      if (read.ok) return read.value
      complain(context, saidOf[read.reason] ?? wrong)
      return unread
    })
    .pipe(z.number().min(min, range).max(max, range))
}

/** Returns a schema for an amount typed in yuan with at most two decimals. Its output is in fen. */
export const typedYuan = ({ maxYuan, ...says }: Pick<Asked, 'wrong' | 'range'> & { maxYuan: number }) =>
  typedNumber({ decimals: 2, unit: 'yuan', max: maxYuan, ...says }).transform(yuan => Math.round(yuan * 100))

/** Makes a schema optional: empty input gives null, anything else must match `schema`. */
export const orNothing = <T extends z.ZodType<unknown, string>>(schema: T) =>
  z
    .string()
    .optional()
    .default('')
    .transform((typed, context): z.output<T> | null => {
      if (typed.trim() === '') return null
      const read = schema.safeParse(typed)
      if (read.success) return read.data
      for (const { message } of read.error.issues) complain(context, message)
      return unread
    })

/** A typed day (`readDay`), as `YYYY-MM-DD`. */
export const typedDay = z.string({ error: 'form.required' }).transform((typed, context) => {
  const day = readDay(typed, readingLanguage())
  if (day) return day
  complain(context, typed.trim() === '' ? 'form.required' : 'form.date')
  return unread
})

export const optionalDay = orNothing(typedDay)
