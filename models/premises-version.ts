import { model, Schema, type Types } from 'mongoose'
import { entryFields, type EntryCause, type PremisesChange } from './parts/premises-change.ts'

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
}

/** The history of premises, moved out of their documents so that those stay small (docs/adr/0038). Only ever added to. */
const premisesVersionSchema = new Schema<PremisesVersion>(
  { code: { type: String, required: true }, ...entryFields },
  { versionKey: false, autoIndex: false, minimize: false },
)
premisesVersionSchema.index({ code: 1, at: -1, _id: -1 })
premisesVersionSchema.index({ code: 1, version: 1 })

export const PremisesVersionModel = model('PremisesVersion', premisesVersionSchema, 'premises-versions')
