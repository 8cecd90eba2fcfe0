import { model, Schema } from 'mongoose'

/** One document. `mark` changes whenever something shown on public pages changes, except the catalogue. */
const publicContentSchema = new Schema(
  { _id: { type: String, required: true }, mark: { type: Schema.Types.ObjectId, required: true } },
  { versionKey: false, autoIndex: false },
)

export const PublicContentModel = model('PublicContent', publicContentSchema, 'public_content')
