import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

/**
 * A draft that is being deleted with its files. Written before anything is removed and deleted when everything is gone (ADR
 * 62). `revision` is that of the draft to be deleted; a draft that was changed meanwhile stays.
 */
const tombstoneSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    revision: { type: Number, required: true },
    /** Ids of files in the document store. */
    files: { type: [String], required: true },
    at: { type: Date, required: true },
  },
  { autoIndex: false },
)
tombstoneSchema.index({ application: 1 })
tombstoneSchema.index({ files: 1 })

export type Tombstone = InferSchemaType<typeof tombstoneSchema> & { _id: Types.ObjectId }
export const TombstoneModel = model('Tombstone', tombstoneSchema)
