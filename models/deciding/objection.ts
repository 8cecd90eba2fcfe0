import { model, Schema, type InferSchemaType, type Types } from 'mongoose'

/** What somebody has against a decision under public notice. Read by the staff of cases alone. */
const objectionSchema = new Schema(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    name: { type: String, required: true, maxlength: 100 },
    /** However the sender wants to be reached. */
    contact: { type: String, required: true, maxlength: 200 },
    text: { type: String, required: true, maxlength: 5000 },
    /** The language of the page it was written on, in which it is answered. */
    locale: { type: String, enum: ['ru', 'en', 'zh'] },
    at: { type: Date, required: true },
    /** Of what was sent about which case: the same objection sent twice is one. */
    digest: { type: String, required: true },
  },
  { autoIndex: false },
)
objectionSchema.index({ digest: 1 }, { unique: true })
objectionSchema.index({ application: 1, at: 1 })

export type Objection = InferSchemaType<typeof objectionSchema> & { _id: Types.ObjectId }
export const ObjectionModel = model('Objection', objectionSchema)
