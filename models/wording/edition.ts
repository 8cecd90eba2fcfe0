import { model, Schema } from 'mongoose'
import type { WordedSentence } from './wording.ts'

/**
 * All sentences of a kind of document as they were when one was issued. Named by what is in it, so that the same texts are
 * kept once, and never changed: papers that are drawn anew say what they said.
 */
export type TextEdition = {
  /** SHA-256 of the sentences, hexadecimal. */
  _id: string
  /** `letter` or `contract`. */
  group: string
  sentences: WordedSentence[]
  firstIssuedAt: Date
}

const text = { type: String, required: true } as const

const editionSchema = new Schema<TextEdition>(
  {
    _id: text,
    group: text,
    sentences: {
      type: [{ _id: false, key: text, locale: { type: String, enum: ['ru', 'en', 'zh'], required: true }, text }],
    },
    firstIssuedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
)

export const TextEditionModel = model<TextEdition>('TextEdition', editionSchema, 'text_editions')
