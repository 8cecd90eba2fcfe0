import { Schema } from 'mongoose'
import { writingSchema, type Writing } from '#models/parts/writing.ts'

/** The announcement of what a decision gives, and to whom, before it becomes an offer. */
export type PublicNotice = {
  /** Code of the premises that is kept for the case meanwhile. */
  premises: string
  from: Date
  /** The last instant at which somebody can object: the end of a day in the city. */
  until: Date
  /** The applicant's other offer, which has to end before this one can be made. */
  waitsFor?: { application: string; reference: string; since: Date } | null
}

export const publicNoticeSchema = new Schema(
  {
    premises: { type: String, required: true },
    from: { type: Date, required: true },
    until: { type: Date, required: true },
    waitsFor: {
      type: new Schema(
        {
          application: { type: String, required: true },
          reference: { type: String, default: '' },
          since: { type: Date, required: true },
        },
        { _id: false },
      ),
    },
  },
  { _id: false },
)

export const objectionOutcomes = ['dismissed', 'upheld'] as const
export type ObjectionOutcome = (typeof objectionOutcomes)[number]

/** What the office made of an objection, and told whoever objected. Never changed afterwards. */
export type ObjectionAnswer = {
  /** The objection's id. */
  objection: string
  at: Date
  by: { id: string; name: string }
  outcome: ObjectionOutcome
  /** Ready texts of the list, said in the language of whoever objected, before the words of the office. */
  reasonCodes?: string[]
  text: string
  writing?: Writing | null
}

export const objectionAnswerSchema = new Schema<ObjectionAnswer>(
  {
    objection: { type: String, required: true },
    at: { type: Date, required: true },
    by: { id: { type: String, required: true }, name: { type: String, required: true } },
    outcome: { type: String, enum: objectionOutcomes, required: true },
    reasonCodes: { type: [String], default: undefined },
    text: { type: String, default: '' },
    writing: { type: writingSchema },
  },
  { _id: false },
)
