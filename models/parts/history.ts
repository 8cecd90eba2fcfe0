import { Schema, type Types } from 'mongoose'
import { writingSchema, type Writing } from './writing.ts'
import { originField, type Origin } from './origin.ts'

export const eventActors = ['applicant', 'reviewer', 'decider', 'administrator', 'listing_manager', 'system'] as const
export type EventActor = (typeof eventActors)[number]

/** An entry in the history of an application or a tenancy: who, when, what, why. Never changed afterwards. */
export type HistoryEvent = {
  _id: Types.ObjectId
  at: Date
  by: { kind: EventActor; id?: string | null; name?: string | null }
  /** `moved`, or an act that does not change the state, such as `assessed`. */
  kind: string
  from?: string | null
  to?: string | null
  /** Shown to the applicant. */
  reason?: string | null
  writing?: Writing | null
  /** Codes of the ready-made reasons for a decision. */
  reasonCodes?: string[] | null
  /** The colleague concerned, such as the one to whom a case was given. */
  person?: { id: string; name: string } | null
  /** Staff only. */
  note?: string | null
  /** Id of the bulk decision to which it belongs. */
  bulk?: string | null
  /** Names of the changed fields. */
  fields?: string[] | null
  /** Set for decisions: the basis of the decision at that moment. */
  record?: DecisionRecord | null
}

/** The basis of a decision at the time it was made. Later changes of the case do not alter it. */
export type DecisionRecord = {
  /** The mean of all scores, 0 to 5; null when there were none. */
  score?: number | null
  /** Reviewers whose scores differ from those given blind: both means, and the reason. */
  changed: { reviewer: string; name: string; blind: number; given: number; reason?: string }[]
  /** Outcome of each objection to the notice. */
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
 * Something that follows from a change and is still to be done outside the document, such as sending a mail or setting the
 * status of a premises. It is written together with the change, so a crash cannot lose it. It is idempotent by `key`.
 */
export type PendingEffect = {
  key: string
  kind: string
  facts: Record<string, string>
  /** Until then the cause can be undone, and the effect with it. */
  notBefore?: Date | null
  /** Origin of the request or job that left the effect; filled by default. */
  origin?: Origin | null
}

/** Sets unknown origins to null, for a write of the whole array. Otherwise the default would fill in the present one. */
export const withExplicitOrigins = (effects: readonly PendingEffect[]): PendingEffect[] =>
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
