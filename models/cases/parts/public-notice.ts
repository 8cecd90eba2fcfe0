import { Schema } from 'mongoose'
import { confirmedMisfitsSchema, type ConfirmedMisfits } from './misfits.ts'
import { writingSchema, type Writing } from '#models/parts/writing.ts'

/** The announcement of a decision and of the applicant it is about, before it becomes an offer. */
export type PublicNotice = {
  /** Code of the premises that is held for the case during the notice. */
  premises: string
  from: Date
  /** The last instant at which somebody can object: the end of a day in Suifenhe. */
  until: Date
  /** What the premises lacks for the plan, confirmed when it was announced. */
  misfits?: ConfirmedMisfits | null
  /** The applicant's other offer, which has to end before this one can be made. */
  waitsFor?: { application: string; reference: string; since: Date } | null
}

export const publicNoticeSchema = new Schema(
  {
    premises: { type: String, required: true },
    from: { type: Date, required: true },
    until: { type: Date, required: true },
    misfits: { type: confirmedMisfitsSchema },
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

/** The office's answer to an objection, as sent to the objector. Never changed afterwards. */
export type ObjectionAnswer = {
  /** The objection's id. */
  objection: string
  at: Date
  by: { id: string; name: string }
  outcome: ObjectionOutcome
  /** Codes of ready texts, placed before the office's own words in the objector's language. */
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
