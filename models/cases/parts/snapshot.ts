import { Schema } from 'mongoose'

/** The sections of the form that hold answers. */
export const answerSections = ['choice', 'applicant', 'company', 'plan', 'declarations'] as const
export type AnswerSection = (typeof answerSections)[number]

/** Answers by field name, exactly as typed, valid or not. */
export type SectionAnswers = Record<string, string | string[]>
export type Answers = Partial<Record<AnswerSection, SectionAnswers>>

/** What was submitted. Never changed afterwards. */
export type ApplicationSnapshot = {
  at: Date
  /** Version of the form, so that old answers can still be read when questions change. */
  formVersion: number
  answers: Answers
  documents: { id: string; kind: string; name: string }[]
  /** Hash over all of the above (the seal); absent in snapshots from before seals existed. */
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
