import { model, Schema, type Types } from 'mongoose'
import { entryFields, type EntryCause, type PremisesChange } from '../premises/parts/premises-change.ts'

export type PremisesVersion = {
  _id: Types.ObjectId
  code: string
  at: Date
  kind: string
  by: Types.ObjectId | null
  byName: string
  note: string
  version: number | null
  changes: PremisesChange[]
  cause?: EntryCause
  /** Set for a deleted premises while the audit trail may not have this entry yet. */
  untold?: true
}

/** The history of premises, outside their documents to keep those small (ADR 38). Append-only, except `untold`. */
const premisesVersionSchema = new Schema<PremisesVersion>(
  { code: { type: String, required: true }, ...entryFields, untold: { type: Boolean } },
  { versionKey: false, autoIndex: false, minimize: false },
)
premisesVersionSchema.index({ code: 1, at: -1, _id: -1 })
premisesVersionSchema.index({ code: 1, version: 1 })
premisesVersionSchema.index({ untold: 1 }, { partialFilterExpression: { untold: true }, name: 'untold' })

export const PremisesVersionModel = model('PremisesVersion', premisesVersionSchema, 'premises-versions')
