import { Schema, type Types } from 'mongoose'

/** Why a document of an earlier application was not copied. */
export const omissionReasons = [
  'passport-expired',
  'extract-old',
  'not-accepted',
  'infected',
  'later-stage',
  'not-asked',
  'there-already',
] as const
export type OmissionReason = (typeof omissionReasons)[number]

/** What a draft copied from the application that its applicant submitted before. */
export type CopiedFrom = {
  application: Types.ObjectId
  reference: string
  at: Date
  /** Sections that were filled in. Sections that had already been saved in the draft were left as they were. */
  sections: string[]
  /** A document without `left` was copied. */
  documents: { id: string; kind: string; name: string; left?: OmissionReason | null }[]
}

export const copiedFromSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, required: true },
    reference: { type: String, required: true },
    at: { type: Date, required: true },
    sections: { type: [String], required: true },
    documents: [{ _id: false, id: String, kind: String, name: String, left: { type: String, enum: omissionReasons } }],
  },
  { _id: false },
)
