import type { Application } from '#models/cases/application.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { becameOf, lineOf } from '#web/writing/text-log.ts'

type Waiting = Pick<Application, 'toTranslate'>

/** One of a case, by its id; undefined when it was sent or dropped. */
export const textIn = ({ toTranslate = [] }: Waiting, id: string) =>
  toTranslate.find(({ _id }) => _id.toHexString() === id)

/** The line about the one of them that a write sends: whoever still translates it is told so. */
export function sentLine(was: Waiting, sends: string | undefined, by: Pick<TextLogEntry, 'at' | 'by'>): TextLogEntry[] {
  const text = sends ? textIn(was, sends) : undefined
  return text ? [lineOf(text, { act: 'sent', ...by })] : []
}

/** The same, of one that has to wait. Throws `writing.gone` where it waits no more; "not found" for one that never did. */
export function requireText(was: Pick<Application, '_id' | 'toTranslate' | 'textLog'>, id: string): TextToTranslate {
  const text = textIn(was, id)
  if (text) return text
  const facts = { id: was._id.toHexString() }
  throw becameOf(was.textLog, id) ? conflict('writing.gone', { facts }) : notFound('writing.gone', facts)
}
