import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { formFailure, id } from '#web/forms/forms.ts'
import { readWriting, type Told, type WritingRead } from './reading.ts'

/**
 * What is kept of a form until a colleague has translated it. `once` is the id that the form was shown with: sent twice, it is
 * passed on once. `sends` is the text that the form came back from, whose place the new one takes.
 */
export type Passing = Pick<TextToTranslate, 'language' | 'into' | 'texts' | 'typed'> & {
  once?: string | undefined
  sends?: string | undefined
}

/** Whether this text was passed on by the same form, with the same in every field. */
export const isRepeated = ({ _id, typed }: TextToTranslate, passing: Pick<Passing, 'once' | 'typed'>): boolean =>
  _id.toHexString() === passing.once && isDeepStrictEqual(typed, passing.typed)

/** `sends`: the text that a colleague has translated and that goes out with it. */
export type OutgoingRead =
  | { kind: 'goes'; told: ReadonlyMap<string, Told>; sends?: string }
  | { kind: 'waits'; passing: Passing }
  | Extract<WritingRead, { kind: 'wrong' }>

/** `fields`: whether the form has a field of this name, besides those that say in which language it is. */
type Asked = Parameters<typeof readWriting>[1] & { fields: IsField }
export type IsField = (name: string) => boolean

/** Whether a schema reads a field of this name. */
export function isFieldOf(schema: z.ZodType): IsField {
  if (schema instanceof z.ZodPipe) return isFieldOf(schema.in as z.ZodType)
  const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  return name => names.includes(name)
}

/** The fields of the part of a form that says in which language its texts are; see `writingView`. */
const isOfWriting: IsField = name => /^(writtenIn|wayOut|asIsReason|passOnce|sends|(translation|asked)-.+)$/.test(name)

/** In which language the words of a form are, and so whether they go out now and as what, or wait for a colleague. */
export function readOutgoing(body: object, asked: Asked): OutgoingRead {
  const sends = asked.ordered?._id.toHexString()
  const read = readWriting(body, asked)
  if (read.kind === 'wrong') return read
  if (read.kind === 'goes') return { kind: 'goes', told: read.told, ...(sends ? { sends } : {}) }
  const typed = keptOf(typedIn(body), asked.fields)
  const once = id.safeParse(typed.passOnce).data
  return { kind: 'waits', passing: { ...textsOf(read.written), into: asked.reader, typed, once, sends } }
}

/** Those of one language, as a rule; one in another says so. */
function textsOf(written: Extract<WritingRead, { kind: 'waits' }>['written']): Pick<Passing, 'language' | 'texts'> {
  const { language } = written.reduce((one, other) => (one.beside ? other : one))
  const texts = written.map(({ name, text, language: own }) => ({
    ...{ name, text },
    ...(own === language ? {} : { language: own }),
  }))
  return { language, texts }
}

const keptOf = (typed: TextToTranslate['typed'], isField: IsField): TextToTranslate['typed'] =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => isField(name) || isOfWriting(name)))

/** Everything that was typed into a form. */
export const typedIn = (body: unknown): TextToTranslate['typed'] => {
  const { typed } = formFailure(body, {})
  return Object.fromEntries(
    Object.entries(typed).filter(([, value]) => value !== undefined),
  ) as TextToTranslate['typed']
}

/** The id of the text that a form says it came back from; empty for none. */
export const sendsOf = (body: unknown): string => {
  const { sends } = typedIn(body)
  return typeof sends === 'string' ? sends : ''
}
