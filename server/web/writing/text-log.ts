import { AppError, notFound } from '#shared/errors.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'

type Act = Pick<TextLogEntry, 'act' | 'at' | 'by' | 'now'>

/** A line of the log about one text. */
export const lineOf = ({ _id, into }: Pick<TextToTranslate, '_id' | 'into'>, act: Act): TextLogEntry => ({
  text: _id,
  into,
  ...act,
})

/**
 * What became of a text that waits no more: its last line; `passed` where nobody has said, since its case went on without it.
 * Where others took its place, one after the other, `now` is the last of them. Undefined for a text that never waited.
 */
export function becameOf(log: readonly TextLogEntry[] = [], id: string): TextLogEntry | undefined {
  const last = log.findLast(({ text }) => text.toHexString() === id)
  const next = last?.now?.toHexString()
  if (!last || !next || next === id) return last
  const after = becameOf(log, next)
  return after?.now ? { ...last, now: after.now } : last
}

/** To whoever only looks, what waits no more is not there; who has typed something is told what became of it. */
export function asNotThere(thrown: unknown): never {
  throw thrown instanceof AppError && thrown.code === 'writing.gone' ? notFound(thrown.code, thrown.facts) : thrown
}
