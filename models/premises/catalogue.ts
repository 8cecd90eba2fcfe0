import { model, Schema } from 'mongoose'

/** A single document: the revision of the whole catalogue, incremented by every write to a premises or a building. */
const catalogueSchema = new Schema(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true, default: 0 },
    /** A new era means that everything changed (a restored or emptied database). Revisions of two eras do not compare. */
    era: { type: Schema.Types.ObjectId },
  },
  { versionKey: false, autoIndex: false },
)

export const CatalogueModel = model('Catalogue', catalogueSchema, 'catalogue')
