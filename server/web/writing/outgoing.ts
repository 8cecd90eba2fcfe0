import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { formFailure, id } from '#web/forms/forms.ts'
import { readWriting, type SentText, type WritingResult } from './reading.ts'

/**
 * A form stored until a colleague has translated it. `once` is the id with which the form was shown: sent twice, it is
 * passed on once. `sends` is the text from which the form came back and which the new one replaces.
 */
export type TextToPassOn = Pick<TextToTranslate, 'language' | 'into' | 'texts' | 'typed'> & {
  once?: string | undefined
  sends?: string | undefined
}

/** Checks whether this text was passed on by the same form with the same values. */
export const isRepeated = ({ _id, typed }: TextToTranslate, passing: Pick<TextToPassOn, 'once' | 'typed'>): boolean =>
  _id.toHexString() === passing.once && isDeepStrictEqual(typed, passing.typed)

/** `sends`: id of the text that a colleague has translated and that is sent with it. */
export type OutgoingRead =
  | { kind: 'goes'; told: ReadonlyMap<string, SentText>; sends?: string }
  | { kind: 'waits'; passing: TextToPassOn }
  | Extract<WritingResult, { kind: 'wrong' }>

/** `fields`: whether the form has a field of this name, besides those about languages. */
type OutgoingOptions = Parameters<typeof readWriting>[1] & { fields: IsField }
export type IsField = (name: string) => boolean

/** Returns a check whether a schema reads a field of this name. */
export function isFieldOf(schema: z.ZodType): IsField {
  if (schema instanceof z.ZodPipe) return isFieldOf(schema.in as z.ZodType)
  const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  return name => names.includes(name)
}

/** Fields about the language of a form's texts, see `writingView`. */
const isWritingField: IsField = name =>
  /^(writtenIn|wayOut|asIsReason|passOnce|sends|(translation|asked)-.+)$/.test(name)

/** Reads the language of a form's texts, and so whether they are sent now and how, or wait for a colleague. */
export function readOutgoing(body: object, options: OutgoingOptions): OutgoingRead {
  const sends = options.ordered?._id.toHexString()
  const read = readWriting(body, options)
  if (read.kind === 'wrong') return read
  if (read.kind === 'goes') return { kind: 'goes', told: read.told, ...(sends ? { sends } : {}) }
  const typed = formFieldsOf(formValuesOf(body), options.fields)
  const once = id.safeParse(typed.passOnce).data
  return { kind: 'waits', passing: { ...textsOf(read.written), into: options.reader, typed, once, sends } }
}

/** Returns the texts with their common language. A text in another language carries its own. */
function textsOf(
  written: Extract<WritingResult, { kind: 'waits' }>['written'],
): Pick<TextToPassOn, 'language' | 'texts'> {
  const { language } = written.reduce((one, other) => (one.beside ? other : one))
  const texts = written.map(({ name, text, language: own }) => ({
    name,
    text,
    ...(own === language ? {} : { language: own }),
  }))
  return { language, texts }
}

const formFieldsOf = (input: TextToTranslate['typed'], isField: IsField): TextToTranslate['typed'] =>
  Object.fromEntries(Object.entries(input).filter(([name]) => isField(name) || isWritingField(name)))

/** Returns everything that was typed into a form. */
export const formValuesOf = (body: unknown): TextToTranslate['typed'] => {
  const { typed } = formFailure(body, {})
  return Object.fromEntries(
    Object.entries(typed).filter(([, value]) => value !== undefined),
  ) as TextToTranslate['typed']
}

/** Returns the id of the text from which a form came back; '' for none. */
export const sendsOf = (body: unknown): string => {
  const { sends } = formValuesOf(body)
  return typeof sends === 'string' ? sends : ''
}
