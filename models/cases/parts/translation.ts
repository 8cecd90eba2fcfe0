import { Schema } from 'mongoose'

/** Languages into which the staff translate what applicants write. */
export const translationLanguages = ['zh', 'en'] as const
export type TranslationLanguage = (typeof translationLanguages)[number]

/** A colleague's translation of one of the applicant's answers. It helps the staff to read and decides nothing. */
export type AnswerTranslation = {
  /** Name of the question. */
  question: string
  lang: TranslationLanguage
  text: string
  /** SHA-256 of the wording it translates. The translation is out of date once the wording differs. */
  of: string
  by: { id: string; name: string }
  at: Date
  /** Incremented with each change. When two people translate at once, the later one gets an error. */
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

export type WithTranslations = {
  /** Staff only: never loaded for an applicant and not part of what was submitted. */
  translations?: AnswerTranslation[]
}

export const translationFields = { translations: { type: [translationSchema], default: undefined } }
