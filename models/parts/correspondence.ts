import { Schema, type Types } from 'mongoose'

type Author = { id: string; name: string }

/** What colleagues tell one another about a case. The applicant never reads it, in no page, mail or export. */
export type CaseNote = { _id: Types.ObjectId; at: Date; by: Author; text: string }

/** What the office and the applicant write to each other about a case. */
export type CaseMessage = { _id: Types.ObjectId; at: Date; from: 'office' | 'applicant'; by: Author; text: string }

const author = { id: { type: String, required: true }, name: { type: String, required: true } } as const

export const caseNoteSchema = new Schema<CaseNote>({
  at: { type: Date, required: true },
  by: author,
  text: { type: String, required: true },
})

export const caseMessageSchema = new Schema<CaseMessage>({
  at: { type: Date, required: true },
  from: { type: String, enum: ['office', 'applicant'], required: true },
  by: author,
  text: { type: String, required: true },
})
