import { AsyncLocalStorage } from 'node:async_hooks'
import { z } from 'zod'
import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { readNumber, type TypedNumber, type Unit } from '#shared/texts/parse-number.ts'

const language = new AsyncLocalStorage<Locale | null>()

/**
 * Numbers and days that `work` reads, however deep, are read as people write them in this language; null where nobody
 * knows it, as for the cells of a file: then what means one thing here and another there is refused.
 */
export const readingIn = <T>(locale: Locale | null, work: () => T): T => language.run(locale, work)

/** The language of the page that was sent; null outside a request, and for the cells of a file. */
export const readingLanguage = (): Locale | null => language.getStore() ?? null

/** Rules between fields still speak of the others: a form tells all that is wrong with it at once. */
const complain = (context: z.RefinementCtx, message: string): void => {
  context.addIssue({ code: 'custom', message, continue: true })
}

/** What stands for a value that was refused: no comparison with it holds, so that nothing is said of it twice. */
const unread = undefined as never

type Asked = {
  decimals?: number
  unit?: Unit
  min?: number
  max: number
  signed?: boolean
  /** Said of what is no number; what is missing is `form.required`. */
  wrong?: MessageKey
  /** Said of a number out of bounds; `wrong` when it is missing. */
  range?: MessageKey
}

type Unread = Extract<TypedNumber, { ok: false }>['reason']

/** A number as people type it (`readNumber`), with at most `decimals` decimals and within its bounds. */
export function typedNumber({ decimals = 0, unit, min = 0, max, signed = false, ...says }: Asked) {
  const wrong = says.wrong ?? (decimals === 0 ? 'form.whole-number' : 'form.number')
  const range = says.range ?? wrong
  // That it is no number would be untrue.
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

/** Typed in yuan with at most two decimals, kept in fen. */
export const typedYuan = ({ maxYuan, ...says }: Pick<Asked, 'wrong' | 'range'> & { maxYuan: number }) =>
  typedNumber({ decimals: 2, unit: 'yuan', max: maxYuan, ...says }).transform(yuan => Math.round(yuan * 100))

/** Nothing is null; anything else has to be what `schema` takes. */
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

/** A day as people type it (`readDay`), as `YYYY-MM-DD`. */
export const typedDay = z.string({ error: 'form.required' }).transform((typed, context) => {
  const day = readDay(typed, readingLanguage())
  if (day) return day
  complain(context, typed.trim() === '' ? 'form.required' : 'form.date')
  return unread
})

export const optionalDay = orNothing(typedDay)
