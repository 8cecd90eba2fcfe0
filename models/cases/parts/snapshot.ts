import { Schema } from 'mongoose'

/** The sections of the form that hold answers. */
export const answerSections = ['choice', 'applicant', 'company', 'plan', 'declarations'] as const
export type AnswerSection = (typeof answerSections)[number]

/** Answers exactly as they were typed, right or wrong, by field name. */
export type SectionAnswers = Record<string, string | string[]>
export type Answers = Partial<Record<AnswerSection, SectionAnswers>>

/** What was handed in: never changed afterwards. */
export type ApplicationSnapshot = {
  at: Date
  /** Version of the form, so that old answers can still be read when questions change. */
  formVersion: number
  answers: Answers
  documents: { id: string; kind: string; name: string }[]
  /** Seal over all of the above; absent in what was handed in before there were seals. */
  sha256?: string | null
}

export const snapshotSchema = new Schema(
  {
    at: { type: Date, required: true },
    formVersion: { type: Number, required: true },
    answers: { type: Schema.Types.Mixed, required: true },
    documents: [{ _id: false, id: String, kind: String, name: String }],
    sha256: { type: String },
  },
  { _id: false, minimize: false },
)
