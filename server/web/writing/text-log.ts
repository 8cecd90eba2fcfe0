import { AppError, notFound } from '#shared/errors.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'

type Act = Pick<TextLogEntry, 'act' | 'at' | 'by' | 'now'>

/** Returns a log line about one text. */
export const lineOf = ({ _id, into }: Pick<TextToTranslate, '_id' | 'into'>, act: Act): TextLogEntry => ({
  text: _id,
  into,
  ...act,
})

/**
 * Returns what happened to a text that no longer waits: its last line. `passed` means that its case went on without it.
 * Where other texts replaced it one after the other, `now` is the last of them. Undefined for a text that never waited.
 */
export function textOutcomeOf(log: readonly TextLogEntry[] = [], id: string): TextLogEntry | undefined {
  const last = log.findLast(({ text }) => text.toHexString() === id)
  const next = last?.now?.toHexString()
  if (!last || !next || next === id) return last
  const after = textOutcomeOf(log, next)
  return after?.now ? { ...last, now: after.now } : last
}

/** Turns `writing.gone` into `notFound`, for people who only look. Those who typed something are told what happened. */
export function rethrowAsNotFound(thrown: unknown): never {
  throw thrown instanceof AppError && thrown.code === 'writing.gone' ? notFound(thrown.code, thrown.facts) : thrown
}
