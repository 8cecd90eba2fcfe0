import { Schema, type Types } from 'mongoose'
import { writingSchema, type Writing } from '#models/parts/writing.ts'

type Author = { id: string; name: string }

/** A note between colleagues about a case. The applicant never reads it, on any page, in any mail or in any export. */
export type CaseNote = {
  _id: Types.ObjectId
  at: Date
  by: Author
  text: string
  /** Colleagues who were notified of the note. */
  mentions?: Author[]
}

/** A note of which a colleague was notified and which they have not opened yet. */
export type CaseMention = { note: Types.ObjectId; account: string; at: Date }

/** A message about a case between the office and the applicant. */
export type CaseMessage = {
  _id: Types.ObjectId
  at: Date
  from: 'office' | 'applicant'
  by: Author
  text: string
  /** Set for messages of the office. */
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

export type WithCorrespondence = {
  /** Staff only: never loaded for an applicant. */
  notes?: CaseNote[]
  /** Staff only, like `notes`. */
  mentioned?: CaseMention[]
  messages?: CaseMessage[]
  /** Number of the applicant's messages that the office has not answered. */
  unansweredMessages?: number | null
}

export const correspondenceFields = {
  notes: { type: [caseNoteSchema], default: [] },
  mentioned: { type: [caseMentionSchema], default: undefined },
  messages: { type: [caseMessageSchema], default: [] },
  unansweredMessages: { type: Number },
}
