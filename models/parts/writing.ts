import { Schema } from 'mongoose'

/** The languages in which the office and its readers write. */
export const writtenLanguages = ['ru', 'en', 'zh'] as const
export type WrittenLanguage = (typeof writtenLanguages)[number]

/**
 * The language of a text that the office wrote to somebody, and its original where the text is a translation. It stands
 * beside the text, which is what the reader sees first. Texts from before the language was recorded have none.
 */
export type Writing = {
  language: WrittenLanguage
  /** The author's original, where the text is a translation of it. */
  original?: { language: WrittenLanguage; text: string } | null
  /** The colleague who translated it, where that was not the author. Staff only. */
  translator?: { id: string; name: string } | null
  /** Why it was sent in a language that the reader does not read. Staff only. */
  asIs?: string | null
}

const language = { type: String, enum: writtenLanguages, required: true } as const
const text = { type: String, required: true } as const

export const writingSchema = new Schema<Writing>(
  {
    language,
    original: { type: new Schema({ language, text }, { _id: false }) },
    translator: { type: new Schema({ id: text, name: { type: String, default: '' } }, { _id: false }) },
    asIs: { type: String },
  },
  { _id: false },
)
