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
    /** SHA-256 of the uploaded bytes, in hexadecimal, by which the same file is known when it comes again; absent in older photos. */
    sha256: { type: String },
  },
  { autoIndex: false },
)
pictureSchema.index({ application: 1, takenAt: 1 })
// One record for each file, by which the sweeper looks it up.
pictureSchema.index({ storageId: 1 }, { unique: true })
// A form that is sent twice adds its photos once, also when both arrive in the same moment.
pictureSchema.index(
  { application: 1, sha256: 1 },
  { unique: true, partialFilterExpression: { sha256: { $type: 'string' } }, name: 'same_photo_once' },
)

export type Picture = InferSchemaType<typeof pictureSchema> & { _id: Types.ObjectId }
export const PictureModel = model('Picture', pictureSchema)
