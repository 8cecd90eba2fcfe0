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
  /** Of a premises that is gone: the trail has not been told yet, or it is not certain that it was. */
  untold?: true
}

/** The history of premises, moved out of their documents so that those stay small (docs/adr/0038). Only ever added to, but for the mark. */
const premisesVersionSchema = new Schema<PremisesVersion>(
  { code: { type: String, required: true }, ...entryFields, untold: { type: Boolean } },
  { versionKey: false, autoIndex: false, minimize: false },
)
premisesVersionSchema.index({ code: 1, at: -1, _id: -1 })
premisesVersionSchema.index({ code: 1, version: 1 })
premisesVersionSchema.index({ untold: 1 }, { partialFilterExpression: { untold: true }, name: 'untold' })

export const PremisesVersionModel = model('PremisesVersion', premisesVersionSchema, 'premises-versions')
