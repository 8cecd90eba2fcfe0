import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

/** An objection to a decision under public notice. Only the staff of cases can read it. */
const objectionSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    name: { type: String, required: true, maxlength: 100 },
    /** Contact details, in any form the sender chose. */
    contact: { type: String, required: true, maxlength: 200 },
    text: { type: String, required: true, maxlength: 5000 },
    /** Language of the page on which it was written, and of the answer. */
    locale: { type: String, enum: ['ru', 'en', 'zh'] },
    at: { type: Date, required: true },
    /** Digest of the case, name, contact and text. The same objection sent twice is stored once. */
    digest: { type: String, required: true },
  },
  { autoIndex: false },
)
objectionSchema.index({ digest: 1 }, { unique: true })
objectionSchema.index({ application: 1, at: 1 })

export type Objection = InferSchemaType<typeof objectionSchema> & { _id: Types.ObjectId }
export const ObjectionModel = model('Objection', objectionSchema)
