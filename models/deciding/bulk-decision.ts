import { model, Schema, type Types } from 'mongoose'
import { originField, type Origin } from '../parts/origin.ts'
import { writingSchema, writtenLanguages, type Writing, type WrittenLanguage } from '../parts/writing.ts'
import type { ApplicationState } from '../cases/application.ts'

export const bulkActions = ['reject', 'waitlist', 'offer'] as const
export type BulkAction = (typeof bulkActions)[number]

/** A sentence of the catalogue by its key, with what fills its gaps. */
export type BulkObstacle = { code: string; gaps?: Record<string, string | number> | null }

/** One case of a bulk decision: what is to happen to it, or why nothing can. */
export type BulkItem = {
  application: Types.ObjectId
  reference: string
  /** The case as the preview saw it; one that has changed since is left alone. */
  revision: number
  /** In which its applicant reads; one from before was not asked. */
  language?: WrittenLanguage | null
  to?: ApplicationState | null
  premises?: string | null
  /** Found by the preview: this case is not decided. */
  refusal?: BulkObstacle | null
  /** Found when it was carried out. */
  skipped?: BulkObstacle | null
}

/** Several cases decided at once by one decider. Whether a case was decided, or that undone, stands in the case itself. */
export type BulkDecision = {
  _id: Types.ObjectId
  by: { id: string; name: string }
  at: Date
  action: BulkAction
  reasonCodes: string[]
  /** As its decider wrote it. */
  reason: string
  /** The same as the applicants of each language read it. */
  told?: { language: WrittenLanguage; text: string; writing?: Writing | null }[]
  /** The last day of the offers, of the notices, or of the wait: `YYYY-MM-DD` in the city. */
  lastDay?: string | null
  state: 'previewed' | 'confirmed' | 'finished'
  confirmedAt?: Date | null
  items: BulkItem[]
  /** Which request has planned it, or has confirmed it since. */
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
// What has been kept for long enough.
bulkDecisionSchema.index({ at: 1 })
// What a kill left in the middle.
bulkDecisionSchema.index({ confirmedAt: 1 }, { partialFilterExpression: { state: 'confirmed' }, name: 'unfinished' })
// Those of one decider, the latest first.
bulkDecisionSchema.index({ 'by.id': 1, at: -1 })

export const BulkDecisionModel = model<BulkDecision>('BulkDecision', bulkDecisionSchema)
