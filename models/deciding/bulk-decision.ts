import { model, Schema, type Types } from 'mongoose'
import { originField, type Origin } from '../parts/origin.ts'
import { writingSchema, writtenLanguages, type Writing, type WrittenLanguage } from '../parts/writing.ts'
import type { ApplicationState } from '../cases/application.ts'

export const bulkActions = ['reject', 'waitlist', 'offer'] as const
export type BulkAction = (typeof bulkActions)[number]

/** Key of a sentence of the catalogue, with the values of its placeholders. */
export type BulkObstacle = { code: string; gaps?: Record<string, string | number> | null }

/** One case of a bulk decision: the planned change, or why none is possible. */
export type BulkItem = {
  application: Types.ObjectId
  reference: string
  /** Revision of the case in the preview. A case that has changed since is skipped. */
  revision: number
  /** Language in which its applicant reads; absent in older items. */
  language?: WrittenLanguage | null
  to?: ApplicationState | null
  premises?: string | null
  /** Set by the preview: why this case is not decided. */
  refusal?: BulkObstacle | null
  /** Set on execution: why the case was skipped. */
  skipped?: BulkObstacle | null
}

/** Several cases decided at once by one decider. Each case itself stores whether it was decided, or the decision undone. */
export type BulkDecision = {
  _id: Types.ObjectId
  by: { id: string; name: string }
  at: Date
  action: BulkAction
  reasonCodes: string[]
  /** Reason, as the decider wrote it. */
  reason: string
  /** The reason as sent to applicants, by language. */
  told?: { language: WrittenLanguage; text: string; writing?: Writing | null }[]
  /** The last day of the offers, the notices or the wait, `YYYY-MM-DD` in Suifenhe. */
  lastDay?: string | null
  state: 'previewed' | 'confirmed' | 'finished'
  confirmedAt?: Date | null
  items: BulkItem[]
  /** Origin of the request that planned the decision or, once confirmed, that confirmed it. */
  origin?: Origin | null
}

const obstacle = new Schema({ code: { type: String, required: true }, gaps: Schema.Types.Mixed }, { _id: false })

const itemSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    reference: { type: String, required: true },
    revision: { type: Number, required: true },
    language: { type: String, enum: writtenLanguages },
    to: { type: String },
    premises: { type: String },
    refusal: { type: obstacle },
    skipped: { type: obstacle },
  },
  { _id: false },
)

const bulkDecisionSchema = new Schema<BulkDecision>({
  by: { type: new Schema({ id: String, name: String }, { _id: false }), required: true },
  at: { type: Date, required: true },
  action: { type: String, enum: bulkActions, required: true },
  reasonCodes: { type: [String], default: [] },
  reason: { type: String, default: '' },
  told: {
    type: [
      {
        _id: false,
        language: { type: String, enum: writtenLanguages, required: true },
        text: { type: String, default: '' },
        writing: { type: writingSchema },
      },
    ],
    default: undefined,
  },
  lastDay: { type: String },
  state: { type: String, enum: ['previewed', 'confirmed', 'finished'], required: true },
  confirmedAt: { type: Date },
  items: { type: [itemSchema], required: true },
  origin: originField,
})
// For deleting decisions after their retention time.
bulkDecisionSchema.index({ at: 1 })
// For decisions that a killed process left unfinished.
bulkDecisionSchema.index({ confirmedAt: 1 }, { partialFilterExpression: { state: 'confirmed' }, name: 'unfinished' })
// The decisions of one decider, the latest first.
bulkDecisionSchema.index({ 'by.id': 1, at: -1 })

export const BulkDecisionModel = model<BulkDecision>('BulkDecision', bulkDecisionSchema)
