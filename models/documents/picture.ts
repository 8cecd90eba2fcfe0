import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

/** A photo that the office took for a case, re-encoded by us: WebP, upright, without the camera's metadata. */
const pictureSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    /** Bytes. */
    size: { type: Number, required: true, min: 1 },
    storageId: { type: String, required: true },
    takenAt: { type: Date, required: true },
    by: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
  },
  { autoIndex: false },
)
pictureSchema.index({ application: 1, takenAt: 1 })
// One record for each file, by which the sweeper looks it up.
pictureSchema.index({ storageId: 1 }, { unique: true })

export type Picture = InferSchemaType<typeof pictureSchema> & { _id: Types.ObjectId }
export const PictureModel = model('Picture', pictureSchema)
