import { Schema } from 'mongoose'

/** The languages in which the office and its readers write. */
export const writtenLanguages = ['ru', 'en', 'zh'] as const
export type WrittenLanguage = (typeof writtenLanguages)[number]

/**
 * In which language a text is that the office wrote to somebody, and how it came to be in it. It stands beside the text, which
 * is what its reader reads first: the translation, where there is one. Texts from before it was asked have none.
 */
export type Writing = {
  language: WrittenLanguage
  /** What its author wrote, where the text is a translation of it. */
  original?: { language: WrittenLanguage; text: string } | null
  /** The colleague who translated it, where that was not its author. For the staff only. */
  translator?: { id: string; name: string } | null
  /** Why it went out in a language that its reader does not read. For the staff only. */
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
