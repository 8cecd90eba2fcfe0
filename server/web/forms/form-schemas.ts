import { AsyncLocalStorage } from 'node:async_hooks'
import { z } from 'zod'
import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { readNumber, type ParsedNumber, type Unit } from '#shared/texts/parse-number.ts'

const inputLanguageStore = new AsyncLocalStorage<Locale | null>()

/**
 * Runs `work` so that numbers and days inside it are read in the notation of this language. Null means the language is
 * unknown, as for the cells of a file: values that mean different things in different notations are then refused.
 */
export const withInputLanguage = <T>(locale: Locale | null, work: () => T): T => inputLanguageStore.run(locale, work)

/** Returns the language of the submitted page; null outside a request and for the cells of a file. */
export const inputLanguage = (): Locale | null => inputLanguageStore.getStore() ?? null

/** Adds an issue without stopping, so that rules between fields still run and a form reports all its faults at once. */
const reportIssue = (context: z.RefinementCtx, message: string): void => {
  context.addIssue({ code: 'custom', message, continue: true })
}

/** Placeholder for a refused value. All comparisons with it are false, so that a fault is not reported twice. */
const refusedValue = undefined as never

type NumberFieldOptions = {
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

type NumberFault = Extract<ParsedNumber, { ok: false }>['reason']

/** Returns a schema for a typed number (`readNumber`), with at most `decimals` decimals and within its bounds. */
export function numberField({ decimals = 0, unit, min = 0, max, signed = false, ...says }: NumberFieldOptions) {
  const wrong = says.wrong ?? (decimals === 0 ? 'form.whole-number' : 'form.number')
  const range = says.range ?? wrong
  // The input is a number, so `form.number` would be wrong.
  const belowZero = range === 'form.number' ? 'form.below-zero' : range
  const saidOf: Partial<Record<NumberFault, MessageKey>> = { empty: 'form.required', 'below-zero': belowZero }
  const options = { decimals, signed, ...(unit ? { unit } : {}) }
  return z
    .string({ error: 'form.required' })
    .transform((input, context) => {
      const read = readNumber(input, { locale: inputLanguage(), ...options })
      if (read.ok) return read.value
      reportIssue(context, saidOf[read.reason] ?? wrong)
      return refusedValue
    })
    .pipe(z.number().min(min, range).max(max, range))
}

/** Returns a schema for an amount typed in yuan with at most two decimals. Its output is in fen. */
export const yuanAmountField = ({
  maxYuan,
  ...says
}: Pick<NumberFieldOptions, 'wrong' | 'range'> & { maxYuan: number }) =>
  numberField({ decimals: 2, unit: 'yuan', max: maxYuan, ...says }).transform(yuan => Math.round(yuan * 100))

/** Makes a schema optional: empty input gives null, anything else must match `schema`. */
export const optionalField = <T extends z.ZodType<unknown, string>>(schema: T) =>
  z
    .string()
    .optional()
    .default('')
    .transform((input, context): z.output<T> | null => {
      if (input.trim() === '') return null
      const read = schema.safeParse(input)
      if (read.success) return read.data
      for (const { message } of read.error.issues) reportIssue(context, message)
      return refusedValue
    })

/** A typed day (`readDay`), as `YYYY-MM-DD`. */
export const dayField = z.string({ error: 'form.required' }).transform((input, context) => {
  const day = readDay(input, inputLanguage())
  if (day) return day
  reportIssue(context, input.trim() === '' ? 'form.required' : 'form.date')
  return refusedValue
})

export const optionalDayField = optionalField(dayField)
