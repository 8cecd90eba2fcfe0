import { Schema, type Types } from 'mongoose'
import { writingSchema, type Writing } from '#models/parts/writing.ts'

type Author = { id: string; name: string }

/** What colleagues tell one another about a case. The applicant never reads it, in no page, mail or export. */
export type CaseNote = {
  _id: Types.ObjectId
  at: Date
  by: Author
  text: string
  /** Colleagues who were told of it. */
  mentions?: Author[]
}

/** A note that a colleague was told of and has not looked at yet. */
export type CaseMention = { note: Types.ObjectId; account: string; at: Date }

/** What the office and the applicant write to each other about a case. */
export type CaseMessage = {
  _id: Types.ObjectId
  at: Date
  from: 'office' | 'applicant'
  by: Author
  text: string
  /** Of the office's. */
  writing?: Writing | null
}

const author = { id: { type: String, required: true }, name: { type: String, required: true } } as const

const caseNoteSchema = new Schema<CaseNote>({
  at: { type: Date, required: true },
  by: author,
  text: { type: String, required: true },
  mentions: { type: [new Schema<Author>(author, { _id: false })], default: undefined },
})

const caseMentionSchema = new Schema<CaseMention>(
  {
    note: { type: Schema.Types.ObjectId, required: true },
    account: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { _id: false },
)

const caseMessageSchema = new Schema<CaseMessage>({
  at: { type: Date, required: true },
  from: { type: String, enum: ['office', 'applicant'], required: true },
  by: author,
  text: { type: String, required: true },
  writing: { type: writingSchema },
})

export type Corresponded = {
  /** For the staff only: not read for an applicant at all. */
  notes?: CaseNote[]
  /** For the staff only, as the notes. */
  mentioned?: CaseMention[]
  messages?: CaseMessage[]
  /** Of the applicant's messages, how many wait for the office. */
  unansweredMessages?: number | null
}

export const correspondenceFields = {
  notes: { type: [caseNoteSchema], default: [] },
  mentioned: { type: [caseMentionSchema], default: undefined },
  messages: { type: [caseMessageSchema], default: [] },
  unansweredMessages: { type: Number },
}
