import { Schema, type Types } from 'mongoose'
import { writingSchema, type Writing } from './writing.ts'
import { originField, type Origin } from './origin.ts'

export const eventActors = ['applicant', 'reviewer', 'decider', 'administrator', 'listing_manager', 'system'] as const
export type EventActor = (typeof eventActors)[number]

/** An entry in the history of an application or a tenancy: who, when, what, why. It is never changed afterwards. */
export type HistoryEvent = {
  _id: Types.ObjectId
  at: Date
  by: { kind: EventActor; id?: string | null; name?: string | null }
  /** `moved`, or another act that leaves the state as it is, such as `assessed`. */
  kind: string
  from?: string | null
  to?: string | null
  /** What the applicant is told. */
  reason?: string | null
  writing?: Writing | null
  /** Codes of the listed reasons that a decision rests on. */
  reasonCodes?: string[] | null
  /** The colleague it is about, such as whom a case was given to. */
  person?: { id: string; name: string } | null
  /** For the staff only. */
  note?: string | null
  /** The bulk decision it is part of. */
  bulk?: string | null
  /** What was changed, by the names of the fields. */
  fields?: string[] | null
  /** Of a decision: what it rested on at that moment. */
  record?: DecisionRecord | null
}

/** What a decision rested on, as it was then: later changes of the case leave it as it is. */
export type DecisionRecord = {
  /** The mean of all scores, 0 to 5; null when there were none. */
  score?: number | null
  /** Whose scores are others than those given blind: the means of both, and why. */
  changed: { reviewer: string; name: string; blind: number; given: number; reason?: string }[]
  /** What became of each objection to the notice. */
  objections?: { objection: string; outcome: string; name: string; at: Date }[]
}

const decisionRecordSchema = new Schema<DecisionRecord>(
  {
    score: { type: Number },
    changed: {
      type: [{ _id: false, reviewer: String, name: String, blind: Number, given: Number, reason: String }],
      default: [],
    },
    objections: {
      type: [{ _id: false, objection: String, outcome: String, name: String, at: Date }],
      default: undefined,
    },
  },
  { _id: false },
)

export const historyEventSchema = new Schema({
  at: { type: Date, required: true },
  by: {
    kind: { type: String, enum: eventActors, required: true },
    id: { type: String },
    name: { type: String },
  },
  kind: { type: String, required: true },
  from: { type: String },
  to: { type: String },
  reason: { type: String },
  writing: { type: writingSchema },
  reasonCodes: { type: [String], default: undefined },
  person: { type: new Schema({ id: String, name: String }, { _id: false }) },
  note: { type: String },
  bulk: { type: String },
  fields: { type: [String], default: undefined },
  record: { type: decisionRecordSchema },
})

/**
 * Something that follows from a change and is still to be done outside the document: a mail, a premises' status,
 * a tenancy. It is written together with the change, so a crash cannot lose it, and done idempotently by `key`.
 */
export type PendingEffect = {
  key: string
  kind: string
  facts: Record<string, string>
  /** Until then its cause can be undone, and it with it. */
  notBefore?: Date | null
  /** Which request or turn of a job has left it; fills itself. */
  origin?: Origin | null
}

/** Effects as they were read, for a write of the whole array: what came from an unknown request does not come from the present one. */
export const asTheyWere = (effects: readonly PendingEffect[]): PendingEffect[] =>
  effects.map(effect => ({ ...effect, origin: effect.origin ?? null }))

export const pendingEffectSchema = new Schema(
  {
    key: { type: String, required: true },
    kind: { type: String, required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    notBefore: { type: Date },
    origin: originField,
  },
  { _id: false, minimize: false },
)
