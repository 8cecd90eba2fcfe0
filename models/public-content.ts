import { model, Schema } from 'mongoose'

/** One document: its mark changes whenever something that public pages show does, the catalogue aside. */
const publicContentSchema = new Schema(
  { _id: { type: String, required: true }, mark: { type: Schema.Types.ObjectId, required: true } },
  { versionKey: false, autoIndex: false },
)

export const PublicContentModel = model('PublicContent', publicContentSchema, 'public_content')
