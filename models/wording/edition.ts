import { model, Schema } from 'mongoose'
import type { WordedSentence } from './wording.ts'

/**
 * All sentences of a kind of document at the time one was issued. The id is a hash of the content, so the same texts are
 * stored once. Never changed: a paper that is rendered again keeps its original wording.
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
