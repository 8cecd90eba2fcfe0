import type { Application } from '#models/cases/application.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { becameOf, lineOf } from '#web/writing/text-log.ts'

type Waiting = Pick<Application, 'toTranslate'>

/** Returns a waiting text of a case by its id; undefined when it was sent or dropped. */
export const textIn = ({ toTranslate = [] }: Waiting, id: string) =>
  toTranslate.find(({ _id }) => _id.toHexString() === id)

/** Returns the log line for the text that a write sends, so that whoever is still translating it is told. */
export function sentLine(was: Waiting, sends: string | undefined, by: Pick<TextLogEntry, 'at' | 'by'>): TextLogEntry[] {
  const text = sends ? textIn(was, sends) : undefined
  return text ? [lineOf(text, { act: 'sent', ...by })] : []
}

/** Returns a waiting text. Throws `writing.gone` when it no longer waits, "not found" when it never did. */
export function requireText(was: Pick<Application, '_id' | 'toTranslate' | 'textLog'>, id: string): TextToTranslate {
  const text = textIn(was, id)
  if (text) return text
  const facts = { id: was._id.toHexString() }
  throw becameOf(was.textLog, id) ? conflict('writing.gone', { facts }) : notFound('writing.gone', facts)
}
