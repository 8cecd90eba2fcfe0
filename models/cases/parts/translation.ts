import { Schema } from 'mongoose'

/** Into which languages the staff translate what applicants write. */
export const translationLanguages = ['zh', 'en'] as const
export type TranslationLanguage = (typeof translationLanguages)[number]

/** What a colleague made of an answer in the applicant's own words. It helps the staff to read, and decides nothing. */
export type AnswerTranslation = {
  /** The name of the question. */
  question: string
  lang: TranslationLanguage
  text: string
  /** SHA-256 of the wording that it translates: of another wording it is out of date. */
  of: string
  by: { id: string; name: string }
  at: Date
  /** Grows with each change: of two who translate at once the later is told. */
  version: number
}

const translationSchema = new Schema<AnswerTranslation>(
  {
    question: { type: String, required: true },
    lang: { type: String, enum: translationLanguages, required: true },
    text: { type: String, required: true },
    of: { type: String, required: true },
    by: { id: { type: String, required: true }, name: { type: String, required: true } },
    at: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { _id: false },
)

export type Translated = {
  /** For the staff only: not read for an applicant at all, and no part of what was handed in. */
  translations?: AnswerTranslation[]
}

export const translationFields = { translations: { type: [translationSchema], default: undefined } }
