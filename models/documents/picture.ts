import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

/** A photo that the office took for a case, as we encoded it: WebP, upright, without what the camera wrote into it. */
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
// One record a file: the sweeper asks by it.
pictureSchema.index({ storageId: 1 }, { unique: true })

export type Picture = InferSchemaType<typeof pictureSchema> & { _id: Types.ObjectId }
export const PictureModel = model('Picture', pictureSchema)
